"""SELECT statements of PostgreSQL over the tables of a workspace, by the SQLite of the standard library."""
