"""Uploads: hostile names lead nowhere, every file is accounted for, the ingest is the command line's."""

from __future__ import annotations

import errno
import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from room import HERE, Visitor, add_users, room, visitors
from story import SAMPLES, Muragat
from werkzeug.test import TestResponse

from reading_room import uploads
from reading_room.server import large_requests_at
from reading_room.uploads import Refused, Upload, Uploads, parts_of

PRESS = "Ауыл күні өтті. 2019 жылғы 5 мамырда Көктеректе ауыл күні аталып өтті."
HOSTILE = [
    "../../../etc/passwd.jpg",
    "a/../../b.jpg",
    "/etc/cron.d/x.txt",
    "C:\\Windows\\x.jpg",
    "\\\\server\\share\\x.jpg",
    "a\\..\\..\\x.jpg",
    "a//b.jpg",
    "./a.jpg",
    "..",
    "",
    "a/",
    "a\x00.jpg",
    "a\nb.jpg",
    "\x1b[31m.jpg",
    "a/" * 17 + "b.jpg",
    "ә" * 130 + ".jpg",
    "program.exe",
    "page.php",
    "noending",
    ".htaccess",
]


@pytest.fixture
def store(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "archive" / "uploads")


def taken(store: Uploads, one: Upload, name: str, body: bytes = b"x") -> bool:
    return store.take(one, name, io.BytesIO(body))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_and_told(store: Uploads, tmp_path: Path, name: str) -> None:
    one = store.begin("aigul", {})
    before = set(tmp_path.rglob("*"))
    assert not taken(store, one, name)
    assert one.refused[0][0] == name[:1000] and one.refused[0][1]
    assert set(tmp_path.rglob("*")) == before


@given(name=st.text(st.sampled_from("a.б/\\\0\n~%:"), max_size=12))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    root = Path("/root-of-upload")
    try:
        parts = parts_of(name)
    except Refused:
        return
    target = Path(*root.joinpath(*parts).parts)
    assert root in target.parents and ".." not in target.parts
    assert "/".join(parts) == name


def test_names_are_kept_exactly(store: Uploads) -> None:
    one = store.begin("aigul", {})
    odd = ("сурет 1.jpg", "ішкі/a%2Fb'\"$(x).JPG", "e\u0301.jpg", "é.jpg")
    names = [f"Форум 2024/{name}" for name in odd]
    assert all(taken(store, one, name, name.encode()) for name in names)
    root = store.files_of(one)
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert found == set(names)


def test_the_same_file_twice_is_one_and_another_of_its_name_is_refused(store: Uploads) -> None:
    one = store.begin("aigul", {})
    assert taken(store, one, "a/1.jpg", b"one") and taken(store, one, "a/1.jpg", b"one")
    assert one.files == 1 and not one.refused
    assert not taken(store, one, "a/1.jpg", b"two")
    assert not taken(store, one, "a/1.jpg/2.jpg")
    assert [name for name, _ in one.refused] == ["a/1.jpg", "a/1.jpg/2.jpg"]


