"""Rate limits: how many calls a client makes a second, and how several clients share one limit.

By default a client stays within the limits that Attio documents. Pass a `RateLimit` to change them:

    Attio(rate_limit=RateLimit(writes=10))
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.limits.rate_limit import LimitState, RateLimit
    from attio.limits.redis import RedisStore
    from attio.limits.store import LimitStore, MemoryStore
else:
    from attio._support.lazy import lazy

    modules = {"rate_limit": "LimitState RateLimit", "redis": "RedisStore", "store": "LimitStore MemoryStore"}
    __getattr__, __dir__ = lazy(__name__, modules)

__all__ = ["LimitState", "LimitStore", "MemoryStore", "RateLimit", "RedisStore"]
