"""Files in which a table comes back: other sheets before it, marks twice, none at all."""

from __future__ import annotations

import resource
import shutil
import signal
import zipfile
from pathlib import Path

import openpyxl
import pytest
from exchange_world import world
from story import Muragat


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("made") / "archive").folder


@pytest.fixture
def staff(made: Path, tmp_path: Path) -> Muragat:
    shutil.copytree(made, tmp_path / "archive")
    return Muragat(tmp_path / "archive")


def test_a_sheet_with_notes_may_stand_before_the_table(staff: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "кесте.xlsx"
    staff.run("table", "export", path)
    book = openpyxl.load_workbook(path)
    book["items"]["D2"] = "Жаңа атау"
    book["items"].title = "Суреттер"
    book.create_sheet("Ескертулер", 0)["A1"] = "Алдымен оқыңыз"
    book.save(path)
    done = staff.json("table", "import", path, "--dry-run")
    assert [(one["cell"], one["after"]) for one in done["differences"]] == [("D2", "Жаңа атау")]


def test_a_mark_that_a_program_put_twice_is_no_letter_of_a_heading(staff: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "кесте.csv"
    staff.run("table", "export", path)
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert staff.json("table", "import", path)["differences"] == []


def test_a_file_that_is_not_there_is_named(staff: Muragat, tmp_path: Path) -> None:
    for name in ("жоқ.xlsx", "жоқ.csv"):
        assert (
            f"There is no file {tmp_path / name}"
            in staff.run("table", "import", tmp_path / name, code=2).stderr
        )


def test_a_table_that_was_not_exported_is_not_said_to_be_old(staff: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "кесте.csv"
    path.write_text("Id,Author\n0001-0001,Омаров\n", "utf-8")
    staff.run("edit", "0001-0001", "--author", "Болат")
    [fault] = staff.json("table", "import", path, code=2)["faults"]
    assert fault["kind"] == "conflict"
    assert fault["what"].startswith("The catalogue says «Болат»; the table says «Омаров».")


def test_a_book_that_unpacks_to_nothing_but_repetition_is_not_opened(staff: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "кесте.xlsx"
    staff.run("table", "export", path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/image1.xml", b"A" * 60_000_000)
    assert "unpacks to far more than a table does" in staff.run("table", "import", path, code=2).stderr


def test_a_full_disk_is_told_and_leaves_nothing(staff: Muragat, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        done = staff.run("table", "export", out / "кесте.csv", code=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "There is no room for" in done.stderr
    assert list(out.iterdir()) == []
