"""What is the same on every page: languages, markup as text, pictures, styles; the help and the API."""

from __future__ import annotations

import gzip
import html
import re

import pytest
from flask import Flask
from room import HERE, Visitor, links, room
from story import Muragat

from language.tokens import tokens

HOSTILE = '<script>alert(1)</script> <img src=x onerror=alert(2)> "><svg onload=alert(3)>'


@pytest.fixture(scope="module")
def app(ingested: Muragat) -> Flask:
    return room(ingested.archive)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


def test_markup_in_the_archive_is_text(own: Muragat) -> None:
    own.run("edit", "0001-0001", "--caption", f"хаттама {HOSTILE}", "--title", HOSTILE, "--place", HOSTILE)
    own.run("edit", "0001-0001", "--event", HOSTILE, "--add-person", "Зорро <b>Диего</b>")
    visitor = Visitor(room(own.archive))
    for address in ("/", "/?q=хаттама&view=list", "/?q=alert", f"/?q={HOSTILE}", "/items/0001-0001", "/?q=щ"):
        page = visitor.get(address).text
        inside = page.partition("<body>")[2].replace('<script type="module" src="/static/', "")
        assert not re.search(r"<(script|img src=x|svg onload|b>)", inside, re.IGNORECASE), address
    rows = visitor.get("/suggestions?q=зорро").get_json()["suggestions"]
    assert rows and visitor.get("/suggestions?q=зорро").mimetype == "application/json"


def test_languages(app: Flask) -> None:
    said = {"kk": "Не іздейсіз?", "ru": "Что вы ищете?", "en": "What are you looking for?"}
    for code, words in said.items():
        assert words in Visitor(app, code).get("/").text
        assert words in Visitor(app, "de").get(f"/?lang={code}").text
        assert f'lang="{code}"' in Visitor(app, f"de,{code};q=0.5").get("/").text
    assert said["kk"] in Visitor(app, "de").get("/").text
    visitor = Visitor(app, "ru")
    visitor.get("/?lang=en&colours=dark")
    page = visitor.get("/").text
    assert said["en"] in page and 'data-colours="dark"' in page
    assert said["en"] in visitor.get("/?lang=%3Cscript%3E").text


def test_the_api_is_what_the_commands_print(ingested: Muragat, visitor: Visitor) -> None:
    command = ingested.json("search", "көрме", "--facets", "--sort", "date")
    answer = visitor.get("/api/v1/search?q=көрме&facets=1&sort=date").get_json()
    for one in (command, answer):
        del one["ms"]
    assert answer == command
    assert visitor.get("/api/v1/items/0001-0001").get_json() == ingested.json("show", "0001-0001")


def test_small_pictures_are_kept_by_browsers(visitor: Visitor) -> None:
    page = visitor.get("/").text
    address = html.unescape(re.search(r'<img src="([^"]+)"', page)[1])  # type: ignore[index]
    answer = visitor.get(address)
    assert answer.mimetype == "image/webp" and len(answer.data) < 12_000
    assert {"private", "immutable"} <= set(answer.headers["Cache-Control"].split(", "))
    again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and again.data == b""
    assert visitor.get("/items/0001-0001/front/thumbnail").mimetype == "image/jpeg"
    for nothing in ("/items/0001-0001/back/240", "/items/0001-0001/front/241", "/items/0001-0001/side/240"):
        assert visitor.get(nothing).status_code == 404


def test_text_is_compressed_for_those_who_understand_it(visitor: Visitor) -> None:
    packed = visitor.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "For example:" in gzip.decompress(packed.data).decode()
    assert "Content-Encoding" not in visitor.get("/").headers


def test_style_and_scripts_are_small_and_kept(app: Flask, visitor: Visitor) -> None:
    page = visitor.get("/").text
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(addresses) >= 6
    for address in addresses:
        answer = visitor.get(html.unescape(address))
        assert answer.status_code == 200 and "max-age=31536000" in answer.headers["Cache-Control"]


def test_the_help_shows_queries_that_are_understood(app: Flask) -> None:
    for code in ("kk", "ru", "en"):
        visitor = Visitor(app, code)
        queries = [address for address, _ in links(visitor.get("/help").text) if "?q=" in address]
        assert len(queries) > 10
        for address in queries:
            assert visitor.get(address).status_code == 200, address


def test_pages_say_numbers_of_things_rightly(app: Flask) -> None:
    visitor = Visitor(app, "ru")
    assert "6 единиц хранения" in visitor.get("/").text
    assert "0 единиц хранения" in visitor.get("/?q=щщщщ").text
    assert "1 единица хранения" in visitor.get("/?q=id:0001-0001").text
    assert len(list(tokens("6 сақтау бірлігі"))) and "6 сақтау бірлігі" in Visitor(app, "kk").get("/").text


def test_hosts_of_links_are_never_said(visitor: Visitor) -> None:
    assert HERE not in visitor.get("/").text
