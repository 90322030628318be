"""The contract: every operation against golden requests, responses and errors that were written by hand."""
