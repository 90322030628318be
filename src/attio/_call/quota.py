"""What the retries of one client may cost all together."""

from __future__ import annotations


class Quota:
    """Tokens that retries of one client share, so that a dead server is not stormed.

    There is no lock, and so none to be stuck with after a fork: threads that meet miscount by a retry, no more.
    """

    capacity = 500
    cost = 5

    def __init__(self) -> None:
        """Start with a full bucket."""
        self._left = self.capacity

    def take(self) -> bool:
        """Pay for a retry; False when there is nothing left to pay with."""
        if self._left < self.cost:
            return False
        self._left -= self.cost
        return True

    def refill(self, retries: int) -> None:
        """Put back what the retries of a call that succeeded have cost, or one token for a call without any."""
        self._left = min(self.capacity, self._left + (self.cost * retries or 1))
