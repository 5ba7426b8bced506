"""The text that comes with the pictures → what it says of the event, each with its sentence. Pure.

A press text is messy: telephone numbers, menus and the names of the pictures stand between its paragraphs.
What is found here is a suggestion; an archivist decides.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ingest import press_dates, press_places, press_titles
from ingest.claims import Claim
from ingest.item_persons import credited
from ingest.press_body import Body, body
from ingest.press_organisers import organisers
from ingest.press_people import NamedPerson, merged, persons
from language.detect import language as language_of
from language.names import full

# How far the photographer of a whole series is trusted.
CREDITED = 0.6


@dataclass(frozen=True, slots=True)
class PressText:
    """What the press texts of an event say: `titles` at most one a language."""

    titles: tuple[Claim, ...] = ()
    date: Claim | None = None
    place: Claim | None = None
    persons: tuple[NamedPerson, ...] = ()
    organisers: tuple[Claim, ...] = ()
    photographer: Claim | None = None

    @property
    def title(self) -> str | None:
        """The title in the language of the first text that has one."""
        return self.titles[0].value if self.titles else None


def read(text: str, picture_names: Collection[str] = (), offset: int = 0) -> PressText:
    """What one text says. `picture_names`: names of the picture files, left-overs here.

    `offset` is where the text begins in the event's text, in which evidence counts.
    """
    found = body(text, picture_names, offset)
    return PressText(
        tuple(press_titles.titles(found)),
        press_dates.date(found),
        press_places.place(found),
        persons(found),
        tuple(organisers(found)),
        _photographer(found),
    )


def read_all(texts: Collection[str], picture_names: Collection[str] = ()) -> PressText:
    """What the texts of one event say together, as they stand joined by JOINT."""
    offset, found = 0, []
    for text in texts:
        found.append(read(text, picture_names, offset))
        offset += len(text) + len(JOINT)
    return found[0] if len(found) == 1 else _together(found)


# What stands between the texts of one event.
JOINT = "\n\n"


def _together(found: list[PressText]) -> PressText:
    """Texts of one event, mostly translations: a title in each language, organisers of the first that "
    "names any."""
    titles: dict[str, Claim] = {}
    for one in found:
        for title in one.titles:
            titles.setdefault(language_of(title.value), title)
    return PressText(
        tuple(titles.values()),
        next((one.date for one in found if one.date), None),
        next((one.place for one in found if one.place), None),
        merged([one.persons for one in found]),
        next((one.organisers for one in found if one.organisers), ()),
        next((one.photographer for one in found if one.photographer), None),
    )


def _photographer(found: Body) -> Claim | None:
    span = credited(found.plain, of_press=True)
    if span is None or not (span.name.surname or span.name.given):
        return None
    return Claim("author", full(span.name), found.evidence(span.start, span.end), CREDITED)
