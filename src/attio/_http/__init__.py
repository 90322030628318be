"""Send one request and read its response."""
