"""What a query finds, in which order, with which facets: through a real index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadQuery
from archive.model import Item, ItemSide, Original, Rights, Text
from index import maintain
from index.analysis import asked, is_met
from index.engine import Results
from index.query import field_query, parse
from language.tokens import tokens
from tests.index_world import Catalogue, event, facets_of, item, person, when


def opened(folder: Path, *items: Item) -> maintain.WhooshEngine:
    maintain.update(folder, Catalogue(items))
    return maintain.open_current(folder)[0]


def numbers(found: Results) -> list[int]:
    return [int(one[5:]) for one in found.ids]


# Our own pairs: a query in the dictionary form, or as it is typed without a Kazakh keyboard, and a text.
PAIRS = [
    ("кітапхана", "облыстық кітапханаларымыздың қоры"),
    ("кітап", "сирек кітабының парағы"),
    ("мектеп", "ауыл мектебінің түлектері"),
    ("көрме", "суретшінің көрмесіне келгендер"),
    ("орын", "бірінші орынды алды"),
    ("Алматы", "Алматыдағы кездесу"),
    ("Шымкент", "Шымкенттен келген қонақтар"),
    ("китапхана", "кітапхананың ашылуы"),
    ("мугалим", "мұғалімдер кеңесі"),
    ("Актобе", "Ақтөбеде өткен жиын"),
    ("караганда", "Қарағанды қаласы"),
    ("karagandy", "Қарағандыда түсірілген"),
    ("Qaraǵandy", "Қарағанды қаласы"),
    ("Қарағанды", "Qaraǵandy qalasy"),
    ("Қарағанды", "в городе Караганде"),
    ("Ахметова", "Ахметоваға алғыс хат"),
    ("ahmetova", "Ахметова Сәуле"),
    ("выставка", "открытие выставки"),
    ("museum", "regional museums of history"),
    ("мұрағат", "мұpaғaттaғы іс"),  # Latin p and a
    ("Әуезов", "М.О.Әуезов театры"),
    ("Жезқазған", "Жезқазған87 слёті"),
    ("87", "Жезқазған87 слёті"),
    ("йогурт", "и\u0306огурт"),
    ("мұрағат", "мұра\u00adғат"),
    ("мұрағат", "мұра-\nғат"),
    ("ғ", "XX ғ. басы"),
]

STRANGERS = [
    ("бала", "балапан"),
    ("қой", "қойма"),
    ("ел", "елік"),
    ("кітап", "хат"),
    ("мұра", "мұрын"),
]


@pytest.mark.parametrize(("query", "text"), PAIRS, ids=[f"{q}-{t}" for q, t in PAIRS])
def test_forms_spellings_and_scripts_are_found(tmp_path: Path, query: str, text: str) -> None:
    engine = opened(tmp_path, item(1, text), item(2, "мүлде басқа сөз"))
    assert numbers(engine.search(parse(query).tree)) == [1]


@pytest.mark.parametrize(("query", "text"), STRANGERS)
def test_other_words_are_not(tmp_path: Path, query: str, text: str) -> None:
    assert numbers(opened(tmp_path, item(1, text)).search(parse(query).tree)) == []


def test_the_exact_form_ranks_first_then_the_stem_then_the_fold(tmp_path: Path) -> None:
    engine = opened(tmp_path, item(1, "құн"), item(2, "күннің"), item(3, "күн"))
    assert numbers(engine.search(parse("күн").tree)) == [3, 2, 1]
    scores = engine.search(parse("күн").tree).scores
    assert list(scores) == sorted(scores, reverse=True) and scores[0] > scores[1] > scores[2] > 0


def test_a_rare_word_counts_more_than_a_common_one(tmp_path: Path) -> None:
    items = [item(n, "қала көшесі") for n in range(1, 9)]
    engine = opened(tmp_path, *items, item(9, "мұрағат"))
    assert numbers(engine.search(parse("қала OR мұрағат").tree))[0] == 9


def test_what_is_equal_otherwise_is_in_the_order_of_ids(tmp_path: Path) -> None:
    engine = opened(tmp_path, item(3, "қала"), item(1, "қала"), item(2, "қала"))
    assert numbers(engine.search(parse("қала").tree)) == [1, 2, 3]


WORLD = [
    item(
        1,
        "Ұлттық кітапхана ашылды",
        name="қарағанды гл",
        persons=(person("Оспанова Бақытжамал Қайырбекқызы", variants=("Б. Оспанова",)),),
        event=event("«Қарағанды09: еркін диалог» OpenTalk", participants=(person("Гоголь Ержан", number=7),)),
        when=when("2024-09-18", "2024-09-18"),
        place="Қарағанды",
        title="Салтанат",
        keywords=("мерейтой",),
        author="Әлібек Т.",
        reference="12-қор, 3-тізімдеме, 45-іс",
        metadata={"facts": {"description": "gala evening", "gps": [49.8, 73.1], "city": "Қарағанды"}},
    ),
    item(
        2,
        "кітапхана ұлттық қор",
        persons=(person("Оспанов Ерлан", number=2, status="confirmed"),),
        kind="document",
    ),
    item(
        3,
        "жас ақын",
        persons=(
            person("Оспанова Гүлнар", number=3, status="rejected"),
            person("Ахметова Бақытжамал", number=4),
            person("Оспанова Айнұр", number=5),
        ),
        event=event("Көктем", number=2),
        when=when("1936-01-01", "1936-12-31"),
        rights=Rights(access="closed"),
        reviewed=True,
    ),
    Item(
        "0002-0001",
        "photo",
        (
            ItemSide("front", Original("1" * 64, 1, "image/jpeg", "a", "a.jpg", "Мерейтой суреттері")),
            ItemSide("back", Original("2" * 64, 1, "image/jpeg", "b", "a_арты.jpg")),
        ),
        texts=(
            Text("inscription", "back", 1, "Ғ. Мұстафин", "kk", 80, "tesseract", True),
            Text("caption", "front", 1, "күмәнді оқылым", "kk", 20, "tesseract", False),
        ),
    ),
]

FOUND = [
    ("кітапхана", "1-1 1-2"),
    ('"ұлттық кітапхана"', "1-1"),
    ('"УЛТТЫК китапхана"', "1-1"),
    ('"ұлттық кітапханасы"', ""),
    ('"кітапхана салтанат"', ""),
    ("кітапхана -ашылды", "1-2"),
    ("-кітапхана", "1-3 2-1"),
    ("ақын OR ашылды", "1-1 1-3"),
    ("(ақын OR ашылды) -жас", "1-1"),
    ("кіта*", "1-1 1-2"),
    ("кіта* -ашы*", "1-2"),
    ("оспанова", "1-1 1-2 1-3"),
    ("гоголь", "1-1"),
    ("салтанат", "1-1"),
    ("мерейтой", "1-1 2-1"),
    ("opentalk", "1-1"),
    ("әлібек", "1-1"),
    ("қор 45", "1-1"),
    ("гл", "1-1"),
    ("gala", "1-1"),
    ("мұстафин", "2-1"),
    ("күмәнді", ""),
    ("person:оспанова", "1-1 1-2 1-3"),
    ("person:оспанованың", "1-1 1-3"),
    ("person:ospanova", "1-1 1-2 1-3"),
    ('person:"Оспанова Бақытжамал"', "1-1"),
    ('person:"Бақытжамал Оспанова"', "1-1"),
    ('person:"Б. Оспанова"', "1-1"),
    ('person:"А. Оспанова"', "1-3"),
    ('person:"Оспанова Бақыт"*', "1-1"),
    ("person:гүлнар", ""),
    ("person:гоголь", "1-1"),
    ("person:P0007", "1-1"),
    ("person:P0003", ""),
    ("event:opentalk", "1-1"),
    ("event:диалог", "1-1"),
    ("event:кітапхана", ""),
    ("event:E0002", "1-3"),
    ("event:«көктем»", "1-3"),
    ("place:қарағандыда", "1-1"),
    ("орны:караганда", "1-1"),
    ("place:ашылды", ""),
    ("kind:document", "1-2"),
    ("kind:photo", "1-1 1-3 2-1"),
    ("id:0001-0003", "1-3"),
    ("id:0002", "2-1"),
    ("id:0009-0001", ""),
    ("has:text", "1-1 1-2 1-3 2-1"),
    ("has:person", "1-1 1-2 1-3"),
    ("-has:person", "2-1"),
    ("has:back", "2-1"),
    ("has:gps", "1-1"),
    ("has:event", "1-1 1-3"),
    ("has:place", "1-1"),
    ("has:date", "1-1 1-3"),
    ("is:reviewed", "1-3"),
    ("is:unreviewed", "1-1 1-2 2-1"),
    ("is:unconfirmed", "1-1 1-3"),
    ("rights:closed", "1-3"),
    ("rights:public", "1-1 1-2 2-1"),
    ("", "1-1 1-2 1-3 2-1"),
    ("!!!", ""),
    ("кітапхана kind:photo date:2024 person:оспанова", "1-1"),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> maintain.WhooshEngine:
    return opened(tmp_path_factory.mktemp("world"), *WORLD)


@pytest.mark.parametrize(("query", "short_ids"), FOUND, ids=[query for query, _ in FOUND])
def test_fields(world: maintain.WhooshEngine, query: str, short_ids: str) -> None:
    found = world.search(parse(query).tree)
    assert sorted(found.ids) == [f"000{one[0]}-000{one[2]}" for one in short_ids.split()]
    assert found.total == len(found.ids) == world.count(parse(query).tree)


def test_facets_count_all_matches(world: maintain.WhooshEngine) -> None:
    found = world.search(parse("").tree, limit=1, facets=True)
    assert found.total == 4 and len(found.ids) == 1
    assert facets_of(found.facets, "kind") == {"photo": 3, "document": 1}
    assert found.facets["year"] == [("1936", 1), ("2024", 1), ("unknown", 2)]
    assert facets_of(found.facets, "event") == {"E0001": 1, "E0002": 1}
    assert facets_of(found.facets, "person") == {"P0001": 1, "P0002": 1, "P0004": 1, "P0005": 1, "P0007": 1}
    assert found.facets["kind"][0] == ("photo", 3)
    assert world.search(parse("").tree).facets == {}


def test_a_set_of_ids_limits_answer_and_facets(world: maintain.WhooshEngine) -> None:
    found = world.search(parse("кітапхана").tree, ids={"0001-0002", "0001-0003", "9999-0001"}, facets=True)
    assert found.ids == ("0001-0002",) and found.total == 1
    assert facets_of(found.facets, "kind") == {"document": 1}
    assert world.search(parse("").tree, ids=set()).total == 0


def test_pages_follow_one_another(world: maintain.WhooshEngine) -> None:
    whole = world.search(parse("").tree, sort="id").ids
    assert whole == tuple(sorted(whole))
    pages = [world.search(parse("").tree, sort="id", limit=1, offset=n).ids for n in range(5)]
    assert pages == [(one,) for one in whole] + [()]
    assert world.search(parse("").tree, limit=0).ids == ()


def test_sorted_by_date_the_unknown_come_last(world: maintain.WhooshEngine) -> None:
    assert world.search(parse("").tree, sort="date").ids == (
        "0001-0003",
        "0001-0001",
        "0001-0002",
        "0002-0001",
    )


def test_a_prefix_of_too_many_words_says_so(tmp_path: Path) -> None:
    words = [f"абв{first}{second}" for first in "гдежзиклмнопрст" for second in "абвгдежзиклмноп"]
    found = opened(tmp_path, item(1, " ".join(words))).search(parse("абв*").tree)
    assert found.total == 1 and any("more than 200 words" in note for note in found.notes)
    assert opened(tmp_path, item(1)).search(parse("абвга*").tree).notes == ()


def test_the_vocabulary_of_typing(world: maintain.WhooshEngine) -> None:
    assert "кітапхана" in world.words("кита", 10)
    assert ("кітапхана", 2) in world.common(world.words("кита", 10))
    assert world.words("щщщ", 10) == world.common([]) == []
    assert len(world.words("", 3)) == 3


def test_a_value_is_given_by_options_too(world: maintain.WhooshEngine) -> None:
    assert world.count(field_query("person", "Оспанова Бақытжамал")) == 1
    with pytest.raises(BadQuery):
        field_query("kind", "banana")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40) | st.sampled_from([q for q, _ in FOUND]).map(lambda q: q[::-1]))
def test_whatever_parses_is_answered(world: maintain.WhooshEngine, text: str) -> None:
    try:
        tree = parse(text).tree
    except BadQuery:
        return
    found = world.search(tree, facets=True)
    assert found.total == world.count(tree) <= 4


TREES = st.recursive(
    st.sampled_from(
        ["кітапхана", "ұлттық", "оспанова", "kind:photo", "date:2024", "қор", '"ұлттық кітапхана"']
    ),
    lambda part: st.lists(part, min_size=2, max_size=3).flatmap(
        lambda parts: st.sampled_from([f"({' '.join(parts)})", f"({' OR '.join(parts)})", f"-({parts[0]})"])
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60)
@given(TREES, TREES)
def test_and_or_not_are_those_of_sets(world: maintain.WhooshEngine, one: str, other: str) -> None:
    def ids(text: str) -> set[str]:
        return set(world.search(parse(text).tree).ids)

    assert ids(f"({one}) ({other})") == ids(one) & ids(other)
    assert ids(f"({one}) OR ({other})") == ids(one) | ids(other)
    assert ids(f"-({one})") == ids("") - ids(one)


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("аәбкғқ abc", max_size=60))
def test_every_word_of_a_text_meets_itself(text: str) -> None:
    for token in tokens(text):
        assert is_met(token.text, asked(token.text))
