"""Every page at the archivist's desk suits everybody, in light and dark, and fits every window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from room import browser, opened, served
from story import Muragat

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def furnished(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A reading room with an exhibition of two sections."""
    own = Muragat(tmp_path_factory.mktemp("furnished") / "archive")
    shutil.copytree(ingested.archive, own.archive)
    own.run("exhibit", "new", "kone", "--kk", "Көне суреттер", "--en", "Old pictures")
    own.run("exhibit", "add", "kone", "0001-0001", "0001-0003", "0001-0005")
    own.run("exhibit", "section", "kone", "bastau", "0001-0005", "--title", "Бастау")
    with served(own.archive) as address:
        yield address


PAGES = [
    *("/items/0001-0001", "/items/0001-0006?page=2", "/items/0001-0001/correct", "/review", "/exhibitions"),
    *("/exhibitions/kone", "/exhibitions/choose?item=0001-0001", "/upload", "/work"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shown", PAGES)
def test_axe_finds_no_serious_fault(chromium: Any, furnished: str, shown: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(chromium, color_scheme=scheme)
    page.goto(f"{furnished}{shown}")
    for details in page.locator("details:not(.menu)").all():
        details.evaluate("one => { one.open = true; }")
    found = Axe().run(page).response["violations"]
    page.context.close()
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [
        (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]][:3]) for one in serious
    ] == []


@pytest.mark.parametrize("width", [390, 1280, 1920, 3840])
@pytest.mark.parametrize("shown", PAGES)
def test_no_page_is_wider_than_its_window(chromium: Any, furnished: str, shown: str, width: int) -> None:
    page = opened(chromium)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{furnished}{shown}")
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.context.close()
    assert over <= 0
