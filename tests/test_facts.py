"""Facts out of raw metadata: which field counts, which date is believed, and why not."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.facts import Facts, facts

TODAY = date(2026, 11, 23)
CAMERA = {"Make": "NIKON CORPORATION", "Model": "NIKON D850"}
SCANNER = {"Make": "EPSON", "Model": "Perfection V600"}


def read(**groups: Any) -> Facts:
    return facts({"exif": {}, "iptc": {}, "xmp": {}, "problems": [], **groups}, TODAY)


def test_nothing_says_nothing() -> None:
    assert facts({}, TODAY) == Facts()


@pytest.mark.parametrize(
    ("exif", "taken"),
    [
        ({"DateTimeOriginal": "2024:09:18 10:11:12"}, "2024-09-18T10:11:12"),
        (
            {"DateTimeOriginal": "2024:09:18 10:11:12", "OffsetTimeOriginal": "+05:00"},
            "2024-09-18T10:11:12+05:00",
        ),
        (
            {"DateTimeOriginal": "2024:09:18 10:11:12", "OffsetTimeOriginal": "   :  "},
            "2024-09-18T10:11:12",
        ),
        ({"DateTimeOriginal": "2024:09:18 10:11:12", "OffsetTime": "+06:00"}, "2024-09-18T10:11:12+06:00"),
        ({"DateTimeOriginal": "2024-09-18T10:11:12Z"}, "2024-09-18T10:11:12+00:00"),
        ({"DateTimeOriginal": "2024:01:01 00:05:00"}, "2024-01-01T00:05:00"),
        ({**CAMERA, "DateTimeDigitized": "2024:09:18 10:11:12"}, "2024-09-18T10:11:12"),
        ({**CAMERA, "DateTime": "2004:05:01 09:00:00"}, "2004-05-01T09:00:00"),
        ({**CAMERA, "DateTime": "2004:05:01 09:00:00", "Software": "Adobe Photoshop CS6"}, None),
        ({"DateTimeDigitized": "2024:09:18 10:11:12"}, None),
        ({"DateTime": "2024:09:18 10:11:12"}, None),
    ],
)
def test_the_date_of_a_camera(exif: dict[str, str], taken: str | None) -> None:
    assert read(exif=exif).taken == taken


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        ("0000:00:00 00:00:00", "not a date"),
        ("    :  :     :  :  ", "not a date"),
        ("", None),
        ("2000:01:01 00:00:00", "nobody has set"),
        ("2000:01:01 14:20:11", "nobody has set"),
        ("2011:01:01 00:00:00", "nobody has set"),
        ("1970:01:01 06:00:00", "nobody has set"),
        ("9999:12:31 23:59:59", "future"),
        ("2027:01:05 10:00:00", "future"),
        ("2024:02:30 10:00:00", "not in the calendar"),
        ("2024:13:01 10:00:00", "not in the calendar"),
        ("2024:05:01 25:00:00", "not in the calendar"),
        ("1024:05:01 10:00:00", "older than photography"),
        ("yesterday", "not a date"),
    ],
)
def test_a_stamp_that_cannot_be_believed(stamp: str, reason: str | None) -> None:
    found = read(exif={**CAMERA, "DateTimeOriginal": stamp})
    assert found.taken is None
    if reason is None:
        assert found.doubtful is None
    else:
        assert found.doubtful is not None
        assert reason in found.doubtful
        assert stamp.strip() in found.doubtful


def test_a_doubtful_stamp_does_not_hide_a_good_one() -> None:
    found = read(
        exif={**CAMERA, "DateTimeOriginal": "0000:00:00 00:00:00", "DateTimeDigitized": "2024:09:18 10:11:12"}
    )
    assert (found.taken, found.taken_field) == ("2024-09-18T10:11:12", "exif:DateTimeDigitized")
    assert found.doubtful is not None


@pytest.mark.parametrize(
    "exif",
    [
        SCANNER,
        {"Make": "Canon", "Model": "CanoScan LiDE 220"},
        {"Make": "Hewlett-Packard", "Model": "HP ScanJet G4010"},
        {"Make": "Nikon", "Model": "SUPER COOLSCAN 5000 ED"},
        {"Software": "SilverFast 8.8"},
        {"Software": "VueScan 9 x64"},
        {"FileSource": "2"},
        {"Make": "FUJITSU", "Model": "fi-7160"},
    ],
)
def test_the_date_of_a_scanner_is_when_it_was_scanned(exif: dict[str, str]) -> None:
    found = read(exif={**exif, "DateTimeOriginal": "2020:03:04 10:00:00"})
    assert found.taken is None
    assert found.scanned_at == "2020-03-04T10:00:00"
    assert found.scanner is not None
    assert found.camera is None


@pytest.mark.parametrize("model", ["GT-I9300", "SM-G991B", "Scania", "NIKON D850", "iPhone 15"])
def test_a_camera_is_not_a_scanner(model: str) -> None:
    found = read(exif={"Make": "SAMSUNG", "Model": model, "DateTimeOriginal": "2024:03:04 10:00:00"})
    assert found.taken == "2024-03-04T10:00:00"
    assert found.scanned_at is None


def test_a_scan_keeps_the_date_that_an_archivist_wrote() -> None:
    found = read(
        exif={**SCANNER, "DateTimeDigitized": "2020:03:04 10:00:00"}, xmp={"photoshop.DateCreated": "1936-05"}
    )
    assert (found.taken, found.taken_field) == ("1936-05", "xmp:photoshop.DateCreated")
    assert found.scanned_at == "2020-03-04T10:00:00"


def test_a_scanning_program_that_copies_its_date_everywhere_is_not_believed() -> None:
    found = read(
        exif={**SCANNER, "DateTimeDigitized": "2020:03:04 10:00:00"},
        xmp={"photoshop.DateCreated": "2020-03-04T10:00:00"},
        iptc={"DateCreated": "2020-03-04"},
    )
    assert found.taken is None


def test_a_written_date_counts_before_a_clock_and_the_finer_of_two_equal_ones() -> None:
    clock = {"DateTimeOriginal": "2024:09:18 10:11:12", "OffsetTimeOriginal": "+05:00"}
    assert read(exif=clock, iptc={"DateCreated": "2024-09-18"}).taken == "2024-09-18T10:11:12+05:00"
    assert read(exif=clock, xmp={"photoshop.DateCreated": "2024"}).taken == "2024-09-18T10:11:12+05:00"
    assert read(exif=clock, xmp={"photoshop.DateCreated": "1936-01-01"}).taken == "1936-01-01"
    assert read(iptc={"DateCreated": "2024-09-18", "TimeCreated": "00:00:00+00:00"}).taken == "2024-09-18"
    assert read(iptc={"DateCreated": "2024-09-18", "TimeCreated": "10:11:12+05:00"}).taken == (
        "2024-09-18T10:11:12+05:00"
    )


def test_the_date_of_a_scanned_pdf() -> None:
    found = read(pdf={"Creator": "CanoScan 9000F", "CreationDate": "D:20240918101112+05'00'"})
    assert (found.taken, found.scanned_at) == (None, "2024-09-18T10:11:12+05:00")


def test_xmp_counts_before_iptc_before_exif_and_the_others_are_kept() -> None:
    found = read(
        xmp={"dc.description": {"x-default": "Ашылу салтанаты", "ru": "Открытие"}},
        iptc={"Caption": "Басқа сөз"},
        exif={"ImageDescription": "Ашылу"},
    )
    assert found.description == "Ашылу салтанаты"
    assert found.sources["description"] == "xmp:dc.description"
    assert [(c.fact, c.source, c.value) for c in found.conflicts] == [
        ("description", "iptc:Caption", "Басқа сөз")
    ]


@pytest.mark.parametrize(
    "junk",
    [
        *("OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0001.JPG", "NIKON D850", "   ", "???"),
        *("DSC_0012", '{"mode":1,"zoom":2}', "Screenshot", "Untitled", "Без имени-1"),
    ],
)
def test_what_a_device_writes_is_not_a_description(junk: str) -> None:
    found = read(exif={**CAMERA, "ImageDescription": junk, "UserComment": "Ұлытаудағы той"})
    assert found.description == "Ұлытаудағы той"


@pytest.mark.parametrize("words", ["1936", "[Без названия] Алматы", "Камера пыток", "Photo of the year"])
def test_words_of_a_person_are_kept(words: str) -> None:
    assert read(exif={"ImageDescription": words}).description == words


def test_titles_keywords_creators_rights_and_places() -> None:
    found = read(
        xmp={
            "dc.title": {"x-default": "Той"},
            "dc.subject": ["той", "Ұлытау"],
            "dc.creator": ["А. Б.", "В. Г."],
        },
        iptc={
            "Keywords": ["ТОЙ", "домбыра"],
            "City": "Жезқазған",
            "SubLocation": "Алаң",
            "ProvinceState": "Ұлытау",
        },
        exif={"XPKeywords": "ат; қымыз", "Copyright": "Мұражай", "Orientation": "6"},
    )
    assert found.title == "Той"
    assert found.keywords == ("той", "Ұлытау", "домбыра", "ат", "қымыз")
    assert found.creator == "А. Б.; В. Г."
    assert found.copyright == "Мұражай"
    assert (found.place, found.city, found.region, found.country) == ("Алаң", "Жезқазған", "Ұлытау", None)
    assert found.orientation == 6


def test_persons_of_every_program() -> None:
    found = read(
        xmp={
            "iptcExt.PersonInImage": ["Әлия Оспанова", "Бауыржан Ұзақов"],
            "iptcExt.PersonInImageWDetails[1]/iptcExt:PersonName": {"x-default": "Серік Ахметов"},
            "mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Name": "ӘЛИЯ ОСПАНОВА",
            "mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Type": "Face",
            "mwg-rs.Regions/mwg-rs:RegionList[2]/mwg-rs:Name": "Ақтөс",
            "mwg-rs.Regions/mwg-rs:RegionList[2]/mwg-rs:Type": "Pet",
            "MP.RegionInfo/MPRI:Regions[1]/MPReg:PersonDisplayName": "Дина  Сәрсен",
            "digiKam.TagsList": ["People/Ержан Қали", "Places/Алматы", "People/Unknown"],
            "lr.hierarchicalSubject": "Адамдар|Отбасы|Гүлнар Әбіш",
        }
    )
    assert found.persons == (
        *("Әлия Оспанова", "Бауыржан Ұзақов", "Серік Ахметов", "Дина Сәрсен", "Ержан Қали", "Гүлнар Әбіш"),
    )


@pytest.mark.parametrize(
    ("exif", "expected"),
    [
        (("43/1 14/1 30/1", "N", "76/1 56/1 4500/100", "E"), (43.2416667, 76.9458333)),
        (("43/1 14/1 30/1", "S", "76/1 56/1 0/1", "W"), (-43.2416667, -76.9333333)),
        (("43", "N", "76.5", "E"), (43.0, 76.5)),
        (("0/1 0/1 0/1", "N", "0/1 0/1 0/1", "E"), None),
        (("43/0 14/1 30/1", "N", "76/1 56/1 0/1", "E"), None),
        (("93/1 14/1 30/1", "N", "76/1 56/1 0/1", "E"), None),
        (("43/1 64/1 30/1", "N", "76/1 56/1 0/1", "E"), None),
        (("43/1 14/1 30/1", "", "76/1 56/1 0/1", "E"), None),
        (("nan", "N", "inf", "E"), None),
    ],
)
def test_where_the_camera_stood(exif: tuple[str, ...], expected: tuple[float, float] | None) -> None:
    tags = dict(zip(("GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef"), exif, strict=True))
    assert read(exif=tags).gps == expected


def test_a_position_in_xmp() -> None:
    assert read(xmp={"exif.GPSLatitude": "43,14.5N", "exif.GPSLongitude": "76,56,30E"}).gps == (
        43.2416667,
        76.9416667,
    )


FIELDS = st.sampled_from(["DateTimeOriginal", "GPSLatitude", "Make", "Orientation", "Software"]).map(
    "exif:{}".format
) | st.sampled_from(["xmp:dc.title", "xmp:dc.subject", "xmp:photoshop.DateCreated", "iptc:DateCreated"])
VALUES = (
    st.text(max_size=40)
    | st.lists(st.text(max_size=10), max_size=3)
    | st.text("0123456789: +-TZ", min_size=4, max_size=25)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FIELDS, VALUES, max_size=8))
def test_no_metadata_raises(fields: dict[str, Any]) -> None:
    metadata: dict[str, dict[str, Any]] = {"exif": {}, "iptc": {}, "xmp": {}, "pdf": {}}
    for key, value in fields.items():
        group, _, tag = key.partition(":")
        metadata[group][tag] = value
    json.dumps(dataclasses.asdict(facts(metadata, TODAY)))


def test_a_cataloguers_edtf_is_a_date_and_a_plain_dc_date_is_not() -> None:
    for edtf in ("1958~", "193X", "1941/1945", "XXXX-09-18", "2024-09?"):
        found = read(exif={**CAMERA, "DateTimeOriginal": "2024:09:18 10:11:12"}, xmp={"dc.date": [edtf]})
        assert (found.taken, found.taken_field) == (edtf, "xmp:dc.date")
    assert read(xmp={"dc.date": ["2020-03-04"]}).taken is None
    assert read(xmp={"dc.date": ["scanned in spring"]}).taken is None
    assert read(xmp={"dc.date": ["193X"], "photoshop.DateCreated": "1936-05"}).taken == "1936-05"
