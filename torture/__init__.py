"""The long runs: what the tests in `tests/fire` do by the hundred, done by the ten thousand, with figures."""
