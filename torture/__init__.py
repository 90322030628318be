"""The fault tests of `tests/faults` at full size, with figures."""
