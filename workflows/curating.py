"""Exhibitions as a curator works on them in a browser: looked at as a whole, changed in small steps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive import exhibitions, items, pictures
from archive.errors import Conflict, MuragatError, NotFound
from archive.exhibition import Entry, Exhibition, Section
from archive.home import Archive
from archive.model import Item
from language.romanisation import to_passport
from workflows import exhibiting

LANGUAGES = ("kk", "ru", "en")
LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Hung:
    """One entry: its number on the wall as the visitor sees it, its item (None when it is gone), the labels
    that are printed where the curator writes none, and what should be looked at, in words."""

    number: int
    entry: Entry
    item: Item | None
    default: Mapping[str, str]
    remarks: tuple[str, ...]
    left_out: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The entries of one section, in their order; None for those that stand in no section."""

    section: Section | None
    hung: tuple[Hung, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """An exhibition in gallery order. `hidden`: how many entries the visitor may not see."""

    exhibition: Exhibition
    rooms: tuple[Room, ...]
    hidden: int
    remarks: int
    left_out: int


def walk(archive: Archive, slug: str, code: str, may_see: frozenset[str] | None) -> Walk:
    """The exhibition for somebody who may see these accesses (None: all); remarks in the language `code`.

    Raises NotFound.
    """
    one, chosen = exhibiting.with_items(archive, slug)
    seen = {item.id: item for item in chosen if _is_open(item, may_see)}
    unseen = {item.id for item in chosen} - set(seen)
    remarks, left_out = _remarks(one, chosen, code) if may_see is None else ({}, set())
    shown = [entry for entry in one.entries if entry.item_id not in unseen]
    hung = [
        Hung(
            number,
            entry,
            seen.get(entry.item_id),
            _default(entry, seen.get(entry.item_id)),
            tuple(remarks.get(entry.item_id, ())),
            entry.item_id in left_out,
        )
        for number, entry in enumerate(shown, start=1)
    ]
    known = {part.key for part in one.sections}
    rooms = [Room(None, tuple(h for h in hung if h.entry.section not in known))]
    rooms += [Room(part, tuple(h for h in hung if h.entry.section == part.key)) for part in one.sections]
    return Walk(one, tuple(rooms), len(unseen), sum(len(h.remarks) for h in hung), len(left_out - unseen))


def _is_open(item: Item, may_see: frozenset[str] | None) -> bool:
    return may_see is None or (item.rights.access in may_see and not item.joined_to)


def _shown(chosen: Sequence[Item], kept: Sequence[Item], may_see: frozenset[str] | None) -> list[Item]:
    """Those of the items that somebody with these accesses may see, and what they were joined to as well."""
    hidden = {one.id for one in (*kept, *chosen) if may_see is not None and one.rights.access not in may_see}
    return [item for item in chosen if hidden.isdisjoint({item.id, item.joined_to})]


def _default(entry: Entry, item: Item | None) -> Mapping[str, str]:
    from exhibit.works import labels_of

    return labels_of(replace(entry, labels={}), item) if item else {}


def _remarks(one: Exhibition, chosen: Sequence[Item], code: str) -> tuple[dict[str, list[str]], set[str]]:
    """What an export would say of each item, and the items that it would leave out."""
    from exhibit import package
    from exhibit.checks import choose
    from exhibit.words import sentence

    _kept, left = choose(one, {item.id: item for item in chosen}, frozenset())
    try:
        checks = package.plan(one, chosen).checks
    except MuragatError:
        # There is nothing that an export would hold.
        checks = ()
    found: dict[str, list[str]] = {}
    for check in (*left, *checks):
        said = sentence(check.kind, check.detail, code)
        if said not in found.setdefault(check.item_id, []):
            found[check.item_id].append(said)
    return found, {check.item_id for check in left}


def summaries(archive: Archive, may_see: frozenset[str] | None) -> list[tuple[Exhibition, list[Item], int]]:
    """Every exhibition, its first items that may be seen, and how many these are."""
    with archive.catalogue.reading() as connection:
        found = []
        for one in exhibitions.exhibitions(connection):
            ids = [entry.item_id for entry in one.entries]
            seen = ids if may_see is None else pictures.shown_to(connection, ids, may_see)
            found.append((one, items.items(connection, seen[:4]), len(seen)))
        return found


def slug_of(archive: Archive, title: str) -> str:
    """A short name for an exhibition of that title that is not taken."""
    latin = re.sub(r"[^a-z0-9]+", "-", to_passport(title).lower())[:LONGEST_SLUG].strip("-") or "korme"
    with archive.catalogue.reading() as connection:
        taken = {one.slug for one in exhibitions.exhibitions(connection)}
    return next(
        one
        for number in range(1, 10_000)
        if (one := latin if number == 1 else f"{latin}-{number}") not in taken
    )


def place(
    archive: Archive, slug: str, item_id: str, before: str | None, section: str | None = None
) -> Exhibition:
    """The exhibition with the item before another one of its section (None: at its end), which may become
    another section first. Raises NotFound, BadInput."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        one = sets.arranged(one if section is None else sets.put_into(one, [item_id], section))
        others = [entry.item_id for entry in one.entries if entry.item_id != item_id]
        to = others.index(before) + 1 if before in others else _places(one, item_id)[-1]
        return sets.move(one, item_id, to)

    return exhibiting.change(archive, slug, "exhibit move", edit)


def step(archive: Archive, slug: str, item_id: str, by: int) -> Exhibition:
    """The exhibition with the item `by` places further, as far as its section goes. Raises NotFound."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        one = sets.arranged(one)
        places = _places(one, item_id)
        now = next(n for n, entry in enumerate(one.entries, 1) if entry.item_id == item_id)
        return sets.move(one, item_id, min(max(now + by, places[0]), places[-1]))

    return exhibiting.change(archive, slug, "exhibit move", edit)


def _places(one: Exhibition, item_id: str) -> list[int]:
    """The numbers of the places in the section of an item. Raises NotFound."""
    own = next((entry.section for entry in one.entries if entry.item_id == item_id), None)
    if own is None:
        raise NotFound(f"{item_id} is not in the exhibition «{one.slug}».", "Load the page again.")
    return [number for number, entry in enumerate(one.entries, start=1) if entry.section == own]


def remove(archive: Archive, slug: str, ids: Sequence[str]) -> Exhibition:
    """The exhibition without these items."""
    from exhibit import sets

    return exhibiting.change(archive, slug, "exhibit remove", lambda one: sets.remove(one, ids))


def label(
    archive: Archive, slug: str, item_id: str, was: Mapping[str, str], wanted: Mapping[str, str]
) -> Exhibition:
    """The exhibition with these labels of an item. `was`: the labels that the curator had before their eyes.

    Raises Conflict when somebody else wrote another label for the same item and language meanwhile.
    """
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        now = next((dict(entry.labels) for entry in one.entries if entry.item_id == item_id), {})
        for code, text in wanted.items():
            if text == was.get(code, ""):
                continue
            if now.get(code, "") not in (was.get(code, ""), text):
                raise Conflict(
                    f"Somebody else wrote this label meanwhile: «{now.get(code, '')}».",
                    "Look at both; what you save now replaces it.",
                )
            one = sets.label(one, item_id, code, text)
        return one

    return exhibiting.change(archive, slug, "exhibit label", edit)


def describe(
    archive: Archive,
    slug: str,
    titles: Mapping[str, str],
    introductions: Mapping[str, str],
    plain: Mapping[str, str],
) -> Exhibition:
    """The exhibition with titles and introductions by language, opening days, credit and addresses."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        for code, text in sorted(titles.items(), key=lambda pair: not pair[1].strip()):
            one = sets.retitle(one, code, text)
        for code, text in introductions.items():
            one = sets.introduce(one, code, text)
        one = sets.open_between(one, plain.get("opens") or None, plain.get("closes") or None)
        one = sets.publish_at(one, plain.get("base_address", one.base_address))
        kept: dict[str, Any] = {
            name: plain[name].strip() for name in exhibiting.PLAIN_FIELDS if name in plain
        }
        return replace(one, **kept)

    return exhibiting.change(archive, slug, "exhibit set", edit)


def section(
    archive: Archive, slug: str, key: str, titles: Mapping[str, str], texts: Mapping[str, str]
) -> Exhibition:
    """The exhibition with a section, new when `key` is empty, and what stands on its wall."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        return sets.section(one, key or _new_key(one, titles), titles, texts)

    return exhibiting.change(archive, slug, "exhibit section", edit)


def _new_key(one: Exhibition, titles: Mapping[str, str]) -> str:
    title = next((titles[code] for code in LANGUAGES if titles.get(code, "").strip()), "")
    latin = re.sub(r"[^a-z0-9]+", "-", to_passport(title).lower())[:30].strip("-") or "bolim"
    taken = {part.key for part in one.sections}
    return next(
        key
        for number in range(1, 1000)
        if (key := latin if number == 1 else f"{latin}-{number}") not in taken
    )


def move_section(archive: Archive, slug: str, key: str, by: int) -> Exhibition:
    """The exhibition with the section `by` places further."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        keys = [part.key for part in one.sections]
        at = keys.index(key) if key in keys else 0
        return sets.move_section(one, key, min(max(at + by, 0), max(len(keys) - 1, 0)) + 1)

    return exhibiting.change(archive, slug, "exhibit section", edit)


def drop_section(archive: Archive, slug: str, key: str) -> Exhibition:
    """The exhibition without the section; its items stay, in none."""
    from exhibit import sets

    return exhibiting.change(archive, slug, "exhibit section", lambda one: sets.drop_section(one, key))
