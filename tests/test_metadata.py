"""What a file says about itself is read whole, whatever its age and its damage."""

from __future__ import annotations

import io
import json
import os
import struct
from pathlib import Path

import pillow_heif
import pyexiv2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from media import metadata
from media.metadata_text import VALUE_LIMIT, bounded, clean, decode

KAZAKH = "Әліби мен Бөбек, Ұлытау, Қостанай ңғүұқөһі"


def picture(path: Path, **options: object) -> Path:
    Image.new("RGB", (16, 12), (90, 120, 60)).save(path, **options)  # type: ignore[arg-type]
    return path


def exif_block() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Zenit"
    exif.get_ifd(0x8769)[0x9003] = "2024:09:18 10:11:12"
    exif.get_ifd(0x8769)[0x9011] = "+05:00"
    return exif.tobytes()


def with_iptc(path: Path, caption: bytes, marked: bool) -> Path:
    """A JPEG with a Photoshop block that holds one IPTC caption of raw bytes."""
    mark = b"\x1c\x01\x5a\x00\x03\x1b%G" if marked else b""
    iptc = mark + b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    iptc += b"\0" * (len(iptc) % 2)
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    segment = b"Photoshop 3.0\0" + resource
    buffer = io.BytesIO()
    Image.new("RGB", (16, 12)).save(buffer, "JPEG")
    plain = buffer.getvalue()
    path.write_bytes(plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:])
    return path


def with_xmp(path: Path) -> Path:
    with pyexiv2.Image(str(path)) as image:
        image.modify_xmp(
            {
                "Xmp.dc.description": {'lang="x-default"': KAZAKH, 'lang="ru"': "Подпись"},
                "Xmp.iptcExt.PersonInImage": ["Әлия Оспанова", "Бауыржан Ұзақов"],
            }
        )
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.webp"])
def test_exif_and_xmp_are_read_from_every_format(tmp_path: Path, name: str) -> None:
    found = metadata.read(str(with_xmp(picture(tmp_path / name, exif=exif_block()))))
    assert found["exif"]["Make"] == "Zenit"
    assert found["exif"]["DateTimeOriginal"] == "2024:09:18 10:11:12"
    assert found["exif"]["OffsetTimeOriginal"] == "+05:00"
    assert found["xmp"]["dc.description"] == {"x-default": KAZAKH, "ru": "Подпись"}
    assert found["xmp"]["iptcExt.PersonInImage"] == ["Әлия Оспанова", "Бауыржан Ұзақов"]
    assert found["problems"] == []


def test_exif_of_heic_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.heic"
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(path, exif=exif_block())
    assert metadata.read(str(path))["exif"]["DateTimeOriginal"] == "2024:09:18 10:11:12"


@pytest.mark.parametrize(
    ("raw", "marked"),
    [
        (KAZAKH.encode(), True),
        (KAZAKH.encode(), False),
        (KAZAKH.encode("kz1048"), False),
        (KAZAKH.encode("kz1048"), True),
    ],
)
def test_kazakh_in_iptc_survives_every_encoding(tmp_path: Path, raw: bytes, marked: bool) -> None:
    found = metadata.read(str(with_iptc(tmp_path / "a.jpg", raw, marked)))
    assert found["iptc"]["Caption"] == KAZAKH


def test_russian_in_iptc_without_a_mark_is_cp1251(tmp_path: Path) -> None:
    raw = "Съезд учителей, Ёлкин".encode("cp1251")
    found = metadata.read(str(with_iptc(tmp_path / "a.jpg", raw, marked=False)))
    assert found["iptc"]["Caption"] == "Съезд учителей, Ёлкин"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_cyrillic_in_exif_is_read(tmp_path: Path, encoding: str) -> None:
    path = picture(tmp_path / "a.jpg")
    with pyexiv2.Image(str(path)) as image:
        image.modify_exif({"Exif.Image.Artist": "Серік Ахметов"})
        image.modify_exif({"Exif.Photo.UserComment": "charset=Unicode Ұлытау", "Exif.Image.XPTitle": "Атау"})
    if encoding == "cp1251":
        written = "Серік Ахметов".encode()
        path.write_bytes(path.read_bytes().replace(written, "Сергей".encode("cp1251").ljust(len(written))))
    found = metadata.read(str(path))["exif"]
    assert found["Artist"] == {"utf-8": "Серік Ахметов", "cp1251": "Сергей"}[encoding]
    assert found["UserComment"] == "Ұлытау"
    assert found["XPTitle"] == "Атау"


