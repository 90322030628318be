"""Contract tests: every operation against hand-written requests, responses and errors (goldens)."""
