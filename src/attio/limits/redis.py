"""Budgets in Redis or Valkey, which processes on any number of machines share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from attio._support.argument_types import check_text
from attio._support.extras import needs

if TYPE_CHECKING:
    from collections.abc import Callable

EXPIRY_MS = 600_000
"""Milliseconds after which an unused budget is deleted."""
UNSEEN = 5.0
"""Seconds without a question after which a waiting call is removed: its process may have been killed."""
TIMEOUT = 1.0
"""Timeout of a command, in seconds."""

# The state machine of `attio.limits.budget`, line by line.
# KEYS: a hash with the state; the waiting calls by number; the waiting calls by the time they last asked; the latest
# starts by time. ARGV: the action, the number, the rate, the time ("" for the time of the server), up to three more.
SCRIPT = """
local state, waiting, seen, starts = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local what, number, rate = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
if not now then
    local time = redis.call('TIME')
    now = tonumber(time[1]) + tonumber(time[2]) / 1000000
end
local function exact(value) return string.format('%.17g', value) end

local function start_of(wanted)
    for _, member in ipairs(redis.call('ZREVRANGE', starts, 0, -1)) do
        if tonumber(string.match(member, '^%d+')) == wanted then return member end
    end
end

if what == 'leave' then
    redis.call('ZREM', waiting, ARGV[2])
    redis.call('ZREM', seen, ARGV[2])
    return {'0', 0}
end
if what == 'late' then
    local member = start_of(number)
    if member then redis.call('ZINCRBY', starts, ARGV[5], member) end
    return {'0', 0}
end

local size = math.max(1, math.floor(rate))
local step, window = 1 / (0.98 * rate), 1.01 * size / rate
local credit = step * math.max(0, rate * 0.2 - 1)
local values = redis.call('HMGET', state, 'time', 'virtual', 'next', 'speed', 'top', 'low', 'cut', 'cut_at', 'last')
local function read(index, default) return tonumber(values[index] or '') or default end
local time, virtual, next_start = read(1, now), read(2, 0), read(3, 0)
local speed, top, low = read(4, 1), read(5, 1), read(6, 1)
local cut, cut_at, last = read(7, now - 1000000), read(8, now - 1000000), read(9, now - 1000000)

if now > time then
    if speed < 1 then
        local knee = ((top - low) / 0.0005) ^ (1 / 3)
        speed = math.min(1, math.max(low, top + 0.0005 * (now - cut_at - knee) ^ 3))
    end
    virtual = virtual + (now - time) * speed
    time = now
end

local wait = 0
if what == 'ask' then
    for _, lost in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', exact(now - tonumber(ARGV[5])))) do
        redis.call('ZREM', waiting, lost)
        redis.call('ZREM', seen, lost)
    end
    if number == 0 then number = redis.call('HINCRBY', state, 'number', 1) end
    local name = string.format('%d', number)
    redis.call('ZREMRANGEBYRANK', starts, 0, -(size + 1))
    local rank = redis.call('ZCOUNT', waiting, '-inf', '(' .. name)
    local count = redis.call('ZCARD', starts)
    wait = math.max(0, time - now)
    local due = next_start + rank * step - credit - virtual
    if due > 0 then wait = wait + due / speed end
    local behind = rank - size + count
    if behind >= 0 and count > 0 then
        local index = behind % count
        local at = tonumber(redis.call('ZRANGE', starts, index, index, 'WITHSCORES')[2])
        wait = math.max(wait, at + (1 + math.floor(behind / count)) * window - now)
    end
    if wait > 0 then
        redis.call('ZADD', waiting, name, name)
        redis.call('ZADD', seen, exact(now), name)
    else
        redis.call('ZREM', waiting, name)
        redis.call('ZREM', seen, name)
        if rank == 0 then next_start = math.max(next_start, virtual) end
        next_start = next_start + step
        local started = redis.call('HINCRBY', state, 'started', 1)
        redis.call('ZADD', starts, exact(now), string.format('%d:%d', number, started))
        redis.call('ZREMRANGEBYRANK', starts, 0, -(size + 1))
    end
else
    local after, sent, adapts = tonumber(ARGV[5]), now - tonumber(ARGV[6]), ARGV[7] == '1'
    local member = start_of(number)
    if member then redis.call('ZREM', starts, member) end
    local again = now - last < 1.5 and sent > cut
    last = now
    if again or after > 1.5 then time = math.max(time, now + after) else time = math.max(time, now + step) end
    if adapts and sent > cut then
        top = speed
        if again and redis.call('ZCARD', waiting) > 0 then
            local recent = redis.call('ZCOUNT', starts, '(' .. exact(now - 1), '+inf') / rate
            if recent < speed / 2 then top = math.max(0.04, recent) end
        end
        cut, cut_at = now, time
        speed = math.max(0.04, top * (again and 0.6 or 0.9))
        low = speed
    end
