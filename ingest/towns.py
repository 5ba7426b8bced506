"""Which towns a text speaks of, and where it says that something is there. Pure.

A caption that names a town does not always stand there: «Алматыдан келген қонақтар» came from it. A town is
stated where the words say «in», «the town of», or nothing else stands beside it («Алма-Ата, 1965»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive import places

_IN_KAZAKH = re.compile(r"(?:да|де|та|те|нда|нде)(?:ғы|гі)?$", re.I)
_TOWN_BEFORE = re.compile(r"(?<!\w)(?:г\.|гор\.|город[аеу]?|қ\.|қаласы)\s*$", re.I)
_TOWN_BEHIND = re.compile(r"\s*(?:қ\.|қаласы(?:нда|ндағы)?|қаласы\b)", re.I)
_IN_BEFORE = re.compile(r"(?<!\w)(?:во?|in)\s+(?:г\.\s*|город[еу]\s+)?$", re.I)
_ALONE_BEFORE = re.compile(r"(?:^|[\n.,;:(–—-])\s*$")
_ALONE_BEHIND = re.compile(r"\s*(?:$|[\n.,;:)–—-]|\d)")


@dataclass(frozen=True, slots=True)
class Town:
    """A town that a text names: today's Kazakh name and the words."""

    name: str
    start: int
    end: int


_WORD = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w’']*(?:-[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]?[\w’']+)*")


def named(text: str) -> Iterator[Town]:
    """The towns that the text names, in their order."""
    for word in _WORD.finditer(text):
        around = text[max(0, word.start() - 9) : word.end() + 12]
        found = places.mentioned(word[0]) or (places.mentioned(around) if _is_marked(text, word) else None)
        if found:
            yield Town(next(iter(found)), word.start(), word.end())


def _is_marked(text: str, word: re.Match[str]) -> bool:
    before, behind = text[max(0, word.start() - 12) : word.start()], text[word.end() : word.end() + 16]
    return bool(_TOWN_BEFORE.search(before) or _TOWN_BEHIND.match(behind))


def stated(text: str) -> Iterator[Town]:
    """The towns of which the text says that something is there."""
    for town in named(text):
        word = text[town.start : town.end]
        before, behind = text[max(0, town.start - 16) : town.start], text[town.end : town.end + 20]
        is_in = _IN_KAZAKH.search(word) or _IN_BEFORE.search(before)
        is_town = _TOWN_BEFORE.search(before) or _TOWN_BEHIND.match(behind)
        is_alone = _ALONE_BEFORE.search(before) and _ALONE_BEHIND.match(behind)
        if is_in or is_town or is_alone:
            yield town


def nearest(latitude: float, longitude: float) -> tuple[str, float] | None:
    """The nearest town of the gazetteer, today's Kazakh name, and how many kilometres away; or None."""
    look_up = getattr(places, "nearest", None)
    return look_up(latitude, longitude) if look_up else None
