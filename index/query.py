"""The query as a tree: what the grammar reads, the engine answers and saved searches mean.

Every node is a frozen value. `parse` is pure and takes time in proportion to the text; it never
hands text on to another parser or to a regular expression engine as a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

WordField = Literal["words", "person", "event", "place"]
CodedField = Literal[
    "kind", "id", "accession", "person_id", "event_id", "place_id", "mentions", "has", "is", "rights"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Everything:
    """All items: the empty query."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No item: a query in which nothing can be looked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in any of its forms, spellings and scripts. `words` also looks at names and places."""

    text: str
    field: WordField = "words"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, spelling variants allowed, word forms not."""

    words: tuple[str, ...]
    field: WordField = "words"


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; at least three letters."""

    text: str
    field: WordField = "words"


@dataclass(frozen=True, slots=True)
class Together:
    """Words that stand in one value of a field, in any order and form: one person's name, one place."""

    words: tuple[str, ...]
    field: WordField
    last_is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """A field whose values are a closed list or identifiers; compared as they are.

    `place_id` holds the places of the gazetteer where an item is, `mentions` those that its texts name.
    """

    field: CodedField
    value: str


@dataclass(frozen=True, slots=True)
class Date:
    """Items whose bounds share a day with earliest..latest (days, None is an open end)."""

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """Items of this month, or this day of the month, in whatever year, known or not."""

    month: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Items that `part` does not match."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """Items that all parts match; two parts or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Items that any part matches; two parts or more."""

    parts: tuple[Query, ...]


Query = Everything | Nothing | Word | Phrase | Prefix | Together | Coded | Date | MonthDay | Not | And | Or


@dataclass(frozen=True, slots=True)
class Span:
    """Where a word that is looked for stands in the text of the query."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that was read: its tree and what the reader should be told about it.

    `text` and `spans` let a suggestion put another word in the place of one that was typed.
    """

    tree: Query
    notes: tuple[str, ...] = ()
    text: str = field(default="", compare=False)
    spans: tuple[Span, ...] = field(default=(), compare=False)


def both(*parts: Query) -> Query:
    """The tree that all of `parts` must match: how filters are put beside a typed query."""
    kept: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            kept.extend(part.parts)
        elif not isinstance(part, Everything):
            kept.append(part)
    return _joined(And, list(dict.fromkeys(kept)), Everything())


def either(*parts: Query) -> Query:
    """The tree that one of `parts` must match."""
    kept: list[Query] = []
    for part in parts:
        kept.extend(part.parts if isinstance(part, Or) else (part,))
    return _joined(Or, list(dict.fromkeys(kept)), Nothing())


def _joined(kind: type[And] | type[Or], parts: list[Query], empty: Query) -> Query:
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else empty


def leaves(tree: Query, *, negated: bool = True) -> tuple[Query, ...]:
    """The parts that are not And, Or or Not, in order; without `negated`, none from inside a Not."""
    if isinstance(tree, And | Or):
        return tuple(leaf for part in tree.parts for leaf in leaves(part, negated=negated))
    if isinstance(tree, Not):
        return leaves(tree.part, negated=negated) if negated else ()
    return (tree,)


def parse(text: str) -> Parsed:
    """The tree of a typed query, in the grammar of docs/query-language.md.

    Whatever is not grammar is words. Raises BadQuery, with the span of the part, only for a field
    with an impossible value.
    """
    from index.grammar import read

    return read(text)


def field_query(name: str, value: str) -> Query:
    """The tree of `name:"value"`: what an option such as `--person` stands for.

    Raises BadQuery for an impossible value, BadInput for a name that is not a field.
    """
    from index.fields import field_tree

    return field_tree(name, value)
