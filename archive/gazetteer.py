"""The places that the archive knows: what they are called in three languages, and were, from when to when.

The tables are `gazetteer_towns`, `gazetteer_regions` and `gazetteer_settlements`; they name their sources.
A place stands in a table as

    kind | region | latitude longitude | names since..until ; older names since..until = other spellings

with today's names first. Names are Kazakh, Russian, English, in this order; a missing Russian name is the
Kazakh one, a missing English name the Kazakh one in the letters of passports. `since` and `until` are a
year, a day, or a decade whose year is not known (`199X`); a bound that is not known is left out. A name
with a question mark behind it is more often something else: a person, a river, a word. A line that
begins with blanks goes on with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from language.romanisation import to_passport

Language = Literal["kk", "ru", "en"]
Kind = Literal["city", "town", "settlement", "region", "former region"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")
REGIONS: tuple[Kind, ...] = ("region", "former region")

_PERIOD = re.compile(r"^(?P<names>.*?)(?:\s+(?P<since>[\dX-]*)\.\.(?P<until>[\dX-]*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Period:
    """What a place was called for a time. `since` and `until` are days, years or decades (`199X`), or None
    where the bound is open or not known; on the day `until` the next name began."""

    kk: str
    ru: str
    en: str
    since: str | None = None
    until: str | None = None

    def name(self, language: Language) -> str:
        """The name in a language."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `periods` are its names, today's first; `other` are spellings that never were official;
    `doubtful` the names that are more often something else. `coordinates` are degrees north and east,
    rounded to a hundredth; regions and a few places have none. `region` is the id of its region."""

    id: str
    kind: Kind
    periods: tuple[Period, ...]
    region: str | None = None
    coordinates: tuple[float, float] | None = None
    other: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()

    @property
    def is_region(self) -> bool:
        """Whether this is a region, of today or of the past."""
        return self.kind in REGIONS

    def name(self, language: Language = "kk") -> str:
        """Today's name, or the last one that it had."""
        return self.periods[0].name(language)


def tables() -> tuple[str, str, str]:
    """The tables as they are written: regions, towns, settlements."""
    from archive import gazetteer_regions, gazetteer_settlements, gazetteer_towns

    return gazetteer_regions.TABLE, gazetteer_towns.TABLE, gazetteer_settlements.TABLE


@cache
def places() -> tuple[Place, ...]:
    """All places: regions first, then towns, then settlements."""
    of_regions, *others = tables()
    regions = tuple(_read(of_regions, {}))
    ids = {place.name("kk"): place.id for place in regions if place.kind == "region"}
    return (*regions, *(place for table in others for place in _read(table, ids)))


@cache
def by_id() -> Mapping[str, Place]:
    """All places by their ids."""
    return {place.id: place for place in places()}


def _read(table: str, regions: Mapping[str, str]) -> Iterator[Place]:
    for line in re.sub(r"\n +", " ", table.strip()).split("\n"):
        kind, region, at, named = (part.strip() for part in line.split("|"))
        history, _, other = named.partition("=")
        periods = tuple(_period(part) for part in history.split(";"))
        plain = tuple(_without_doubt(period) for period in periods)
        yield Place(
            id=re.sub(r"[^a-z]+", "-", plain[0].en.lower()).strip("-"),
            kind=cast(Kind, kind),
            periods=plain,
            region=regions[f"{region} облысы"] if region else None,
            coordinates=_coordinates(at),
            other=tuple(name.strip() for name in other.split(",") if name.strip()),
            doubtful=frozenset(
                p.name(code)[:-1] for p in periods for code in LANGUAGES if p.name(code)[-1] == "?"
            ),
        )


def _period(text: str) -> Period:
    found = _PERIOD.match(text.strip())
    assert found is not None
    kazakh, *more = (name.strip() for name in found["names"].split(","))
    russian = more[0] if more else kazakh
    return Period(
        kazakh,
        russian,
        more[1] if len(more) > 1 else to_passport(kazakh),
        found["since"] or None,
        found["until"] or None,
    )


def _without_doubt(period: Period) -> Period:
    kazakh, russian, english = (period.name(code).rstrip("?") for code in LANGUAGES)
    return Period(kazakh, russian, english, period.since, period.until)


def _coordinates(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    latitude, longitude = text.split()
    return float(latitude), float(longitude)
