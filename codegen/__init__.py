"""The generator: one description of the API, `codegen/spec`, becomes every surface of the SDK."""
