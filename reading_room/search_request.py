"""What a visitor asks the search page for, as it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from flask import g, request, url_for
from werkzeug.datastructures import MultiDict

if TYPE_CHECKING:
    from workflows.finding import Question

# Filters that stand beside the query, by the names of the query language.
FILTERS = ("person", "event", "date", "kind", "place", "has", "is", "rights")
SORTS = ("relevance", "date", "id")
VIEWS = ("grid", "list")
PAGE_SIZE = 24
# So many persons, events and places can be chosen from.
MOST_VALUES = 24
LONGEST = 2000
# Nobody turns so many pages, and a number without end is no page.
LAST_PAGE = 100_000

Filter = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The query, filters as (field, value), and how the answer is shown. `page` is counted from 1."""

    q: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "relevance"
    view: str = "grid"
    page: int = 1

    @property
    def is_everything(self) -> bool:
        """Whether nothing in particular is looked for."""
        return not self.q.strip() and not self.filters

    def values(self, field: str) -> tuple[str, ...]:
        """The values that are chosen for a field."""
        return tuple(value for name, value in self.filters if name == field)

    def having(self, field: str, value: str) -> Wanted:
        """The same with a filter more; of dates there is one at a time."""
        kept = tuple(one for one in self.filters if one[0] != field or field not in ("date", "kind"))
        return replace(
            self, filters=(*(one for one in kept if one != (field, value)), (field, value)), page=1
        )

    def without(self, field: str, value: str) -> Wanted:
        """The same with a filter less."""
        return replace(self, filters=tuple(one for one in self.filters if one != (field, value)), page=1)

    def pairs(self) -> list[tuple[str, str]]:
        """What stands in the address, as names and values; what is as usual is left out."""
        rest = [("sort", self.sort), ("view", self.view), ("page", str(self.page))]
        usual = {"sort": "relevance", "view": "grid", "page": "1"}
        asked = [("q", self.q)] if self.q else []
        return [*asked, *self.filters, *((name, value) for name, value in rest if usual[name] != value)]

    def address(self, **changes: Any) -> str:
        """The address of this search, or of one that differs a little."""
        pairs = replace(self, **changes).pairs()
        return home() + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def query_string(self) -> str:
        """The part of the address behind its «?», on the first page: what is kept of a saved search."""
        return urlencode(replace(self, page=1).pairs())

    def question(self, may_see: frozenset[str] | None) -> Question:
        """The question to the archive, with facets."""
        from workflows.finding import Question

        return Question(
            self.q,
            filters=self.filters,
            sort=self.sort,  # type: ignore[arg-type]
            limit=PAGE_SIZE,
            offset=(self.page - 1) * PAGE_SIZE,
            facets=True,
            most_values=MOST_VALUES,
            may_see=may_see,
        )


def home() -> str:
    """The address of the search page; a page names it a hundred times."""
    if "home" not in g:
        g.home = url_for("search.page")
    return str(g.home)


def wanted() -> Wanted:
    """What this request asks for."""
    return read(request.args)


def kept(query: str) -> Wanted:
    """The search that a kept part of an address, behind its «?», means."""
    return read(MultiDict(parse_qsl(query[:LONGEST])))


def read(given: MultiDict[str, str]) -> Wanted:
    """What an address asks for. What cannot be is taken for what is usual."""
    filters = [(name, value.strip()) for name in FILTERS for value in given.getlist(name) if value.strip()]
    first, last = given.get("from", "").strip(), given.get("to", "").strip()
    if first or last:
        filters = [one for one in filters if one[0] != "date"]
        filters.append(("date", first if first == last else f"{first}..{last}"))
    sort, view, page = given.get("sort", ""), given.get("view", ""), given.get("page", "")
    return Wanted(
        given.get("q", "")[:LONGEST],
        tuple(dict.fromkeys(filters)),
        sort if sort in SORTS else "relevance",
        view if view in VIEWS else "grid",
        min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )
