"""A package from a set: every file in its place, the same bytes each time, nothing outside its folder."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bagit
import openpyxl
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw

from archive.errors import BadInput, Busy, NoSpace
from archive.model import (
    Depiction,
    Entry,
    Event,
    Exhibition,
    Item,
    ItemSide,
    Original,
    Rights,
    Section,
    Text,
    When,
)
from exhibit import images, package
from exhibit.tables import harmless
from media.embed import read_back

DAY = When("2024-09-18", "2024 ж. 18 қыркүйек", "2024-09-18", "2024-09-18", "exif")
EVENT = Event("e1", {"kk": "Ұлытаудағы той", "ru": "Праздник в Улытау"}, DAY, "Ұлытау")
CHECKLIST = frozenset({"checklist"})
# Sheets are typeset in tests/test_exhibit_sheets.py: here they would cost seconds.
WITHOUT_SHEETS = frozenset({"images", "gallery", "report"})


class Archive:
    """Originals on disk, and items that show them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: dict[str, Path] = {}
        self.items: list[Item] = []

    def add(self, name: str, size: tuple[int, int] = (900, 600), **fields: object) -> Item:
        number = len(self.items) + 1
        path = self.folder / name
        picture = Image.new("RGB", size, (40 * number % 255, 120, 90))
        ImageDraw.Draw(picture).ellipse(
            (10, 10, size[0] // 2, size[1] // 2), fill=(200, 30 * number % 255, 40)
        )
        picture.save(path)
        side = ItemSide("front", self.original(path))
        item = replace(Item(f"0003-{number:04d}", "photo", (side,)), **fields)  # type: ignore[arg-type]
        self.items.append(item)
        return item

    def original(self, path: Path) -> Original:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self.paths[digest] = path
        kinds = {".jpg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".pdf": "application/pdf"}
        return Original(digest, len(data), kinds[path.suffix], f"accessions/{path.name}", path.name)

    def find(self, original: Original) -> Path:
        return self.paths[original.sha256]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "originals").mkdir()
    archive = Archive(tmp_path / "originals")
    caption = Text("caption", "front", 1, "Солдан оңға: Әлия Оспанова", "kk", 91.0, "tesseract", True)
    persons = (
        Depiction("p1", "Әлия Оспанова", "confirmed", "1"),
        Depiction("p2", "Бауыржан Ұзақов", "suggested"),
    )
    rights = Rights(statement="© Мұражай", holder="Мұражай")
    archive.add(
        "a.jpg", event=EVENT, when=DAY, texts=(caption,), persons=persons, author="С. А.", rights=rights
    )
    archive.add("b.png", (400, 700), title="=cmd|' /C calc'!A0", event=EVENT)
    archive.add("c.jpg", (3000, 1000), title="../../x\n<script>alert(1)</script>")
    archive.add("d.jpg", rights=Rights(access="closed"))
    return archive


@pytest.fixture
def exhibition(archive: Archive) -> Exhibition:
    return Exhibition(
        "ulytau",
        {"kk": "Ұлытау", "ru": "Улытау </title>"},
        tuple(Entry(item.id) for item in archive.items),
        "2026-11-20T10:00:00+05:00",
        introduction={"kk": "Кіріспе сөз"},
        credit="Ұлытау мұражайы",
    )


Export = Callable[..., package.Written]


@pytest.fixture
def export(archive: Archive, exhibition: Exhibition, tmp_path: Path) -> Export:
    def run(name: str = "out", exhibition: Exhibition = exhibition, **options: object) -> package.Written:
        chosen = package.Options(**{"parts": WITHOUT_SHEETS, **options})  # type: ignore[arg-type]
        made = package.plan(exhibition, archive.items, chosen)
        return package.write(made, archive.find, tmp_path / name)

    return run


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


def test_a_watermark_is_seen_on_the_screen_and_not_in_print(export: Export) -> None:
    plain, marked = export("plain").folder, export("marked", watermark="Ұлытау мұражайы © ӘҒҚҢӨҰҮҺІ").folder
    name = "images/print/001_0003-0001.jpg"
    assert (plain / name).read_bytes() == (marked / name).read_bytes()
    web = "images/web/001_0003-0001.jpg"
    with Image.open(plain / web) as one, Image.open(marked / web) as other:
        box = ImageChops.difference(one, other).point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    assert box[0] > 450
    assert box[1] > 300


def test_originals_stay_as_they_are(export: Export, archive: Archive) -> None:
    export()
    for digest, path in archive.paths.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_pictures_carry_caption_persons_and_profile_and_are_never_upscaled(export: Export) -> None:
    folder = export().folder
    for name in ("images/print/001_0003-0001.jpg", "images/web/001_0003-0001.jpg"):
        found = read_back(folder / name)
        assert found.descriptions == {"kk": "Солдан оңға: Әлия Оспанова", "ru": "Праздник в Улытау"}
        assert found.persons == ("Әлия Оспанова", "Бауыржан Ұзақов")
        assert (found.creator, found.credit, found.date) == ("С. А.", "Ұлытау мұражайы", "2024-09-18")
        with Image.open(folder / name) as image:
            assert image.size == (900, 600)
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
            assert "sRGB" in ImageCms.getProfileName(profile)
    with Image.open(folder / "images/web/003_0003-0003.jpg") as image:
        assert image.size == (2400, 800)


def test_positions_and_camera_of_the_original_do_not_leave_the_archive(
    archive: Archive, export: Export
) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Secret camera"
    exif.get_ifd(0x8825)[2] = (43.0, 14.0, 30.0)
    path = archive.folder / "gps.jpg"
    Image.new("RGB", (90, 60)).save(path, exif=exif)
    archive.items[0] = replace(archive.items[0], sides=(ItemSide("front", archive.original(path)),))
    folder = export().folder
    with Image.open(folder / "images/print/001_0003-0001.jpg") as image:
        assert 0x8825 not in image.getexif()
        assert 0x0110 not in image.getexif()


def test_colours_of_another_profile_are_turned_into_srgb() -> None:
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = Image.new("RGB", (4, 4), (10, 200, 30))
    picture.info["icc_profile"] = other
    assert images.to_srgb(picture).mode == "RGB"
    grey = Image.new("I;16", (4, 4), 65535)
    assert images.to_srgb(grey).getpixel((0, 0)) == (255, 255, 255)
    see_through = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert images.to_srgb(see_through).getpixel((0, 0)) == (255, 255, 255)


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


def test_a_back_side_is_there_when_it_is_asked_for(archive: Archive, export: Export) -> None:
    path = archive.folder / "back.jpg"
    Image.new("RGB", (90, 60), (1, 2, 3)).save(path)
    first = archive.items[0]
    archive.items[0] = replace(first, sides=(*first.sides, ItemSide("back", archive.original(path))))
    assert "images/web/001_0003-0001_back.jpg" not in export("one").files
    assert "images/web/001_0003-0001_back.jpg" in export("two", backs=True).files


def with_pages(archive: Archive, kind: str, count: int) -> Item:
    """The first item as a document: pages of one grey each, lighter from page to page."""
    path = archive.folder / f"pages.{kind}"
    pages = [Image.new("RGB", (90 + number, 60), (20 * number,) * 3) for number in range(1, count + 1)]
    pages[0].save(
        path, save_all=True, append_images=pages[1:], **({"resolution": 300} if kind == "pdf" else {})
    )
    side = ItemSide("front", archive.original(path))
    archive.items[0] = replace(archive.items[0], kind="document", sides=(side,), pages=count)
    return archive.items[0]


@pytest.mark.parametrize("kind", ["tif", "pdf"])
def test_each_page_of_a_document_is_exported(archive: Archive, export: Export, kind: str) -> None:
    with_pages(archive, kind, 3)
    written = export(parts=frozenset({"images", "gallery", "iiif"}))
    for number in (1, 2, 3):
        for name in (f"images/print/001_0003-0001_p{number}.tif", f"images/web/001_0003-0001_p{number}.jpg"):
            with Image.open(written.folder / name) as image:
                assert abs(image.convert("L").getpixel((5, 5)) - 20 * number) < 4  # type: ignore[operator]
                # A page of a PDF is measured in points: its last pixel is rounded up.
                assert abs(image.width - (90 + number)) <= 1
    assert "images/web/001_0003-0001.jpg" not in written.files
    canvases = json.loads((written.folder / "iiif/manifest.json").read_text(encoding="utf-8"))["items"]
    assert [canvas["id"].rpartition("/")[2] for canvas in canvases] == [
        "001_p1",
        "001_p2",
        "001_p3",
        "002",
        "003",
    ]
    assert canvases[1]["label"]["kk"] == ["Солдан оңға: Әлия Оспанова (2/3)"]
    assert canvases[1]["items"][0]["items"][0]["target"] == canvases[1]["id"]
    page = (written.folder / "gallery/index.html").read_text(encoding="utf-8")
    links = [f'class="sheet" href="../images/web/001_0003-0001_p{n}.jpg"' for n in (1, 2, 3)]
    assert all(link in page for link in links)
    assert page.count('class="sheet"') == 3


def test_ten_pages_sort_as_they_follow_and_a_bad_one_is_named(archive: Archive, export: Export) -> None:
    item = with_pages(archive, "tif", 10)
    archive.items[0] = replace(item, pages=11)
    written = export(parts=frozenset({"images", "checklist"}))
    webs = sorted(name for name in written.files if name.startswith("images/web/001"))
    assert webs == [f"images/web/001_0003-0001_p{number:02d}.jpg" for number in range(1, 11)]
    assert [check.detail for check in written.unread] == ["11/11: there is no page 11: the file has 10"]


def test_a_lost_document_is_told_once(archive: Archive, export: Export) -> None:
    path = archive.find(with_pages(archive, "tif", 5).original)
    path.write_bytes(path.read_bytes() + b"x")
    written = export()
    assert [(check.item_id, "changed" in check.detail) for check in written.unread] == [("0003-0001", True)]


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


def test_a_damaged_original_is_named_and_the_rest_is_exported(archive: Archive, export: Export) -> None:
    path = archive.find(archive.items[0].original)
    path.write_bytes(path.read_bytes()[:-20])
    written = export()
    assert [(check.item_id, check.number) for check in written.unread] == [("0003-0001", 1)]
    assert "images/web/002_0003-0002.jpg" in written.files
    assert "0003-0001" in (written.folder / "report.html").read_text(encoding="utf-8")


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