def test_too_much_is_refused(store: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    monkeypatch.setattr(uploads, "MOST_BYTES_A_FILE", 10)
    monkeypatch.setattr(uploads, "MOST_BYTES", 15)
    one = store.begin("aigul", {})
    assert not taken(store, one, "a/0.jpg", b"x" * 11)
    assert taken(store, one, "a/1.jpg", b"x" * 10)
    assert not taken(store, one, "a/2.jpg", b"y" * 6)
    assert taken(store, one, "a/3.jpg", b"z" * 5)
    assert not taken(store, one, "a/4.jpg", b"")
    assert not list(store.folder.rglob("*.part"))


def test_files_without_a_folder_need_an_event(store: Uploads) -> None:
    from archive.errors import BadInput

    one = store.begin("aigul", {})
    taken(store, one, "1.jpg")
    with pytest.raises(BadInput, match="without a folder"):
        store.sources(one, "")
    [folder] = store.sources(one, "../Ауыл/күні")
    assert folder.parent == store.files_of(one) and (folder / "1.jpg").is_file()


def test_an_upload_is_its_owners_alone(store: Uploads) -> None:
    from archive.errors import NotFound

    one = store.begin("aigul", {})
    assert store.upload(one.id, "aigul").id == one.id
    for upload_id, by in ((one.id, "other"), ("../" + one.id, "aigul"), ("0" * 24, "aigul")):
        with pytest.raises(NotFound):
            store.upload(upload_id, by)


# In the browser


@pytest.fixture
def app(muragat: Muragat) -> Iterator[Flask]:
    add_users(muragat.archive, "reader", "archivist", "admin")
    yield room(muragat.archive)


@pytest.fixture
def people(app: Flask) -> dict[str, Visitor]:
    return visitors(app, "reader", "archivist", "admin")


def send(visitor: Visitor, address: str, **more: Any) -> TestResponse:
    headers = {**visitor.headers, "Accept": "application/json", "X-CSRFToken": visitor.token("/upload")}
    return visitor.client.post(address, base_url=HERE, headers=headers, buffered=True, **more)


def finished(visitor: Visitor, address: str) -> str:
    """The page of a job when it is over."""
    for _ in range(600):
        state = visitor.get(f"{address}/state").json
        if state["over"]:
            return visitor.get(address).text
        time.sleep(0.1)
    raise AssertionError(state)


def test_a_folder_goes_up_file_by_file_and_is_ingested(people: dict[str, Visitor], muragat: Muragat) -> None:
    archivist = people["archivist"]
    upload = send(archivist, "/upload/begin", data={"event": "", "donor": "Мұражай"}).json["id"]
    files = {
        "Ауыл күні/көрме 1.jpg": (SAMPLES / "event" / "көрме 1.jpg").read_bytes(),
        "Ауыл күні/хабар.txt": PRESS.encode(),
        "Ауыл күні/бос.jpg": b"not a picture at all",
        "../шығу.jpg": b"x",
    }
    told = {
        name: send(archivist, f"/upload/{upload}/file", query_string={"name": name}, data=body).json["taken"]
        for name, body in files.items()
    }
    assert [name for name, was_taken in told.items() if not was_taken] == ["../шығу.jpg"]
    assert send(people["admin"], f"/upload/{upload}/start").status_code == 404
    address = send(archivist, f"/upload/{upload}/start", data={"donor": "Мұражай"}).json["address"]
    page = finished(archivist, address)
    for name in files:
        assert name in page
    assert "Do NOT erase" in page and "0001-0001" in page
    item = muragat.json("show", "0001-0001")
    assert item["original"]["name"] == "көрме 1.jpg" and item["date"]["edtf"]
    assert muragat.json("history", "0001-0001")["changes"][0]["actor"] == "archivist"
    assert not list((muragat.archive / "uploads").iterdir())
    assert send(archivist, f"/upload/{upload}/start").status_code == 404
    # Somebody else's work is not seen, but by an admin.
    assert people["admin"].get(address).status_code == 200
    assert people["reader"].get(address).status_code == 403


def test_without_scripts_everything_goes_up_at_once(people: dict[str, Visitor], muragat: Muragat) -> None:
    archivist = people["archivist"]
    picture = (SAMPLES / "event" / "көрме 3.jpg").read_bytes()
    data = {
        "csrf_token": archivist.token("/upload"),
        "event": "Көрме ашылды",
        "date": "2023-10-14",
        "files": [(io.BytesIO(picture), "көрме 3.jpg"), (io.BytesIO(b"x"), "bad.exe")],
    }
    answer = archivist.client.post(
        "/upload", base_url=HERE, headers=archivist.headers, data=data, content_type="multipart/form-data"
    )
    assert answer.status_code == 302, answer.text
    page = finished(archivist, answer.headers["Location"])
    assert "bad.exe" in page and "not a kind of file" in page
    item = muragat.json("show", "0001-0001")
    assert item["event"]["name"] == "Көрме ашылды" and item["original"]["name"] == "көрме 3.jpg"


def test_large_requests_are_taken_at_the_upload_only(people: dict[str, Visitor]) -> None:
    large = b"x" * (3 * 1024 * 1024)
    archivist = people["archivist"]
    answer = send(archivist, "/exhibitions/new", data={"title:kk": large.decode()})
    assert answer.status_code == 413
    upload = send(archivist, "/upload/begin").json["id"]
    answer = send(archivist, f"/upload/{upload}/file", query_string={"name": "a/1.jpg"}, data=large)
    assert answer.json["taken"]


def test_readers_take_nothing_in(people: dict[str, Visitor]) -> None:
    assert people["reader"].get("/upload").status_code == 403
    headers = {**people["reader"].headers, "X-CSRFToken": people["reader"].token("/")}
    answer = people["reader"].client.post("/upload/begin", base_url=HERE, headers=headers)
    assert answer.status_code == 403


def test_a_full_disk_is_told_before_anything_is_sent(
    people: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    archivist = people["archivist"]
    upload = send(archivist, "/upload/begin").json["id"]
    assert send(archivist, "/upload/begin", data={"upload": upload}).json["id"] == upload
    assert send(people["admin"], "/upload/begin", data={"upload": upload}).status_code == 404
    assert "nearly full" not in archivist.get("/upload").text
    monkeypatch.setattr(uploads, "SPARE_BYTES", 10**18)
    assert "The disk of the archive is nearly full." in archivist.get("/upload").text
    for data in ({"event": "Көрме"}, {"upload": upload}):
        answer = send(archivist, "/upload/begin", data=data)
        assert answer.status_code == 500 and "nearly full" in answer.json["error"]["what"]


def test_a_disk_that_fills_while_a_form_comes_is_told(
    people: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    archivist = people["archivist"]
    token = archivist.token("/upload")
    monkeypatch.setattr("reading_room.pages_upload._begun", full)
    answer = archivist.client.post(
        "/upload", base_url=HERE, headers=archivist.headers, data={"csrf_token": token}
    )
    assert answer.status_code == 500 and "The disk of the archive is nearly full." in answer.text


def test_large_requests_wait_on_the_disk_of_the_archive(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with large_requests_at(tmp_path / "uploads"), tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent == tmp_path / "uploads"
    assert tempfile.gettempdir() == before
