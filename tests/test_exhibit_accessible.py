"""What a package shows on a screen can be used by everybody: axe-core finds no serious fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from story import Muragat

ARGUMENTS = [
    *("--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-component-update"),
    "--disable-sync",
]


@pytest.fixture(scope="module")
def package(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    folder = tmp_path_factory.mktemp("accessible")
    shutil.copytree(ingested.archive, folder / "archive")
    curator = Muragat(folder / "archive")
    curator.run(
        "exhibit", "new", "kone", "--kk", "Көне суреттер", "--ru", "Старые снимки", "--en", "Old pictures"
    )
    curator.run("exhibit", "add", "kone", "--query", "")
    word = "қазақстандықтарыңыздағылардыңдар" * 6
    curator.run("exhibit", "label", "kone", "0001-0001", word)
    curator.run("edit", "0001-0001", "--author", word)
    curator.run("exhibit", "set", "kone", "--introduction", word, "--contact", word)
    curator.run("exhibit", "export", "kone", folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["gallery/index.html", "README.html", "report.html"])
def test_axe_finds_no_serious_fault(package: Path, browser: object, page: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme)  # type: ignore[attr-defined]
    shown = context.new_page()
    shown.goto((package / page).as_uri())
    found = Axe().run(shown).response["violations"]
    context.close()
    assert [(one["id"], one["help"]) for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["gallery/index.html", "README.html", "report.html"])
def test_no_page_is_wider_than_its_window(package: Path, browser: object, page: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})  # type: ignore[attr-defined]
    shown = context.new_page()
    shown.goto((package / page).as_uri())
    whole = shown.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert whole <= width
