"""What cameras and other programs wrote into a file is read, weighed and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyexiv2
import pytest
from PIL import Image
from story import Muragat

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif", "WEBP": ".webp", "BMP": ".bmp", "HEIF": ".heic"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Суреттер"
    made.mkdir()
    return made


def picture(path: Path, size: tuple[int, int] = (320, 200), form: str = "JPEG", shade: int = 120) -> Path:
    Image.new("RGB", size, (shade, 140, 160)).save(path, form)
    return path


def write(path: Path, exif: dict[str, str] | None = None, xmp: dict[str, Any] | None = None) -> None:
    with pyexiv2.Image(str(path)) as image:
        if exif:
            image.modify_exif(exif)
        if xmp:
            image.modify_xmp(xmp)


def shown(muragat: Muragat, folder: Path, *options: str) -> Any:
    muragat.run("ingest", folder, "--no-ocr", *options)
    return muragat.json("show", muragat.json("search", "")["hits"][0]["id"])


def test_the_cameras_date_keeps_its_offset_and_orientation_is_honoured(
    muragat: Muragat, folder: Path
) -> None:
    write(
        picture(folder / "1.jpg"),
        {
            "Exif.Photo.DateTimeOriginal": "2024:09:18 10:11:12",
            "Exif.Photo.OffsetTimeOriginal": "+05:00",
            "Exif.Image.Orientation": "6",
            "Exif.Image.Make": "NIKON",
            "Exif.Image.Model": "D750",
        },
    )
    item = shown(muragat, folder)
    assert item["date"] | {"display": ""} == {
        "edtf": "2024-09-18",
        "display": "",
        "earliest": "2024-09-18",
        "latest": "2024-09-18",
        "basis": "exif",
    }
    assert item["metadata"]["facts"]["taken"] == "2024-09-18T10:11:12+05:00"
    assert (item["width"], item["height"]) == (200, 320)


def test_people_title_and_place_in_xmp_are_the_items(muragat: Muragat, folder: Path) -> None:
    write(
        picture(folder / "1.jpg"),
        xmp={
            "Xmp.dc.title": {"lang=x-default": "Кітап күні"},
            "Xmp.dc.description": {"lang=x-default": "Кітапхана қызметкерлері"},
            "Xmp.dc.creator": ["Болат Ыдырысов"],
            "Xmp.dc.subject": ["кітап", "мереке"],
            "Xmp.photoshop.City": "Семей",
            "Xmp.iptcExt.PersonInImage": ["Ахметова Сәуле Маратқызы"],
        },
    )
    item = shown(muragat, folder)
    assert (item["title"], item["author"], item["place"]) == ("Кітап күні", "Болат Ыдырысов", "Семей")
    assert item["caption"] == "Кітапхана қызметкерлері"
    assert item["keywords"] == ["кітап", "мереке"]
    assert [person["name"] for person in item["persons"]] == ["Ахметова Сәуле Маратқызы"]
    assert muragat.json("search", "qyzmetker person:akhmetova")["total"] == 1


def test_iptc_without_a_charset_mark_may_be_windows_1251(muragat: Muragat, folder: Path) -> None:
    path = picture(folder / "1.jpg")
    with pyexiv2.Image(str(path)) as image:
        image.modify_iptc({"Iptc.Application2.Caption": "Открытие выставки"}, encoding="cp1251")
        image.modify_iptc({"Iptc.Envelope.CharacterSet": ""}, encoding="cp1251")
    assert shown(muragat, folder)["caption"] == "Открытие выставки"


def test_a_sidecar_speaks_for_its_picture(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg")
    (folder / "1.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Қосымша атау</rdf:li></rdf:Alt></dc:title></rdf:Description>'
        "</rdf:RDF></x:xmpmeta>",
        encoding="utf-8",
    )
    assert shown(muragat, folder)["title"] == "Қосымша атау"


def test_a_scanners_date_is_not_when_the_picture_was_taken(muragat: Muragat, folder: Path) -> None:
    write(
        picture(folder / "1.jpg"),
        {"Exif.Photo.DateTimeOriginal": "2021:03:04 10:00:00", "Exif.Image.Model": "EPSON Perfection V600"},
    )
    item = shown(muragat, folder, "--date", "1958", "--event", "Ашылу")
    assert item["date"]["edtf"] == "1958"
    assert item["metadata"]["facts"]["scanned_at"].startswith("2021-03-04")


def test_a_clock_that_was_never_set_is_doubted(muragat: Muragat, folder: Path) -> None:
    write(picture(folder / "1.jpg"), {"Exif.Photo.DateTimeOriginal": "2000:01:01 00:00:00"})
    item = shown(muragat, folder)
    assert item["date"] is None
    assert item["metadata"]["facts"]["doubtful"]


def test_a_year_in_the_folders_name_is_better_than_none(muragat: Muragat, tmp_path: Path) -> None:
    folder = tmp_path / "Жеңіс күні 9 мамыр 1985 жыл"
    folder.mkdir()
    picture(folder / "1.jpg")
    item = shown(muragat, folder)
    assert (item["date"]["edtf"], item["date"]["basis"]) == ("1985-05-09", "folder")
    assert item["event"]["name"] == "Жеңіс күні 9 мамыр 1985 жыл"


def test_every_named_format_becomes_an_item(muragat: Muragat, folder: Path) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    for number, (form, suffix) in enumerate(FORMATS.items()):
        picture(folder / f"сурет{suffix}", form=form, shade=20 * number)
    report = muragat.json("ingest", folder, "--no-ocr")
    assert report["added"] == len(FORMATS)
    types = {hit["original"]["media_type"] for hit in muragat.json("search", "")["hits"]}
    assert types == {"image/jpeg", "image/png", "image/tiff", "image/webp", "image/bmp", "image/heic"}


def test_a_tiff_of_many_pages_is_one_item(muragat: Muragat, folder: Path) -> None:
    pages = [Image.new("L", (300, 400), shade) for shade in (200, 220, 240)]
    pages[0].save(folder / "іс.tif", save_all=True, append_images=pages[1:])
    item = shown(muragat, folder)
    assert (item["kind"], item["pages"]) == ("document", 3)


def test_the_text_layer_of_a_scanned_pdf_is_its_transcript(muragat: Muragat, folder: Path) -> None:
    import typst

    picture(folder / "бет.png", (600, 800), "PNG")
    source = (
        '#set page(width: 300pt, height: 400pt, margin: 0pt, background: image("бет.png", width: 100%))'
        "\nХаттама: кітапхана кеңесінің отырысы"
    )
    (folder / "x.typ").write_text(source, encoding="utf-8")
    typst.compile(str(folder / "x.typ"), output=str(folder / "хаттама.pdf"))
    (folder / "x.typ").unlink()
    (folder / "бет.png").unlink()
    item = shown(muragat, folder)
    assert item["kind"] == "document"
    assert "кітапхана кеңесінің" in item["text"]
    assert item["readings"][0]["by"] == "text layer"


def test_a_typed_pdf_beside_pictures_is_the_events_text(muragat: Muragat, folder: Path) -> None:
    import typst

    picture(folder / "1.jpg")
    text = "Көктем мерекесі\n\n2024 жылғы 22 наурызда Семей қаласында мереке өтті."
    (folder / "x.typ").write_text(text, encoding="utf-8")
    typst.compile(str(folder / "x.typ"), output=str(folder / "баспасөз.pdf"))
    (folder / "x.typ").unlink()
    item = shown(muragat, folder)
    assert item["event"]["name"] == "Көктем мерекесі"
    assert item["date"]["edtf"] == "2024-03-22"
    assert "Семей" in item["event_text"]
