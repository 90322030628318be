"""The page in a headless Chromium, if one is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import subscribe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, sync_playwright
else:
    why = "playwright is not installed: pip install playwright"
    sync_playwright = pytest.importorskip("playwright.sync_api", reason=why).sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: apt-get install chromium")

SECTIONS = {
    "o": "Objects",
    "l": "Lists",
    "r": "Requests",
    "d": "Deliveries",
    "f": "Faults",
    "c": "Clock and state",
    "v": "Coverage",
}


class Tab:
    """A tab of the browser, and the errors that it reported."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.problems: list[str] = []
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", self._check)

    def _check(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:")):
            self.problems.append(f"a request beyond the origin: {request.url}")

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.url}/{query}")

    @property
    def heading(self) -> str:
        return self.page.inner_text("h1")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(filled: Sandbox, browser: Browser) -> Iterator[Tab]:
    # The page is closed first, so that its polling ends before the server does.
    with running(filled.door()) as url, browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tab = Tab(context.new_page(), url)
        yield tab
        assert tab.problems == []


def test_keys_lead_through_all_sections(tab: Tab) -> None:
    tab.open()
    for key, title in SECTIONS.items():
        tab.page.keyboard.press("g")
        with tab.page.expect_navigation():
            tab.page.keyboard.press(key)
        assert tab.heading == title
    tab.page.keyboard.press("?")
    assert tab.page.is_visible("dialog")
    tab.page.keyboard.press("Escape")
    tab.open("?of=companies")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("acm")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    assert "companies: 1 of 2" in tab.page.inner_text("caption")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.className") == "skip"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways(tab: Tab, api: Api, width: int, scheme: Literal["light", "dark"]) -> None:
    api("POST", "/v2/objects/people/records", {"data": {"values": {"emails": ["x" * 300]}}})
    tab.page.set_viewport_size({"width": width, "height": 700})
    tab.page.emulate_media(color_scheme=scheme)
    for view in ("objects", "lists", "requests", "deliveries&all=1", "faults", "clock", "coverage"):
        tab.open(f"?view={view}")
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_a_script_in_a_name_does_not_run(tab: Tab) -> None:
    tab.open("?of=companies")
    assert "<script>" in tab.page.inner_text("table")
    assert tab.page.title() == "Objects · Attio sandbox"


def test_a_rejected_request_appears_by_itself_with_its_reason(tab: Tab, api: Api) -> None:
    tab.open("?view=requests")
    api("POST", "/v2/objects/people/records", {"data": {"values": {"emails": ["x"]}}})
    tab.page.wait_for_selector("text=email_addresses", timeout=10_000)
    assert "400" in tab.page.inner_text("table")
    tab.page.click("summary")
    with tab.page.expect_navigation():
        tab.page.click("text=Send again")
    assert tab.page.inner_text("#status") == "Sent again: 400."


def test_a_card_moves_by_a_key(tab: Tab) -> None:
    tab.open("?view=lists")
    tab.page.focus(".card")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("]")
    assert "Won (1)" in tab.page.inner_text(".board")


def test_a_click_resends_a_delivery(tab: Tab, filled: Sandbox, api: Api) -> None:
    subscribe(api, "task.created", url="https://hooks.acme.test/attio")
    filled.emit("task.created")
    filled.deliveries.route("https://hooks.acme.test", lambda _body, _headers: 204)
    tab.open("?view=deliveries")
    with tab.page.expect_navigation():
        tab.page.click("text=Send again")
    assert tab.page.inner_text("#status").endswith("again: delivered.")
    assert "204" in tab.page.inner_text("tbody")


def test_the_state_is_saved_as_a_file(tab: Tab) -> None:
    tab.open("?view=clock")
    with tab.page.expect_download() as download:
        tab.page.click("text=Download the state")
    assert download.value.path().read_bytes().startswith(b"SQLite format 3")


def test_a_reset_asks_first(tab: Tab, api: Api, filled: Sandbox) -> None:
    tab.open("?view=clock")
    tab.page.once("dialog", lambda dialog: dialog.dismiss())
    tab.page.click("text=Reset")
    assert len(api.find("people")) == 60
    tab.page.once("dialog", lambda dialog: dialog.accept())
    with tab.page.expect_navigation():
        tab.page.click("text=Reset")
    assert tab.page.inner_text("#status") == "Reset the workspace."
    assert repr(filled) == "<Sandbox 'Sandbox': 0 people, 0 companies, 0 deals>"


def test_a_form_arms_a_fault(tab: Tab, api: Api) -> None:
    tab.open("?view=faults")
    tab.page.select_option("select[name=operation]", "tasks.list")
    tab.page.select_option("select[name=fault]", label="error 500")
    tab.page.fill("input[name=times]", "2")
    with tab.page.expect_navigation():
        tab.page.click("text=Arm")
    assert tab.page.inner_text("#status") == "Fault 1 is armed."
    assert "armed: 2 of 2 left" in tab.page.inner_text("tbody")
    assert "Faults (1 armed)" in tab.page.inner_text("header")
    assert tab.page.input_value("select[name=operation]") == "tasks.list"
    assert api.raw("GET", "/v2/tasks").status == 500
    tab.page.wait_for_selector("text=armed: 1 of 2 left", timeout=10_000)
    assert api.raw("GET", "/v2/tasks").status == 500
    tab.page.wait_for_selector("text=used up", timeout=10_000)
    assert "armed" not in tab.page.inner_text("header")
    with tab.page.expect_navigation():
        tab.page.click("button >> text=Clear all")
    assert "Nothing here yet." in tab.page.inner_text("tbody")
    assert "armed" not in tab.page.inner_text("header")
    assert api.raw("GET", "/v2/tasks").status == 200


def test_only_errors_of_the_operation_are_offered(tab: Tab, api: Api) -> None:
    offered = "option[data-only-for]:not([disabled])"
    tab.open("?view=faults")
    everything = tab.page.locator(offered).count()
    tab.page.select_option("select[name=fault]", "code=self_merge status=400")
    tab.page.select_option("select[name=operation]", "tasks.get")
    assert tab.page.locator(offered).all_inner_texts() == [
        "not_found (404)",
        "unauthorized (401)",
        "unauthorized (403)",
        "validation_type (400)",
    ]
    assert tab.page.input_value("select[name=fault]") == ""
    tab.page.select_option("select[name=operation]", "records.*")
    assert 10 < tab.page.locator(offered).count() < everything
    tab.page.select_option("select[name=fault]", "code=self_merge status=400")
    with tab.page.expect_navigation():
        tab.page.click("text=Arm")
    assert tab.page.inner_text("#status") == "Fault 1 is armed."
    assert tab.page.input_value("select[name=fault]") == "code=self_merge status=400"
    assert api("POST", "/v2/objects/people/records/merge", {}).code == (400, "self_merge")


def test_a_fault_can_be_armed_by_keyboard(tab: Tab, api: Api) -> None:
    tab.open("?view=faults")
    tab.page.focus("select[name=operation]")
    tab.page.keyboard.type("notes.list")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.type("error 503")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Tab")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    assert tab.page.inner_text("#status") == "Fault 1 is armed."
    assert api.raw("GET", "/v2/tasks").status == 200
    assert api.raw("GET", "/v2/notes").status == 503