end

redis.call('HSET', state, 'time', exact(time), 'virtual', exact(virtual), 'next', exact(next_start),
    'speed', exact(speed), 'top', exact(top), 'low', exact(low), 'cut', exact(cut), 'cut_at', exact(cut_at),
    'last', exact(last))
-- A pause that the API asked for may be longer than the usual expiry.
local expiry = math.floor(EXPIRY_MS + math.max(0, time - now) * 1000)
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, expiry) end
return {exact(wait), number}
""".replace("EXPIRY_MS", str(EXPIRY_MS))


class RedisStore:
    """A store in Redis or Valkey. Programs on any number of machines share its budgets, first come, first served.

    Requires the extra `attio-sdk[redis]` and Redis 5 or newer. If the server fails, calls continue: the client logs one
    warning, keeps the budgets itself for 5 seconds, then tries the server again.

    Args:
        url_or_client: URL such as `redis://localhost:6379/0`, or a `redis.Redis` or `redis.RedisCluster`. Set the
            `socket_timeout` of your own client to about a second, because calls wait for the server.
        prefix: Prefix of the names of the keys.

    Raises:
        TypeError: `url_or_client` is neither a URL nor a sync client. One store serves sync and async calls.
        ValueError: The URL is not a Redis URL, or `prefix` is empty.
        ImportError: `url_or_client` is a URL and the package `redis` is not installed.

    Example:
        client = Attio(rate_limit=RateLimit(scope="acme", store=RedisStore("redis://localhost:6379/0")))
    """

    def __init__(self, url_or_client: object, *, prefix: str = "attio") -> None:
        """Check the arguments. No connection is opened."""
        check_text("attio", prefix=prefix)
        if not prefix:
            message = "prefix must not be empty"
            raise ValueError(message)
        client: Any = connect(url_or_client) if isinstance(url_or_client, str) else url_or_client
        if not callable(getattr(client, "register_script", None)):
            message = f"url_or_client must be a URL or a redis.Redis, not {type(client).__name__}"
            raise TypeError(message)
        script: Any = client.register_script(SCRIPT)
        if type(script).__name__ == "AsyncScript":
            message = "url_or_client must be a sync redis.Redis, which serves async calls as well"
            raise TypeError(message)
        self._script = cast("Callable[..., Any]", script)
        self._prefix = prefix
        self._clock: Callable[[], float] | None = None
        """Clock for tests; None uses the time of the server."""

    def ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Start a call if it is its turn; otherwise queue it. See `LimitStore.ask`."""
        seconds, number = self._run(key, "ask", number, rate, UNSEEN)
        return float(seconds), int(number)

    def leave(self, key: str, number: int) -> None:
        """Remove a waiting call from the queue."""
        self._run(key, "leave", number, 1)

    def late(self, key: str, number: int, by: float) -> None:
        """Move the start of a call `by` seconds later. See `LimitStore.late`."""
        self._run(key, "late", number, 1, by)

    def refused(self, key: str, number: int, rate: float, *, ago: float, after: float, adapt: bool) -> None:
        """Record a response with status 429. See `LimitStore.refused`."""
        self._run(key, "refused", number, rate, after, ago, int(adapt))

    def __repr__(self) -> str:
        return f"<attio.limits.RedisStore {self._prefix!r}>"  # not the URL, which may hold a password

    def _run(self, key: str, action: str, number: int, rate: float, *args: float) -> Any:
        # A cluster chooses the node by the text in braces, so all four keys are on one node.
        name = f"{self._prefix}:{{{key}}}"
        now = "" if self._clock is None else repr(self._clock())
        keys = [name, f"{name}:waiting", f"{name}:seen", f"{name}:starts"]
        return self._script(keys=keys, args=[action, number, repr(rate), now, *args])


def connect(url: str) -> object:
    """Create a Redis client for a URL. It connects on first use.

    Raises:
        ImportError: The package `redis` is not installed.
        ValueError: The URL is not a Redis URL.
    """
    try:
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry
    except ImportError:
        raise ImportError(needs("RedisStore", "redis", "redis")) from None
    return redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
        url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=Retry(NoBackoff(), 1)
    )
