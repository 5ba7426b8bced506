"""Which towns a text speaks of, and where it says that something is there. Pure.

A caption that names a town does not always stand there: «Алматыдан келген қонақтар» came from it. A town is
stated where the words say «in», «the town of», or nothing else stands beside it («Алма-Ата, 1965»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive import places
from archive.places import PlaceSpan
from language.detect import language as language_of

_IN_KAZAKH = re.compile(r"(?:да|де|та|те|нда|нде)(?:ғы|гі)?$", re.I)
_TOWN_BEFORE = re.compile(r"(?<!\w)(?:г\.|гор\.|город[аеу]?|қ\.|қаласы)\s*$", re.I)
_TOWN_BEHIND = re.compile(r"\s*(?:қ\.|қаласы(?:нда|ндағы)?(?!\w))", re.I)
_IN_BEFORE = re.compile(r"(?<!\w)(?:во?|in)\s+(?:г\.\s*|город[еу]\s+)?$", re.I)
_ALONE_BEFORE = re.compile(r"(?:^|[\n.,;:(–—-])\s*$")
_ALONE_BEHIND = re.compile(r"\s*(?:$|[\n.,;:)–—-]|\d)")


@dataclass(frozen=True, slots=True)
class Town:
    """A town that a text names: the name of its time in the language of the text, and the words.

    `by_region`: only the region that is called after it was named («Қарағанды облыстық», «Павлодарская
    область»).
    """

    name: str
    start: int
    end: int
    by_region: bool = False
    inflected: bool = False


def named(text: str) -> Iterator[Town]:
    """The towns and regions that the text names, in their order."""
    language = language_of(text)
    for span in places.find(text):
        name, by_region = _name(span, language)
        yield Town(name, span.start, span.end, by_region, span.inflected)


def _name(span: PlaceSpan, language: str) -> tuple[str, bool]:
    """The name to write, in the text's language; a region's town where one bears the same name."""
    code: places.Language = "ru" if language == "ru" else "en" if language == "en" else "kk"
    if not span.place.is_region:
        return span.period.name(code), False
    town = places.place(span.period.kk.removesuffix(" облысы"))
    if town is None or town.is_region:
        return span.period.name(code), True
    return town.name(code), True


def stated(text: str) -> Iterator[Town]:
    """The towns of which the text says that something is there."""
    for town in named(text):
        if not town.by_region and is_stated(text, town):
            yield town


def is_stated(text: str, town: Town) -> bool:
    """Whether the words say that something is in the town."""
    word = text[town.start : town.end]
    before, behind = text[max(0, town.start - 16) : town.start], text[town.end : town.end + 20]
    is_in = (town.inflected and _IN_KAZAKH.search(word)) or _IN_BEFORE.search(before)
    is_town = _TOWN_BEFORE.search(before) or _TOWN_BEHIND.match(behind)
    is_alone = _ALONE_BEFORE.search(before) and _ALONE_BEHIND.match(behind) and not town.inflected
    return bool(is_in or is_town or is_alone)


def same(one: str, other: str) -> bool:
    """Whether two names are of one place, whatever time and language they are of."""
    if one.casefold().strip() == other.casefold().strip():
        return True
    first = places.place(one)
    return first is not None and first == places.place(other)


def nearest(latitude: float, longitude: float) -> tuple[str, float] | None:
    """The nearest town of the gazetteer, today's Kazakh name, and how many kilometres away; or None."""
    found = places.nearest(latitude, longitude)
    return (found[0].name("kk"), found[1]) if found else None
