"""An Attio workspace in this process, or on a port: `Sandbox().client()` is an API client that talks to it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.sandbox.messages import Request, Response
    from attio.sandbox.sandbox import Sandbox
else:
    from attio._support.lazy import lazy

    homes = {"sandbox": "Sandbox", "messages": "Request Response"}
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = ["Request", "Response", "Sandbox"]
