"""One rate limit and the calls that wait for it; no I/O and no timers.

Calls start at an even pace, not in bursts: an API that counts in sliding windows, in clock seconds or with a bucket
accepts an even flow, and two of the three refuse bursts. Each call asks when its turn is, sleeps, and asks again. One
that oversleeps holds up no other: its slot goes to the next call that asks.

Times are in seconds, from any clock that does not run backwards.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from math import floor, inf

USED = 0.98
"""Share of the rate that is used: at 1.0 every jitter of the network is a 429."""
WINDOW_MARGIN = 1.01
"""How much longer than nominal the window is taken to be."""
BURST = 0.2
"""Seconds of the rate that may start at once after a pause."""
LONE = 1.5
"""A 429 within so many seconds of another is no accident; nor is one that asks for a longer pause."""
SLOWEST = 0.04
"""Smallest share of the rate that adaptation goes down to."""
RECOVERY = 0.0005
"""How fast the share recovers, per second cubed (the curve of TCP CUBIC): a cut by `CUT` is made up for in 9 s."""
CUT = 0.6
"""Factor of the share after 429s in a row.

Simulated, 500 writes at 50 a second by four clients that do not share a budget: 1.30 times the ideal time and 14 %
refused; with 0.7 1.35 and 16 %, with 0.85 (and 0.97 below) 1.55 and 23 %. The price: a client beside which another
program writes for a second takes 1.3 s longer than with 0.85.
"""
CUT_LONE = 0.9
"""Factor of the share after a single 429.

Simulated beside another program that takes half: 1.11 times the ideal time; with 0.97 1.21, for there are more pauses.
Less costs a client alone, whose requests arrive at uneven times, 1 % of its time.
"""


class Budget:
    """The pace of one rate limit: who may send now, and how long the others wait.

    A virtual clock stands still while the API wants a pause and otherwise runs at `speed`, 1.0 or less. Each start is
    worth one step of it. Besides, no more than `size` calls start within one window.
    """

    def __init__(self, rate: float, now: float) -> None:
        """Begin with a full budget of `rate` calls a second."""
        self.waiting: list[int] = []
        """Numbers of the calls that wait, in order."""
        self.started = 0
        """How many calls have started so far."""
        self.refused_count = 0
        """How many of them were answered with 429."""
        self.speed = 1.0
        """Share of the rate in use, from `SLOWEST` to 1."""
        self._time = now
        """The moment the virtual clock stands at; in the future while a pause lasts."""
        self._virtual = 0.0
        self._next = 0.0
        """Virtual time of the next start."""
        self._starts: list[tuple[float, int]] = []
        """When the last calls started, and their numbers, in order of time."""
        self._top = self._low = 1.0
        """The share before the last cut and after it."""
        self._cut = self._cut_at = -inf
        """When the share was last cut, and when it began to recover."""
        self._last_refusal = -inf
        self.set_rate(rate)

    def set_rate(self, rate: float) -> None:
        """Pace by another rate from now on."""
        self.rate = rate
        self.size = max(1, floor(rate))
        """Most starts within one window."""
        self._step = 1 / (USED * rate)
        self._window = WINDOW_MARGIN * self.size / rate
        self._credit = self._step * max(0.0, rate * BURST - 1)
        del self._starts[: -self.size]  # of a rate that was higher

    def closed_for(self, now: float) -> float:
        """Seconds until the pause that the API asked for is over; 0 when there is none."""
        return max(0.0, self._time - now)

    def ask(self, number: int, now: float) -> float:
        """Start the call `number` if it is its turn, else let it wait.

        Returns:
            Seconds after which to ask again; 0 when the call has started.
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
        stands = rank < len(waiting) and waiting[rank] == number
        if wait > 0:
            if not stands:
                waiting.insert(rank, number)
            return wait
        if stands:
            del waiting[rank]
        self._next = (self._next if rank else max(self._next, self._virtual)) + self._step
        self.started += 1
        if not starts or starts[-1][0] <= now:
            starts.append((now, number))
        else:  # the last ones were late
            insort(starts, (now, number))
        if len(starts) > self.size:
            del starts[0]
        return 0.0

    def leave(self, number: int) -> None:
        """Give the place in the queue back; those behind move up."""
        place = bisect_left(self.waiting, number)
        if place < len(self.waiting) and self.waiting[place] == number:
            del self.waiting[place]

    def late(self, number: int, by: float) -> None:
        """Count the start of a call `by` seconds later: it took so long to reach the API."""
        started = self._take_start(number)
        if started is not None:
            insort(self._starts, (started + by, number))

    def refused(self, number: int, now: float, *, sent: float, after: float, adapt: bool) -> None:
        """Take note of a 429.

        Args:
            number: The call that was refused.
            now: When its response arrived.
            sent: When it was sent.
            after: Seconds that the API asked to wait.
            adapt: Whether to slow down: others use the budget as well, or the API allows less.
        """
        if now > self._time:
            self._run_clock(now)
        self._take_start(number)
        self.refused_count += 1
        again = now - self._last_refusal < LONE and sent > self._cut
        self._last_refusal = now
        self._time = max(self._time, now + (after if again or after > LONE else self._step))
        if not adapt or sent <= self._cut:
            return
        self._top = self.speed
        if again and self.waiting:
            recent = sum(now - started < 1 for started, _ in self._starts) / self.rate
            if recent < self.speed / 2:
                self._top = max(SLOWEST, recent)
        self._cut, self._cut_at = now, self._time
        self._low = self.speed = max(SLOWEST, self._top * (CUT if again else CUT_LONE))

    def is_idle(self, now: float) -> bool:
        """Whether a new budget would decide the same: nothing waits, and nothing recent counts."""
        return not self.waiting and self.speed == 1.0 and now - self._time > self._window

    def _run_clock(self, now: float) -> None:
        if self.speed < 1:
            recovering = now - self._cut_at  # above 0: the clock stood still until then
            knee = ((self._top - self._low) / RECOVERY) ** (1 / 3)
            self.speed = min(1.0, max(self._low, self._top + RECOVERY * (recovering - knee) ** 3))
        self._virtual += (now - self._time) * self.speed
        self._time = now

    def _take_start(self, number: int) -> float | None:
        for index in range(len(self._starts) - 1, -1, -1):  # most are among the last
            started, one = self._starts[index]
            if one == number:
                del self._starts[index]
                return started
        return None
