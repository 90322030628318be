"""Assertions about generated texts."""

from __future__ import annotations

from itertools import pairwise


def contains(text: str, *pieces: str) -> None:
    """Assert that the text contains all pieces in this order."""
    places = [text.find(piece) for piece in pieces]
    missing = [piece for piece, place in zip(pieces, places, strict=True) if place < 0]
    assert not missing, f"{missing[0]!r} is missing"
    assert all(first < second for first, second in pairwise(places)), "the pieces stand in another order"
