"""Pages: walking, position, prefetching."""
