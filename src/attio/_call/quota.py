"""Limit the retries of one client."""

from __future__ import annotations


class Quota:
    """Tokens shared by the retries of one client, so that a failing server does not receive a flood of requests.

    No lock is needed: a race between threads miscounts by one retry at most, and a fork cannot leave a lock held.
    """

    capacity = 500
    cost = 5

    def __init__(self) -> None:
        """Start with all tokens."""
        self._left = self.capacity

    def take(self) -> bool:
        """Take the tokens of one retry; False when too few are left."""
        if self._left < self.cost:
            return False
        self._left -= self.cost
        return True

    def refill(self, retries: int) -> None:
        """Return the tokens of the retries of a successful call; add one token for a call without retries."""
        self._left = min(self.capacity, self._left + (self.cost * retries or 1))
