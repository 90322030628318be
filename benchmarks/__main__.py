"""Run every benchmark: `python -m benchmarks`; each also runs alone, as `python -m benchmarks.small_call`."""

from __future__ import annotations

from benchmarks import cold_start, imports, records, small_call
from benchmarks.harness import main

if __name__ == "__main__":
    main(imports.rows, cold_start.rows, small_call.rows, records.rows)
