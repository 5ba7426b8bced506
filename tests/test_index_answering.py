"""An engine that stays open answers as one that was just opened; quick ways find what slow ones find."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Item
from index import maintain
from index.analysis import asked, indexed, is_met
from index.answering import LATELY
from index.engine import Sort
from index.highlight import may_be_met
from index.query import And, parse
from language.data.kazakh_nominals import NOMINALS
from language.data.kazakh_verbs import VERBS
from tests.index_world import Catalogue, event, item, person, when

ENDINGS = [
    "",
    "лар",
    "дың",
    "і",
    "сы",
    "ға",
    "нен",
    "ында",
    "ып",
    "ған",
    "у",
    "ами",
    "ого",
    "ировать",
    "ing",
    "s",
]
OTHERS = [
    "Алматы",
    "Целиноград",
    "Ақмола",
    "выставка",
    "ять",
    "еди",
    "museum",
    "Qaragandy",
    "жж",
    "№2",
    "ь",
    "aб",
]
SORTS: tuple[Sort, ...] = ("relevance", "date", "id", "date", "relevance")


def opened(folder: Path, *items: Item) -> maintain.WhooshEngine:
    maintain.update(folder, Catalogue(items))
    return maintain.open_current(folder)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Items of which every third has no date and every second is told of by a press text alone."""
    folder = tmp_path_factory.mktemp("answering")
    told = event("Көрме", number=1, text="көрменің шымылдығы түрілді")
    opened(
        folder,
        *(
            item(
                number,
                "кітапхана қоры" if number % 2 else "",
                persons=(person("Оспанова Бақытжамал", number=1),) if number % 5 else (),
                event=told,
                when=when(f"19{10 + number}-01-01", f"19{12 + number}-12-31") if number % 3 else None,
            )
            for number in range(1, 14)
        ),
    )
    return folder


@pytest.mark.parametrize("query", ["кітапхана OR date:1915..1920", "", "-кітапхана", "шымылдық", "оспанова"])
def test_what_was_asked_before_changes_nothing(folder: Path, query: str) -> None:
    tree, engine = parse(query).tree, maintain.open_current(folder)[0]
    parts = [parse(part).tree for part in ("kind:photo", "has:text", "date:unknown", "-қоры")]
    for sort in SORTS:
        whole = engine.search(tree, sort=sort, facets=True)
        pages = [engine.search(tree, sort=sort, limit=2, offset=at) for at in range(0, whole.total + 2, 2)]
        assert [one for page in pages for one in page.ids] == list(whole.ids)
        assert [score for page in pages for score in page.scores] == list(whole.scores)
        fresh = maintain.open_current(folder)[0]
        assert fresh.counts(tree, parts) == engine.counts(tree, parts)
        assert fresh.search(tree, sort=sort, facets=True) == whole


def test_what_was_asked_for_long_ago_is_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering = maintain.open_current(folder)[0]._answering
    for number in range(2 * LATELY):
        answering.counts(parse(f"кітап{number} OR кітапхана").tree, [])
    assert len(answering._lately) == LATELY
    monkeypatch.setattr("index.answering.LATELY_DOCS", 20)
    for query in ("кітапхана", "", "has:text", ""):
        answering.counts(parse(query).tree, [])
    assert sum(len(one.docs) for one in answering._lately.values()) <= 20
    assert next(reversed(answering._lately)) == parse("").tree


def test_parts_are_counted_among_what_is_shown(folder: Path) -> None:
    engine = maintain.open_current(folder)[0]
    tree, part = parse("қоры").tree, parse("date:unknown").tree
    assert engine.counts(tree, [part]) == [engine.count(And((tree, part)))] == [2]
    # What a press text alone says is shown, so that it is counted.
    told = parse("шымылдық кітапхана").tree
    assert engine.search(told).total == sum(engine.counts(told, [parse("is:unreviewed").tree])) > 0


def test_what_is_said_of_a_query_is_said_each_time(tmp_path: Path) -> None:
    words = [f"абв{first}{second}" for first in "гдежзиклмнопрст" for second in "абвгдежзиклмноп"]
    engine = opened(tmp_path, item(1, " ".join(words)))
    told = [engine.search(parse(query).tree).notes for query in ("абв*", "абв*", "абв* -щ", "абвга*")]
    assert told[0] and told[0] == told[1] == told[2] and told[3] == ()


KNOWN = sorted(NOMINALS)[::7] + sorted(VERBS)[::7]
WORDS = st.builds(str.__add__, st.sampled_from(KNOWN + OTHERS), st.sampled_from(ENDINGS)) | st.text(
    st.sampled_from("абгіқңұhkya'-ьъй"), min_size=1, max_size=7
)


@settings(deadline=None, max_examples=600)
@given(WORDS, WORDS)
def test_words_that_are_passed_over_would_not_be_met(word: str, typed: str) -> None:
    wanted = asked(typed)
    if is_met(word, wanted):
        assert may_be_met(word, {folded[:1] for folded in wanted.folds})


def test_each_term_of_a_word_is_within_reach() -> None:
    for word in (
        f"{one}{ending}" for one in (*KNOWN, *OTHERS) for ending in ("", "ы", "лардың", "ып", "ами")
    ):
        found = indexed(word)
        for term in (found.form, *found.stems):
            assert may_be_met(word, {term[:1]}), (word, term)
