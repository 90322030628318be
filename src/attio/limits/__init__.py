"""Rate limits: how many calls a client makes, and how several clients share what the API allows.

By default a client makes no more calls than Attio documents. `RateLimit` changes that:

    Attio(rate_limit=RateLimit(writes=10))
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.limits.rate_limit import LimitState, RateLimit
    from attio.limits.redis import RedisStore
    from attio.limits.store import LimitStore, MemoryStore
else:
    from attio._support.lazy import lazy

    homes = {"rate_limit": "LimitState RateLimit", "redis": "RedisStore", "store": "LimitStore MemoryStore"}
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = ["LimitState", "LimitStore", "MemoryStore", "RateLimit", "RedisStore"]
