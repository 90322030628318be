"""Limit the retries of one client."""

from __future__ import annotations


class Quota:
    """Tokens that all retries of one client share, to protect a failing server from a flood of retries.

    There is no lock: a race between threads miscounts by one retry at most, and a lock could stay held in a fork.
    """

    capacity = 500
    cost = 5

    def __init__(self) -> None:
        """Start with all tokens."""
        self._left = self.capacity

    def take(self) -> bool:
        """Take the tokens of one retry; return False if there are too few."""
        if self._left < self.cost:
            return False
        self._left -= self.cost
        return True

    def refill(self, retries: int) -> None:
        """Return the tokens of the retries of a successful call; add one token for a call without retries."""
        self._left = min(self.capacity, self._left + (self.cost * retries or 1))
