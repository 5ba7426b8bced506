"""Pictures of a package: for print and for the screen, page by page, with what they may carry."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from exhibit_world import Archive, Export, exhibition_of, exporter, furnished, with_pages
from PIL import Image, ImageChops, ImageCms

from archive.exhibition import Exhibition
from archive.model import ItemSide
from exhibit import images
from media.embed import read_back


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return furnished(tmp_path / "originals")


@pytest.fixture
def exhibition(archive: Archive) -> Exhibition:
    return exhibition_of(archive)


@pytest.fixture
def export(archive: Archive, exhibition: Exhibition, tmp_path: Path) -> Export:
    return exporter(archive, exhibition, tmp_path)


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


def test_a_back_side_is_there_when_it_is_asked_for(archive: Archive, export: Export) -> None:
    path = archive.folder / "back.jpg"
    Image.new("RGB", (90, 60), (1, 2, 3)).save(path)
    first = archive.items[0]
    archive.items[0] = replace(first, sides=(*first.sides, ItemSide("back", archive.original(path))))
    assert "images/web/001_0003-0001_back.jpg" not in export("one").files
    assert "images/web/001_0003-0001_back.jpg" in export("two", backs=True).files


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


def test_a_damaged_original_is_named_and_the_rest_is_exported(archive: Archive, export: Export) -> None:
    path = archive.find(archive.items[0].original)
    path.write_bytes(path.read_bytes()[:-20])
    written = export()
    assert [(check.item_id, check.number) for check in written.unread] == [("0003-0001", 1)]
    assert "images/web/002_0003-0002.jpg" in written.files
    assert "0003-0001" in (written.folder / "report.html").read_text(encoding="utf-8")
