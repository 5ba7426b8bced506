"""What a table wants changed: shown cell by cell, read as spreadsheets save it, written all or nothing."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

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


def test_what_was_corrected_meanwhile_is_never_lost(archive: Archive, table: Csv) -> None:
    correct(archive, 1, title="Болаттың атауы", place="Тараз")
    done = table.set(1, "author", "Омаров").imported()
    assert [one["field"] for one in done["differences"]] == ["author"]
    one = of(archive, 1)
    assert (one.title, one.place, one.author) == ("Болаттың атауы", "Тараз", "Омаров")


def test_both_made_the_same_correction(archive: Archive, table: Csv) -> None:
    correct(archive, 1, title="Ортақ")
    assert table.set(1, "title", "Ортақ").imported()["differences"] == []


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


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (1958.0, "General", "1958"),
        ("1958?", "@", "1958?"),
        ("18.09.1958", "@", "1958-09-18"),
        ("12 маусым 1958", "@", "1958-06-12"),
        (datetime(1958, 9, 18), "dd.mm.yyyy", "1958-09-18"),
        (datetime(1958, 9, 1), "mmm-yy", "1958-09"),
    ],
)
def test_a_date_is_read_as_a_person_sees_it(
    staff: Muragat, tmp_path: Path, value: Any, form: str, written: str
) -> None:
    path = tmp_path / "t.xlsx"
    staff.run("table", "export", path)
    staff.json("table", "import", edited(path, "F3", value, form))
    assert staff.json("show", "0001-0002")["date"]["edtf"] == written
