"""Functions that return HTML, with all text escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

SECTIONS = (
    ("objects", "Objects", "o"),
    ("lists", "Lists", "l"),
    ("requests", "Requests", "r"),
    ("deliveries", "Deliveries", "d"),
    ("faults", "Faults", "f"),
    ("clock", "Clock and state", "c"),
    ("coverage", "Coverage", "v"),
)
"""Name, title and key of each section."""


class Html(str):
    """A text that is HTML, and needs no escaping."""

    __slots__ = ()


def text(value: object) -> Html:
    """Escape a value, unless it is `Html`."""
    return value if isinstance(value, Html) else Html(escape("" if value is None else str(value)))


def join(parts: Iterable[object], between: str = "") -> Html:
    """Join values to HTML."""
    return Html(between.join(text(part) for part in parts))


def tag(element: str, /, *content: object, **attributes: object) -> Html:
    """Return an element.

    The attributes `class_` and `data_x` become `class` and `data-x`. True is an attribute without a value, None and
    False omit it.
    """
    start = f"<{element}"
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        start += f" {key.strip('_').replace('_', '-')}"
        if value is not True:
            start += f'="{escape(str(value))}"'
    if element in ("input", "link", "meta"):  # elements without an end tag
        return Html(f"{start}>")
    return Html(f"{start}>{join(content)}</{element}>")


def link(label: object, *, current: bool = False, key: str | None = None, **query: object) -> Html:
    """Return a link to another view of the page. Empty parameters of the query are omitted."""
    parameters = {name: value for name, value in query.items() if value not in (None, "")}
    aria_current = "page" if current else None
    return tag("a", label, href=f"/?{urlencode(parameters)}", aria_current=aria_current, data_key=key)


def table(caption: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Html:
    """Return a table, which scrolls horizontally if it is too wide."""
    head = tag("tr", *(tag("th", cell, scope="col") for cell in heads))
    body = [
        tag("tr", *(tag("th" if place == 0 else "td", cell, scope="row" if place == 0 else None)
                    for place, cell in enumerate(row)))
        for row in rows
    ]  # fmt: skip
    if not body:
        body = [tag("tr", tag("td", "Nothing here yet.", colspan=len(heads)))]
    inner = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", inner, class_="wide", tabindex="0", role="region", aria_label=caption)


def form(csrf: str, action: str, *content: object, ask: str | None = None, **hidden: object) -> Html:
    """Return a form for an action of the page. The browser asks the question `ask` before it sends the form."""
    fields = [tag("input", type="hidden", name=name, value=value) for name, value in hidden.items()]
    fields.append(tag("input", type="hidden", name="csrf", value=csrf))
    return tag("form", *fields, *content, method="post", action=f"/_page/{action}", data_ask=ask)


def button(label: str, **attributes: object) -> Html:
    """Return the submit button of a form."""
    return tag("button", label, type="submit", **attributes)


def field(label: str, name: str, **attributes: object) -> Html:
    """Return an input with its label."""
    return tag("label", label, " ", tag("input", name=name, **attributes))


def select(
    label: str,
    name: str,
    groups: Mapping[str, Mapping[str, str]],
    chosen: str,
    only_for: Mapping[str, Iterable[str]] | None = None,
) -> Html:
    """Return a select field with its label.

    Args:
        label: The label.
        name: Name of the field.
        groups: Text of each option, by group and value. Options of the group with an empty name have no group.
        chosen: Value of the selected option.
        only_for: Operations of an option, by its value. The script of the page hides the option for other operations.
    """
    parts: list[Html] = []
    for title, options in groups.items():
        elements: list[Html] = []
        for value, text in options.items():
            operations = (only_for or {}).get(value)
            data_only_for = None if operations is None else " ".join(operations)
            elements.append(tag("option", text, value=value, selected=value == chosen, data_only_for=data_only_for))
        parts += [tag("optgroup", *elements, label=title)] if title else elements
    return tag("label", label, " ", tag("select", *parts, name=name))


def code(content: object) -> Html:
    """Return a JSON value as preformatted text."""
    return tag("pre", json.dumps(content, indent=2, ensure_ascii=False))


def details(summary: object, *content: object) -> Html:
    """Return content that is collapsed under a summary."""
    return tag("details", tag("summary", summary), *content)


def document(title: str, current: str, content: Html, *, position: int, note: Mapping[str, str]) -> bytes:
    """Return the whole document."""
    armed = {"faults": f" ({note['armed']})"} if note.get("armed") else {}
    tabs = tag(
        "nav",
        *(
            link(f"{name}{armed.get(view, '')}", view=view, current=view == current, key=key)
            for view, name, key in SECTIONS
        ),
        aria_label="Sections",
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · Attio sandbox"),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/_page/page.css"),
        tag("script", src="/_page/page.js", defer=True),
    )
    keys = "Keys: / search, g then o l r d f c v sections, [ and ] move a card, ? this help."
    body = tag(
        "body",
        tag("a", "Skip to content", href="#content", class_="skip"),
        tag("header", tag("strong", "Attio sandbox"), " ", tag("span", note.get("workspace")), tabs),
        tag("p", note.get("message"), role="status", aria_live="polite", id="status"),
        tag("main", tag("h1", title), content, id="content", tabindex="-1"),
        tag("dialog", tag("p", keys), tag("form", button("Close"), method="dialog"), id="help"),
        data_position=position,
    )
    return f"<!doctype html>{tag('html', head, body, lang='en')}".encode()
