"""A question in the query language → the items that answer it, for the command line and the web page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive import items, naming
from archive.home import Archive
from archive.item_json import item_json
from archive.model import Item
from index import highlight, query, suggest
from index.engine import ONLY_TOLD, Answers, Results, Sort
from index.fields import tree as field_tree
from index.named_places import facet_names
from index.query import Coded, Not, Parsed, Query, both, either, leaves
from index.restricted import Restricted, open_to
from workflows.open_index import OpenIndex, opened

if TYPE_CHECKING:
    from sqlalchemy import Connection

CLOSED = Coded("rights", "closed")
ALL = 10**9


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the query as it was typed, filters beside it, and which part of the answer to give.

    `most_values`: so many persons, events and places are counted, the most frequent; None for all.
    `filters`: more of them, as (field, value) of the query language; every one must match.
    `may_see`: the accesses (`public`, `staff`, `closed`) that the asker may see, None for all; nothing in
    the answer speaks of other items. `closed` False leaves closed items out for convenience: unless the
    query names them (`rights:closed`, `id:0003-0017`), and the answer says how many there are.
    """

    text: str = ""
    person: str | None = None
    event: str | None = None
    date: str | None = None
    kind: str | None = None
    filters: tuple[tuple[str, str], ...] = ()
    sort: Sort = "relevance"
    limit: int = 20
    offset: int = 0
    facets: bool = False
    most_values: int | None = None
    may_see: frozenset[str] | None = None
    closed: bool = True


def find(archive: Archive, question: Question, index: OpenIndex | None = None) -> dict[str, Any]:
    """The answer as JSON. A server hands in its open `index`; without one it is opened for this question.

    Raises BadQuery for an impossible value of a field, IndexUnusable.
    """
    began = time.perf_counter()
    parsed = query.parse(question.text)
    with _asking(archive, question, index) as (engine, index_notes):
        results = _ask(engine, parsed, question)
        left_out = _left_out(engine, parsed, question, results)
        meant = None if results.total or left_out else suggest.did_you_mean(engine, parsed)
    with archive.catalogue.reading() as connection:
        hits = _hits(connection, results, parsed.tree, question.may_see)
        facets = _facets(connection, _kept(results.facets, question)) if question.facets else {}
    return {
        "query": question.text,
        "total": results.total,
        "left_out": left_out,
        "ms": round((time.perf_counter() - began) * 1000, 1),
        "hits": hits,
        "facets": facets,
        "did_you_mean": meant,
        "notes": [*index_notes, *parsed.notes, *results.notes],
    }


def ids(archive: Archive, question: Question, index: OpenIndex | None = None) -> tuple[str, ...]:
    """The ids of all items that answer, in the order asked for; `limit` and `offset` do not count."""
    parsed = query.parse(question.text)
    with _asking(archive, question, index) as (engine, _):
        return engine.search(_wanted(parsed, question), sort=question.sort, limit=ALL).ids


def counts(
    archive: Archive, queries: Sequence[str], question: Question, index: OpenIndex | None = None
) -> dict[str, int]:
    """How many answers to the question each of these further queries has (`is:unreviewed`, `has:text` …)."""
    parsed = query.parse(question.text)
    with _asking(archive, question, index) as (engine, _):
        parts = [query.parse(text).tree for text in queries]
        return dict(zip(queries, engine.counts(_wanted(parsed, question), parts), strict=True))


@contextmanager
def _asking(
    archive: Archive, question: Question, index: OpenIndex | None
) -> Iterator[tuple[Answers, tuple[str, ...]]]:
    """The engine as far as the asker may see it, and notes about it."""
    with opened(archive.index_folder, index) as (engine, notes):
        if question.may_see is None:
            yield engine, notes
        else:
            yield Restricted(engine, open_to(question.may_see)), notes


def _ask(engine: Answers, parsed: Parsed, question: Question) -> Results:
    return engine.search(
        _wanted(parsed, question),
        limit=question.limit,
        offset=question.offset,
        sort=question.sort,
        facets=question.facets,
    )


def _wanted(parsed: Parsed, question: Question) -> Query:
    return both(parsed.tree, *_filters(question), *_convenience(parsed.tree, question))


