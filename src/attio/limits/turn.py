"""The place of one call in the queues of its budgets, sync and async."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeAlias

from attio.errors.base import RequestAbortedError, ThrottledError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx

    from attio.limits.limiter import Limiter, Pace

LONGEST_NAP = 1.0
"""Seconds after which a call asks again at the latest: so it notices pauses, freed places and a closed client."""

_News: TypeAlias = "tuple[str, str, int, tuple[float, ...], dict[str, float]]"


class Turn:
    """The waiting of one call, over all its attempts. It keeps its numbers, so that retries are not overtaken."""

    __slots__ = (
        "_budgets", "_deadline", "_index", "_is_closed", "_limiter", "_not_before", "_numbers", "_operation",
        "_origin", "_owner", "_paces", "_sent", "waited",
    )  # fmt: skip

    def __init__(
        self,
        limiter: Limiter,
        operation: str,
        budgets: tuple[str, ...],
        origin: str,
        *,
        deadline: float | None,
        is_closed: Callable[[], bool],
    ) -> None:
        """Make the turn of one call.

        Args:
            limiter: The budgets of its client.
            operation: Name of the operation, for errors.
            budgets: Names of the budgets it counts against, narrowest first.
            origin: Which server.
            deadline: Point of `time.monotonic()` at which the call must be done.
            is_closed: Whether the client was closed.
        """
        self._limiter = limiter
        self._operation = operation
        self._budgets = budgets
        self._origin = origin
        self._deadline = deadline
        self._is_closed = is_closed
        self._owner = ""
        self._paces: list[tuple[str, Pace]] = []
        self._numbers: list[int] = []
        self._index = 0
        """The budget to ask next: those before it let the call through."""
        self._not_before = 0.0
        self._sent = 0.0
        self.waited = 0.0
        """Seconds that the call has waited so far."""

    def wait(self, token: str | None) -> None:
        """Wait until the next attempt may be sent.

        Args:
            token: The token of the attempt: whose budgets these are.

        Raises:
            ThrottledError: It would wait past its deadline.
            RequestAbortedError: The client is closed.
        """
        began = None
        try:
            while (seconds := self._ask(token)) > 0:
                began = began or monotonic()
                self._check(seconds)
                sleep(min(seconds, LONGEST_NAP))
        except BaseException:
            self._leave()
            raise
        finally:
            if began is not None:
                self.waited += monotonic() - began

    async def wait_async(self, token: str | None) -> None:
        """Wait until the next attempt may be sent, on asyncio or trio; see `wait`."""
        import anyio
        import anyio.to_thread

        began = None
        blocks = self._limiter.blocks
        try:
            while True:
                seconds = await anyio.to_thread.run_sync(self._ask, token) if blocks else self._ask(token)
                if seconds <= 0:
                    return
                began = began or monotonic()
                self._check(seconds)
                await anyio.sleep(min(seconds, LONGEST_NAP))
        except BaseException:
            if blocks:
                with anyio.CancelScope(shield=True):
                    await anyio.to_thread.run_sync(self._leave)
            else:
                self._leave()
            raise
        finally:
            if began is not None:
                self.waited += monotonic() - began

    def record(self, response: httpx.Response) -> None:
        """Record a response: of a 429 the pause, of others how long they took."""
        found = self._news(response)
        if found:
            self._tell(found)

    async def record_async(self, response: httpx.Response) -> None:
        """Record a response in an async call; see `record`."""
        found = self._news(response)
        if not found:
            return
        if not self._limiter.blocks:
            self._tell(found)
        else:
            import anyio
            import anyio.to_thread

            # Not to be cancelled: the response would be lost.
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self._tell, found)

    def pause(self, seconds: float) -> None:
        """Send the next attempt not before so many seconds have passed."""
        self._not_before = monotonic() + seconds

    def _ask(self, token: str | None) -> float:
        """Seconds until the call may be sent, as far as is known now; 0 when it may be sent."""
        owner = self._limiter.owner(self._origin, token)
        if owner != self._owner:
            self._move(owner)
        if self._not_before:
            left = self._not_before - monotonic()
            if left > 0:
                return left
            self._not_before = 0.0
        paces, numbers = self._paces, self._numbers
        while self._index < len(paces):
            index = self._index
            key, pace = paces[index]
            seconds, numbers[index] = self._limiter.ask(key, numbers[index], pace.rate)
            if seconds > 0:
                return seconds
            pace.started += 1
            self._index = index + 1
        self._index = 0
        self._sent = monotonic()
        return 0.0

    def _move(self, owner: str) -> None:
        """Queue for the budgets of a token: the first one, or another that a token function gave."""
        self._leave()
        self._owner = owner
        self._paces = self._limiter.places(owner, self._budgets)
        self._numbers = [0] * len(self._paces)
        self._index = 0

    def _check(self, seconds: float) -> None:
        if self._is_closed():
            message = "the client was closed while the call waited for its rate limit"
            raise RequestAbortedError(message, operation=self._operation, outcome="not_sent")
        left = None if self._deadline is None else self._deadline - monotonic()
        if left is not None and seconds > left:
            budget = self._paces[self._index][0].rpartition(" ")[2]
            message = (
                f"the rate limit ({budget}) would make the call wait {seconds:.3g} s, "
                f"longer than the {max(left, 0):.3g} s that deadline_ms leaves"
            )
            raise ThrottledError(message, operation=self._operation, retry_after=seconds)

    def _leave(self) -> None:
        """Give the place in the queue back."""
        if self._index < len(self._paces) and self._numbers[self._index]:
            self._limiter.tell("leave", self._paces[self._index][0], self._numbers[self._index])

    def _news(self, response: httpx.Response) -> Sequence[_News]:
        """What a response tells the store."""
        took = monotonic() - self._sent
        if response.status_code == 429:
            from attio._call.retries import retry_after  # for a 429 only

            # The call may have been one too many for any of its budgets; only the narrowest is slowed down.
            key, pace = self._paces[0]
            pace.refused += 1
            after = retry_after(response.headers) or 0.0
            facts = {"ago": took, "after": after, "adapt": self._limiter.adapt}
            return [("refused", key, self._numbers[0], (pace.rate,), facts)]
        found: Sequence[_News] = ()
        for index, (key, pace) in enumerate(self._paces):
            late = pace.lateness(took)
            if late:
                found = (*found, ("late", key, self._numbers[index], (late,), {}))
        return found

    def _tell(self, found: Sequence[_News]) -> None:
        for method, key, number, args, facts in found:
            self._limiter.tell(method, key, number, *args, **facts)
