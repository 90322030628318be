"""What checkers must say about programs that use the SDK; mypy and pyright read these files, nothing runs them.

Each operation stands here in its four forms with the type of its result. `mistakes.py` holds programs that are wrong:
each wrong line carries an ignore, and both checkers complain about an ignore that is not needed.
"""