def test_no_exif_and_broken_exif_are_told_apart(tmp_path: Path) -> None:
    assert metadata.read(str(picture(tmp_path / "none.jpg")))["problems"] == []
    broken = metadata.read(str(picture(tmp_path / "broken.jpg", exif=b"Exif\0\0" + b"rubbish" * 20)))
    assert broken["exif"] == {}
    assert any(problem.startswith("exif: broken") for problem in broken["problems"])


def test_captions_are_read_from_a_file_whose_exif_is_broken(tmp_path: Path) -> None:
    path = with_xmp(picture(tmp_path / "a.jpg"))
    data = path.read_bytes()
    rubbish = b"\xff\xe1" + struct.pack(">H", 2 + 6 + 70) + b"Exif\0\0" + b"rubbish" * 10
    path.write_bytes(data[:2] + rubbish + data[2:])
    found = metadata.read(str(path))
    assert found["xmp"]["dc.description"]["x-default"] == KAZAKH
    assert found["problems"]


def test_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = with_xmp(picture(tmp_path / "a.jpg", exif=exif_block()))
    odd = path.rename(tmp_path / os.fsdecode(b"\xf4\xee\xf2\xee.jpg"))
    found = metadata.read(str(odd))
    assert found["exif"]["Make"] == "Zenit"
    assert found["xmp"]["iptcExt.PersonInImage"] == ["Әлия Оспанова", "Бауыржан Ұзақов"]


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    + ' <!ENTITY file SYSTEM "file:///etc/hostname">]>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>&{};</dc:source>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize("entity", ["j", "file"])
def test_entities_in_xmp_are_harmless_and_named(tmp_path: Path, entity: str) -> None:
    packet = BOMB.replace("{}", entity).encode()
    (tmp_path / "a.xmp").write_bytes(packet)
    for found in (
        metadata.read_sidecar(str(tmp_path / "a.xmp")),
        metadata.read(str(picture(tmp_path / "a.jpg", xmp=packet))),
    ):
        assert found["xmp"] == {}
        assert "document type" in found["problems"][0]


def test_a_sidecar_is_read(tmp_path: Path) -> None:
    with pyexiv2.Image(str(with_xmp(picture(tmp_path / "a.jpg")))) as image:
        (tmp_path / "a.xmp").write_text(image.read_raw_xmp(), encoding="utf-8")
    assert metadata.read_sidecar(str(tmp_path / "a.xmp"))["xmp"]["dc.description"]["x-default"] == KAZAKH


def test_an_empty_or_absent_sidecar_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty.xmp").write_bytes(b"")
    assert metadata.read_sidecar(str(tmp_path / "empty.xmp"))["problems"]
    assert metadata.read_sidecar(str(tmp_path / "absent.xmp"))["problems"]


def test_a_pdf_gives_its_document_information(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    Image.new("RGB", (16, 12)).save(path, title=KAZAKH, author="Әлия Оспанова")
    found = metadata.read(str(path))
    assert found["pdf"]["Title"] == KAZAKH
    assert found["pdf"]["Author"] == "Әлия Оспанова"


def test_a_damaged_pdf_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnothing")
    assert metadata.read(str(tmp_path / "a.pdf"))["problems"]


def test_megabytes_of_caption_are_cut_and_named(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    with pyexiv2.Image(str(path)) as image:
        image.modify_xmp({"Xmp.dc.description": "сөз " * 500_000})
    found = metadata.read(str(path))
    assert len(json.dumps(found, ensure_ascii=False)) < 2 * VALUE_LIMIT
    assert any("dc.description" in problem and "cut" in problem for problem in found["problems"])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.jpg"
    return with_xmp(picture(path, exif=exif_block())).read_bytes()


@settings(deadline=None)
@given(data=st.data())
def test_no_damage_raises(whole: bytes, data: st.DataObject) -> None:
    raw = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 20))):
        if raw:
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = Path(os.environ.get("TMPDIR", "/tmp"), f"muragat-damaged-{os.getpid()}.jpg")
    path.write_bytes(raw)
    try:
        json.dumps(metadata.read(str(path)))
    finally:
        path.unlink()


@given(st.text(st.characters(blacklist_categories=["C"])))
def test_text_comes_back_from_utf8(text: str) -> None:
    assert decode(text.encode()) == clean(text)


@given(st.text("АБВГДЕЖЗИЙКЛМНОПабвгдежзийклмноп ӘҒҚҢӨҰҮҺәғқңөұүһ", min_size=3))
def test_any_bytes_are_text(text: str) -> None:
    assert decode(b"\x98" + text.encode("utf-16-le")) is not None


def test_too_many_fields_are_left_out_and_named() -> None:
    problems: list[str] = []
    kept = bounded("xmp", {f"a.{n}": "x" for n in range(5000)}, problems)
    assert len(kept) < 5000
    assert "4400 fields left out" in problems[0]
