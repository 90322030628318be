"""Helpers that import nothing of attio."""
