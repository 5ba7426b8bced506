"""An archivist writes the inventory of the archive, and learns what its annotations lack."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from story import Muragat


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_the_inventory_lists_everything_but_closed_items(own: Muragat, tmp_path: Path) -> None:
    own.run("edit", "0001-0003", "--rights", "closed")
    path = tmp_path / "тізімдеме.csv"
    found = own.json("inventory", path)
    assert (found["items"], found["left_out"], found["path"]) == (5, 1, str(path))
    assert [row[1] for row in rows(path)] == [f"0001-000{number}" for number in (1, 2, 4, 5, 6)]
    assert "Солдан оңға" in rows(path)[2][2]
    assert "1 closed item left out" in own.run("inventory", path).stderr
    assert own.json("inventory", path, "--closed")["items"] == 6
    assert own.json("inventory", path, "kind:document")["items"] == 1
    assert rows(path)[0][1] == "0001-0006"


def test_what_annotations_lack_is_told_and_goes_when_it_is_filled_in(own: Muragat) -> None:
    before = own.json("inventory", "--check")
    assert before["items"] == 6
    assert before["complete"] + len(before["missing"]) == 6
    lacking = {one["id"]: one["fields"] for one in before["missing"]}
    assert "author" in lacking["0001-0002"]
    own.run("edit", "0001-0002", "--author", "Б. Қалиев", "--place", "Көктерек")
    after = {one["id"]: one["fields"] for one in own.json("inventory", "--check")["missing"]}
    assert "author" not in after.get("0001-0002", [])
    assert "place" not in after.get("0001-0002", [])
    assert "0001-0005" in own.run("inventory", "--check", "id:0001-0005").stdout


def test_a_pdf_and_a_spreadsheet_are_written_whole_or_not(own: Muragat, tmp_path: Path) -> None:
    for name, begin in (("опись.pdf", b"%PDF"), ("опись.xlsx", b"PK")):
        own.run("inventory", tmp_path / name, "--lang", "ru", "--order", "reference")
        assert (tmp_path / name).read_bytes().startswith(begin)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "archive") == [
        "опись.pdf",
        "опись.xlsx",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "No file was named"),
        (("тізімдеме.docx",), 2, "ends in .xlsx, .pdf, .csv"),
        (("nowhere/a.pdf",), 2, "could not be written"),
        (("a.csv", "date:қашан"), 2, "date"),
        (("a.csv", "--colour"), 2, "No such option"),
    ],
)
def test_mistakes_are_told(
    ingested: Muragat, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = ingested.run("inventory", *words, code=code, cwd=tmp_path)
    assert said.lower() in done.stderr.lower()
    assert list(tmp_path.iterdir()) == []
