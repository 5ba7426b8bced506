"""An archivist comes home with a folder and takes it into the archive."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import bagit
import pytest
from story import SAMPLES, Muragat

EVENT = SAMPLES / "event"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and time of change."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A copy of the sample event, as it would come from a camera and a press office."""
    return Path(shutil.copytree(EVENT, tmp_path / "көрме 2023"))


def statuses(report: Any) -> dict[str, str]:
    return {os.path.basename(one["path"]): one["status"] for one in report["outcomes"]}


def test_every_file_has_one_outcome_and_the_folder_is_as_it_was(muragat: Muragat, card: Path) -> None:
    (card / "Thumbs.db").write_bytes(b"junk")
    (card / "video.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(100))
    before = snapshot(card)
    report = muragat.json("ingest", card, "--no-ocr", code=4)
    assert snapshot(card) == before
    assert sorted(one["path"] for one in report["outcomes"]) == sorted(str(card / name) for name in before)
    assert statuses(report)["көрме.txt"] == "joined"
    assert statuses(report)["Thumbs.db"] == "skipped"
    assert [os.path.basename(one["path"]) for one in report["refused"]] == ["video.mp4"]
    assert (report["added"], report["joined"], report["skipped"]) == (4, 1, 1)
    assert report["source_may_be_erased"] is False


def test_the_same_folder_again_brings_nothing_new(muragat: Muragat, card: Path) -> None:
    first = muragat.json("ingest", card, "--no-ocr")
    again = muragat.json("ingest", card, "--no-ocr")
    assert first["accession"] == "0001"
    assert again["accession"] is None
    assert again["duplicates"] == len(again["outcomes"])
    ids = {os.path.basename(one["path"]): one["id"] for one in first["outcomes"]}
    assert {os.path.basename(one["path"]): one["id"] for one in again["outcomes"]} == ids
    assert muragat.json("stats")["items"] == 4


def test_a_known_photograph_under_another_name_is_remembered(muragat: Muragat, card: Path) -> None:
    muragat.run("ingest", card, "--no-ocr")
    other = card.parent / "басқа"
    other.mkdir()
    shutil.copy(card / "көрме 1.jpg", other / "IMG_0001.jpg")
    report = muragat.json("ingest", other, "--no-ocr")
    assert report["outcomes"][0]["status"] == "duplicate"
    changes = muragat.json("history", report["outcomes"][0]["id"])["changes"]
    assert changes[-1]["after"]["path"].endswith("IMG_0001.jpg")


def test_originals_are_sealed_in_a_valid_bag(muragat: Muragat, card: Path) -> None:
    muragat.run("ingest", card, "--no-ocr", "--donor", "Баспасөз қызметі")
    bag = bagit.Bag(str(muragat.archive / "accessions" / "0001"))
    assert bag.is_valid()
    assert bag.info["Source-Organization"] == "Баспасөз қызметі"
    stored = muragat.archive / "accessions/0001/data/көрме 2023/көрме 1.jpg"
    assert stored.read_bytes() == (card / "көрме 1.jpg").read_bytes()


def test_dry_run_says_what_would_be_done_and_changes_nothing(muragat: Muragat, card: Path) -> None:
    before = snapshot(muragat.archive)
    report = muragat.json("ingest", card, "--dry-run")
    assert report["dry_run"] and report["accession"] is None
    assert (report["added"], report["joined"]) == (4, 1)
    assert snapshot(muragat.archive) == before


def test_the_event_is_the_press_texts(ingested: Muragat) -> None:
    events = {one["name"]: one for one in ingested.json("event", "list")["events"]}
    event = events["Көктеректе «Көне суреттер сөйлейді» атты фотокөрме ашылды"]
    assert event["date"]["edtf"] == "2023-10-14"
    assert event["organisers"] == ["Көктерек аудандық орталық кітапханасы", "Көктерек өлкетану мұражайы"]
    assert {one["name"] for one in event["participants"]} >= {
        "Сейілова Гүлнар Мәжитқызы",
        "Тәжібеков Ерлан Нұрғалиұлы",
        "Жұмағұлов Сәкен Оразбайұлы",
        "Қасенова Айсұлу Бекболатқызы",
        "Лебедева Ирина Павловна",
        "Омарова Дина Серікқызы",
    }


def test_one_person_in_many_forms_is_one_record(ingested: Muragat) -> None:
    names = [one["name"] for one in ingested.json("person", "list", "Жұмағұлов Сәкен")["persons"]]
    assert names == ["Жұмағұлов Сәкен Оразбайұлы"]


def test_a_back_is_a_side_of_its_front(ingested: Muragat) -> None:
    found = ingested.json("search", "has:back")
    assert found["total"] == 1
    item = ingested.json("show", found["hits"][0]["id"])
    assert [side["side"] for side in item["sides"]] == ["front", "back"]
    assert any(reading["role"] == "inscription" and reading["text"] for reading in item["readings"])


def test_a_typed_page_is_a_document_with_a_transcript(ingested: Muragat) -> None:
    hits = ingested.json("search", "kind:document")["hits"]
    assert [hit["original"]["name"] for hit in hits] == ["хаттама 7.tif"]
    readings = ingested.json("show", hits[0]["id"])["readings"]
    assert {reading["role"] for reading in readings} == {"transcript"}
    assert all(reading["by"].startswith("tesseract ") for reading in readings)


def test_event_date_and_place_can_be_said_at_the_command(muragat: Muragat, card: Path) -> None:
    (card / "көрме.txt").unlink()
    muragat.run("ingest", card, "--no-ocr", "--event", "Ашық күн", "--date", "2023-10", "--place", "Семей")
    hits = muragat.json("search", "event:ашық")["hits"]
    item = next(hit for hit in hits if hit["original"]["name"] == "көрме 2.jpg")
    assert item["event"]["name"] == "Ашық күн"
    assert item["place"] == "Семей"
    assert item["date"]["edtf"].startswith("2023-10")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ingest", "/no/such/folder"], 2, "There is no folder"),
        (["ingest", ".", "--date", "last summer"], 2, "is not EDTF"),
        (["ingest", ".", "--lang", "kaz+xyz"], 6, "apt-get install"),
        (["show", "0009-0009"], 3, "There is no item"),
        (["search", "date:2024-13"], 2, "not a date"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_bad_input_is_answered_with_what_and_what_to_do(
    muragat: Muragat, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = muragat.run(*arguments, code=code, cwd=empty)
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_without_an_archive_the_command_says_how_to_make_one(tmp_path: Path) -> None:
    done = Muragat(tmp_path / "nothing").run("stats", code=3)
    assert "muragat init" in done.stderr
