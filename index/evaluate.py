"""The answer to a query tree from sets of document numbers: arithmetic over whatever holds the postings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Protocol

from index.analysis import MARK, VALUE_SPAN, Asked, asked, folds
from index.days import in_month, overlaps
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
    Together,
    Word,
    WordField,
    leaves,
)

# How much a word counts by how it was met: as typed, by its dictionary form, by its folded spelling.
# BY_PLACE: the place is named by another of its names. BY_EVENT: only the press text of its event says it.
AS_TYPED, BY_STEM, BY_FOLD, BY_PLACE, BY_EVENT = 1.0, 0.7, 0.4, 0.3, 0.05
# How much is left of a word's weight where the item has it from its event only: who took part comes after
# who is to be seen.
LENT = 0.65
# Words that a prefix may stand for, and spellings that one folded word may have.
MAX_EXPANSION = 200
# Leaves that are remembered from one question to the next, and documents in all of them together (some 70
# bytes each): a server keeps its engine open for days.
REMEMBERED, REMEMBERED_DOCS = 256, 1_000_000

FORM, STEM, TOLD = "form", "stem", "told"
Docs = set[int]
Layers = tuple[tuple[float, Docs], ...]


class Postings(Protocol):
    """The terms of an index and the documents that hold them; documents are numbered, deleted ones unseen."""

    def everything(self) -> Docs:
        """All documents."""
        ...

    def docs(self, field: str, term: str) -> Docs:
        """The documents with the term."""
        ...

    def positions(self, field: str, term: str, among: Docs) -> Mapping[int, Sequence[int]]:
        """Where the term stands in those documents of `among` that hold it."""
        ...

    def terms(self, field: str, prefix: str, limit: int) -> list[str]:
        """Terms that begin so, in alphabetical order, at most `limit`."""
        ...

    def dated(self) -> Mapping[tuple[int, int], Sequence[int]]:
        """The documents by their first and last day, deleted ones too (see `index.days`)."""
        ...


class Evaluation:
    """Answers trees over one state of the postings; remembers the leaves that it has read.

    The press text of an event speaks for the items that say nothing themselves; `wide`: for all of them.
    """

    def __init__(self, postings: Postings, *, wide: bool = False) -> None:
        self._postings = postings
        self._wide = wide
        # What was asked for last stands last.
        self._read_before: dict[Query, tuple[Layers, tuple[str, ...]]] = {}
        self._held = 0
        self.notes: dict[str, None] = {}

    def begin(self) -> None:
        """A new question: notes are about it alone, and what was read for others does not pile up."""
        self.notes.clear()
        while len(self._read_before) > REMEMBERED or self._held > REMEMBERED_DOCS:
            layers, _ = self._read_before.pop(next(iter(self._read_before)))
            self._held -= _size(layers)

    def docs(self, tree: Query, *, own: bool = False) -> Docs:
        """The documents that match; `own` leaves out those that match only by their event's press text or by
        another name of a place.

        What is to be left out (`-word`) is left out by its own words: a press text speaks of many things, and
        `целиноград -астана` has a meaning.
        """
        if isinstance(tree, And):
            return self._all(tree.parts, own)
        if isinstance(tree, Or):
            return set().union(*(self.docs(part, own=own) for part in tree.parts))
        if isinstance(tree, Not):
            return self._postings.everything() - self.docs(tree.part, own=True)
        layers = self.layers(tree)
        return set().union(
            *(docs for weight, docs in layers if not own or weight not in (BY_PLACE, BY_EVENT))
        )

    def _all(self, parts: Sequence[Query], own: bool) -> Docs:
        wanted = sorted((self.docs(part, own=own) for part in parts if not isinstance(part, Not)), key=len)
        found = set(wanted[0] if wanted else self._postings.everything())
        for docs in wanted[1:]:
            found &= docs
        for part in parts:
            if found and isinstance(part, Not):
                found -= self.docs(part.part, own=True)
        return found

    def scores(self, tree: Query, docs: Docs) -> dict[int, float]:
        """The score of each of `docs`: rare words count more, and so do words met as typed."""
        scores = dict.fromkeys(docs, 0.0)
        total = len(self._postings.everything())
        for leaf in dict.fromkeys(leaves(tree, negated=False)):
            layers = self.layers(leaf)
            rarity = log(1 + total / (1 + len(set().union(*(found for _, found in layers)))))
            best: dict[int, float] = {}
            for weight, found in sorted(layers, key=lambda layer: layer[0]):
                best.update(dict.fromkeys(found & docs, weight))
            lent = self._lent(leaf) if best else set()
            for doc, weight in best.items():
                scores[doc] += weight * rarity * (LENT if doc in lent else 1)
        return scores

    def _lent(self, leaf: Query) -> Docs:
        """The documents that have a word of the leaf from their event only."""
        if isinstance(leaf, Word):
            texts: Sequence[str] = (leaf.text,)
        elif isinstance(leaf, Together):
            texts = leaf.words
        else:
            return set()
        return self._union("lent", (folded for text in texts for folded in asked(text).folds))

    def layers(self, leaf: Query) -> Layers:
        """The documents of a leaf by how well they meet it."""
        known = self._read_before.pop(leaf, None)
        if known is None:
            before, self.notes = self.notes, {}
            known = self._read(leaf), tuple(self.notes)
            self.notes = before
            self._held += _size(known[0])
        self._read_before[leaf] = known
        self.notes |= dict.fromkeys(known[1])
        return known[0]

    def _read(self, leaf: Query) -> Layers:
        match leaf:
            case Word():
                return self._word(leaf)
            case Prefix():
                return ((AS_TYPED, self._prefix(leaf)),)
            case Phrase():
                return ((AS_TYPED, self._phrase(leaf)),)
            case Together():
                return ((AS_TYPED, self._together(leaf)),)
            case Coded():
                weight = BY_PLACE if leaf.field == "mentions" else 0.0
                return ((weight, self._postings.docs(leaf.field, leaf.value)),)
            case Date() | MonthDay():
                return ((0.0, self._dated(leaf)),)
            case Everything():
                return ((0.0, self._postings.everything()),)
            case Nothing():
                return ()
        raise TypeError(f"not a leaf: {leaf!r}")

    def _union(self, field: str, terms: Iterable[str]) -> Docs:
        found: Docs = set()
        for term in terms:
            found |= self._postings.docs(field, term)
        return found

    def _word(self, leaf: Word) -> Layers:
        wanted = asked(leaf.text)
        by_stem: Docs = set()
        by_fold: Docs = set()
        for field in dict.fromkeys((_form(leaf.field), _stem(leaf.field))):
            for term in (term for folded in wanted.folds for term in self._spellings(field, folded)):
                docs = by_stem if term in wanted.stems else by_fold
                docs |= self._postings.docs(field, term)
        as_typed = self._postings.docs(_form(leaf.field), wanted.form)
        layers = (AS_TYPED, as_typed), (BY_STEM, by_stem), (BY_FOLD, by_fold)
        return (*layers, (BY_EVENT, self._told(wanted))) if leaf.field == "words" else layers

    def _told(self, wanted: Asked) -> Docs:
        terms = (term for folded in wanted.folds for term in self._spellings(TOLD, folded))
        told = self._union(TOLD, terms)
        return told if self._wide or not told else told - self._postings.docs("has", "text")

    def _spellings(self, field: str, folded: str) -> list[str]:
        return self._postings.terms(field, folded + MARK, MAX_EXPANSION)

    def _prefix(self, leaf: Prefix) -> Docs:
        fields = dict.fromkeys((_form(leaf.field), _stem(leaf.field)))
        return set().union(*(self._union(field, self._beginning(leaf.text, field)) for field in fields))

    def _beginning(self, text: str, field: str) -> list[str]:
        found: list[str] = []
        for folded in folds(text):
            found += self._postings.terms(field, folded, MAX_EXPANSION + 1)
        if len(found) > MAX_EXPANSION:
            what = f"{text}* stands for more than {MAX_EXPANSION} words"
            self.notes[f"{what}: the first {MAX_EXPANSION} were looked for."] = None
        return found[:MAX_EXPANSION]

    def _phrase(self, leaf: Phrase) -> Docs:
        field = _form(leaf.field)
        terms = [[t for f in folds(word) for t in self._spellings(field, f)] for word in leaf.words]
        if len(terms) == 1:
            return self._union(field, terms[0])
        places = self._places(field, terms)
        found = set()
        for doc in places[0] if places else ():
            starts = places[0][doc]
            for offset, later in enumerate(places[1:], start=1):
                starts = {start for start in starts if start + offset in later[doc]}
            if starts:
                found.add(doc)
        return found

    def _together(self, leaf: Together) -> Docs:
        terms = [self._forms(word, leaf.field) for word in leaf.words]
        if leaf.last_is_prefix:
            terms[-1] = self._beginning(leaf.words[-1], leaf.field)
        places = self._places(leaf.field, terms)
        found = set()
        for doc in places[0] if places else ():
            values = [{place // VALUE_SPAN for place in word[doc]} for word in places]
            if set.intersection(*values):
                found.add(doc)
        return found

    def _forms(self, word: str, field: WordField) -> list[str]:
        wanted = asked(word)
        found = [term for folded in wanted.folds for term in self._spellings(field, folded)]
        if field == "person" and len(word) == 1:
            found += self._spellings(field, "^" + wanted.folds[0])
        return found

    def _places(self, field: str, words: Sequence[Sequence[str]]) -> list[dict[int, set[int]]]:
        """For each word the documents that hold all of them, and where it stands there."""
        docs = [self._union(field, terms) for terms in words]
        common = set.intersection(*docs) if docs else set()
        return [self._placed(field, terms, common) for terms in words] if common else []

    def _placed(self, field: str, terms: Sequence[str], among: Docs) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for term in terms:
            for doc, places in self._postings.positions(field, term, among).items():
                found.setdefault(doc, set()).update(places)
        return found

    def _dated(self, leaf: Date | MonthDay) -> Docs:
        dated = self._postings.dated()
        if isinstance(leaf, Date):
            wanted = (docs for pair, docs in dated.items() if overlaps(*pair, leaf))
        else:
            wanted = (docs for pair, docs in dated.items() if in_month(*pair, leaf))
        found: Docs = set().union(*wanted)
        if isinstance(leaf, MonthDay):
            found |= self._postings.docs("yearless", _month_day(leaf))
        return found & self._postings.everything()


def _size(layers: Layers) -> int:
    """How many documents are held; a leaf without any takes room as well."""
    return 1 + sum(len(docs) for _, docs in layers)


def _form(field: WordField) -> str:
    return FORM if field == "words" else field


def _stem(field: WordField) -> str:
    return STEM if field == "words" else field


def _month_day(leaf: MonthDay) -> str:
    return f"{leaf.month:02}" if leaf.day is None else f"{leaf.month:02}-{leaf.day:02}"
