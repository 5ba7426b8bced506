"""What is the business of staff stays with staff: the page of an item and its JSON tell readers the same."""

from __future__ import annotations

import io
import json
import shutil
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from room import HERE, Visitor, add_users, room, visitors
from story import Muragat

from archive.home import open_archive
from media.metadata_exiv2 import read_exiv2

PHOTO, OTHER = "0001-0001", "0001-0002"
CONSENT, DONOR = "келісімшарт №77", "Тапсырушы Белгісізов"


@pytest.fixture(scope="module")
def archive(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Muragat:
    """The sample archive; a photograph knows where it was taken, was corrected, and has a donor."""
    own = Muragat(tmp_path_factory.mktemp("discreet") / "archive")
    shutil.copytree(ingested.archive, own.archive)
    own.run("edit", PHOTO, "--caption", "бұрынғы құпия жазу", "--consent", CONSENT, "--actor", "сейілова")
    own.run("edit", PHOTO, "--caption", "жаңа жазу", "--actor", "сейілова")
    opened = open_archive(own.archive, "test")
    facts = json.dumps({"facts": {"gps": [49.8, 73.1]}, "exif": {"BodySerialNumber": "SN-4711"}})
    with opened.catalogue.writing("test") as transaction:
        run = transaction.connection.exec_driver_sql
        run("UPDATE item SET metadata = ? WHERE id = ?", (facts, PHOTO))
        run("UPDATE accession SET donor = ?", (DONOR,))
    add_users(own.archive, "reader", "archivist")
    return own


@pytest.fixture(scope="module")
def app(archive: Muragat) -> Flask:
    return room(archive.archive)


@pytest.fixture(scope="module")
def people(app: Flask) -> dict[str, Visitor]:
    return visitors(app, "reader", "archivist")


PRIVATE = [CONSENT, DONOR, "SN-4711", "49.8", "сейілова", "бұрынғы құпия жазу", "accessions/"]


@pytest.mark.parametrize("address", [f"/items/{PHOTO}", f"/api/v1/items/{PHOTO}", "/api/v1/search?limit=100"])
def test_readers_are_not_told_what_is_for_staff(people: dict[str, Visitor], address: str) -> None:
    told = people["reader"].get(address).text
    assert "жаңа жазу" in told
    assert [one for one in PRIVATE if one in told] == []
    if "search" not in address:
        kept = people["archivist"].get(address).text
        assert [one for one in PRIVATE if one not in kept] == (
            [] if "api" in address else PRIVATE[2:4] + PRIVATE[6:]
        )


def shape(value: Any) -> Any:
    """The names of the fields, all the way down."""
    return {name: shape(one) for name, one in value.items()} if isinstance(value, dict) else None


def test_the_json_of_readers_has_the_same_fields(people: dict[str, Visitor]) -> None:
    for address in (f"/api/v1/items/{OTHER}", "/api/v1/search?limit=1"):
        theirs, whole = (people[one].get(address).get_json() for one in ("reader", "archivist"))
        theirs, whole = ((one.get("hits") or [one])[0] for one in (theirs, whole))
        for one in (theirs, whole):
            one.update(metadata={}, accession=None)
        assert shape(theirs) == shape(whole)


def test_readers_get_a_copy_that_tells_nothing_but_the_caption(archive: Muragat, tmp_path: Any) -> None:
    own = Muragat(tmp_path / "archive")
    shutil.copytree(archive.archive, own.archive)
    path = open_archive(own.archive).original_path(original_of(own))
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (49.0, 48.0, 0.0)
    path.chmod(0o644)
    with Image.open(path) as picture:
        picture.save(path, exif=exif)
    people = visitors(room(own.archive), "reader", "archivist")
    assert people["reader"].get(f"/items/{PHOTO}/front/original").status_code == 403
    for role, is_told in (("reader", False), ("archivist", True)):
        answer = people[role].get(f"/items/{PHOTO}/front/copy")
        copied = tmp_path / f"{role}.jpg"
        copied.write_bytes(answer.data)
        with Image.open(io.BytesIO(answer.data)) as picture, Image.open(path) as source:
            assert picture.size == source.size
            assert bool(picture.getexif().get_ifd(0x8825)) == is_told
        assert "жаңа жазу" in json.dumps(read_exiv2(copied), ensure_ascii=False, default=str)


def original_of(own: Muragat) -> Any:
    from archive import items

    with open_archive(own.archive).catalogue.reading() as connection:
        return items.item(connection, PHOTO).original


def test_an_item_that_was_joined_is_gone_for_readers(own: Muragat) -> None:
    """It keeps the access that it had, whatever becomes of the item that it belongs to."""
    own.run("join", OTHER, PHOTO, "--as", "duplicate")
    own.run("edit", PHOTO, "--rights", "closed")
    add_users(own.archive, "reader", "archivist")
    app = room(own.archive)
    people = visitors(app, "reader", "archivist")
    addresses = ["", "/front/thumbnail", "/front/240", "/front/1/page.jpg", "/front/copy"]
    for address in (*(f"/items/{OTHER}{one}" for one in addresses), f"/api/v1/items/{OTHER}"):
        answer = people["reader"].get(address)
        assert answer.status_code == 404 and PHOTO not in answer.text, address
        assert people["archivist"].get(address).status_code == 200, address


def test_an_exhibition_does_not_say_what_readers_may_not_see(own: Muragat) -> None:
    own.run("exhibit", "new", "korme", "--kk", "Көрме")
    own.run("exhibit", "add", "korme", PHOTO, OTHER, "0001-0003")
    own.run("edit", OTHER, "--rights", "closed")
    add_users(own.archive, "reader", "archivist")
    people = visitors(room(own.archive), "reader", "archivist")
    page = people["reader"].get("/exhibitions/korme").text
    assert OTHER not in page and "may not see" not in page and "2 items" in page
    assert '<span class="no">2</span>' in page and '<span class="no">3</span>' not in page
    assert OTHER in people["archivist"].get("/exhibitions/korme").text
    assert "2 items" in people["reader"].get("/exhibitions").text


def test_a_logout_outlives_the_server(own: Muragat) -> None:
    """A cookie that was copied opens nothing after the logout, not even when the server was started anew."""
    add_users(own.archive, "archivist")
    visitor = visitors(room(own.archive), "archivist")["archivist"]
    with visitor.client.session_transaction(base_url=HERE) as session:
        stolen = dict(session)
    beside, anew = Visitor(room(own.archive)), None
    with beside.client.session_transaction(base_url=HERE) as session:
        session.update(stolen)
    assert beside.get("/").status_code == 200
    assert visitor.post("/logout", page="/").status_code == 303
    assert beside.get("/").status_code == 302
    anew = Visitor(room(own.archive))
    with anew.client.session_transaction(base_url=HERE) as session:
        session.update(stolen)
    assert anew.get("/").status_code == 302
    written = own.archive / "sessions.ended"
    assert written.stat().st_mode & 0o777 == 0o600


def test_who_leaves_is_let_out_though_the_disk_is_full(own: Muragat, monkeypatch: pytest.MonkeyPatch) -> None:
    from reading_room.secrets_file import SESSION_SECONDS, EndedSessions

    ended = EndedSessions(own.archive)
    with monkeypatch.context() as patch:
        patch.setattr("reading_room.secrets_file.os.open", lambda *_: (_ for _ in ()).throw(OSError("full")))
        ended.end("a" * 32)
    assert "a" * 32 in ended and "b" * 32 not in ended
    ended.end("c" * 32)
    with monkeypatch.context() as patch:
        patch.setattr("reading_room.secrets_file.time.time", lambda: 4_102_444_800 + SESSION_SECONDS)
        EndedSessions(own.archive)
    assert (own.archive / "sessions.ended").read_text() == ""
