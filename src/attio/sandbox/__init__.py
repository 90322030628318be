"""A simulated Attio workspace for tests, in this process or over HTTP. `Sandbox().client()` returns a client for it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.sandbox.control.naming import ControlError
    from attio.sandbox.messages import Request, Response
    from attio.sandbox.sandbox import Sandbox
    from attio.sandbox.serving.active import active
    from attio.sandbox.snapshots import Snapshot
    from attio.sandbox.workspace import Workspace
else:
    from attio._support.lazy import lazy

    names_by_module = {
        "sandbox": "Sandbox",
        "snapshots": "Snapshot",
        "messages": "Request Response",
        "control.naming": "ControlError",
        "serving.active": "active",
        "workspace": "Workspace",
    }
    __getattr__, __dir__ = lazy(__name__, names_by_module)

__all__ = ["ControlError", "Request", "Response", "Sandbox", "Snapshot", "Workspace", "active"]
