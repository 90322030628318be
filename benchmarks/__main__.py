"""Run every benchmark: `python -m benchmarks`. One alone: `python -m benchmarks.small_call`."""

from __future__ import annotations

from benchmarks import (
    ahead,
    bodies,
    bulk,
    cold_start,
    command_line,
    concurrency,
    imports,
    limits,
    page,
    records,
    sandbox,
    small_call,
    tenants,
    typed,
    walk,
    webhooks,
)
from benchmarks.harness import main

if __name__ == "__main__":
    benchmarks = (
        imports,
        cold_start,
        command_line,
        small_call,
        records,
        typed,
        limits,
        bulk,
        concurrency,
        walk,
        ahead,
        bodies,
        sandbox,
        webhooks,
        tenants,
    )
    main(*(benchmark.rows for benchmark in benchmarks), write=page.write)
