"""The page: what a workspace holds and what happens to it, in a browser."""
