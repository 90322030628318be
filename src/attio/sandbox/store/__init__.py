"""The state of workspaces: immutable rows, copy-on-write tables, transactions and state files."""
