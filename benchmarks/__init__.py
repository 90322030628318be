"""Benchmarks: the SDK compared with httpx and pydantic used by hand, as ratios of one run on one machine."""
