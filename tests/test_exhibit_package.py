"""A package from a set: every file in its place, the same bytes each time, nothing outside its folder."""

from __future__ import annotations

import csv
import errno
import json
from dataclasses import replace
from pathlib import Path

import bagit
import openpyxl
import pytest
from exhibit_world import EVENT, WITHOUT_SHEETS, Archive, Export, exhibition_of, exporter, furnished

from archive.errors import BadInput, Busy, NoSpace
from archive.exhibition import Entry, Exhibition, Section
from archive.model import Depiction, Original, When
from exhibit import package
from exhibit.tables import harmless

CHECKLIST = frozenset({"checklist"})


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return furnished(tmp_path / "originals")


@pytest.fixture
def exhibition(archive: Archive) -> Exhibition:
    return exhibition_of(archive)


@pytest.fixture
def export(archive: Archive, exhibition: Exhibition, tmp_path: Path) -> Export:
    return exporter(archive, exhibition, tmp_path)


def test_the_package_holds_every_part_and_is_a_valid_bag(export: Export) -> None:
    written = export(parts=frozenset(package.PARTS))
    assert {"README.html", "README.txt", "checklist.csv", "checklist.xlsx", "gallery/index.html"} <= set(
        written.files
    )
    assert {"report.html", "data/exhibition.json", "bagit.txt", "manifest-sha256.txt"} <= set(written.files)
    assert "images/print/001_0003-0001.jpg" in written.files
    assert "images/print/002_0003-0002.tif" in written.files
    assert "images/web/003_0003-0003.jpg" in written.files
    assert bagit.Bag(str(written.folder)).is_valid()
    assert [check.item_id for check in written.left_out] == ["0003-0004"]


def test_a_changed_picture_is_found_by_the_bag(export: Export) -> None:
    folder = export().folder
    path = folder / "images/web/001_0003-0001.jpg"
    path.write_bytes(path.read_bytes() + b"x")
    assert not bagit.Bag(str(folder)).is_valid()


def test_the_same_set_gives_the_same_bytes(export: Export) -> None:
    first, second = export("one"), export("two")
    assert first.files == second.files
    assert export("one").files == first.files


def test_nothing_is_written_outside_or_left_beside(export: Export, tmp_path: Path) -> None:
    export()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["originals", "out"]


