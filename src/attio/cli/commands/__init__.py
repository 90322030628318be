# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""The commands of each resource: data only, so `--help` loads nothing else."""
