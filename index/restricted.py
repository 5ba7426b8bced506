"""An index for somebody who may not see everything: what they may not see does not exist for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.engine import EVERYTHING, Answers, Results, Sort
from index.query import Coded, Query, both, either


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

    def counts(self, tree: Query, parts: Sequence[Query]) -> list[int]:
        """How many items of the scope match the tree and each of the parts."""
        return self.engine.counts(both(tree, self.scope), parts)

    def common(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """The commonest first, among all items: count before you show one."""
        return self.engine.common(words)

    def words(self, prefix: str, limit: int) -> list[str]:
        """Words that begin so, of all items: count before you show one."""
        return self.engine.words(prefix, limit)
