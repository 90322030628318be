"""The commands that are made by hand."""
