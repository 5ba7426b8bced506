"""Did you mean, and what is marked in a hit."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadQuery
from index import maintain
from index.highlight import snippet
from index.query import parse
from index.suggest import did_you_mean, distance
from tests.index_world import Catalogue, item, person


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> maintain.WhooshEngine:
    folder: Path = tmp_path_factory.mktemp("suggest")
    items = [
        item(1, "Қарағанды облыстық кітапханасы"),
        item(2, "балалар кітабының көрмесі"),
        item(3, "мұрағаттағы құжаттар", persons=(person("Оспанова Бақытжамал Қайырбекқызы"),)),
        item(4, "international library forum"),
    ]
    maintain.update(folder, Catalogue(items))
    return maintain.open_current(folder)[0]


MEANT = [
    ("rbnfg", "китап"),
    ("r3nfg", "кітап"),
    ("rfhfufyls", "караганды"),
    ("дшикфкн", "library"),
    ("китапхна", "кітапхана"),
    ("мурагат құжатар", "мурагат құжаттар"),
    ("librery forum", "library forum"),
    ("person:оспнова", "person:оспанова"),
    ("person:оспнова кітапхна", None),
    ("-балалар китапхна", "-балалар кітапхана"),
    ("кітап", None),
    ("кітап щщщщщ", None),
    ("zzzzzz", None),
    ("", None),
    ("!!!", None),
    ("kind:document", None),
]


@pytest.mark.parametrize(("query", "meant"), MEANT)
def test_what_was_meant(engine: maintain.WhooshEngine, query: str, meant: str | None) -> None:
    assert did_you_mean(engine, parse(query)) == meant
    if meant:
        assert engine.count(parse(meant).tree) > 0


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_a_suggestion_has_hits_whatever_was_typed(engine: maintain.WhooshEngine, text: str) -> None:
    try:
        parsed = parse(text)
    except BadQuery:
        return
    meant = did_you_mean(engine, parsed)
    assert meant is None or (engine.count(parse(meant).tree) > 0 and engine.count(parsed.tree) == 0)


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [
        ("кітап", "кітап", 0),
        ("китап", "кипат", 2),
        ("ab", "ba", 1),
        ("кітап", "кітаа", 1),
        ("abc", "abcde", 2),
    ],
)
def test_slips_are_counted(a: str, b: str, slips: int) -> None:
    assert distance(a, b, 3) == distance(b, a, 3) == slips
    assert distance(a, b, 0) == min(slips, 1)


MARKED = [
    ("кітапхана", "ұлттық кітапханасында", "ұлттық <mark>кітапханасында</mark>"),
    ("karagandy", "Қарағанды қ.", "<mark>Қарағанды</mark> қ."),
    ("китап", "Кітабы бар", "<mark>Кітабы</mark> бар"),
    ("кіта*", "кітап, кітапхана", "<mark>кітап</mark>, <mark>кітапхана</mark>"),
    ('"ұлттық қор"', "ұлттық қоры мен қор", "<mark>ұлттық</mark> қоры мен <mark>қор</mark>"),
    ("person:оспанова", "Оспановаға <гүл>", "<mark>Оспановаға</mark> &lt;гүл&gt;"),
    ("кітап -қор", "кітап, қор", "<mark>кітап</mark>, қор"),
    ("кітап", "кі\u00adтап & кітап", "<mark>кі\u00adтап</mark> &amp; <mark>кітап</mark>"),
    ("кітап", "Қарағанды09", "Қарағанды09"),
    ("09", "Қарағанды09", "Қарағанды<mark>09</mark>"),
    ("", "<b>", "&lt;b&gt;"),
    (".*", "abc", "abc"),
    ("кітап", "", ""),
]


@pytest.mark.parametrize(("query", "text", "html"), MARKED)
def test_words_that_were_met_are_marked(query: str, text: str, html: str) -> None:
    assert snippet(text, parse(query).tree) == html


def test_a_long_text_is_cut_where_the_words_are() -> None:
    text = "алғы сөз " * 100 + "сирек кітап туралы" + " соңғы сөз" * 100
    html = snippet(text, parse("кітап").tree, 80)
    assert "сирек <mark>кітап</mark> туралы" in html
    assert html.startswith("…") and html.endswith("…") and len(html) < 110


class Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\r\x00…"), max_size=400), st.integers(1, 200))
def test_a_snippet_is_a_part_of_the_text_and_nothing_but_marks(text: str, length: int) -> None:
    plain = Plain()
    plain.feed(snippet(text, parse("а б кітап").tree, length))
    plain.close()
    assert plain.text.strip("…") in text and plain.tags <= {"mark"}
    assert len(plain.text.strip("…")) <= max(length, 0)
