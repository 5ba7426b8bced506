"""A question in the query language → the items that answer it, for the command line and the web page."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive import events, items, persons
from archive.home import Archive
from archive.item_json import item_json
from archive.model import Item
from index import highlight, maintain, query, suggest
from index.engine import ONLY_TOLD, Engine, Results, Sort
from index.fields import tree as field_tree
from index.query import Parsed, Query, both

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the query as it was typed, filters beside it, and which part of the answer to give."""

    text: str = ""
    person: str | None = None
    event: str | None = None
    date: str | None = None
    kind: str | None = None
    sort: Sort = "relevance"
    limit: int = 20
    offset: int = 0
    facets: bool = False


def find(archive: Archive, question: Question) -> dict[str, Any]:
    """The answer as JSON. Raises BadQuery for an impossible value of a field, IndexUnusable."""
    began = time.perf_counter()
    parsed = query.parse(question.text)
    engine, index_notes = maintain.open_current(archive.index_folder)
    try:
        results = _ask(engine, parsed, question)
        meant = suggest.did_you_mean(engine, parsed) if not results.total else None
    finally:
        engine.close()
    with archive.catalogue.reading() as connection:
        hits = _hits(connection, results, parsed.tree)
        facets = _facets(connection, results.facets) if question.facets else {}
    return {
        "query": question.text,
        "total": results.total,
        "ms": round((time.perf_counter() - began) * 1000, 1),
        "hits": hits,
        "facets": facets,
        "did_you_mean": meant,
        "notes": [*index_notes, *parsed.notes, *results.notes],
    }


def _ask(engine: Engine, parsed: Parsed, question: Question) -> Results:
    return engine.search(
        both(parsed.tree, *_filters(question)),
        limit=question.limit,
        offset=question.offset,
        sort=question.sort,
        facets=question.facets,
    )


def _filters(question: Question) -> list[Query]:
    given = {name: getattr(question, name) for name in ("person", "event", "date", "kind")}
    return [field_tree(name, value, (0, len(value))) for name, value in given.items() if value]


def _hits(connection: Connection, results: Results, tree: Query) -> list[dict[str, Any]]:
    scores = dict(zip(results.ids, results.scores, strict=True))
    told = ONLY_TOLD in results.notes
    return [
        {**item_json(item, whole=False), "score": scores[item.id], "snippet": _snippet(item, tree, told)}
        for item in items.items(connection, results.ids)
    ]


def _snippet(item: Item, tree: Query, by_press_text: bool) -> str:
    """The found words in the item's own text; in its event's press text when that is what answered."""
    told = item.event.text if item.event and item.event.text else ""
    return highlight.snippet(told if told and (by_press_text or not item.text) else item.text, tree)


def _facets(
    connection: Connection, counted: Mapping[str, Sequence[tuple[str, int]]]
) -> dict[str, list[dict[str, Any]]]:
    """Counts with names instead of ids; the id stands beside the name."""
    people = persons.names(connection, [one for one, _ in counted.get("person", ())])
    known = events.by_id(connection, [one for one, _ in counted.get("event", ())])
    names = {one: name for one, (name, _) in people.items()} | {
        one: event.name for one, event in known.items()
    }
    return {
        facet: [
            {"value": names.get(one, one), "count": count, **({"id": one} if one in names else {})}
            for one, count in values
        ]
        for facet, values in counted.items()
    }
