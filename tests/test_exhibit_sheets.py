"""Printed sheets and records of a package: Kazakh letters in every PDF, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import iiif_prezi3
import pypdfium2
import pytest
from PIL import Image

from archive.exhibition import Entry, Exhibition, Section
from archive.model import Depiction, Event, Evidence, Item, ItemSide, Original, Rights, Text, When
from exhibit import package
from exhibit.iiif import manifest
from exhibit.images import Files, caption_of
from exhibit.records import whole_record
from media import metadata

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
DAY = When("2024-09-18", "2024 ж. 18 қыркүйек", "2024-09-18", "2024-09-18", "exif")
SHEETS = ("checklist", "labels", "contact-sheet")


def item(path: Path, number: int) -> Item:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    front = ItemSide("front", Original(digest, 1, "image/jpeg", path.name, path.name))
    caption = f"Сурет {number}: «{LETTERS}», солдан оңға қарай"
    by = "tesseract 5.3.0 kaz+rus+eng"
    text = Text("caption", "front", 1, caption, "kk", 90.0, by, True)
    person = Depiction("p1", "Әлия Оспанова", "confirmed", "1", Evidence("caption", "Әлия Оспанова"))
    return Item(
        f"0001-{number:04d}", "photo", (front,), title="#strong[Тақырып] $x$ \\ *b*", when=DAY,
        persons=(person,), texts=(text,), event=Event("e", {"kk": "Той"}),
        rights=Rights(statement="© Мұражай"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> package.Plan:
    folder = tmp_path_factory.mktemp("originals")
    items = []
    for number in range(1, 8):
        path = folder / f"{number}.jpg"
        Image.new("RGB", (300, 200 + 40 * number), (30 * number, 90, 120)).save(path)
        items.append(item(path, number))
    entries = [Entry(one.id, {"ru": "Длинный текст этикетки " * 20, "en": "A label"}) for one in items]
    entries[6] = replace(entries[6], section="end")
    exhibition = Exhibition(
        "toi", {"kk": f"Той {LETTERS}", "ru": "Праздник"}, tuple(entries), "2026-11-20T10:00:00+05:00",
        sections=(Section("end", {"kk": "Соңғы бөлім"}, {"kk": "Қабырға мәтіні"}),),
        credit="Ұлытау мұражайы", base_address="https://example.kz/toi/",
    )  # fmt: skip
    return package.plan(exhibition, items)


@pytest.fixture(scope="module")
def folder(made: package.Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(made, tmp_path_factory.mktemp("package") / "out").folder


def export(made: package.Plan, target: Path) -> package.Written:
    paths = {work.item.original.sha256: work.item.original.path for work in made.works}
    originals = next(target.parents[1].glob("originals*"))
    return package.write(made, lambda original: originals / paths[original.sha256], target)


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        found = "\n".join(page.get_textpage().get_text_range() for page in document)
    # What was divided at the end of a line is one word again.
    return found.replace("\ufffe", "").replace("\u00ad", "").replace("\u0002", "").replace("\r\n", "\n")


def test_kazakh_letters_and_numbers_stand_in_every_sheet(folder: Path) -> None:
    for name in SHEETS:
        text = text_of(folder / f"{name}.pdf")
        assert all(f"{number:03d}" in text for number in range(1, 8)), name
    for name in ("checklist", "labels"):
        assert set(LETTERS) <= set(text_of(folder / f"{name}.pdf")), name


def test_sheets_name_the_exhibition_its_sections_and_whom_to_credit(folder: Path) -> None:
    checklist = text_of(folder / "checklist.pdf")
    for words in ("Соңғы бөлім", "Қабырға мәтіні", "Ұлытау мұражайы", "Әлия Оспанова", "2024 ж. 18 қыркүйек"):
        assert words in checklist
    assert "Ұлытау мұражайы" in text_of(folder / "labels.pdf")


def test_a_label_has_every_language_and_no_letters_under_12_points(folder: Path) -> None:
    text = text_of(folder / "labels.pdf")
    assert "A label" in text
    assert "солдан оңға қарай" in " ".join(text.split())
    with pypdfium2.PdfDocument(folder / "labels.pdf") as document:
        for page in document:
            for one in page.get_objects(filter=[1]):
                matrix = one.get_matrix()
                assert one.get_font_size() * matrix.d >= 11.99


def test_a_long_label_is_whole(made: package.Plan, folder: Path) -> None:
    assert text_of(folder / "labels.pdf").count("этикетки") == 20 * len(made.works)


def test_titles_are_text_and_not_commands_of_the_typesetter(folder: Path) -> None:
    record = json.loads((folder / "metadata/001.json").read_text(encoding="utf-8"))
    assert record["title"] == "#strong[Тақырып] $x$ \\ *b*"


def test_every_sheet_is_the_same_each_time(made: package.Plan, folder: Path) -> None:
    again = export(made, folder.parent / "again").folder
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (again / path.relative_to(folder)).read_bytes(), path.name


@pytest.mark.parametrize("size", ["small", "large"])
def test_labels_come_in_other_sizes(made: package.Plan, folder: Path, size: str) -> None:
    options = package.Options(parts=frozenset({"labels"}), label=size)
    found = export(replace(made, options=options), folder.parent / size).folder
    assert "007" in text_of(found / "labels.pdf")
    assert not (found / "images").exists()


def test_a_record_says_where_each_field_comes_from(folder: Path) -> None:
    record = json.loads((folder / "metadata/001.json").read_text(encoding="utf-8"))
    assert record["origins"]["labels"] == {"kk": "record", "ru": "curator", "en": "curator"}
    assert record["origins"]["date"] == "exif"
    assert record["origins"]["persons"]["Әлия Оспанова"]["field"] == "caption"
    assert record["readings"][0]["by"] == "tesseract 5.3.0 kaz+rus+eng"


def test_a_record_keeps_positions_and_serial_numbers_in_the_archive(made: package.Plan) -> None:
    exif = {"Make": "Zenit", "GPSLatitude": "43/1 14/1 30/1", "BodySerialNumber": "12345"}
    facts = {"gps": (43.2, 76.9), "taken": "2024-09-18T10:11:12+05:00"}
    work = made.works[0]
    private = replace(work, item=replace(work.item, metadata={"exif": exif, "facts": facts, "problems": []}))
    assert whole_record(private)["metadata"] == {
        "exif": {"Make": "Zenit"},
        "facts": {"taken": "2024-09-18T10:11:12+05:00"},
        "problems": [],
    }
    assert caption_of(private).date == "2024-09-18T10:11:12+05:00"


def test_a_sidecar_reads_as_the_picture_does(folder: Path) -> None:
    sidecar = metadata.read_sidecar(str(folder / "metadata/001.xmp"))
    picture = metadata.read(str(folder / "images/web/001_0001-0001.jpg"))
    assert sidecar["problems"] == []
    assert sidecar["xmp"] == picture["xmp"]


def test_dublin_core_is_well_formed_and_whole(made: package.Plan, folder: Path) -> None:
    root = ElementTree.parse(folder / "metadata/dublin-core.xml").getroot()
    assert len(root) == len(made.works)
    identifiers = [one.text for one in root.iter("{http://purl.org/dc/elements/1.1/}identifier")]
    assert identifiers == [work.item.id for work in made.works]


def test_the_iiif_manifest_is_valid_and_in_three_languages(made: package.Plan, folder: Path) -> None:
    value = json.loads((folder / "iiif/manifest.json").read_text(encoding="utf-8"))
    iiif_prezi3.Manifest(**value)
    assert value["id"] == "https://example.kz/toi/iiif/manifest.json"
    assert set(value["items"][0]["label"]) == {"kk", "ru", "en"}
    assert len(value["items"]) == len(made.works)
    body = value["items"][0]["items"][0]["items"][0]["body"]
    assert body["id"].startswith("https://example.kz/toi/")
    with Image.open(folder / body["id"].removeprefix("https://example.kz/toi/")) as image:
        assert image.size == (body["width"], body["height"])
    identifiers = [canvas["id"] for canvas in value["items"]]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("size", ["wide", "small"])
def test_a_label_longer_than_a_page_goes_on_and_nothing_leaves_the_page(
    made: package.Plan, folder: Path, size: str
) -> None:
    long = replace(made.works[1], labels={"kk": "ұзынсөз " * 700, "ru": "Слово"})
    options = package.Options(parts=frozenset({"labels", "checklist"}), label=size)
    changed = replace(made, works=(made.works[0], long, *made.works[2:4]), options=options)
    found = export(changed, folder.parent / f"long-{size}").folder
    for name in ("labels", "checklist"):
        assert text_of(found / f"{name}.pdf").count("ұзынсөз") == 700
        with pypdfium2.PdfDocument(found / f"{name}.pdf") as document:
            for page in document:
                width, height = page.get_size()
                bounds = [one.get_bounds() for one in page.get_objects(filter=[1])]
                assert all(left >= 0 and low >= 0 and right <= width and high <= height
                           for left, low, right, high in bounds)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "rights"),
    [
        (
            "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.",
            "http://creativecommons.org/licenses/by/4.0/",
        ),
        ("http://rightsstatements.org/vocab/InC/1.0/", "http://rightsstatements.org/vocab/InC/1.0/"),
        ("© Мұражай, https://example.kz/", None),
    ],
)
def test_a_licence_within_the_statement_is_the_rights_of_the_canvas(
    made: package.Plan, statement: str, rights: str | None
) -> None:
    work = made.works[0]
    work = replace(work, item=replace(work.item, rights=Rights(statement=statement)))
    files = {work.stem: Files("a.jpg", "b.jpg", "c.jpg", 300, 200, 2400)}
    canvas = manifest(replace(made, works=(work,)), files)["items"][0]
    assert canvas.get("rights") == rights
    assert statement in canvas["requiredStatement"]["value"]["none"]


def test_what_is_embedded_says_the_event_the_date_and_what_the_picture_was_made_from(
    made: package.Plan,
) -> None:
    work = made.works[0]
    told = caption_of(replace(work, item=replace(work.item, reference="12/3/45", form="negative")))
    assert (dict(told.events), told.edtf, told.source, told.origin) == (
        {"kk": "Той"},
        "2024-09-18",
        "12/3/45",
        "negativeFilm",
    )
