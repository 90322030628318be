"""Links from pages that are read outside of the repository, such as the README on PyPI."""

from __future__ import annotations

import re

REPOSITORY = ""
"""Public address of the repository, without a slash at the end; empty until there is one.

Once it is set, links in `README.md` become absolute. `tests/test_links.py` then asks for the same address in
`[project.urls]` of `pyproject.toml` and in `repo_url` of `zensical.toml`.
"""

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)]+)\)")


def absolute_links(text: str, repository: str = REPOSITORY) -> str:
    """Make links to files of the project absolute, if the repository has an address.

    Args:
        text: A page in Markdown at the root of the project.
        repository: Address of the repository, or an empty string.
    """
    if not repository:
        return text
    return _LINK.sub(lambda match: f"]({repository}/blob/main/{match[1]})", text)
