"""Links on pages that are also read outside the repository, such as the README on PyPI."""

from __future__ import annotations

import re

REPOSITORY = ""
"""Public URL of the repository, without a trailing slash; empty until the repository is public.

If it is set, links in `README.md` are absolute, and `tests/test_links.py` requires the same URL in `[project.urls]` of
`pyproject.toml` and in `repo_url` of `zensical.toml`.
"""

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)]+)\)")


def absolute_links(text: str, repository: str = REPOSITORY) -> str:
    """Make links to files of the project absolute, if the repository has a URL.

    Args:
        text: A page in Markdown at the root of the project.
        repository: URL of the repository, or an empty string.
    """
    if not repository:
        return text
    return _LINK.sub(lambda match: f"]({repository}/blob/main/{match[1]})", text)
