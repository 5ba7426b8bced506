"""An index for somebody who may not see everything: what they may not see does not exist for them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.engine import EVERYTHING, Answers, Results, Sort
from index.query import Coded, Query, Word, both, either


def open_to(accesses: Iterable[str]) -> Query:
    """The tree of the items with one of these accesses; no item when there are none."""
    return either(*(Coded("rights", access) for access in sorted(accesses)))


@dataclass(frozen=True, slots=True)
class Restricted:
    """An engine that answers as if only the items of `scope` were there: totals, pages, facets and words."""

    engine: Answers
    scope: Query

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
        """See index.engine.Answers."""
        within = both(tree, self.scope)
        return self.engine.search(within, limit=limit, offset=offset, sort=sort, ids=ids, facets=facets)

    def count(self, tree: Query = EVERYTHING) -> int:
        """How many items of the scope match."""
        return self.engine.count(both(tree, self.scope))

    def vocabulary(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words that begin so and stand in items of the scope, with how many hold each."""
        counted = ((word, self.count(Word(word))) for word in self.words(prefix, limit))
        return [(word, count) for word, count in counted if count]

    def words(self, prefix: str, limit: int) -> list[str]:
        """Words that begin so, of all items: count before you show one."""
        return self.engine.words(prefix, limit)
