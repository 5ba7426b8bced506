"""Threads of a server do not get into each other's words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from room import Visitor, room
from story import Muragat

from language.morphology import stems

WORDS = [
    f"{beginning}{ending}"
    for beginning in ("выставочн", "фотограф", "библиотек", "собран", "председател", "старинн", "открыт")
    for ending in ("ого", "ая", "ыми", "ировавшими", "иями", "ностью", "ский", "ами", "ующихся", "ейшего")
] + ["exhibitions", "photographers", "readings", "generalizations", "hopefulness", "conditional"] * 3


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that are interrupted as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_stems_of_a_word_do_not_depend_on_who_else_asks(restless: None) -> None:
    alone = [stems(word) for word in WORDS]
    for _ in range(20):
        stems.cache_clear()
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(stems.__wrapped__, WORDS * 4))
        assert together == alone * 4


def test_visitors_at_once_get_what_they_get_alone(ingested: Muragat, restless: None) -> None:
    app = room(ingested.archive)
    queries = [
        "көрме",
        "персона:лебедевой",
        "фото*",
        "выставка OR көрме",
        "date:2023",
        "омарва",
        "",
        "мектеп",
    ]

    def ask(query: str) -> object:
        answer = Visitor(app).get("/api/v1/search", query_string={"q": query, "facets": "1"}).get_json()
        return {**answer, "ms": 0}

    alone = [ask(query) for query in queries]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, queries * 4)) == alone * 4
