"""Every message of the reading room is there in Kazakh and in Russian, and compiled."""

from __future__ import annotations

import ast
import importlib.util
import re
from types import ModuleType

import pytest
from room import room
from story import ROOT, Muragat
from test_architecture import ROOMS

from archive.errors import BadQuery
from index.query import parse
from reading_room.told import SENTENCES, told


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", ROOT / "script" / "translate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_nothing_is_untranslated_or_unsure(translate: ModuleType, language: str) -> None:
    assert translate.missing(language) == [], "run script/translations and fill in what it names"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_files_are_those_of_the_source(translate: ModuleType, language: str) -> None:
    path = translate.po_path(language)
    assert path.read_bytes() == translate.po_bytes(translate.updated(language)), "run script/translations"
    assert path.with_suffix(".mo").read_bytes() == translate.mo_bytes(language), "run script/translations"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_translations_keep_what_is_filled_in(translate: ModuleType, language: str) -> None:
    places = re.compile(r"%\(\w+\)[sd]")
    for message in translate.read(language):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(places.findall(originals[-1]))
        for one in said:
            assert set(places.findall(one)) == wanted, (message.id, one)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_kazakh_and_russian_are_written_in_their_letters(translate: ModuleType, language: str) -> None:
    """A Latin letter inside a Cyrillic word is a slip of the keyboard."""
    mixed = re.compile(r"[a-z][а-яәғқңөұүһі]|[а-яәғқңөұүһі][a-z]", re.IGNORECASE)
    for message in translate.read(language):
        for one in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not mixed.search(re.sub(r"%\(\w+\)[sd]", "", one)), one


def sentences_of(*modules: str) -> list[str]:
    """What notes, BadQuery and NoDate say in these modules, with «1» for what varies."""
    found = []
    for name in modules:
        for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called in ("note", "BadQuery", "NoDate"):
                    found += [said(one) for one in (node.args[0], *node.args[3:]) if said(one)]
    return found


def said(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "1" for part in node.values)
    return ""


def test_what_a_search_says_is_said_in_the_language_of_the_visitor(muragat: Muragat) -> None:
    from index.engine import ONLY_TOLD
    from index.lexer import UNCLOSED

    found = sentences_of("index/grammar.py", "index/fields.py", "index/dates.py")
    assert len(found) > 12
    app = room(muragat.archive)
    for code in ("kk", "ru"):
        with app.test_request_context("/", headers={"Accept-Language": code}):
            same = [one for one in (*found, ONLY_TOLD, UNCLOSED) if told(one) == one]
            assert same == [], f"put these into reading_room/told.py, then run script/translations ({code})"


def test_a_sentence_keeps_what_varies(muragat: Muragat) -> None:
    with room(muragat.archive).test_request_context("/", headers={"Accept-Language": "ru"}):
        assert told("'2024-13' is not a date: there is no month 13.") == "'2024-13' — не дата: нет месяца 13."
        assert told("0001-0002 is joined to 0001-0001.") == "0001-0002 присоединено к 0001-0001."
        assert told("Add 0001-0001.") == "Добавьте 0001-0001."
        assert "поэтому" in told("0001-0002 is not in the exhibition «үй», so it cannot be included.")
        assert told("Nobody wrote this.") == "Nobody wrote this."
    assert len(SENTENCES) == len(set(SENTENCES))


def test_every_sentence_that_is_told_is_one_that_somebody_says() -> None:
    """A sentence that was reworded where it is said would stay English on the page."""
    sources = (path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "told" not in path.name)
    nodes = (node for path in sources for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    says = {said(node) for node in nodes if isinstance(node, ast.Constant | ast.JoinedStr)} - {"", "1"}
    source = "\n".join(says)
    parts = {one: re.split(r"%\(\w+\)s|[:;.] ?", one) for one in SENTENCES}
    stale = [one for one in SENTENCES if not all(part in source for part in parts[one])]
    assert stale == []


@pytest.mark.parametrize(
    "query", ["date:abc", "kind:banana", "id:*", "date:1950..1940", "(көрме", "has:", "а AND б"]
)
def test_what_is_wrong_with_a_query_is_not_said_in_english(muragat: Muragat, query: str) -> None:
    try:
        sentences = list(parse(query).notes)
    except BadQuery as error:
        sentences = [error.what, error.todo]
    with room(muragat.archive).test_request_context("/", headers={"Accept-Language": "kk"}):
        assert sentences and [one for one in sentences if told(one) == one] == []
