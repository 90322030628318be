"""`Turn`: one call waits in the queues of its budgets, sync and async."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeAlias

from attio.errors.base import RequestAbortedError, ThrottledError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx

    from attio.limits.limiter import Limiter, Pace

LONGEST_NAP = 1.0
"""Maximum seconds between two questions, so that a waiting call notices pauses, free slots and a closed client."""

_StoreCall: TypeAlias = "tuple[str, str, int, tuple[float, ...], dict[str, float]]"
"""A call of a method of the store: its name, the key, the number, positional and keyword arguments."""


class Turn:
    """Makes one call wait before each attempt. Retries keep their numbers, so newer calls do not overtake them."""

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
        """Create the turn of one call.

        Args:
            limiter: The limiter of the client.
            operation: Name of the operation, for errors.
            budgets: Names of the budgets that the call counts against, narrowest first.
            origin: Origin of the server, such as `https://api.attio.com`.
            deadline: Deadline of the call, in the time of `time.monotonic()`; None for no deadline.
            is_closed: Returns whether the client is closed.
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
        """Index of the budget to ask next; the budgets before it have started the call."""
        self._not_before = 0.0
        self._sent = 0.0
        self.waited = 0.0
        """Seconds that the call has waited so far."""

    def wait(self, token: str | None) -> None:
        """Wait until the next attempt may be sent.

        Args:
            token: The token of the attempt, which selects the budgets.

        Raises:
            ThrottledError: The wait would last longer than the deadline allows.
            RequestAbortedError: The client was closed.
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
        """Record a response: the pause if the status is 429, otherwise whether the request arrived late."""
        calls = self._store_calls(response)
        if calls:
            self._run(calls)

    async def record_async(self, response: httpx.Response) -> None:
        """Record a response in an async call; see `record`."""
        calls = self._store_calls(response)
        if not calls:
            return
        if not self._limiter.blocks:
            self._run(calls)
        else:
            import anyio
            import anyio.to_thread

            # Shielded, because a cancellation here would lose the response.
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self._run, calls)

    def pause(self, seconds: float) -> None:
        """Delay the next attempt by at least so many seconds."""
        self._not_before = monotonic() + seconds

    def _ask(self, token: str | None) -> float:
        """Return the seconds to wait before asking again; 0 if the attempt may be sent."""
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
        """Queue for the budgets of a token: the first token of the call, or a new one of the token function."""
        self._leave()
        self._owner = owner
        self._paces = self._limiter.places(owner, self._budgets)
        self._numbers = [0] * len(self._paces)
        self._index = 0

    def _check(self, seconds: float) -> None:
        if self._is_closed():
            message = "the client was closed while the call waited for its rate limit"
            raise RequestAbortedError(message, operation=self._operation, outcome="not_sent")
        if self._deadline is None:
            return
        left = self._deadline - monotonic()
        if seconds > left:
            budget = self._paces[self._index][0].rpartition(" ")[2]
            message = (
                f"the rate limit ({budget}) would make the call wait {seconds:.3g} s, "
                f"longer than the {max(left, 0):.3g} s that deadline_ms leaves"
            )
            raise ThrottledError(message, operation=self._operation, retry_after=seconds)

    def _leave(self) -> None:
        """Leave the queue of the budget that the call waits for."""
        if self._index < len(self._paces) and self._numbers[self._index]:
            self._limiter.tell("leave", self._paces[self._index][0], self._numbers[self._index])

    def _store_calls(self, response: httpx.Response) -> Sequence[_StoreCall]:
        """Return the calls that record a response in the store."""
        took = monotonic() - self._sent
        if response.status_code == 429:
            from attio._call.retries import retry_after  # for a 429 only

            # The response does not name the exceeded budget; slow down the narrowest.
            key, pace = self._paces[0]
            pace.refused += 1
            after = retry_after(response.headers) or 0.0
            kwargs = {"ago": took, "after": after, "adapt": self._limiter.adapt}
            return [("refused", key, self._numbers[0], (pace.rate,), kwargs)]
        calls: Sequence[_StoreCall] = ()
        for index, (key, pace) in enumerate(self._paces):
            late = pace.lateness(took)
            if late:
                calls = (*calls, ("late", key, self._numbers[index], (late,), {}))
        return calls

    def _run(self, calls: Sequence[_StoreCall]) -> None:
        for method, key, number, args, kwargs in calls:
            self._limiter.tell(method, key, number, *args, **kwargs)
