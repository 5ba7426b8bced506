"""Every value that a machine gives has its evidence, and what a person refused never comes back."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pyexiv2
import pytest
from PIL import Image, ImageDraw, ImageFont
from story import Muragat

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
CAMERA = {"Exif.Image.Make": "NIKON CORPORATION", "Exif.Image.Model": "NIKON D750"}
TEXT = """Кітапханада көрме ашылды

2024 жылғы 18 сәуірде Семей қаласында «Жібек жолы» көрмесі ашылды. Көрмені кітапхана директоры \
Тоқтасынова Ләззат Ермекқызы ашты.

Ұйымдастырушылар: Семей қалалық кітапханасы; Абай облысының мұрағаты.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Көрме"
    made.mkdir()
    return made


def picture(path: Path, shade: int = 120, exif: dict[str, str] | None = None, **xmp: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.linear_gradient("L").resize((320, 240)).point(lambda v: (v + shade) % 256).save(path)
    with pyexiv2.Image(str(path)) as image:
        if exif:
            image.modify_exif(exif)
        if xmp:
            image.modify_xmp({f"Xmp.{name.replace('__', '.')}": value for name, value in xmp.items()})
    return path


def suggestions(muragat: Muragat, subject: str) -> dict[str, list[dict[str, Any]]]:
    """The suggestions about a subject by field, as the catalogue holds them."""
    with sqlite3.connect(muragat.archive / "catalogue.sqlite") as connection:
        rows = connection.execute(
            "SELECT field, value, confidence, status, evidence FROM suggestion WHERE subject = ? ORDER BY id",
            (subject,),
        )
        found: dict[str, list[dict[str, Any]]] = {}
        for field, value, confidence, status, evidence in rows:
            one = {"value": value, "confidence": confidence, "status": status, **json.loads(evidence)}
            found.setdefault(field, []).append(one)
    return found


def test_an_event_says_where_each_of_its_values_stands(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg")
    (folder / "мәтін.txt").write_text(TEXT, encoding="utf-8")
    muragat.run("ingest", folder, "--no-ocr")
    event = muragat.json("event", "list")["events"][0]
    about = suggestions(muragat, f"event:{event['id']}")
    assert {field: [one["value"] for one in rows] for field, rows in about.items()} == {
        "name": ["Кітапханада көрме ашылды"],
        "date": ["2024-04-18"],
        "place": ["Семей"],
        "organiser": ["Семей қалалық кітапханасы", "Абай облысының мұрағаты"],
    }
    text = event["text"]
    for rows in about.values():
        for one in rows:
            assert one["field"] == "event_text"
            assert text[one["start"] : one["end"]] == one["quote"]
            assert one["quote"] in one["sentence"]
            assert 0 < one["confidence"] <= 1
    assert about["date"][0]["quote"] == "2024 жылғы 18 сәуірде"
    assert [one["name"] for one in event["participants"]] == ["Тоқтасынова Ләззат Ермекқызы"]
    item = suggestions(muragat, "item:0001-0001")
    assert [(one["value"], one["field"], one["quote"]) for one in item["event"]] == [
        (event["id"], "folder", "Көрме")
    ]


def test_what_the_operator_says_needs_no_suggestion(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg")
    muragat.run("ingest", folder, "--no-ocr", "--event", "Ашық күн", "--date", "2023-10", "--place", "Семей")
    event = muragat.json("event", "list")["events"][0]
    assert suggestions(muragat, f"event:{event['id']}") == {}
    assert suggestions(muragat, "item:0001-0001") == {}


def test_metadata_are_evidence_and_contradictions_stand_beside(muragat: Muragat, folder: Path) -> None:
    picture(
        folder / "1.jpg",
        exif={**CAMERA, "Exif.Photo.DateTimeOriginal": "2019:03:08 10:00:00"},
        dc__description={"lang=x-default": "8 наурыз 2018 жыл, мерекелік концерт"},
        dc__creator=["Олжас Тілеуов"],
        photoshop__City="Талдықорған",
    )
    muragat.run("ingest", folder, "--no-ocr")
    about = suggestions(muragat, "item:0001-0001")
    assert [(one["value"], one["field"]) for one in about["date"]] == [
        ("2019-03-08", "exif:DateTimeOriginal"),
        ("2018-03-08", "xmp:dc.description"),
    ]
    assert about["date"][1]["quote"] == "8 наурыз 2018 жыл"
    assert about["author"][0]["field"] == "xmp:dc.creator"
    assert about["place"][0]["value"] == "Талдықорған"
    assert (about["form"][0]["value"], about["form"][0]["field"]) == ("digital", "exif:Model")
    assert muragat.json("show", "0001-0001")["date"]["edtf"] == "2019-03-08"


@pytest.mark.parametrize(
    ("stamp", "model"),
    [
        ("2000:01:01 00:00:00", "NIKON D750"),
        ("2010:01:01 00:02:10", "NIKON D750"),
        ("1980:01:01 03:00:00", "NIKON D750"),
        ("2009:05:06 10:00:00", "iPhone 13"),
        ("2031:05:06 10:00:00", "NIKON D750"),
    ],
)
def test_a_doubtful_clock_is_shown_and_not_believed(
    muragat: Muragat, folder: Path, stamp: str, model: str
) -> None:
    exif = {"Exif.Image.Model": model, "Exif.Photo.DateTimeOriginal": stamp}
    picture(folder / "1.jpg", exif=exif)
    picture(folder / "2.jpg", 60, exif, dc__description={"lang=x-default": "Мереке, 1 мамыр 2021 жыл"})
    muragat.run("ingest", folder, "--no-ocr")
    assert muragat.json("show", "0001-0001")["date"] is None
    [doubt] = suggestions(muragat, "item:0001-0001")["date"]
    assert doubt["confidence"] <= 0.1
    assert doubt["sentence"].startswith("doubtful: ")
    assert doubt["field"] == "exif:DateTimeOriginal"
    assert muragat.json("show", "0001-0002")["date"]["edtf"] == "2021-05-01"
    assert [one["value"] for one in suggestions(muragat, "item:0001-0002")["date"]] == ["2021-05-01"]


def test_the_cameras_position_names_the_nearest_town(muragat: Muragat, folder: Path) -> None:
    exif = {
        "Exif.GPSInfo.GPSLatitudeRef": "N",
        "Exif.GPSInfo.GPSLatitude": "50/1 24/1 30/1",
        "Exif.GPSInfo.GPSLongitudeRef": "E",
        "Exif.GPSInfo.GPSLongitude": "80/1 14/1 0/1",
    }
    picture(folder / "1.jpg", exif=exif)
    picture(folder / "2.jpg", 60, exif, photoshop__City="Өскемен")
    muragat.run("ingest", folder, "--no-ocr")
    [near] = suggestions(muragat, "item:0001-0001")["place"]
    assert (near["value"], near["field"]) == ("Семей", "gps")
    assert muragat.json("show", "0001-0001")["place"] == "Семей"
    assert muragat.json("show", "0001-0002")["place"] == "Өскемен"
    assert [one["value"] for one in suggestions(muragat, "item:0001-0002")["place"]] == ["Өскемен", "Семей"]


def test_a_folder_of_negatives_says_what_its_scans_are_of(muragat: Muragat, tmp_path: Path) -> None:
    picture(tmp_path / "Негативы 1965" / "1.jpg")
    muragat.run("ingest", tmp_path / "Негативы 1965", "--no-ocr")
    about = suggestions(muragat, "item:0001-0001")
    assert (about["form"][0]["value"], about["form"][0]["quote"]) == ("negative", "Негативы")
    assert about["date"][0]["sentence"] == "Негативы 1965"


def test_the_same_pixels_with_other_metadata_are_both_kept(muragat: Muragat, tmp_path: Path) -> None:
    picture(tmp_path / "бір" / "1.png", dc__title={"lang=x-default": "Мереке"})
    picture(
        tmp_path / "екі" / "көшірме.tif", dc__title={"lang=x-default": "Наурыз"}, dc__creator=["А. Сейтов"]
    )
    picture(tmp_path / "екі" / "басқа.png", 77)
    muragat.run("ingest", tmp_path / "бір", "--no-ocr")
    muragat.run("ingest", tmp_path / "екі", "--no-ocr")
    second = next(
        hit["id"] for hit in muragat.json("search", "")["hits"] if hit["original"]["name"] == "көшірме.tif"
    )
    [double] = suggestions(muragat, f"item:{second}")["duplicate"]
    assert (double["value"], double["confidence"]) == ("0001-0001", 1.0)
    first = suggestions(muragat, "item:0001-0001")
    assert [one["value"] for one in first["title"]] == ["Мереке", "Наурыз"]
    [author] = first["author"]
    assert (author["value"], author["item"], author["field"]) == ("А. Сейтов", second, "xmp:dc.creator")
    item = muragat.json("show", "0001-0001")
    assert (item["title"], item["author"]) == ("Мереке", None)
    assert muragat.json("stats")["items"] == 3


def test_a_back_without_its_front_names_the_front_elsewhere(muragat: Muragat, tmp_path: Path) -> None:
    picture(tmp_path / "альбом" / "3.jpg")
    picture(tmp_path / "альбом" / "4.jpg", 40)
    picture(tmp_path / "арттары" / "3_арты.jpg", 80)
    picture(tmp_path / "арттары" / "5_арты.jpg", 90)
    muragat.run("ingest", tmp_path / "альбом", "--no-ocr")
    muragat.run("ingest", tmp_path / "арттары", "--no-ocr")
    [front] = suggestions(muragat, "item:0002-0001")["front"]
    assert (front["value"], front["quote"]) == ("0001-0001", "3.jpg")
    assert front["confidence"] < 1
    assert "front" not in suggestions(muragat, "item:0002-0002")
    picture(tmp_path / "кейін" / "5.jpg", 10)
    muragat.run("ingest", tmp_path / "кейін", "--no-ocr")
    [later] = suggestions(muragat, "item:0002-0002")["front"]
    assert later["value"] == "0003-0001"


def test_two_press_texts_that_name_their_pictures_are_two_events(muragat: Muragat, folder: Path) -> None:
    names = ("семей 1", "семей 2", "тараз 1")
    for number, name in enumerate(names):
        picture(folder / f"{name}.jpg", number * 40)
    (folder / "бірінші.txt").write_text(TEXT + "\nсемей 1\n", encoding="utf-8")
    (folder / "екінші.txt").write_text(
        "Музейде кездесу өтті\n\n2023 жылғы 3 мамырда Тараз қаласында кездесу өтті.\n\nтараз 1\n",
        encoding="utf-8",
    )
    muragat.run("ingest", folder, "--no-ocr")
    events = {hit["original"]["name"]: hit["event"]["name"] for hit in muragat.json("search", "")["hits"]}
    assert events == {
        "семей 1.jpg": "Кітапханада көрме ашылды",
        "семей 2.jpg": "Кітапханада көрме ашылды",
        "тараз 1.jpg": "Музейде кездесу өтті",
    }
    taraz = suggestions(muragat, "item:0001-0003")["event"]
    assert (taraz[0]["field"], taraz[0]["quote"]) == ("event_text", "тараз 1")


def test_what_the_text_says_of_a_picture_is_its_caption(muragat: Muragat, folder: Path) -> None:
    picture(folder / "көрме 1.jpg")
    text = TEXT + "\nкөрме 1 – Солдан оңға қарай: Айгүл Сейтова, Болат Омаров\n"
    (folder / "мәтін.txt").write_text(text, encoding="utf-8")
    muragat.run("ingest", folder, "--no-ocr")
    item = muragat.json("show", "0001-0001")
    assert item["caption"] == "Солдан оңға қарай: Айгүл Сейтова, Болат Омаров"
    assert [(one["name"], one["position"]) for one in item["persons"]] == [
        ("Сейтова Айгүл", "солдан 1-орында"),
        ("Омаров Болат", "солдан 2-орында"),
    ]


def inscription(path: Path, text: str) -> None:
    paper = Image.new("RGB", (1200, 700), (238, 230, 212))
    ImageDraw.Draw(paper).text(
        (80, 120), text, font=ImageFont.truetype(FONT, 44), fill=(40, 40, 60), spacing=30
    )
    paper.save(path)


def test_what_the_back_says_is_evidence_from_the_back(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg")
    text = "Тойда Мариям Жұбанова\nАлматы, 12 мамыр 1965 жыл\nСуретке түсірген Болат Сейтов"
    inscription(folder / "1_арты.jpg", text)
    muragat.run("ingest", folder)
    about = suggestions(muragat, "item:0001-0001")
    assert [(one["value"], one["field"]) for one in about["date"]] == [("1965-05-12", "back")]
    assert [(one["value"], one["field"]) for one in about["place"]] == [("Алматы", "back")]
    assert [(one["value"], one["field"]) for one in about["author"]] == [("Сейтов Болат", "back")]
    item = muragat.json("show", "0001-0001")
    assert [one["name"] for one in item["persons"]] == ["Жұбанова Мариям"]
    with sqlite3.connect(muragat.archive / "catalogue.sqlite") as connection:
        [(evidence, confidence)] = connection.execute("SELECT evidence, confidence FROM depiction")
    assert json.loads(evidence)["field"] == "back"
    assert 0 < confidence < 1


def test_reading_again_brings_back_nothing_that_was_refused(muragat: Muragat, folder: Path) -> None:
    xmp = {"dc__description": {"lang=x-default": "Мариям Жұбанова, Алматы, 12 мамыр 1965 жыл"}}
    picture(folder / "1.jpg", **xmp)
    muragat.run("ingest", folder, "--no-ocr")
    muragat.run("edit", "0001-0001", "--remove-person", "Жұбанова Мариям")
    muragat.run("edit", "0001-0001", "--date", "", "--place", "")
    muragat.run("reread", "id:0001-0001")
    item = muragat.json("show", "0001-0001")
    assert item["persons"] == []
    assert item["place"] is None
    assert item["date"] is None
    about = suggestions(muragat, "item:0001-0001")
    assert [one["status"] for one in (*about["date"], *about["place"])] == ["rejected", "rejected"]


def test_reading_again_suggests_what_was_not_read_before(muragat: Muragat, folder: Path) -> None:
    inscription(folder / "1.jpg", "Тойда Мариям Жұбанова\nАлматы, 12 мамыр 1965 жыл")
    muragat.run("ingest", folder, "--no-ocr")
    assert "date" not in suggestions(muragat, "item:0001-0001")
    muragat.run("reread", "id:0001-0001")
    assert [one["value"] for one in suggestions(muragat, "item:0001-0001")["date"]] == ["1965-05-12"]
    item = muragat.json("show", "0001-0001")
    assert item["date"]["edtf"] == "1965-05-12"
    assert [one["name"] for one in item["persons"]] == ["Жұбанова Мариям"]


def test_a_corrected_press_text_does_not_double_a_renamed_event(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg")
    (folder / "мәтін.txt").write_text(TEXT, encoding="utf-8")
    muragat.run("ingest", folder, "--no-ocr")
    event = muragat.json("event", "list")["events"][0]
    muragat.run("event", "rename", event["id"], "Жібек жолы")
    picture(folder / "2.jpg", 50)
    (folder / "мәтін.txt").write_text(TEXT.replace("ашты.", "ашып берді."), encoding="utf-8")
    muragat.run("ingest", folder, "--no-ocr")
    events = muragat.json("event", "list")["events"]
    assert [(one["name"], one["items"]) for one in events] == [("Жібек жолы", 2)]


def test_a_text_with_a_pictures_name_is_its_caption_and_no_press_text(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg", shade=40)
    picture(folder / "2.jpg", shade=200)
    (folder / "1.txt").write_text("Солдан оңға: Болат Омаров, Анна Петрова", encoding="utf-8")
    (folder / "Кітапханада көрме ашылды.txt").write_text(TEXT, encoding="utf-8")
    said = muragat.json("ingest", folder, "--no-ocr")
    joined = {Path(one["path"]).name: one["id"] for one in said["outcomes"] if one["status"] == "joined"}
    assert joined == {"1.txt": "0001-0001", "Кітапханада көрме ашылды.txt": None}
    first, second = (muragat.json("show", f"0001-000{number}") for number in (1, 2))
    assert [(one["name"], one["position"]) for one in first["persons"]] == [
        ("Омаров Болат", "солдан 1-орында"),
        ("Петрова Анна", "солдан 2-орында"),
    ]
    assert second["persons"] == []
    assert first["event"] == second["event"]
    assert first["event"]["name"] == "Кітапханада көрме ашылды"
    assert "Болат" not in first["event_text"]


def test_rights_of_a_file_are_a_suggestion_that_can_be_refused(muragat: Muragat, folder: Path) -> None:
    picture(folder / "1.jpg", exif={"Exif.Image.Copyright": "Қала архиві"})
    muragat.run("ingest", folder, "--no-ocr")
    [claim] = suggestions(muragat, "item:0001-0001")["rights"]
    assert (claim["value"], claim["field"]) == ("Қала архиві", "exif:Copyright")
    assert muragat.json("show", "0001-0001")["rights"]["statement"] == "Қала архиві"
    muragat.run("review", "--field", "rights", "--reject-all")
    shown = muragat.json("show", "0001-0001")
    assert shown["rights"]["statement"] is None
    assert shown["rights"]["access"] == "public"
    muragat.run("reread", "0001-0001")
    assert muragat.json("show", "0001-0001")["rights"]["statement"] is None
