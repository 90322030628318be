"""SCIM 2.0: filters, patches, users and groups. The handlers are in `handlers.scim`."""
