"""What a table wants changed: shown cell by cell, refused with the cell's address, written all or nothing."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from exchange_world import PEOPLE, count, world
from story import Muragat

from archive import home, items, persons, tables
from archive.editing import Edit, edit
from archive.home import Archive
from archive.model import Item
from exchange.columns import named

Change = Callable[[dict[str, Any]], None]


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


def of(archive: Archive, number: int) -> Item:
    with archive.catalogue.reading() as connection:
        return items.item(connection, f"0001-{number:04d}")


def correct(archive: Archive, number: int, **wanted: Any) -> None:
    with archive.catalogue.writing("болат") as transaction:
        edit(transaction, f"0001-{number:04d}", Edit(**wanted))


class Csv:
    """An exported table that a test edits; every save asks for one dry run or import."""

    def __init__(self, staff: Muragat, path: Path) -> None:
        self.staff, self.path = staff, path
        staff.run("table", "export", path)
        self.head, *self.rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))

    def set(self, number: int, key: str, text: str) -> Csv:
        self.rows[number - 1][self.place(key)] = text
        return self

    def place(self, key: str) -> int:
        return next(
            place for place, heading in enumerate(self.head) if getattr(named(heading), "key", "") == key
        )

    def save(self, encoding: str = "utf-8-sig", delimiter: str = ",") -> Csv:
        with self.path.open("w", encoding=encoding, errors="replace", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([self.head, *self.rows])
        return self

    def imported(self, *options: str, code: int = 0) -> Any:
        self.save()
        return self.staff.json("table", "import", self.path, *options, code=code)

    def refused(self) -> dict[str, str]:
        """What is said of each cell that cannot be taken."""
        return {one["cell"]: one["what"] for one in self.imported(code=2)["faults"]}


@pytest.fixture
def table(staff: Muragat, tmp_path: Path) -> Csv:
    return Csv(staff, tmp_path / "кесте.csv")


def traces(archive: Archive) -> tuple[int, int, int]:
    return tuple(count(archive, one) for one in (tables.change, tables.outbox, tables.text))  # type: ignore[return-value]


@pytest.mark.parametrize("name", ["кесте.xlsx", "кесте.csv"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_table_without_edits_leaves_no_trace(
    archive: Archive, staff: Muragat, tmp_path: Path, name: str, language: str
) -> None:
    staff.run("table", "export", tmp_path / name, "--language", language)
    before = traces(archive)
    done = staff.run("table", "import", tmp_path / name)
    assert done.stdout == "Nothing is different in 6 rows.\n"
    assert traces(archive) == before


def test_the_difference_is_shown_cell_by_cell_and_a_dry_run_changes_nothing(
    archive: Archive, table: Csv
) -> None:
    table.set(1, "date", "2008").set(2, "title", "Ашылу\nсәті").set(1, "author", "").save()
    before = traces(archive)
    done = table.staff.run("table", "import", table.path, "--dry-run")
    assert done.stdout.splitlines() == [
        "F2  0001-0001 date: 2024-09-18 → 2008",
        "N2  0001-0001 author: Бейсенов М. → (empty)",
        "D3  0001-0002 title: (empty) → Ашылу ⏎ сәті",
        "3 cells of 2 items would change.",
    ]
    assert traces(archive) == before


def test_every_field_is_written(archive: Archive, table: Csv) -> None:
    wanted = {
        "title": "Жаңа атау", "caption": "Жазу\nекі жолда", "date": "1958~", "event": "Күзгі форум [E0001]",
        "place": "Семей", "unidentified": "3", "author": "Омаров", "reference": "12/3/46", "form": "negative",
        "inscription": "Сыртында", "keywords": "а; ә", "access": "closed", "rights": "©", "holder": "Отбасы",
        "permission_until": "2031-01-01", "consent": "жазбаша", "publish": "no", "reviewed": "yes",
    }  # fmt: skip
    for key, text in wanted.items():
        table.set(6, key, text)
    done = table.imported()
    assert done["written"] and len(done["differences"]) == len(wanted)
    one = of(archive, 6)
    inscription = next(text.text for text in one.current_texts() if text.role == "inscription")
    assert (one.title, one.caption, one.place, one.author, one.reference, one.form, inscription) == (
        *("Жаңа атау", "Жазу\nекі жолда", "Семей", "Омаров", "12/3/46", "negative", "Сыртында"),
    )
    assert (
        one.when
        and one.event
        and (one.when.edtf, one.when.basis, one.event.id) == ("1958~", "staff", "E0001")
    )
    assert (one.unidentified, one.keywords, one.reviewed) == (3, ("а", "ә"), True)
    assert (one.rights.access, one.rights.statement, one.rights.holder) == ("closed", "©", "Отбасы")
    assert (one.rights.permission_until, one.rights.consent, one.rights.publish) == (
        "2031-01-01",
        "жазбаша",
        False,
    )
    assert Csv(table.staff, table.path.with_name("2.csv")).imported()["differences"] == []


def test_an_emptied_cell_empties_its_field(archive: Archive, table: Csv) -> None:
    emptied = (
        "title caption date event place unidentified author reference form inscription keywords rights holder"
    )
    for key in (*emptied.split(), "permission_until", "consent", "persons"):
        table.set(1, key, "")
    assert table.imported()["written"]
    one = of(archive, 1)
    assert (one.title, one.when, one.event, one.place, one.unidentified) == (None,) * 5
    assert (one.author, one.reference, one.form, one.keywords, one.text) == (None, None, None, (), "")
    assert [person.status for person in one.persons] == ["rejected", "rejected", "suggested"]
    assert (one.rights.access, one.rights.statement, one.rights.holder) == ("staff", None, None)


def test_persons_are_added_moved_and_taken_away(archive: Archive, table: Csv) -> None:
    table.set(
        1, "persons", f"{PEOPLE[0]} [P00001] ортада\n{PEOPLE[2]}\nОмарова Жанна Ерланқызы | оңнан 1-орында"
    )
    table.set(2, "add_person", f"{PEOPLE[1]} [P00002]")
    done = table.imported()
    assert {one["cell"]: one["new"] for one in done["differences"]} == {
        "J2": ["Омарова Жанна Ерланқызы"],
        "K3": [],
    }
    found = {one.name: (one.status, one.position) for one in of(archive, 1).persons}
    assert found == {
        PEOPLE[0]: ("confirmed", "ортада"),
        PEOPLE[1]: ("rejected", None),
        PEOPLE[2]: ("confirmed", None),
        "Омарова Жанна Ерланқызы": ("confirmed", "оңнан 1-орында"),
    }
    assert [one.person_id for one in of(archive, 2).persons] == ["P00002"]
    assert table.imported()["differences"] == []


def test_the_order_of_persons_and_what_they_are_called_now_is_no_change(archive: Archive, table: Csv) -> None:
    with archive.catalogue.writing("болат") as transaction:
        persons.rename(transaction, "P00001", "Оспанова Бақыт Қайырбекқызы")
    lines = f"{PEOPLE[1]} [P00002]\n{PEOPLE[0]} [P00001] солдан 2-орында"
    assert table.set(1, "persons", lines).imported()["differences"] == []


def test_ids_are_known_in_cyrillic_letters_too(archive: Archive, table: Csv) -> None:
    table.set(6, "event", "Е0001").set(5, "event", "Күзгі форум [Е0001]").set(6, "persons", "[Р00002] ортада")
    assert all(one["new"] == [] for one in table.imported()["differences"])
    assert [one.event.id for one in (of(archive, 5), of(archive, 6)) if one.event] == ["E0001", "E0001"]
    assert [(one.person_id, one.position) for one in of(archive, 6).persons] == [("P00002", "ортада")]


def test_a_new_event_says_so_and_a_known_name_is_found(archive: Archive, table: Csv) -> None:
    done = table.set(5, "event", "Жаңа көрме").set(6, "event", "осенний форум").imported()
    assert [one["new"] for one in done["differences"]] == [["Жаңа көрме"], []]
    events = [one.event for one in (of(archive, 5), of(archive, 6))]
    assert [one.name for one in events if one] == ["Жаңа көрме", "Күзгі форум"]


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


def test_what_was_corrected_meanwhile_is_never_lost(archive: Archive, table: Csv) -> None:
    correct(archive, 1, title="Болаттың атауы", place="Тараз")
    done = table.set(1, "author", "Омаров").imported()
    assert [one["field"] for one in done["differences"]] == ["author"]
    one = of(archive, 1)
    assert (one.title, one.place, one.author) == ("Болаттың атауы", "Тараз", "Омаров")


def test_a_field_that_both_changed_is_a_conflict(archive: Archive, table: Csv) -> None:
    correct(archive, 1, title="Болаттың атауы")
    table.set(1, "title", "Кестедегі атау").set(2, "title", "Екінші")
    done = table.imported(code=2)
    assert [(one["cell"], one["kind"]) for one in done["faults"]] == [("D2", "conflict")]
    assert "«Болаттың атауы»" in done["faults"][0]["what"] and "--overwrite" in done["faults"][0]["what"]
    assert of(archive, 2).title is None
    assert table.imported("--overwrite")["written"]
    assert (of(archive, 1).title, of(archive, 2).title) == ("Кестедегі атау", "Екінші")


def test_both_made_the_same_correction(archive: Archive, table: Csv) -> None:
    correct(archive, 1, title="Ортақ")
    assert table.set(1, "title", "Ортақ").imported()["differences"] == []


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


def test_history_names_the_table_and_an_undo_takes_all_of_it_back(archive: Archive, table: Csv) -> None:
    before = [of(archive, number) for number in (1, 2)]
    table.set(1, "persons", "Омарова Жанна Ерланқызы").set(1, "caption", "Жаңа").set(2, "date", "1958").save()
    table.staff.run("--actor", "айгүл", "table", "import", table.path)
    lines = table.staff.json("history", "0001-0002")["changes"]
    assert [
        (one["actor"], one["before"], one["after"]) for one in lines if one["action"] == "table import"
    ] == [("айгүл", {"date": ""}, {"date": "1958"})]
    step = next(one["step"] for one in lines if one["action"] == "table import")
    table.staff.run("undo", str(step))
    after = [of(archive, number) for number in (1, 2)]
    assert [(one.persons, one.caption, one.when) for one in after] == [
        (one.persons, one.caption, one.when) for one in before
    ]


def test_cp1251_is_read_and_its_damage_refused(table: Csv) -> None:
    table.set(5, "author", "Иванов?").save("cp1251", ";")
    done = table.staff.json("table", "import", table.path, code=2)
    assert any("cp1251 with semicolons" in note for note in done["notes"])
    told = {one["cell"]: one["what"] for one in done["faults"]}
    assert "CSV UTF-8" in told["D2"] and "D6" in told


def test_cp1251_without_letters_of_kazakh_is_taken(archive: Archive, table: Csv) -> None:
    lines = "Номер;Название\n0001-0002;Открытие зала\n"
    table.path.write_bytes(lines.encode("cp1251"))
    assert table.staff.json("table", "import", table.path)["written"]
    assert of(archive, 2).title == "Открытие зала"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_taken_as_spreadsheets_save_it(table: Csv, encoding: str, delimiter: str) -> None:
    table.set(2, "title", "Мұрағат; «а», б").save(encoding, delimiter)
    done = table.staff.json("table", "import", table.path, "--dry-run")
    assert [(one["before"], one["after"]) for one in done["differences"]] == [("", "Мұрағат; «а», б")]


def edited(path: Path, cell: str, value: Any, number_format: str = "General") -> Path:
    book = openpyxl.load_workbook(path)
    book["items"][cell].value = value
    book["items"][cell].number_format = number_format
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (1958.0, "General", "1958"),
        ("1958?", "@", "1958?"),
        ("18.09.1958", "@", "1958-09-18"),
        ("12 маусым 1958", "@", "1958-06-12"),
        (__import__("datetime").datetime(1958, 9, 18), "dd.mm.yyyy", "1958-09-18"),
        (__import__("datetime").datetime(1958, 9, 1), "mmm-yy", "1958-09"),
    ],
)
def test_a_date_is_read_as_a_person_sees_it(
    staff: Muragat, tmp_path: Path, value: Any, form: str, written: str
) -> None:
    path = tmp_path / "t.xlsx"
    staff.run("table", "export", path)
    staff.json("table", "import", edited(path, "F3", value, form))
    assert staff.json("show", "0001-0002")["date"]["edtf"] == written


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
