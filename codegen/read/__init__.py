"""From the spec to the API."""
