"""The package `attio` from PyPI, in a separate environment, since both SDKs are imported as `attio`."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import venv
from pathlib import Path

VERSION = "0.26.1"
FOLDER = Path(".cache", f"peer-{VERSION}-{sys.version_info.major}.{sys.version_info.minor}")

QUERY = """
from attio import SDK
client = SDK(oauth2=sys.argv[2], server_url=sys.argv[1])
def query():
    return client.records.post_v2_objects_object_records_query(object="companies", limit=int(sys.argv[3]))
"""


class NotInstalledError(Exception):
    """The other package could not be installed; the message says why."""


def python() -> str:
    """Return the interpreter of the environment, which is created on first use with the same httpx and pydantic.

    Raises:
        NotInstalledError: The environment could not be created.
    """
    interpreter = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    marker = FOLDER / "installed"
    if not marker.exists():
        same = (f"{name}=={importlib.metadata.version(name)}" for name in ("httpx", "pydantic"))
        pip = [sys.executable, "-m", "pip", "--python", str(interpreter), "--quiet", "--disable-pip-version-check"]
        try:
            venv.create(FOLDER, clear=True)
            subprocess.run([*pip, "install", f"attio=={VERSION}", *same], check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as error:
            reason = f"attio {VERSION} could not be installed ({type(error).__name__})"
            raise NotInstalledError(reason) from error
        marker.touch()
    return str(interpreter.absolute())
