"""The contract: every operation against golden requests, answers and errors that were written by hand."""
