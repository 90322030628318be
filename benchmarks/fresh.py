"""Programs run in processes of their own, which are like those of users: nothing is loaded, nothing is cached."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from benchmarks.harness import ENVIRONMENT

# httpcore imports trio where it is installed, which takes as long as everything else together; users have no trio.
# To whoever imports it, this is the same as its absence.
WITHOUT_TRIO = "import sys; sys.modules['trio'] = None\n"


def run(program: str, *arguments: str, **variables: str) -> Any:
    """Run a program, without trio, and read the JSON it prints."""
    command = [sys.executable, "-c", WITHOUT_TRIO + program, *arguments]
    done = subprocess.run(command, env={**ENVIRONMENT, **variables}, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)
