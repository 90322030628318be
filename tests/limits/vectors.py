"""Decisions of a budget, step by step; every store must make the same decisions.

The figures were calculated by hand, except those with many digits, where a pace recovers along its curve.

A step is `(what, *arguments)`: `ask, number, now, seconds`; `leave, number`; `late, number, by`; `refused, number, now,
ago, after, adapt`. Calls are numbered in the order of their first `ask`, from 1.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Step: TypeAlias = "tuple[str, *tuple[float, ...]]"


class Vector(NamedTuple):
    """A sequence of calls to a budget, with the expected waits."""

    name: str
    rate: float
    steps: list[tuple[str | float, ...]]


# step = 1 / (0.98 * rate): 0.102040816… s at 10 a second, 0.040816326… s at 25 a second.
TEN = 1 / 9.8
TWENTY_FIVE = 1 / 24.5
HALF = 1 / 0.49

VECTORS = [
    Vector(
        "an idle budget takes 1 + 1 at once at 10 a second, then one a step",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, 0),  # credit: step * (10 / 5 - 1)
            ("ask", 3, 0.0, TEN),
            ("ask", 4, 0.0, 2 * TEN),
            ("ask", 3, 0.05, TEN - 0.05),
            ("ask", 3, 0.103, 0),
            ("ask", 4, 0.103, 2 * TEN - 0.103),
            ("ask", 4, 0.205, 0),
        ],
    ),
    Vector(
        "a call that sleeps too long loses its slot to the one that asks, and has the next",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, 0),
            ("ask", 3, 0.0, TEN),
            ("ask", 4, 0.0, 2 * TEN),
            ("ask", 4, 0.206, 0),
            ("ask", 3, 0.206, 0),
        ],
    ),
    Vector(
        "who leaves moves all behind up",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, 0),
            ("ask", 3, 0.0, TEN),
            ("ask", 4, 0.0, 2 * TEN),
            ("ask", 5, 0.0, 3 * TEN),
            ("leave", 3),
            ("leave", 99),
            ("ask", 4, 0.0, TEN),
            ("ask", 5, 0.0, 2 * TEN),
        ],
    ),
    Vector(
        "less than one a second: one at a time, and the window is as long",
        0.5,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, HALF),  # the pace (2.0408) waits longer than the window (2.02)
            ("ask", 3, 0.0, 2 * HALF),
            ("ask", 2, 2.05, 0),
            ("ask", 3, 2.05, HALF),  # counted from a late start
        ],
    ),
    Vector(
        "starts that were late fill the window of when they came",
        2,
        [
            ("ask", 1, 0.0, 0),
            ("late", 1, 0.9),
            ("late", 99, 0.9),
            ("ask", 2, 0.6, 0),
            ("ask", 3, 1.2, 0.41),  # the earlier start counts from 0.6: 0.6 + 1.01
            ("ask", 3, 1.61, 0),
        ],
    ),
    Vector(
        "more wait than fit in a window: those behind wait for windows to come",
        1,
        [
            ("ask", 1, 0.0, 0),
            ("late", 1, 0.5),
            ("ask", 2, 0.0, 1.51),
            ("ask", 3, 0.0, 2.52),
            ("ask", 4, 0.0, 3.53),
        ],
    ),
    Vector(
        "a lone 429 moves all by a slot, and slows down a little",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, 0),
            ("ask", 3, 0.0, TEN),
            ("refused", 1, 0.05, 0.05, 1.0, True),
            # The clock stops for a step, then runs at 0.9. It stopped at 0.05 of 0.102.
            ("ask", 3, 0.05, TEN + (TEN - 0.05) / 0.9),
        ],
    ),
    Vector(
        "without adaptation the pace stays",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, 0),
            ("ask", 3, 0.0, TEN),
            ("refused", 1, 0.05, 0.05, 1.0, False),
            ("ask", 3, 0.05, TEN + TEN - 0.05),
        ],
    ),
    Vector(
        "a long pause closes the gate",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("refused", 1, 0.1, 0.1, 30.0, False),
            ("ask", 2, 0.1, 30.0),
            ("ask", 3, 1.1, 29.0 + 2 * TEN - TEN - 0.1),
            ("ask", 3, 30.2, 0),
        ],
    ),
    Vector(
        "a second 429 within 1.5 s closes the gate and cuts the pace; a third of the same crowd cuts no further",
        25,
        [
            *[("ask", number, 0.0, 0) for number in range(1, 6)],  # credit: 4 steps
            ("ask", 6, 0.0, TWENTY_FIVE),
            ("refused", 1, 0.2, 0.2, 1.0, True),
            ("ask", 6, 0.2, TWENTY_FIVE),  # only the gate delays: the call was due before
            ("ask", 6, 0.25, 0),
            ("refused", 6, 0.3, 0.05, 1.0, True),  # sent after the cut at 0.2: pause until 1.3
            ("ask", 7, 0.3, 1.0),
            ("refused", 2, 0.4, 0.4, 1.0, True),  # sent before the cut: changes nothing
            ("ask", 7, 0.4, 0.9),
            ("ask", 7, 1.3, 0),
        ],
    ),
    Vector(
        "what came through in the last second says how much there is",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.0, 0),
            ("ask", 3, 0.0, TEN),
            ("ask", 4, 0.0, 2 * TEN),
            ("refused", 1, 0.05, 0.05, 1.0, True),
            ("ask", 3, 0.3, 0),
            ("refused", 3, 0.4, 0.1, 1.0, True),  # one start of 10 in the last second: 0.1 * 0.6
            ("ask", 4, 1.4, 0),
            ("ask", 5, 1.4, 0.5107579480263247),
            ("ask", 6, 1.4, 0.5107579480263247 + TEN / 0.06),
            ("ask", 7, 1.4, 0.5107579480263247 + 2 * TEN / 0.06),
        ],
    ),
    Vector(
        "what came through does not matter if it was more than half",
        4,
        [
            ("ask", 1, 0.0, 0),
            ("ask", 2, 0.3, 0),
            ("ask", 3, 0.6, 0),
            ("refused", 1, 0.65, 0.65, 1.0, True),
            ("ask", 4, 1.2, 0),
            ("ask", 5, 1.2, 0.27898969189997447),
            ("refused", 4, 1.25, 0.05, 1.0, True),  # two starts of 4 in the last second: 0.92 * 0.6, not 0.5 * 0.6
            ("ask", 5, 1.25, 1.3804868451550814),
        ],
    ),
    Vector(
        "the pace recovers along a cubic, and is whole again after half a minute",
        10,
        [
            ("ask", 1, 0.0, 0),
            ("refused", 1, 0.1, 0.1, 5.0, True),  # a single 429 with a long pause: 0.9, from 5.1 on
            ("ask", 2, 5.1, 0),
            ("ask", 3, 5.1, (TEN - 0.1) / 0.9),  # the credit is one step; the clock stopped at 0.1
            ("ask", 4, 5.1, (2 * TEN - 0.1) / 0.9),
            ("ask", 3, 5.2, 0),
            ("ask", 4, 6.0, 0),
            ("ask", 5, 40.0, 0),
            ("ask", 6, 40.0, 0),
            ("ask", 7, 40.0, TEN),
        ],
    ),
]
