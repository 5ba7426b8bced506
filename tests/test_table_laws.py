"""What a person writes into a table is what the next table says, and nothing else has changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from exchange_world import PEOPLE, count, world
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_table_round_trip import texts

from archive import home, items, tables
from archive.home import Archive
from archive.undo import undo
from exchange.cells import KEPT_OUT, Cell, cells
from exchange.columns import BASE, COLUMNS
from exchange.plain import plain
from workflows.exchanging import export_table, import_table

PLACES = {column.key: place for place, column in enumerate((c for c in COLUMNS if c.key != BASE), start=1)}
WORDS = (
    "title",
    "caption",
    "place",
    "author",
    "reference",
    "form",
    "inscription",
    "rights",
    "holder",
    "consent",
)
short = texts.map(plain).filter(
    lambda text: len(text) < 1000 and not text.startswith(KEPT_OUT) and "_x" not in text
)
# What may stand in a cell, and what the next table says of it.
VALUES: Mapping[str, st.SearchStrategy[str]] = {
    **dict.fromkeys(WORDS, short),
    "date": st.sampled_from(["", "2024", "2024-09", "1958~", "193X", "1941/1945", "XXXX-09-18"]),
    "permission_until": st.sampled_from(["", "2030-12-31"]),
    "access": st.sampled_from(["public", "staff", "closed"]),
    "publish": st.sampled_from(["yes", "no"]),
    "reviewed": st.sampled_from(["yes", "no"]),
    "unidentified": st.sampled_from(["", "0", "12"]),
    "event": st.sampled_from(["", "Күзгі форум [E0001]", "Оқу залының ашылуы [E0002]"]),
    "persons": st.lists(st.sampled_from([1, 2, 3]), unique=True).map(
        lambda chosen: "\n".join(f"{PEOPLE[n - 1]} [P{n:05d}] солдан {n}-орында" for n in chosen)
    ),
}
edits = st.dictionaries(
    st.tuples(st.integers(1, 6), st.sampled_from(sorted(VALUES))), st.none(), min_size=1, max_size=8
).flatmap(lambda keys: st.fixed_dictionaries({key: VALUES[key[1]] for key in keys}))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("laws") / "archive").folder


def said(archive: Archive) -> dict[tuple[int, str], Cell]:
    with archive.catalogue.reading() as connection:
        found = items.items(connection, [f"0001-{n:04d}" for n in range(1, 7)])
    return {(n, key): cell for n, one in enumerate(found, start=1) for key, cell in cells(one).items()}


def fill_in(path: Path, wanted: Mapping[tuple[int, str], str]) -> None:
    book = openpyxl.load_workbook(path)
    for (number, key), text in wanted.items():
        cell: Any = book["items"].cell(number + 1, PLACES[key])
        cell.value = text or None
        cell.data_type = "s" if text else "n"
    book.save(path)


@given(wanted=edits)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_next_table_says_what_was_written_and_an_undo_what_was_before(
    made: Path, tmp_path: Path, wanted: Mapping[tuple[int, str], str]
) -> None:
    folder, path = tmp_path / "archive", tmp_path / "t.xlsx"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, folder)
    archive = home.open_archive(folder, "айгүл")
    export_table(archive, path, overwrite=True)
    before, lines = said(archive), count(archive, tables.change)
    fill_in(path, wanted)
    imported, _ = import_table(archive, path)
    assert not imported.faults
    after = said(archive)
    for key, cell in before.items():
        if key in wanted and key[1] == "persons":
            assert sorted(after[key].text.split("\n")) == sorted(wanted[key].split("\n"))
        elif key in wanted:
            assert after[key].text == wanted[key]
        elif key[1] not in ("date_words", "suggested"):
            assert after[key] == cell, key
    assert {one.cell for one in imported.differences} == {
        f"{openpyxl.utils.get_column_letter(PLACES[key])}{number + 1}"
        for (number, key), text in wanted.items()
        if before[number, key].text != text
    }
    assert imported.written == bool(imported.differences)
    assert (count(archive, tables.change) > lines) == imported.written
    if imported.written:
        with archive.catalogue.writing("айгүл") as transaction:
            undo(transaction)
        assert said(archive) == before
