"""Run SELECT statements of PostgreSQL on the tables of a workspace, translated to SQLite."""
