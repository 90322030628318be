"""The long runs: what the tests in `tests/faults` do by the hundred, done by the ten thousand, with figures."""
