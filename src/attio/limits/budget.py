"""One rate limit and the calls that wait for it; no I/O and no timers.

Calls start at an even pace, not in bursts. A server may count requests in a sliding window, in clock seconds or with a
token bucket: all three accept an even flow, and two of them reject bursts. Each call asks how long to wait, sleeps and
asks again. A call that sleeps too long delays no other call: its slot goes to the next call that asks.

Times are in seconds, from any clock that does not run backwards.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from math import floor, inf

USED = 0.98
"""Share of the rate to use: at 1.0, any network jitter causes a 429."""
WINDOW_MARGIN = 1.01
"""Factor by which the window is lengthened, for the same reason."""
BURST = 0.2
"""Burst allowed after a pause: the number of calls that the rate allows in this many seconds."""
LONE = 1.5
"""Seconds between two 429s that count as a series. A single 429 with a longer `Retry-After` is obeyed as well."""
SLOWEST = 0.04
"""Lowest share of the rate that adaptation may set."""
RECOVERY = 0.0005
"""How fast the share recovers, per second cubed (the curve of TCP CUBIC): it recovers from one `CUT` in 9 s."""
CUT = 0.6
"""Factor applied to the share after a series of 429s.

In a simulation of 500 writes at 50 a second by four clients that do not share a budget:

- 0.6 takes 1.30 times the ideal time, with 14 % of the requests rejected;
- 0.7 takes 1.35 times the ideal time, with 16 % rejected;
- 0.85 (and 0.97 for `CUT_LONE`) takes 1.55 times the ideal time, with 23 % rejected.

The cost: if another program writes for one second, the client takes 1.3 s longer with 0.6 than with 0.85.
"""
CUT_LONE = 0.9
"""Factor applied to the share after a single 429.

In a simulation where another program uses half of the rate, 0.9 takes 1.11 times the ideal time. 0.97 takes 1.21 times,
because it causes more pauses. A lower factor costs 1 % of the time of a single client whose requests arrive unevenly.
"""


class Budget:
    """The pace of one rate limit: which call may start, and how long the others wait.

    A virtual clock stops while the API asks for a pause. Otherwise it runs at `speed`, at most 1.0. Each start uses one
    step of the clock. In addition, at most `size` calls start within one window.
    """

    def __init__(self, rate: float, now: float) -> None:
        """Create a full budget of `rate` calls a second."""
        self.waiting: list[int] = []
        """Numbers of the waiting calls, in order."""
        self.started = 0
        """Number of calls started so far."""
        self.refused_count = 0
        """Number of responses with status 429 so far."""
        self.speed = 1.0
        """Share of the rate in use, from `SLOWEST` to 1."""
        self._time = now
        """Real time of the last update of the virtual clock; in the future during a pause."""
        self._virtual = 0.0
        self._next = 0.0
        """Virtual time of the next start."""
        self._starts: list[tuple[float, int]] = []
        """Start times of the latest calls with their numbers, oldest first."""
        self._top = self._low = 1.0
        """The share before and after the last cut."""
        self._cut = self._cut_at = -inf
        """Time of the last cut of the share, and time from which it recovers."""
        self._last_refusal = -inf
        self.set_rate(rate)

    def set_rate(self, rate: float) -> None:
        """Change the rate."""
        self.rate = rate
        self.size = max(1, floor(rate))
        """Maximum number of starts within one window."""
        self._step = 1 / (USED * rate)
        self._window = WINDOW_MARGIN * self.size / rate
        self._credit = self._step * max(0.0, rate * BURST - 1)
        del self._starts[: -self.size]  # a higher rate before may have kept more

    def closed_for(self, now: float) -> float:
        """Seconds until the pause that the API asked for is over; 0 when there is none."""
        return max(0.0, self._time - now)

    def ask(self, number: int, now: float) -> float:
        """Start the call `number` if it is its turn; otherwise queue it.

        Returns:
            Seconds to wait before asking again; 0 if the call has started.
        """
        if now > self._time:
            self._run_clock(now)
        waiting, starts = self.waiting, self._starts
        rank = bisect_left(waiting, number) if waiting else 0
        wait = self._time - now
        due = self._next + rank * self._step - self._credit - self._virtual
        if due > 0:
            wait += due / self.speed
        behind = rank - self.size + len(starts)
        if behind >= 0 and starts:
            windows, index = divmod(behind, len(starts)) if behind else (0, 0)
            wait = max(wait, starts[index][0] + (1 + windows) * self._window - now)
        is_waiting = rank < len(waiting) and waiting[rank] == number
        if wait > 0:
            if not is_waiting:
                waiting.insert(rank, number)
            return wait
        if is_waiting:
            del waiting[rank]
        self._next = (self._next if rank else max(self._next, self._virtual)) + self._step
        self.started += 1
        if not starts or starts[-1][0] <= now:
            starts.append((now, number))
        else:  # `late` moved the latest starts into the future
            insort(starts, (now, number))
        if len(starts) > self.size:
            del starts[0]
        return 0.0

    def leave(self, number: int) -> None:
        """Remove a waiting call from the queue."""
        place = bisect_left(self.waiting, number)
        if place < len(self.waiting) and self.waiting[place] == number:
            del self.waiting[place]

    def late(self, number: int, by: float) -> None:
        """Move the start of a call `by` seconds later, to the time at which its request reached the API."""
        started = self._take_start(number)
        if started is not None:
            insort(self._starts, (started + by, number))

    def refused(self, number: int, now: float, *, sent: float, after: float, adapt: bool) -> None:
        """Record a response with status 429.

        Args:
            number: Number of the rejected call.
            now: Time at which the response arrived.
            sent: Time at which the request was sent.
            after: Seconds that the API asked to wait.
            adapt: Whether to slow down, because other programs use the budget or the API allows less.
        """
        if now > self._time:
            self._run_clock(now)
        self._take_start(number)
        self.refused_count += 1
        is_series = now - self._last_refusal < LONE and sent > self._cut
        self._last_refusal = now
        self._time = max(self._time, now + (after if is_series or after > LONE else self._step))
        if not adapt or sent <= self._cut:
            return
        self._top = self.speed
        if is_series and self.waiting:
            recent = sum(now - started < 1 for started, _ in self._starts) / self.rate
            if recent < self.speed / 2:
                self._top = max(SLOWEST, recent)
        self._cut, self._cut_at = now, self._time
        self._low = self.speed = max(SLOWEST, self._top * (CUT if is_series else CUT_LONE))

    def is_idle(self, now: float) -> bool:
        """Whether the budget behaves like a new one: no call waits, and no recent start counts."""
        return not self.waiting and self.speed == 1.0 and now - self._time > self._window

    def _run_clock(self, now: float) -> None:
        if self.speed < 1:
            recovering = now - self._cut_at  # above 0: the clock did not run before `_cut_at`
            knee = ((self._top - self._low) / RECOVERY) ** (1 / 3)
            self.speed = min(1.0, max(self._low, self._top + RECOVERY * (recovering - knee) ** 3))
        self._virtual += (now - self._time) * self.speed
        self._time = now

    def _take_start(self, number: int) -> float | None:
        """Remove the start of a call and return its time; None if it is not among the latest starts."""
        for index in range(len(self._starts) - 1, -1, -1):  # backwards: the call is mostly a recent one
            started, start_number = self._starts[index]
            if start_number == number:
                del self._starts[index]
                return started
        return None
