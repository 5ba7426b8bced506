"""An index for somebody who may not see everything answers like one that holds nothing else."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Access, Rights
from index import maintain
from index.query import Word, parse
from index.restricted import Restricted, open_to
from index.suggest import did_you_mean
from index.whoosh_engine import WhooshEngine
from tests.index_world import Catalogue, event, item, person, when

TEXTS = ("қала көшесі", "құпия қала", "мұрағат құжаты", "")
ACCESSES: tuple[Access, ...] = ("public", "staff", "closed")
ITEMS = [
    item(
        number,
        text,
        rights=Rights(access),
        place=("Алматы", "Целиноград")[number % 2],
        persons=(person(f"Оспанова {access.title()}", number=number),),
        event=event(f"Шара {access}", number=number, text="шараның баспасөзі") if number % 3 else None,
        when=when(f"19{10 + number}-01-01", f"19{10 + number}-12-31") if number % 4 else None,
    )
    for number, (text, access) in enumerate(product(TEXTS, ACCESSES), start=1)
]


def opened(folder: Path, accesses: tuple[str, ...]) -> WhooshEngine:
    maintain.update(folder, Catalogue([one for one in ITEMS if one.rights.access in accesses]))
    return maintain.open_current(folder)[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    return opened(tmp_path_factory.mktemp("whole"), ACCESSES)


@pytest.fixture(scope="module")
def open_only(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    return opened(tmp_path_factory.mktemp("open"), ("public",))


QUERIES = st.sampled_from(
    [
        *("", "қала", "құпия", "-қала", "құпя", "баспасөз", '"құпия қала"', "құп*", "мұрағат OR құпия"),
        *("rights:closed", "rights:public", "-rights:public", "person:оспанова", "person:closed"),
        *("event:staff", "has:event", "place:астана", "целиноград", "date:1910..1919", "date:unknown"),
    ]
)


@settings(deadline=None, max_examples=80)
@given(st.lists(QUERIES, min_size=1, max_size=3).map(" ".join))
def test_it_answers_like_an_index_of_the_open_items(
    whole: WhooshEngine, open_only: WhooshEngine, query: str
) -> None:
    tree = parse(query).tree
    seen = Restricted(whole, open_to({"public"}))
    expected = open_only.search(tree, facets=True, sort="id")
    answer = seen.search(tree, facets=True, sort="id")
    assert (answer.total, answer.ids, answer.facets) == (expected.total, expected.ids, expected.facets)
    assert seen.count(tree) == open_only.count(tree)
    parts = [parse(part).tree for part in ("kind:photo", "has:text", "date:unknown", "-купия")]
    assert seen.counts(tree, parts) == open_only.counts(tree, parts)
    assert did_you_mean(seen, parse(query)) == did_you_mean(open_only, parse(query))


def test_words_are_those_of_the_open_items(whole: WhooshEngine, open_only: WhooshEngine) -> None:
    seen = Restricted(whole, open_to({"public"}))
    for prefix in ("купия", "кала", "клоседcl", "closed", "public", "ш"):
        shown = [word for word in seen.words(prefix, 50) if seen.count(Word(word))]
        assert shown == [word for word in open_only.words(prefix, 50) if open_only.count(Word(word))]
    assert whole.count(Word("closed")) and not seen.count(Word("closed"))


def test_who_may_see_nothing_finds_nothing(whole: WhooshEngine) -> None:
    nobody = Restricted(whole, open_to(()))
    assert nobody.count() == nobody.search(parse("").tree).total == 0
    assert Restricted(whole, open_to(ACCESSES)).count() == len(ITEMS)
