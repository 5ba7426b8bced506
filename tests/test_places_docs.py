"""docs/places.md says what the gazetteer does."""

from __future__ import annotations

import re
from calendar import month_name
from pathlib import Path

import pytest

from archive import gazetteer_towns, places
from archive.model import When

PAGE = (Path(__file__).parent.parent / "docs" / "places.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in row.strip("|").split("|")) for row in PAGE.splitlines() if row[:2] == "| "
]
DATED = [row for row in ROWS if len(row) == 4 and (row[1].isdigit() or row[1] == "unknown")]
DECIDED = [row for row in ROWS if len(row) == 2 and "→" in row[0]]


@pytest.mark.parametrize(("written", "date", "kazakh", "russian"), DATED)
def test_the_names_on_the_page(written: str, date: str, kazakh: str, russian: str) -> None:
    when = When(date, date, f"{date}-01-01", f"{date}-12-31", "staff") if date != "unknown" else None
    assert places.label(written, when, "kk") == kazakh
    assert places.label(written, when, "ru") == russian


@pytest.mark.parametrize(("renaming", "date"), DECIDED)
def test_the_decisions_on_the_page(renaming: str, date: str) -> None:
    number, month, year = date.split()
    day = f"{year}-{list(month_name).index(month):02}-{int(number):02}"
    older, _, newer = renaming.split(",")[0].split(" in ")[0].partition(" → ")
    found = places.place(newer)
    assert found is not None and found == places.place(older)
    assert day in {period.since for period in found.periods}


def test_the_counts_and_the_line_on_the_page() -> None:
    kinds = [one.kind for one in places.places()]
    for kind, said in (
        ("region", "17 regions"),
        ("former region", "and 7 of"),
        ("city", "3 cities"),
        ("town", "87 towns"),
    ):
        assert str(kinds.count(kind)) in said and said in PAGE
    line = re.search(r"^    (town .*)$", PAGE, re.MULTILINE)
    assert line and line[1] in re.sub(r"\n +", " ", gazetteer_towns.TABLE)
    assert len(DATED) == 6 and len(DECIDED) >= 12
