"""Promise 16, and that docs/promises.md names tests that exist."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest
from promise_material import INGEST, write_pictures
from story import ROOT, Muragat

HOSTILE = (
    "=HYPERLINK(\"http://example.org\";\"x\")",
    "+1+cmd|' /C calc'!A0",
    "../../../evil",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "#read(\"/etc/passwd\")",
)  # fmt: skip


def test_hostile_words_stay_words_in_an_export(muragat: Muragat, tmp_path: Path) -> None:
    write_pictures(tmp_path / "card", len(HOSTILE))
    muragat.run(*INGEST, tmp_path / "card")
    muragat.run("exhibit", "new", "hostile", "--ru", HOSTILE[3])
    for number, words in enumerate(HOSTILE, 1):
        item = f"0001-{number:04}"
        muragat.run("edit", item, f"--title={words}", f"--caption={words}")
        muragat.run("exhibit", "add", "hostile", item)
    before = outside(tmp_path)
    package = tmp_path / "package"
    muragat.run("exhibit", "export", "hostile", package)
    assert outside(tmp_path) == before
    check_tables(package)
    for page in package.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script>alert" not in text and "<img src=x" not in text


def outside(folder: Path) -> set[Path]:
    kept = ("package", "archive")
    return {path for path in folder.rglob("*") if path.relative_to(folder).parts[0] not in kept}


def check_tables(package: Path) -> None:
    books = list(package.rglob("*.xlsx"))
    for book in books:
        for sheet in openpyxl.load_workbook(book).worksheets:
            assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    tables = list(package.rglob("*.csv"))
    for table in tables:
        with table.open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if re.match(r"[=+@\t]", cell)]
    assert books and tables


NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (ROOT / "docs" / "promises.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_tests_that_show_a_promise_exist(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8")


def test_every_promise_has_its_line() -> None:
    numbers = re.findall(
        r"^\| (\d+) \| .*`test_", (ROOT / "docs" / "promises.md").read_text("utf-8"), re.MULTILINE
    )
    assert numbers == [str(number) for number in range(1, 18)]
