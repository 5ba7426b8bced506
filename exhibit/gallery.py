"""The gallery that works from a USB stick: one page, its pictures, its search, and nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.exhibition import Section
from exhibit.images import THUMBNAIL_SIDE, Files, alternative_text
from exhibit.package import Plan
from exhibit.search_keys import keys, rules, years
from exhibit.sets import LANGUAGES
from exhibit.templates import page
from exhibit.words import LANGUAGE_NAMES, WORDS
from exhibit.works import Work, days, in_language

_SPOKEN = ("shown", "search_hint", "all", "language", "page")


@dataclass(frozen=True, slots=True)
class Card:
    """One work on the page; `width` and `height` are of its small picture, `pages` where the pictures of its
    pages and of its back are, when there are several."""

    work: Work
    files: Files | None
    pages: tuple[str, ...]
    persons: tuple[int, ...]
    years: tuple[int, ...]
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Part:
    """The works of one section, or those that are in none."""

    section: Section | None
    cards: tuple[Card, ...]


def write_gallery(plan: Plan, files: Mapping[str, Files], folder: Path) -> None:
    """Write `gallery/index.html`; its small pictures are there already."""
    names = sorted({one.name for work in plan.works for one in work.persons}, key=str.casefold)
    code = main_language(plan)
    cards = [_card(work, files, names, code) for work in plan.works]
    text = page(
        "gallery.html.j2",
        exhibition=plan.exhibition,
        parts=_parts(plan, cards),
        cards=cards,
        persons=names,
        years=sorted({year for card in cards for year in card.years}),
        names=LANGUAGE_NAMES,
        unconfirmed=any(one.status == "suggested" for work in plan.works for one in work.persons),
        days=days,
        language=code,
        data=_data(plan, cards),
    )
    (folder / "gallery").mkdir(exist_ok=True)
    (folder / "gallery/index.html").write_text(text, encoding="utf-8", newline="\n")


def main_language(plan: Plan) -> str:
    """The language in which a page is opened: the first that the exhibition has a title in."""
    return next((code for code in LANGUAGES if plan.exhibition.titles.get(code)), "kk")


def _data(plan: Plan, cards: list[Card]) -> dict[str, object]:
    return {
        "keys": [keys(card.work) for card in cards],
        "rules": rules(),
        "words": {key: WORDS[key] for key in _SPOKEN},
        "titles": {code: in_language(plan.exhibition.titles, code)[0] for code in LANGUAGES},
        "alternatives": [{code: alternative_text(card.work, code) for code in LANGUAGES} for card in cards],
    }


def _parts(plan: Plan, cards: list[Card]) -> list[Part]:
    known = {section.key for section in plan.exhibition.sections}
    loose = [card for card in cards if card.work.entry.section not in known]
    found = [Part(None, tuple(loose))] if loose else []
    for section in plan.exhibition.sections:
        own = tuple(card for card in cards if card.work.entry.section == section.key)
        found += [Part(section, own)] if own else []
    return found


def _card(work: Work, files: Mapping[str, Files], names: list[str], code: str) -> Card:
    made = [files[picture.stem] for picture in work.pictures if picture.stem in files]
    first = files.get(work.stem) or (made[0] if made else None)
    width, height = (first.width, first.height) if first else (4, 3)
    scale = min(1.0, THUMBNAIL_SIDE / max(width, height))
    persons = tuple(sorted(names.index(name) + 1 for name in {one.name for one in work.persons}))
    pages = tuple(one.web for one in made) if len(made) > 1 else ()
    return Card(
        work, first, pages, persons, tuple(years(work)), alternative_text(work, code),
        max(1, round(width * scale)), max(1, round(height * scale)),
    )  # fmt: skip
