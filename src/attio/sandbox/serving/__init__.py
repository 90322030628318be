"""Ways in: in process, as an ASGI application, and on a port."""
