"""Uploads and downloads of files."""
