"""State: frozen rows in tables that are copied when they are written, and the one path by which they change."""
