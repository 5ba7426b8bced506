"""What an engine must do for us; the few methods behind which Whoosh can be exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from index.query import Everything, Query

Sort = Literal["relevance", "date", "id"]
# The note of an answer that only press texts give.
ONLY_TOLD = "No item says so itself: these belong to events whose press text does."
FACETS = ("person", "event", "year", "kind", "place")


@dataclass(frozen=True, slots=True)
class Results:
    """A page of an answer.

    `total` counts all matches; `ids` and `scores` (higher is better) are the page's, in order; `facets`
    maps each of FACETS to its values and their counts over all matches, most frequent first.
    """

    total: int
    ids: tuple[str, ...]
    scores: tuple[float, ...]
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Answers(Protocol):
    """What can be asked of an index that is open."""

    def search(
        self,
        tree: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        ids: AbstractSet[str] | None = None,
        facets: bool = False,
    ) -> Results:
        """The page `offset`..`offset + limit` of the items that match, and are in `ids` when it is given.

        Items without a date come last when sorted by date. Raises IndexUnusable when the index is damaged.
        """
        ...

    def count(self, tree: Query = ...) -> int:
        """How many items match."""
        ...

    def counts(self, tree: Query, parts: Sequence[Query]) -> list[int]:
        """How many of the items that `search` finds for the tree match each of the parts as well."""
        ...

    def common(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """The words with about how many items hold each, the commonest first; an item may be gone, or not for
        the asker: count before you show one."""
        ...

    def words(self, prefix: str, limit: int) -> list[str]:
        """Words and dictionary forms that begin with the folded `prefix`; their items may be gone, or not for
        the asker: count before you show one."""
        ...


class Engine(Answers, Protocol):
    """An index that is open. It answers from the state it was opened at, or that it last applied."""

    def ids(self) -> set[str]:
        """The ids of all items in the index."""
        ...

    def apply(
        self, documents: Sequence[Mapping[str, Any]], gone: Iterable[str], mark: int, *, merge: bool = False
    ) -> None:
        """Put in documents of `index.schema`, take out the items `gone`, then remember `mark`.

        All of it becomes visible at once. The mark is stored after the files are on disk. Raises Busy.
        """
        ...

    def mark(self) -> int:
        """The outbox sequence up to which changes have been applied."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


EVERYTHING = Everything()
