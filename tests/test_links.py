"""Every internal link has a target, and every page is in the navigation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from attio import __version__
from codegen.render.links import REPOSITORY
from tests.snippets import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

FENCE = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2 *$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")
ANY_LINK = re.compile(r"\]\((https?:[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *#*$", re.MULTILINE)
NAV_PAGE = re.compile(r'"([\w/-]+\.md)"')


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def prose(page: Path) -> str:
    """Return the text of a page without code, in which brackets are not links."""
    return FENCE.sub("", page.read_text("utf-8"))


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page."""
    return frozenset(slug(heading) for heading in HEADING.findall(prose(page)))


def slug(heading: str) -> str:
    """Return the anchor of a heading on the documentation site."""
    text = unicodedata.normalize("NFKD", plain(heading)).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def slug_on_github(heading: str) -> str:
    """Return the anchor of a heading on GitHub."""
    return re.sub(r"[^\w -]", "", plain(heading).strip().lower()).replace(" ", "-")


def plain(heading: str) -> str:
    """Return a heading without markup."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").replace("*", "")


@cache
def links(page: Path) -> tuple[tuple[Path, str], ...]:
    """Return the internal links of a page: a file, and an anchor or an empty string."""
    found = LINK.findall(INLINE_CODE.sub("code", prose(page)))
    return tuple(((page.parent / path).resolve() if path else page, anchor) for path, anchor in found)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_have_a_target(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), f"there is no {target}"
        if anchor:
            assert anchor in anchors(target), f"{name_of(target)} has no heading #{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_anchors_are_the_same_on_the_site_and_on_github(page: Path) -> None:
    wanted = {anchor for other in PAGES for target, anchor in links(other) if target == page and anchor}
    headings = HEADING.findall(prose(page))
    assert wanted <= {slug_on_github(heading) for heading in headings}


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=name_of)
def test_site_links_to_no_file_that_is_not_on_it(page: Path) -> None:
    for target, _ in links(page):
        assert target.is_relative_to(DOCS), f"{name_of(target)} is no page of the site"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_to_other_sites_use_https(page: Path) -> None:
    assert not [url for url in ANY_LINK.findall(prose(page)) if url.startswith("http:")]


def test_navigation_has_every_page_once() -> None:
    configuration = (ROOT / "zensical.toml").read_text("utf-8")
    listed = sorted(NAV_PAGE.findall(configuration))
    assert listed == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_the_repository_has_one_address() -> None:
    urls = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.urls]")[2].partition("\n[")[0]
    site = (ROOT / "zensical.toml").read_text("utf-8")
    if REPOSITORY:
        assert f'Repository = "{REPOSITORY}"' in urls
        assert f'\nrepo_url = "{REPOSITORY}"' in site
    else:
        assert re.findall(r'"(https?:[^"]+)"', urls) == ["https://docs.attio.com"]
        assert "\nrepo_url" not in site


def test_the_site_names_the_version() -> None:
    assert f'copyright = "attio-sdk {__version__} · ' in (ROOT / "zensical.toml").read_text("utf-8")


def test_the_pages_have_links() -> None:
    assert sum(len(links(page)) for page in PAGES) > 300
    assert slug("May my write have `happened`?") == "may-my-write-have-happened"
    assert slug_on_github("[options.list](x.md)") == slug("options.list") == "optionslist"


def test_guides_lead_from_one_to_the_next() -> None:
    """The navigation, the README and the first line of each guide have the same order."""
    guides = NAV_PAGE.findall((ROOT / "zensical.toml").read_text("utf-8").partition('"Reference"')[0])[1:]
    table = (ROOT / "README.md").read_text("utf-8").partition("\n## Guides\n")[2].partition("\n## ")[0]
    assert re.findall(r"\(docs/([\w-]+\.md)\)", table) == guides
    written = [guide for guide in guides if not (DOCS / guide).read_text("utf-8").startswith("<!-- Generated")]
    for guide, following in pairwise(written):
        top = (DOCS / guide).read_text("utf-8").partition("\n## ")[0]
        assert re.search(rf"Next:\s\[[^]]+\]\({following}\)", top), f"{guide} does not lead to {following}"
