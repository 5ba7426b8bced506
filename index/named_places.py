"""Places by all their names: what the index holds of them, and what a query asks for.

Today's name finds the earlier ones and the reverse. The gazetteer is read when a word may be in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from archive import places
from index.query import Coded
from language.tokens import Token

# Before the id of a place that the gazetteer knows, in the facet of places.
KNOWN = "@"


def place_ids(fields: Iterable[str]) -> set[str]:
    """The ids of the places that the place fields of an item name, and of the regions where these are."""
    found = [one for text in fields for one in _named_in(text)]
    return {one.id for one in found} | {one.region for one in found if one.region}


# The photographs of an event follow each other.
@lru_cache(maxsize=256)
def _named_in(text: str) -> tuple[places.Place, ...]:
    return places.named_in(text)


def mentioned_ids(texts: Mapping[str, Sequence[Token]]) -> set[str]:
    """The ids of the places that texts, given with their words, mention."""
    return {span.place.id for text, words in texts.items() for span in places.find(text, words)}


def facet_of(text: str) -> str:
    """What the facet of places holds for a place field: the id of the first town that it names, else of the
    first region, else the text as it is written."""
    named = _named_in(text)
    found = next((one for one in named if not one.is_region), next(iter(named), None))
    return KNOWN + found.id if found else " ".join(text.split()).lstrip(KNOWN)


def facet_names(value: str) -> Mapping[str, str]:
    """Today's names of the place that a value of the facet stands for; none for one that is not known."""
    found = places.by_id().get(value[1:]) if value.startswith(KNOWN) else None
    return {code: found.name(code) for code in places.LANGUAGES} if found else {}


def at_place(value: str) -> Iterator[Coded]:
    """What else to ask for, for a value of `place:`: the place that it names."""
    if places.may_be(value) and (found := places.place(value)):
        yield Coded("place_id", found.id)


def by_other_names(word: str) -> Iterator[Coded]:
    """What else to ask for, for a plain word: mentions of the place, when it has had other names."""
    if places.may_be(word) and (found := places.place(word)) and len(found.periods) > 1:
        yield Coded("mentions", found.id)
