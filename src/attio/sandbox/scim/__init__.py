"""SCIM 2.0: filters, patches, users and groups; the handlers stand with those of other resources."""
