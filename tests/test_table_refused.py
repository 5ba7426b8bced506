"""What a table may not hold: refused with the cell's address and the reason, before anything is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from exchange_world import PEOPLE, world
from story import Muragat
from table_edits import Csv, correct, edited, of, traces

from archive import home, persons
from archive.home import Archive


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("made") / "archive").folder


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Archive:
    shutil.copytree(made, tmp_path / "archive")
    return home.open_archive(tmp_path / "archive", "айгүл")


@pytest.fixture
def staff(archive: Archive) -> Muragat:
    return Muragat(archive.folder)


@pytest.fixture
def table(staff: Muragat, tmp_path: Path) -> Csv:
    return Csv(staff, tmp_path / "кесте.csv")


BAD = [
    ("date", "2023-02-30", "2023-02-30"),
    ("date", "кешегі күні", "EDTF"),
    ("event", "Форум [E0099]", "no event E0099"),
    ("event", "Көктемгі форум [E0001]", "«Күзгі форум», not «Көктемгі форум»"),
    ("persons", "Біреу [P00099]", "no person P00099"),
    ("persons", "Біреу Бар [P00001]", f"«{PEOPLE[0]}», not «Біреу Бар»"),
    ("persons", f"{PEOPLE[0]}\n{PEOPLE[0]} [P00001]", "twice"),
    ("persons", "| солдан", "names nobody"),
    ("persons", "Ахметова Жанар солдан 2-орында", "Name | place"),
    ("persons", "Ахметова Жанар ортада", "Name | place"),
    ("persons", "Біреу [белгісіз]", "names nobody"),
    ("add_person", "P00099", "no person P00099"),
    ("unidentified", "екі", "not a number"),
    ("unidentified", "-1", "not a number"),
    ("access", "secret", "Write one of public, staff, closed"),
    ("access", "", "no access"),
    ("publish", "мүмкін", "neither yes nor no"),
    ("permission_until", "2030-02-31", "2030-02-31"),
    ("permission_until", "2030", "not a day"),
    ("transcript", "өзгерді", ""),
]


@pytest.mark.parametrize(("key", "text", "why"), BAD)
def test_a_bad_value_is_refused_with_its_cell(
    archive: Archive, table: Csv, key: str, text: str, why: str
) -> None:
    number = 4 if key == "transcript" else 2
    before = traces(archive)
    table.set(1, "title", "Жақсы түзету").set(number, key, text)
    told = table.refused()
    address = f"{chr(ord('A') + table.place(key))}{number + 1}"
    assert list(told) == [address] and why in told[address]
    assert traces(archive) == before


def test_all_faults_are_told_at_once(table: Csv) -> None:
    told = table.set(1, "date", "30 ақпан").set(2, "access", "x").set(3, "event", "[E9999]").refused()
    assert list(told) == ["F2", "T3", "H4"]


def test_several_of_one_name_have_to_be_told_apart(archive: Archive, table: Csv) -> None:
    from language import names

    with archive.catalogue.writing("болат") as transaction:
        persons.create(transaction, names.parse(PEOPLE[2]), named_by="staff")
    told = table.set(2, "persons", PEOPLE[2]).refused()
    assert "P00003" in told["J3"] and "P00004" in told["J3"]
    assert table.set(2, "persons", f"{PEOPLE[2]} [P00004]").imported()["written"]


def test_rows_that_are_not_there_or_twice_are_refused(table: Csv) -> None:
    table.set(1, "id", "0009-0001").set(2, "id", "0001-0003").set(4, "id", "")
    assert table.refused() == {
        "A2": "There is no item 0009-0001.",
        "A4": "0001-0003 stands in A3 already. Leave one of the two rows.",
        "A5": "The row has no id.",
    }


def test_a_table_of_another_archive_is_refused(table: Csv) -> None:
    for number in (1, 2):
        table.set(number, "base", table.rows[number - 1][-1].replace("is=", "is=0")).set(number, "title", "x")
    assert all("another archive" in what for what in table.refused().values())


def test_a_field_that_both_changed_is_a_conflict(archive: Archive, table: Csv) -> None:
    correct(archive, 1, title="Болаттың атауы")
    table.set(1, "title", "Кестедегі атау").set(2, "title", "Екінші")
    done = table.imported(code=2)
    assert [(one["cell"], one["kind"]) for one in done["faults"]] == [("D2", "conflict")]
    assert "«Болаттың атауы»" in done["faults"][0]["what"] and "--overwrite" in done["faults"][0]["what"]
    assert of(archive, 2).title is None
    assert table.imported("--overwrite")["written"]
    assert (of(archive, 1).title, of(archive, 2).title) == ("Кестедегі атау", "Екінші")


def test_columns_that_are_not_there_are_left_alone_and_unknown_ones_named(
    archive: Archive, table: Csv
) -> None:
    table.path.write_text(
        "Ескерту;Номер;Название\nx;0001-0002;Өз кестем\ny;0001-0003;\nz;0001-0001;Басқа\n", "utf-8"
    )
    done = table.staff.json("table", "import", table.path, code=2)
    assert any("«Ескерту»" in note for note in done["notes"])
    # Nobody knows what stood here when the table was made: an empty cell is no wish to empty the field, and
    # what is there is not written over without being asked.
    assert [(one["field"], one["id"]) for one in done["faults"]] == [("title", "0001-0001")]
    assert [(one["field"], one["id"]) for one in done["differences"]] == [("title", "0001-0002")]


@pytest.mark.parametrize(("value", "why"), [("=A1&B1", "formula"), ("#N/A", "#N/A")])
def test_a_cell_that_is_reckoned_is_refused(staff: Muragat, tmp_path: Path, value: str, why: str) -> None:
    path = tmp_path / "t.xlsx"
    staff.run("table", "export", path)
    done = json.loads(staff.run("table", "import", edited(path, "D3", value), "--json", code=2).stdout)
    assert [one["cell"] for one in done["faults"]] == ["D3"] and why in done["faults"][0]["what"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a book", b"\x00" * 100])
@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", "t.ods"])
def test_what_is_no_table_says_so(staff: Muragat, tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert "Error:" in staff.run("table", "import", tmp_path / name, code=2).stderr
    assert "Error:" in staff.run("table", "import", tmp_path / f"none-{name}", code=2).stderr


def test_a_table_that_is_there_is_not_written_over(staff: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("mine", "utf-8")
    assert "--replace" in staff.run("table", "export", path, code=2).stderr
    assert path.read_text("utf-8") == "mine"
    assert staff.json("table", "export", path, "--replace")["items"] == 6
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["t.csv"]
