"""Takes the screenshots of docs/sandbox.md from the demo: `python -m tests.sandbox.page.screenshots`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path

from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.sandbox.api import Api

FOLDER = Path(__file__).parents[3] / "docs" / "assets"
VIEWS: Mapping[str, str] = {
    "sandbox-board": "view=lists&of=sales_pipeline",
    "sandbox-requests": "view=requests",
    "sandbox-deliveries": "view=deliveries",
    "sandbox-faults": "view=faults&operation=records.create&fault=drop%3Dafter_applying",
}
WIDTH, HEIGHT = 1120, 640


def demo() -> Sandbox:
    """Return a demo that has served a few requests, two of them with errors."""
    sandbox = Sandbox(seed=1, workspace_name="Demo", clock=lambda: datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc))
    sandbox.seed_demo()
    api = Api(sandbox)
    api("POST", "/v2/objects/people/records/query", {"limit": 10})
    api("POST", "/v2/objects/people/records", {"data": {"values": {"emails": ["ada@acme.com"]}}})
    api("POST", "/v2/lists/sales_pipeline/entries/query", {"filter": {"stage": "Qualfied"}})
    api("GET", "/v2/tasks?limit=5")
    return sandbox


def arm(sandbox: Sandbox) -> None:
    """Add faults, one of which is used up."""
    api = Api(sandbox)
    sandbox.faults.add("tasks.list", status=503)
    api.raw("GET", "/v2/tasks?limit=5")
    sandbox.faults.add("records.create", object="people", drop="after_applying", times=3)
    sandbox.faults.add("lists.*", code="slug_conflict", times=None)


def main() -> int:
    """Write the screenshots."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("No Chromium is installed: apt-get install chromium\n")
        return 1
    sandbox = demo()
    with running(sandbox.door()) as url, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, query in VIEWS.items():
            if name == "sandbox-faults":
                arm(sandbox)
            page.goto(f"{url}/?{query}")
            if name == "sandbox-board":
                page.locator(".board").scroll_into_view_if_needed()
                page.evaluate("document.querySelector('.board').scrollIntoView()")
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
