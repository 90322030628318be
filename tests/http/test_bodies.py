"""Response bodies are decompressed in bounded pieces, however they are split on the wire."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._http.attempt import Attempt
from attio._http.body import INFLATE_SIZE, Decoder
from attio.errors import UnexpectedClientError
from tests.http.sides import limits


class CountingAttempt(Attempt):
    """An attempt without a deadline that counts deadline checks."""

    def __init__(self, max_bytes: int | None) -> None:
        super().__init__(token=None, is_closed=lambda: False, **limits(max_bytes=max_bytes))
        self.request = httpx.Request("GET", "https://api.example")
        self.checks = 0

    def check_deadline(self) -> None:
        self.checks += 1


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


ENCODE: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}


def read(wire: bytes, codings: list[str], *, size: int, max_bytes: int | None = None) -> list[bytes]:
    """Decompress a body that arrives in pieces of `size` bytes."""
    attempt = CountingAttempt(max_bytes)
    decoder = Decoder(attempt, codings)
    pieces: list[bytes] = []
    for start in range(0, len(wire), size):
        pieces += decoder.feed(wire[start : start + size])
    pieces += decoder.finish()
    assert attempt.checks == -(-len(wire) // size)
    return pieces


@given(
    data=st.binary(max_size=2000),
    codings=st.lists(st.sampled_from(sorted(ENCODE)), max_size=3),
    size=st.integers(1, 300),
)
def test_a_compressed_body_is_restored(data: bytes, codings: list[str], size: int) -> None:
    layers = [data]
    for coding in codings:
        layers.append(ENCODE[coding](layers[-1]))
    # The limit applies to the output of every coding, not only of the last one.
    decompressed = sum(map(len, layers[:-1])) or len(data)
    assert b"".join(read(layers[-1], codings, size=size, max_bytes=decompressed)) == data


@given(data=st.binary(max_size=2000), size=st.integers(1, 300))
def test_deflate_may_come_without_its_header(data: bytes, size: int) -> None:
    assert b"".join(read(raw_deflate(data), ["deflate"], size=max(size, 2))) == data


@pytest.mark.parametrize("length", [n * INFLATE_SIZE + more for n in (1, 2, 4) for more in (-1, 0, 1, 300)])
@pytest.mark.parametrize("size", [100, 1 << 20])
def test_no_piece_is_large_and_none_is_lost(length: int, size: int) -> None:
    for wire, codings in (
        (gzip.compress(bytes(length)), ["gzip"]),
        (zlib.compress(gzip.compress(bytes(length))), ["gzip", "deflate"]),
    ):
        pieces = read(wire, codings, size=size)
        assert sum(map(len, pieces)) == length
        assert max(map(len, pieces)) <= INFLATE_SIZE


@given(data=st.binary(min_size=1, max_size=500), cut=st.integers(1, 8), size=st.integers(1, 300))
def test_a_body_that_is_cut_off_is_rejected(data: bytes, cut: int, size: int) -> None:
    with pytest.raises(UnexpectedClientError):
        read(gzip.compress(data)[:-cut], ["gzip"], size=size)


@given(data=st.binary(min_size=2, max_size=500), size=st.integers(1, 300))
def test_a_body_is_rejected_as_soon_as_it_is_too_large(data: bytes, size: int) -> None:
    for wire, codings in ((data, []), (gzip.compress(data), ["gzip"])):
        with pytest.raises(UnexpectedClientError, match="larger than max_response_bytes"):
            read(wire, codings, size=size, max_bytes=len(data) - 1)


def test_data_after_the_compressed_data_is_ignored() -> None:
    assert b"".join(read(gzip.compress(b"data") + b"\0\0", ["gzip"], size=5)) == b"data"


def test_a_missing_body_is_empty() -> None:
    assert b"".join(read(b"", ["gzip", "deflate"], size=1)) == b""
