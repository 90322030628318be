"""Ways to reach a sandbox: clients in this process, an ASGI application, and a server on a port."""
