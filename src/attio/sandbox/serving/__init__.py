"""Ways to reach a sandbox: clients in this process, an ASGI application, and an HTTP server."""
