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
