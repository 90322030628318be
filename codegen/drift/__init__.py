"""Compare the spec with another OpenAPI document."""
