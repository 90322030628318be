"""The consent page of OAuth, on which a member approves or denies an app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from attio.sandbox.messages import Response
from attio.sandbox.store.rows import Member

_HEADERS = {
    "content-type": "text/html; charset=utf-8",
    # Without form-action, which would block the redirect to the app after the form is sent.
    "content-security-policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def consent_page(
    name: str, scopes: Sequence[str] | None, people: Iterable[tuple[str, str, Sequence[Member]]], proof: str
) -> Response:
    """Return the page with its form. The browser sends the form to the URL of the page.

    Args:
        name: Name of the app.
        scopes: Scopes of the app; None for all.
        people: Slug, name and members of each workspace.
        proof: Hidden value of the form, which protects against forged forms.
    """
    permissions = "everything" if scopes is None else ", ".join(scopes)
    options = [
        f'<option value="{escape(f"{slug}/{member.id}")}">{escape(f"{member.email_address} in {workspace}")}</option>'
        for slug, workspace, members in people
        for member in members
    ]
    content = (
        f"<h1>Connect {escape(name)}?</h1><p>It may do: {escape(permissions)}.</p>"
        f'<form method="post"><input type="hidden" name="proof" value="{escape(proof)}">'
        f'<p><label>As <select name="as">{"".join(options)}</select></label></p>'
        '<p><button name="decision" value="approve">Approve</button> '
        '<button name="decision" value="deny">Deny</button></p></form>'
    )
    return _page("Connect an app", content, 200)


def refusal_page(reason: str, *, status: int = 400) -> Response:
    """Return a page with the reason why the app cannot be connected."""
    return _page("Not possible", f"<h1>This app cannot be connected</h1><p>{escape(reason)}.</p>", status)


def _page(title: str, content: str, status: int) -> Response:
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/_page/page.css"></head>'
        f"<body><main>{content}</main></body></html>"
    )
    return Response(status, _HEADERS, html.encode())
