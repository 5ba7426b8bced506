"""The page of one item: picture, text with its places, record, neighbours, downloads."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from room import Visitor, add_users, room, visitors
from story import Muragat

from archive.model import Line, Text
from reading_room.lines import align, blocks
from reading_room.renderings import Renderings
from workflows.looking import look

PHOTO, BACKED, DOCUMENT = "0001-0001", "0001-0005", "0001-0006"


@pytest.fixture(scope="module")
def archive(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Muragat:
    """The sample archive with a reader and an archivist; 0001-0002 is closed."""
    import shutil

    folder = tmp_path_factory.mktemp("looked") / "archive"
    shutil.copytree(ingested.archive, folder)
    own = Muragat(folder)
    own.run("edit", "0001-0002", "--rights", "closed")
    add_users(folder, "reader", "archivist")
    return own


@pytest.fixture(scope="module")
def app(archive: Muragat) -> Iterator[Flask]:
    made = room(archive.archive)
    yield made
    kept = made.extensions.get("muragat_renderings")
    if kept:
        kept.close()


@pytest.fixture(scope="module")
def people(app: Flask) -> dict[str, Visitor]:
    return visitors(app, "reader", "archivist")


def picture(visitor: Visitor, address: str) -> Image.Image:
    answer = visitor.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg"), answer.text
    shown = Image.open(io.BytesIO(answer.data))
    shown.load()
    return shown


def test_the_page_tells_what_is_known_and_from_whom(people: dict[str, Visitor]) -> None:
    page = people["reader"].get(f"/items/{PHOTO}").text
    for said in ("Алғыс хат табыстау", "14 October 2023", "by the camera", "not confirmed", "көрме 1.jpg"):
        assert said in page
    assert "0001-0003" in page
    # The neighbour 0001-0002 is closed: the next is the one behind it, and the count leaves it out.
    assert "0001-0002" not in page
    assert re.search(r"1 of 3 in the event", page)
    assert "Correct" not in page


@pytest.mark.parametrize(("code", "form"), [("kk", "цифрлық"), ("ru", "цифровой")])
def test_the_form_of_the_original_is_said_in_the_visitors_language(app: Flask, code: str, form: str) -> None:
    visitor = Visitor(app, code)
    visitor.enter("archivist")
    for address in (f"/items/{PHOTO}", "/review?field=form"):
        page = visitor.get(address).text
        assert form in page and ">digital<" not in page


def test_history_is_told_in_the_visitors_language(app: Flask) -> None:
    visitor = Visitor(app, "ru")
    visitor.enter("archivist")
    told = visitor.get("/items/0001-0002").text.partition('id="history"')[2].partition("</ol>")[0]
    assert "Доступ: Закрыто" in told and "Вид:" in told and "Фотография" in told
    assert not re.search(r"closed|kind|photo|originals", re.sub(r"<[^>]+>", "", told))


def test_each_line_has_its_box_on_the_picture(people: dict[str, Visitor]) -> None:
    page = people["reader"].get(f"/items/{PHOTO}").text
    lines = set(re.findall(r'id="line-(\d+)" href="#box-\1"', page))
    boxes = dict(re.findall(r'<polygon id="box-(\d+)" points="([\d., -]+)"', page))
    assert lines == set(boxes) and len(lines) == 2
    assert "style=" not in page and "<script>" not in page
    assert 'viewBox="0 0 1600 1067"' in page
    for points in boxes.values():
        xs, ys = zip(*(map(float, pair.split(",")) for pair in points.split()), strict=True)
        assert 0 <= min(xs) < max(xs) <= 1600 and 0 <= min(ys) < max(ys) <= 1067


def test_backs_and_pages_are_looked_at_one_by_one(people: dict[str, Visitor]) -> None:
    back = people["reader"].get(f"/items/{BACKED}?side=back").text
    assert f"/items/{BACKED}/back/1/page.jpg" in back and "Written on the back" in back
    second = people["reader"].get(f"/items/{DOCUMENT}?side=front&page=2").text
    assert f"/items/{DOCUMENT}/front/2/page.jpg" in second and "Page 2 of 2" in second
    for missing in ("?side=back", "?page=3", "?page=0", "?side=../..", "?side=front&page=2000000"):
        assert people["reader"].get(f"/items/{DOCUMENT}{missing}").status_code == 404


def test_pictures_are_jpegs_of_every_page_and_kept_by_browsers(people: dict[str, Visitor]) -> None:
    reader = people["reader"]
    assert picture(reader, f"/items/{PHOTO}/front/1/page.jpg").size == (1600, 1067)
    assert picture(reader, f"/items/{DOCUMENT}/front/2/full.jpg").size == (1654, 2339)
    assert max(picture(reader, f"/items/{DOCUMENT}/front/2/page.jpg").size) == 1600
    answer = reader.get(f"/items/{PHOTO}/front/1/page.jpg")
    again = reader.get(f"/items/{PHOTO}/front/1/page.jpg", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for missing in ("front/1/huge.jpg", "back/1/page.jpg", "front/9/page.jpg", "..%2f..%2f/1/page.jpg"):
        assert reader.get(f"/items/{PHOTO}/{missing}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        *("", "/front/1/page.jpg", "/front/1/full.jpg", "/front/original", "/front/copy"),
        *("/front/thumbnail", "/correct"),
    ],
)
def test_closed_items_are_as_if_they_were_not(people: dict[str, Visitor], address: str) -> None:
    closed = people["reader"].get(f"/items/0001-0002{address}")
    nowhere = people["reader"].get(f"/items/0001-9999{address}")
    assert closed.status_code == nowhere.status_code
    assert closed.status_code in (403, 404)
    told = [
        people["reader"].told(f"/items/{one}{address}", without=one) for one in ("0001-0002", "0001-9999")
    ]
    assert told[0] == told[1]
    assert people["archivist"].get(f"/items/0001-0002{address}").status_code == 200
    assert people["nobody"].get(f"/items/{PHOTO}{address}").status_code == 302


def test_the_original_is_downloaded_as_it_was(people: dict[str, Visitor], archive: Muragat) -> None:
    answer = people["archivist"].get(f"/items/{PHOTO}/front/original")
    [source] = archive.archive.rglob("data/**/көрме 1.jpg")
    assert answer.data == source.read_bytes()
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment") and "%D0%BA%D3%A9%D1%80%D0%BC%D0%B5%201.jpg" in said
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("item", "side"), [(PHOTO, "front"), (BACKED, "back"), (DOCUMENT, "front")])
def test_a_copy_carries_its_caption(
    people: dict[str, Visitor], tmp_path: Path, archive: Muragat, item: str, side: str
) -> None:
    from media.embed import read_back

    before = {path: path.stat().st_mtime_ns for path in archive.archive.rglob("accessions/**/*")}
    answer = people["reader"].get(f"/items/{item}/{side}/copy")
    copy = tmp_path / answer.headers["Content-Disposition"].split("filename=")[1].strip('"')
    copy.write_bytes(answer.data)
    assert read_back(copy).identifier == item
    assert before == {path: path.stat().st_mtime_ns for path in archive.archive.rglob("accessions/**/*")}


def test_a_broken_original_is_told_and_stops_nothing(own: Muragat) -> None:
    [source] = own.archive.rglob("data/**/көрме 1.jpg")
    source.chmod(0o644)
    source.write_bytes(b"\xff\xd8\xff\xe0 nothing of a picture")
    app = room(own.archive)
    visitor = Visitor(app)
    answer = visitor.get(f"/items/{PHOTO}/front/1/page.jpg")
    assert answer.status_code == 404 and "cannot be shown" in answer.text
    assert visitor.get(f"/items/{PHOTO}").status_code == 200
    assert picture(visitor, "/items/0001-0003/front/1/page.jpg").width == 1600
    app.extensions["muragat_renderings"].close()


def test_pictures_looked_at_longest_ago_make_room(ingested: Muragat, tmp_path: Path) -> None:
    import os

    from archive.home import open_archive

    kept = Renderings(open_archive(ingested.archive), most_bytes=2500)
    kept._folder = tmp_path
    for age, name in enumerate(("new", "middle", "old")):
        path = tmp_path / "ab" / f"{name}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(1000))
        os.utime(path, (10_000 - age, 10_000 - age))
    kept.prune()
    assert sorted(path.name for path in tmp_path.glob("*/*.jpg")) == ["middle.jpg", "new.jpg"]


@pytest.mark.parametrize(
    ("written", "read", "places"),
    [
        ("ab", "ab", [0, 1]),
        ("aXc", "abc", [0, 1, 2]),
        ("aXYc", "abc", [0, 1, None, 2]),
        ("ac", "abc", [0, 2]),
        ("", "abc", []),
        ("abc", "", [None, None, None]),
        ("zab", "ab", [None, 0, 1]),
    ],
)
def test_typed_lines_keep_the_places_of_read_lines(written: str, read: str, places: list[int | None]) -> None:
    assert align(written, read) == places


def test_unsure_words_are_marked(ingested: Muragat) -> None:
    from dataclasses import replace

    from archive.home import open_archive

    item = look(open_archive(ingested.archive), PHOTO).item
    square = (1.0, 2.0, 30.0, 2.0, 30.0, 8.0, 1.0, 8.0)
    line = Line("Сәкен Жұмағұлов", 60.0, square, (("Сәкен", 91.0), ("Жұмағұлов", 40.0)))
    text = Text("caption", "front", 1, "Сәкен Жұмағұлов", "kk", 60.0, "tesseract", True, (line,))
    [block] = blocks(replace(item, texts=(text,)), "front", 1)
    assert block.lines[0].words == (("Сәкен", False), ("Жұмағұлов", True))
    assert block.lines[0].place is not None
    assert block.lines[0].place.points == "1,2 30,2 30,8 1,8"
    # A person's correction of another length keeps the places of the lines that it is from.
    fixed = Text("caption", "front", 1, "Жоғарыда\nСәкен Жұмағұлов", "kk", None, "staff:a", True)
    old = replace(text, current=False)
    [block] = blocks(replace(item, texts=(old, fixed)), "front", 1)
    assert [line.place is not None for line in block.lines] == [False, True]
    assert block.is_corrected
