"""The query language: text → tree, notes and errors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadInput, BadQuery
from index.query import (
    And,
    Coded,
    Date,
    Everything,
    MonthDay,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Span,
    Together,
    Word,
    both,
    either,
    field_query,
    leaves,
    parse,
)

A, B, C, D = (Word(letter) for letter in "абвг")
YEAR = Date("2024-01-01", "2024-12-31")

TREES: list[tuple[str, Query]] = [
    ("", Everything()),
    ("  \n ", Everything()),
    ("кітапхана", Word("кітапхана")),
    ("Қарағанды облысы", And((Word("Қарағанды"), Word("облысы")))),
    ("Қарағанды09", And((Word("Қарағанды"), Word("09")))),
    ("Н.В.Гоголь", And((Word("Н"), Word("В"), Word("Гоголь")))),
    ("а а", A),
    ("Алма-Ата", Or((Phrase(("Алма", "Ата")), Coded("mentions", "almaty")))),
    ("Ақ-Бота", And((Word("Ақ"), Word("Бота")))),
    ("-целиноград", Not(Or((Word("целиноград"), Coded("mentions", "astana"))))),
    ("целиногр*", Prefix("целиногр")),
    ('"ұлттық кітапхана"', Phrase(("ұлттық", "кітапхана"))),
    ("«ұлттық кітапхана»", Phrase(("ұлттық", "кітапхана"))),
    ("“ұлттық кітапхана”", Phrase(("ұлттық", "кітапхана"))),
    ("„ұлттық кітапхана“", Phrase(("ұлттық", "кітапхана"))),
    ('а"б в"', And((A, Phrase(("б", "в"))))),
    ('""', Nothing()),
    ("-а", Not(A)),
    ("а -б", And((A, Not(B)))),
    ("а -(б в)", And((A, Not(And((B, C)))))),
    ('а -"б в"', And((A, Not(Phrase(("б", "в")))))),
    ("-(-а)", A),
    ("--а", Not(A)),
    ("а - б", And((A, B))),
    ("а – б", And((A, B))),
    ("а OR б", Or((A, B))),
    ("а or б", And((A, Word("or"), B))),
    ("а б OR в г", Or((And((A, B)), And((C, D))))),
    ("а (б OR в)", And((A, Or((B, C))))),
    ("(а OR б) OR в", Or((A, B, C))),
    ("(а б) в", And((A, B, C))),
    ("((((а))))", A),
    ("() а", A),
    ("а AND б", And((A, B))),
    ("(а AND б) OR в", Or((And((A, B)), C))),
    ("а OR", A),
    ("OR а", A),
    ("OR", Nothing()),
    ("-", Nothing()),
    (":", Nothing()),
    ("*", Nothing()),
    ("?!", Nothing()),
    (")(", Nothing()),
    ("кітап*", Prefix("кітап")),
    ("кітап*,", Prefix("кітап")),
    ("кітап**", Prefix("кітап")),
    ("ұлттық-кітап*", And((Word("ұлттық"), Prefix("кітап")))),
    ("кі*", Word("кі")),
    ("*кітап", Word("кітап")),
    ("кі*тап", And((Word("кі"), Word("тап")))),
    ("person:оспанова", Word("оспанова", "person")),
    ("Person:Оспанова", Word("Оспанова", "person")),
    ("тұлға:оспанова", Word("оспанова", "person")),
    ("персона:оспанова", Word("оспанова", "person")),
    ('person:"Оспанова Бақытжамал"', Together(("Оспанова", "Бақытжамал"), "person")),
    ("тұлға:«Оспанова Бақытжамал»", Together(("Оспанова", "Бақытжамал"), "person")),
    ("person:Б.Оспанова", Together(("Б", "Оспанова"), "person")),
    ("person:оспан*", Prefix("оспан", "person")),
    ('person:"Оспанова Бақ"*', Together(("Оспанова", "Бақ"), "person", last_is_prefix=True)),
    ("person:оспанова бақытжамал", And((Word("оспанова", "person"), Word("бақытжамал")))),
    ("-person:оспанова", Not(Word("оспанова", "person"))),
    ("person:P0012", Or((Together(("P", "0012"), "person"), Coded("person_id", "P0012")))),
    ("event:opentalk", Word("opentalk", "event")),
    ("оқиға:форум", Word("форум", "event")),
    ("событие:форум", Word("форум", "event")),
    ("place:Қарағанды", Or((Word("Қарағанды", "place"), Coded("place_id", "karaganda")))),
    ("орны:Қарағанды", Or((Word("Қарағанды", "place"), Coded("place_id", "karaganda")))),
    ("место:Караганда", Or((Word("Караганда", "place"), Coded("place_id", "karaganda")))),
    ("place:Париж", Word("Париж", "place")),
    ("place:Қараған*", Prefix("Қараған", "place")),
    ("date:2024", YEAR),
    ("күні:2024", YEAR),
    ("дата:2024", YEAR),
    ("date:2024-09", Date("2024-09-01", "2024-09-30")),
    ("date:2024-02", Date("2024-02-01", "2024-02-29")),
    ("date:2024-09-18", Date("2024-09-18", "2024-09-18")),
    ("date:18.09.2024", Date("2024-09-18", "2024-09-18")),
    ("date:09.2024", Date("2024-09-01", "2024-09-30")),
    ("date:1930..1939", Date("1930-01-01", "1939-12-31")),
    ("date:1930-1939", Date("1930-01-01", "1939-12-31")),
    ("date:1930/1939", Date("1930-01-01", "1939-12-31")),
    ("date:193X", Date("1930-01-01", "1939-12-31")),
    ("date:19XX", Date("1900-01-01", "1999-12-31")),
    ("date:..1950", Date(None, "1950-12-31")),
    ("date:1991..", Date("1991-01-01", None)),
    ("date:2024-09-17..2024-10", Date("2024-09-17", "2024-10-31")),
    ("date:18.09.2024..20.09.2024", Date("2024-09-18", "2024-09-20")),
    ("date:09-18", MonthDay(9, 18)),
    ("date:XXXX-09-18", MonthDay(9, 18)),
    ("date:09", MonthDay(9)),
    ("date:02-29", MonthDay(2, 29)),
    ('date:"2024"', YEAR),
    ("date:2024,", YEAR),
    ("kind:photo", Coded("kind", "photo")),
    ("kind:Фото", Coded("kind", "photo")),
    ("түрі:құжат", Coded("kind", "document")),
    ("id:0003-0017", Coded("id", "0003-0017")),
    ("id:0003", Coded("accession", "0003")),
    ("has:text", Coded("has", "text")),
    ("-has:person", Not(Coded("has", "person"))),
    ("is:unreviewed", Coded("is", "unreviewed")),
    ("rights:public", Coded("rights", "public")),
    ("foo:bar", And((Word("foo"), Word("bar")))),
    ("person:", Word("person")),
    ("person: оспанова", And((Word("person"), Word("оспанова")))),
    ("дата: 18 қыркүйек", And((Word("дата"), Word("18"), Word("қыркүйек")))),
    ('person:"—"', Nothing()),
    ("http://kitap.kz/a", And(tuple(map(Word, ("http", "kitap", "kz", "a"))))),
    ("кiтaп", Word("кітап")),
    ("кі\u00adтап", Word("кітап")),
    ("огурт", Word("огурт")),
    ("и\u0306огурт", Word("йогурт")),
]


@pytest.mark.parametrize(("text", "tree"), TREES, ids=[repr(text) for text, _ in TREES])
def test_text_becomes_tree(text: str, tree: Query) -> None:
    assert parse(text).tree == tree


IMPOSSIBLE = [
    ("date:2024-13", 0, 12),
    ("кітап date:2024-13", 6, 18),
    ("date:2024-02-30", 0, 15),
    ("date:30.02.2024", 0, 15),
    ("date:0000", 0, 9),
    ("date:abc", 0, 8),
    ("date:..", 0, 7),
    ("date:1939..1930", 0, 15),
    ("date:13-01", 0, 10),
    ("date:09-18..09-20", 0, 17),
    ("date:20241", 0, 10),
    ("күні:қыркүйек", 0, 13),
    ("kind:banana", 0, 11),
    ("(а OR kind:banana)", 6, 17),
    ('kind:"banana split" а', 0, 19),
    ("rights:xx", 0, 9),
    ("has:nothing", 0, 11),
    ("is:nice", 0, 7),
    ("id:17", 0, 5),
    ("id:abcd-0001", 0, 12),
    ("id:*", 0, 4),
    ("has:*", 0, 5),
    ('date:""', 0, 7),
]


@pytest.mark.parametrize(("text", "start", "end"), IMPOSSIBLE)
def test_an_impossible_value_points_at_the_part(text: str, start: int, end: int) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)
    assert caught.value.todo


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("date:abc", "'abc' is not a date."),
        ("date:2024-13", "'2024-13' is not a date: there is no month 13."),
        (f"date:{'7' * 500}", f"'{'7' * 39}…' is not a date."),
        (f"id:{'x' * 500}", f"'{'x' * 39}…' is not an item's id."),
        (f"kind:{'x' * 500}", f"kind: has no value '{'x' * 39}…'."),
        ("id:*", "id: is given no value."),
    ],
)
def test_an_impossible_value_is_told_once_and_shortly(text: str, what: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)
    assert caught.value.what == what


NOTES = [
    ('"ұлттық кітапхана', "quotation mark"),
    ("«ұлттық кітапхана", "quotation mark"),
    ('person:"Оспанова', "quotation mark"),
    ("(а б", "bracket was not closed"),
    ("а) б", "had not been opened"),
    ("кі*", "needs 3 letters"),
    ("person:ос*", "needs 3 letters"),
    ("а AND б", "AND is not needed"),
    ("has:", "has: is a field only with a value behind it: text, person"),
    ("түрі: фото", "photo, document"),
    ("!!!", "no word"),
    ("(" * 40 + "а" + ")" * 40, "deeper than"),
    ("а " * 101, "first 100 words"),
    ('"' + "а " * 101 + '"', "first 100 words"),
]


@pytest.mark.parametrize(("text", "note"), NOTES, ids=[text[:20] for text, _ in NOTES])
def test_what_is_out_of_order_is_noted(text: str, note: str) -> None:
    assert any(note in one for one in parse(text).notes)


def test_what_is_in_order_has_no_notes() -> None:
    assert parse('ұлттық "кітапхана қоры" -(а OR б) person:"О Б" date:2024 кітап*').notes == ()


def test_unclosed_quotes_still_find_words() -> None:
    assert parse('"ұлттық кітапхана').tree == And((Word("ұлттық"), Word("кітапхана")))
    assert parse('person:"Оспанова Б').tree == And((Word("Оспанова", "person"), Word("Б")))


def test_spans_say_where_words_stand() -> None:
    parsed = parse('мұрағат person:"Оспанова Б" 12')
    assert parsed.spans == (
        Span(0, 7, "мұрағат"),
        Span(16, 24, "Оспанова"),
        Span(25, 26, "Б"),
        Span(28, 30, "12"),
    )


def test_an_empty_field_is_not_a_misspelt_word() -> None:
    assert parse("has: бар: орны: көрме").spans == (Span(16, 21, "көрме"),)


def test_filters_are_put_beside_a_query() -> None:
    assert both(parse("а б").tree, field_query("date", "2024")) == And((A, B, YEAR))
    assert both(parse("").tree, field_query("person", "Оспанова Б")) == Together(("Оспанова", "Б"), "person")
    assert both() == Everything()
    assert either() == Nothing()


def test_an_unknown_field_is_bad_input() -> None:
    with pytest.raises(BadInput, match="no field"):
        field_query("colour", "red")
    with pytest.raises(BadQuery):
        field_query("date", "2024-13")


def test_leaves_leave_out_what_is_not_wanted() -> None:
    tree = parse("а -б (в OR -г)").tree
    assert leaves(tree) == (A, B, C, D)
    assert leaves(tree, negated=False) == (A, C)


GRAMMAR = [
    "а",
    "OR",
    "-",
    "(",
    ")",
    '"',
    "«",
    "»",
    "„",
    "*",
    ":",
    "person:",
    "date:",
    "2024",
    "..",
    " ",
    "кітап",
    "\n",
]


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(GRAMMAR), max_size=60).map("".join))
def test_no_text_crashes(text: str) -> None:
    try:
        parsed = parse(text)
    except BadQuery as error:
        assert 0 <= error.start < error.end <= len(text)
        return
    assert parsed == parse(text)
    assert hash(parsed.tree) == hash(parse(text).tree)
    assert all(text[span.start : span.end].strip() for span in parsed.spans)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["а", "б", "кітап*", '"а б"', "person:а", "-в"]), min_size=1, max_size=6))
def test_brackets_around_a_query_change_nothing(parts: list[str]) -> None:
    text = " ".join(parts)
    assert parse(f"({text})").tree == parse(text).tree
    assert parse(f"-({text})").tree in (Not(parse(text).tree), getattr(parse(text).tree, "part", None))


HUGE = [
    "(" * 2000 + "а" + ")" * 2000,
    "-(" * 2000 + "а",
    "а OR (" * 2000,
    "«" * 100_000,
    '„"' * 50_000,
    '"' * 99_999,
    "а " * 50_000,
    "а" * 100_000,
    "-" * 100_000,
    "*" * 100_000,
    "person:" * 14_000,
    'person:"' * 12_500,
    "қ\u0306" * 50_000,
    "OR " * 33_000,
    "а-" * 50_000,
    "a" + "\u0301" * 99_999,
]


@pytest.mark.parametrize("text", HUGE, ids=[text[:8] for text in HUGE])
def test_huge_text_is_read(text: str) -> None:
    parsed = parse(text)
    assert len(leaves(parsed.tree)) <= 100
    assert repr(parsed.tree) and hash(parsed.tree) is not None
