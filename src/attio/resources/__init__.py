"""Sub-clients, one module a resource: `client.records` and its siblings."""
