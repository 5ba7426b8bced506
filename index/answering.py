"""Answers over one state of an index: what a tree finds, in which order, with which counts.

What was asked for lately is remembered: people turn pages, change the order and narrow down. The postings
must not change; a new state of the index is a new `Answering`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Protocol

from index.analysis import MARK, key
from index.engine import EVERYTHING, FACETS, ONLY_TOLD, Results, Sort
from index.evaluate import Docs, Evaluation, Postings
from index.query import Query
from index.ranking import by_date, by_id, by_relevance, counted

# Answers that are remembered, and documents in all of them together (some 100 bytes each).
LATELY, LATELY_DOCS = 24, 500_000


class Columns(Postings, Protocol):
    """Postings with what stands beside them for each document number."""

    def bounds(self) -> Sequence[tuple[int, int]]:
        """First and last day of each document (see `index.days`)."""
        ...

    def orders(self) -> array[int]:
        """For each document a number that sorts like its id."""
        ...

    def column(self, name: str) -> Sequence[bytes]:
        """A text column of all documents."""
        ...

    def texts(self, name: str, docs: Iterable[int]) -> list[str]:
        """A text column of some documents."""
        ...

    def common(self, field: str, term: str) -> int:
        """In about how many documents a term stands."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a tree, by which evaluation, and its notes. What was asked of them is kept: their
    order with their scores by the kind of order, the counts of facets, and of further parts."""

    by: Evaluation
    docs: Docs
    notes: tuple[str, ...]
    ranked: dict[Sort, tuple[array[int], array[float]]] = field(default_factory=dict)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    counts: dict[Query, int] = field(default_factory=dict)


class Answering:
    """The questions of index.engine.Answers, answered from postings and columns."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._evaluation = Evaluation(columns)
        self._wide = Evaluation(columns, wide=True)
        self._lately: dict[Query, Found] = {}

    def search(
        self,
        tree: Query,
        *,
        limit: int,
        offset: int,
        sort: Sort,
        ids: AbstractSet[str] | None,
        facets: bool,
    ) -> Results:
        """See index.engine.Answers."""
        found = self._found(tree, ids)
        ranked, scores = self._ranked(tree, found, sort) if limit > 0 else (array("q"), array("d"))
        page = slice(max(offset, 0), max(offset, 0) + max(limit, 0))
        return Results(
            total=len(found.docs),
            ids=tuple(self._columns.texts("id_column", ranked[page])),
            scores=tuple(round(score, 6) for score in scores[page]),
            facets=self._facets(found) if facets else {},
            notes=found.notes,
        )

    def count(self, tree: Query = EVERYTHING) -> int:
        """See index.engine.Answers."""
        self._evaluation.begin()
        return len(self._evaluation.docs(tree))

    def counts(self, tree: Query, parts: Sequence[Query]) -> list[int]:
        """See index.engine.Answers."""
        found = self._found(tree)
        found.by.begin()
        for part in parts:
            if part not in found.counts:
                found.counts[part] = len(found.docs & found.by.docs(part))
        return [found.counts[part] for part in parts]

    def words(self, prefix: str, limit: int) -> list[str]:
        """See index.engine.Answers."""
        fields = ("form", "stem")
        terms = {term for field in fields for term in self._columns.terms(field, prefix, limit)}
        return [term.partition(MARK)[2] for term in sorted(terms)[:limit]]

    def common(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """See index.engine.Answers."""
        fields = ("form", "stem")
        counts = [(word, max(self._columns.common(field, key(word)) for field in fields)) for word in words]
        return sorted(counts, key=lambda pair: (-pair[1], pair[0]))

    def _found(self, tree: Query, ids: AbstractSet[str] | None = None) -> Found:
        if ids is not None:
            return self._looked_for(tree, ids)
        found = self._lately.pop(tree, None) or self._looked_for(tree, None)
        self._lately[tree] = found
        self._forget()
        return found

    def _forget(self) -> None:
        """Let go of what was asked for longest ago, but never of the last answer."""
        held = sum(len(one.docs) for one in self._lately.values())
        while len(self._lately) > 1 and (len(self._lately) > LATELY or held > LATELY_DOCS):
            held -= len(self._lately.pop(next(iter(self._lately))).docs)

    def _looked_for(self, tree: Query, ids: AbstractSet[str] | None) -> Found:
        found = self._by(self._evaluation, tree, ids)
        if found.docs:
            return found
        told = self._by(self._wide, tree, ids)
        return replace(told, notes=(*told.notes, ONLY_TOLD)) if told.docs else found

    def _by(self, evaluation: Evaluation, tree: Query, ids: AbstractSet[str] | None) -> Found:
        evaluation.begin()
        docs = evaluation.docs(tree)
        return Found(evaluation, docs if ids is None else docs & self._docs_of(ids), tuple(evaluation.notes))

    def _ranked(self, tree: Query, found: Found, sort: Sort) -> tuple[array[int], array[float]]:
        if sort not in found.ranked:
            order, scores = self._columns.orders(), dict[int, float]()
            if sort == "relevance":
                scores = found.by.scores(tree, found.docs)
                ranked = by_relevance(found.docs, scores, order)
            elif sort == "date":
                ranked = by_date(found.docs, self._columns.bounds(), order)
            else:
                ranked = by_id(found.docs, order)
            found.ranked[sort] = array("q", ranked), array("d", (scores.get(doc, 0.0) for doc in ranked))
        return found.ranked[sort]

    def _facets(self, found: Found) -> dict[str, list[tuple[str, int]]]:
        if not found.facets:
            for name in FACETS:
                found.facets[name] = counted(self._columns.column(f"facet_{name}"), found.docs)
        return {name: list(values) for name, values in found.facets.items()}

    def _docs_of(self, ids: AbstractSet[str]) -> Docs:
        wanted = {one.encode() for one in ids}
        return {doc for doc, one in enumerate(self._columns.column("id_column")) if one in wanted}
