"""Programs that use the SDK, checked by mypy and pyright; they are not run.

Each operation is called in its four forms, with the type of its result. `mistakes.py` contains wrong programs: each
wrong line has an ignore, and both checkers report unnecessary ignores.
"""