def test_a_title_is_never_a_formula_or_markup(export: Export) -> None:
    folder = export(parts=frozenset({"checklist", "gallery", "report"})).folder
    with (folder / "checklist.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["Атауы"] == "'=cmd|' /C calc'!A0"
    sheet = openpyxl.load_workbook(folder / "checklist.xlsx").worksheets[0]
    assert all(
        cell.data_type in ("s", "n") and cell.value != 0 for line in sheet.iter_rows() for cell in line
    )
    assert sheet["D3"].value == "=cmd|' /C calc'!A0"
    assert sheet["D3"].data_type == "s"
    page = (folder / "gallery/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-2", "@x", "\t=1", "  =1", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_quoted(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["Ұлытау", "1936", "– тире", "", "a=b"])
def test_other_cells_stay(text: str) -> None:
    assert harmless(text) == text


def test_the_checklist_is_in_gallery_order_with_the_numbers_of_the_files(export: Export) -> None:
    folder = export(parts=CHECKLIST).folder
    assert (folder / "checklist.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "checklist.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["№"] for row in rows] == ["001", "002", "003"]
    assert rows[0]["Тұлғалар"] == "Әлия Оспанова (солдан 1-орында); Бауыржан Ұзақов\u00a0(есімі расталмаған)"
    assert rows[0]["Файл"] == "images/print/001_0003-0001.jpg"
    assert rows[2]["Күні"] == "күні белгісіз"


def test_one_part_is_made_alone(export: Export) -> None:
    written = export(parts=CHECKLIST)
    assert not any(name.startswith(("images/", "gallery/")) for name in written.files)
    assert bagit.Bag(str(written.folder)).is_valid()


def test_readme_says_what_was_left_out_in_three_languages(export: Export) -> None:
    text = (export().folder / "README.txt").read_text(encoding="utf-8")
    for words in (
        "0003-0004: Қолжетімділік шектелген.",
        "0003-0004: Доступ ограничен.",
        "0003-0004: Access is restricted.",
    ):
        assert words in text


def test_the_payload_is_the_exhibition_with_the_digests_of_its_pictures(export: Export) -> None:
    written = export()
    record = json.loads((written.folder / "data/exhibition.json").read_text(encoding="utf-8"))
    name = "images/web/001_0003-0001.jpg"
    assert record["works"][0]["images"][name] == written.files[name]
    assert record["exhibition"]["titles"]["kk"] == "Ұлытау"


def test_who_does_not_want_to_be_published_is_not(archive: Archive, export: Export) -> None:
    event = replace(EVENT, participants=(Depiction("p3", "Дана Серік", "suggested", publish=False),))
    willing, unwilling = archive.items[0].persons
    archive.items[0] = replace(archive.items[0], event=event)
    archive.items[1] = replace(archive.items[1], persons=(willing, replace(unwilling, publish=False)))
    no = replace(unwilling, publish=False, status="rejected")
    archive.items[2] = replace(archive.items[2], persons=(no,))
    everything = frozenset(package.PARTS)
    written = export(parts=everything)
    assert [(check.kind, check.item_id, check.detail) for check in written.left_out] == [
        ("person", "0003-0002", "Бауыржан Ұзақов"),
        ("closed", "0003-0004", ""),
    ]
    told = "0003-0002: Does not want to be published."
    assert told in (written.folder / "README.txt").read_text(encoding="utf-8")
    assert told in (written.folder / "report.html").read_text(encoding="utf-8")
    record = (written.folder / "metadata/001.json").read_text(encoding="utf-8")
    assert "Дана Серік" not in record
    named = export("named", parts=everything, include=frozenset({"0003-0002"}))
    assert ("person", "0003-0002", 2) in [(one.kind, one.item_id, one.number) for one in named.checks]


def test_a_place_has_the_name_of_its_time_and_the_record_says_why(archive: Archive, export: Export) -> None:
    then = When("1965", "1965", "1965-01-01", "1965-12-31", "staff")
    archive.items[0] = replace(archive.items[0], place="Астана", when=then)
    folder = export(parts=frozenset({"checklist", "gallery", "iiif", "metadata"})).folder
    with (folder / "checklist.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["Орны"] == "Целиноград"
    assert '<span class="in en" lang="en">Tselinograd</span>' in (folder / "gallery/index.html").read_text(
        "utf-8"
    )
    manifest = (folder / "iiif/manifest.json").read_text(encoding="utf-8")
    assert "Tselinograd" in manifest
    origin = json.loads((folder / "metadata/001.json").read_text(encoding="utf-8"))["origins"]["place"]
    assert (origin["field"], origin["written"], origin["valid_at"]) == ("item", "Астана", "1965")
    assert origin["names"]["ru"] == "Целиноград"


def test_an_earlier_package_is_replaced_and_a_foreign_folder_is_not(export: Export, tmp_path: Path) -> None:
    folder = export().folder
    assert export().folder == folder
    (folder / "notes.docx").write_text("the curator's own")
    with pytest.raises(BadInput, match="not from an earlier export"):
        export()
    assert (folder / "notes.docx").exists()


def test_an_export_that_was_ended_goes_on(archive: Archive, exhibition: Exhibition, tmp_path: Path) -> None:
    made = package.plan(exhibition, archive.items, package.Options(parts=WITHOUT_SHEETS))
    whole = package.write(made, archive.find, tmp_path / "whole")

    def ended(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        package.write(made, archive.find, tmp_path / "out", ended)
    assert not (tmp_path / "out").exists()
    opened: list[str] = []

    def find(original: Original) -> Path:
        opened.append(original.name)
        return archive.find(original)

    written = package.write(made, find, tmp_path / "out")
    assert opened == ["c.jpg"]
    assert written.files == whole.files


def test_a_full_disk_ends_the_export_and_says_so(
    archive: Archive, exhibition: Exhibition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("exhibit.images._save_for_print", full)
    with pytest.raises(NoSpace, match="No space left"):
        package.write(package.plan(exhibition, archive.items), archive.find, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_told(
    archive: Archive, exhibition: Exhibition, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadInput, match="could not be written"):
        package.write(package.plan(exhibition, archive.items), archive.find, tmp_path / "file" / "out")


def test_two_exports_at_once_are_refused(archive: Archive, exhibition: Exhibition, tmp_path: Path) -> None:
    made = package.plan(exhibition, archive.items, package.Options(parts=WITHOUT_SHEETS))

    def second(done: int, total: int, name: str) -> None:
        if done == 0:
            with pytest.raises(Busy):
                package.write(made, archive.find, tmp_path / "out")

    package.write(made, archive.find, tmp_path / "out", second)


def test_an_empty_exhibition_is_refused(archive: Archive) -> None:
    with pytest.raises(BadInput, match="nothing to export"):
        package.plan(Exhibition("empty", {"kk": "Бос"}), archive.items)
    closed = Exhibition("closed", {"kk": "Жабық"}, (Entry("0003-0004"),))
    with pytest.raises(BadInput, match="--include"):
        package.plan(closed, archive.items)
    assert package.plan(closed, archive.items, package.Options(include=frozenset({"0003-0004"}))).works


def test_wall_texts_and_introduction_stand_in_the_gallery(export: Export, exhibition: Exhibition) -> None:
    section = Section("toi", {"kk": "Той күні"}, {"kk": "Тойға көп адам келді"})
    entries = tuple(replace(entry, section="toi") for entry in exhibition.entries)
    folder = export(exhibition=replace(exhibition, entries=entries, sections=(section,))).folder
    page = (folder / "gallery/index.html").read_text(encoding="utf-8")
    for words in ("Той күні", "Тойға көп адам келді", "Кіріспе сөз", "Улытау &lt;/title&gt;"):
        assert words in page
    assert "http://" not in page.replace("http://www.w3.org", "")
