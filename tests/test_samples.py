"""The samples, on which the demo, the tutorials and many tests stand: whole, small, true to each other."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pyexiv2
import pytest
from PIL import Image

SAMPLES = Path(__file__).parent.parent / "samples"
EVENT = SAMPLES / "event"
OLD = SAMPLES / "Көктерек 1958"
PICTURES = sorted(path for path in SAMPLES.glob("*/*") if path.suffix in {".jpg", ".tif"})


def test_the_folders_hold_what_the_demo_needs() -> None:
    assert [path.name for path in sorted(EVENT.iterdir())] == [
        "көрме 1.jpg",
        "көрме 2.jpg",
        "көрме 3.jpg",
        "көрме гл.jpg",
        "көрме.txt",
    ]
    assert [path.name for path in sorted(OLD.iterdir())] == [
        "оқу залы.jpg",
        "оқу залы_арты.jpg",
        "хаттама 7.tif",
    ]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_each_picture_opens_whole_and_is_small(path: Path) -> None:
    assert path.stat().st_size < 300 * 1024
    with Image.open(path) as picture:
        picture.load()
        assert 1600 <= max(picture.size) <= 2400


def test_the_press_text_names_each_photograph() -> None:
    text = (EVENT / "көрме.txt").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for photograph in EVENT.glob("*.jpg"):
        assert photograph.stem in text


@pytest.mark.parametrize("name", ["көрме гл.jpg", "көрме 1.jpg", "көрме 2.jpg"])
def test_the_cameras_say_when(name: str) -> None:
    with pyexiv2.Image(str(EVENT / name)) as image:
        exif = image.read_exif()
    assert exif["Exif.Photo.DateTimeOriginal"].startswith("2023:10:14 ")
    assert exif["Exif.Photo.OffsetTimeOriginal"] == "+06:00"


def test_one_photograph_lost_its_metadata() -> None:
    with pyexiv2.Image(str(EVENT / "көрме 3.jpg")) as image:
        assert (image.read_exif(), image.read_iptc(), image.read_xmp()) == ({}, {}, {})


def test_one_photograph_is_described_in_iptc_and_xmp() -> None:
    with pyexiv2.Image(str(EVENT / "көрме 1.jpg")) as image:
        iptc, xmp = image.read_iptc(), image.read_xmp()
    assert "Сәкен Жұмағұловқа" in iptc["Iptc.Application2.Caption"]
    assert xmp["Xmp.iptcExt.PersonInImage"] == ["Ерлан Тәжібеков", "Сәкен Жұмағұлов"]


def test_the_typed_document_has_two_pages_from_a_scanner() -> None:
    with Image.open(OLD / "хаттама 7.tif") as scan:
        assert getattr(scan, "n_frames", 1) == 2
        assert scan.getexif()[272] == "Perfection V600"