def _filters(question: Question) -> list[Query]:
    given = {name: getattr(question, name) for name in ("person", "event", "date", "kind")}
    pairs = [(name, value) for name, value in given.items() if value]
    return [field_tree(name, value, (0, len(value))) for name, value in (*pairs, *question.filters)]


def _convenience(tree: Query, question: Question) -> list[Query]:
    """What leaves closed items out, save those that the query names."""
    asked_for = leaves(tree, negated=False)
    if question.closed or CLOSED in asked_for:
        return []
    named = [leaf for leaf in asked_for if isinstance(leaf, Coded) and leaf.field == "id"]
    return [either(Not(CLOSED), *named)]


def _left_out(engine: Answers, parsed: Parsed, question: Question, results: Results) -> int:
    """How many closed items would have answered: those of which only a press text speaks as well, when no
    item answers by itself."""
    shown = _convenience(parsed.tree, question)
    if not shown or not engine.count(CLOSED):
        return 0
    hidden = both(parsed.tree, *_filters(question), CLOSED, Not(shown[0]))
    by_itself = results.total and ONLY_TOLD not in results.notes
    return engine.count(hidden) if by_itself else engine.search(hidden, limit=0).total


def _hits(
    connection: Connection, results: Results, tree: Query, may_see: frozenset[str] | None
) -> list[dict[str, Any]]:
    """The items of the page. The index may be behind: what the catalogue does not show is not shown."""
    scores = dict(zip(results.ids, results.scores, strict=True))
    told = ONLY_TOLD in results.notes
    return [
        {**item_json(item, whole=False), "score": scores[item.id], "snippet": _snippet(item, tree, told)}
        for item in items.items(connection, results.ids)
        if not item.joined_to and (may_see is None or item.rights.access in may_see)
    ]


def _snippet(item: Item, tree: Query, by_press_text: bool) -> str:
    """The found words in the item's own text; in its event's press text when that is what answered."""
    told = item.event.text if item.event and item.event.text else ""
    return highlight.snippet(told if told and (by_press_text or not item.text) else item.text, tree)


def _kept(
    counted: Mapping[str, Sequence[tuple[str, int]]], question: Question
) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The values that are shown, with those that were chosen, so that a choice can be taken back."""
    if question.most_values is None:
        return counted
    chosen = {value for _, value in question.filters}
    limits = {"person": question.most_values, "event": question.most_values, "place": question.most_values}
    return {
        facet: [pair for at, pair in enumerate(pairs) if at < limits.get(facet, at + 1) or pair[0] in chosen]
        for facet, pairs in counted.items()
    }


def _facets(
    connection: Connection, counted: Mapping[str, Sequence[tuple[str, int]]]
) -> dict[str, list[dict[str, Any]]]:
    """Counts with names instead of ids; the id stands beside the name."""
    people = naming.of_persons(connection, [one for one, _ in counted.get("person", ())])
    known = naming.of_events(connection, [one for one, _ in counted.get("event", ())])
    found = {facet: [_value(*pair) for pair in values] for facet, values in counted.items()}
    if "person" in found:
        found["person"] = [_person(one, people.get(one["value"])) for one in found["person"]]
    if "event" in found:
        found["event"] = [_event(one, known.get(one["value"])) for one in found["event"]]
    if "place" in found:
        found["place"] = [_place(one) for one in found["place"]]
    return found


def _value(value: str, count: int) -> dict[str, Any]:
    return {"value": value, "count": count}


def _person(one: dict[str, Any], name: str | None) -> dict[str, Any]:
    return one if name is None else {**one, "value": name, "id": one["value"]}


def _event(one: dict[str, Any], names: Mapping[str, str] | None) -> dict[str, Any]:
    """A value of the facet of events: its name in the first language that has one, and all `names`."""
    if names is None:
        return one
    name = next((names[code] for code in ("kk", "ru", "en") if code in names), one["value"])
    return {**one, "value": name, "id": one["value"], "names": dict(names)}


def _place(one: dict[str, Any]) -> dict[str, Any]:
    """A value of the facet of places: `value` is what `place:` understands, `names` today's ones if known."""
    names = facet_names(one["value"])
    return {**one, "value": names.get("kk", one["value"]), "names": dict(names)} if names else one
