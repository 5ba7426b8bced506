"""Editing a set: every function gives a new exhibition and leaves the old one as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from archive.errors import BadInput, NotFound
from archive.exhibition import Entry, Exhibition, Section
from archive.model import DAY, SLUG

LANGUAGES = ("kk", "ru", "en")
# It names folders and stands in addresses.
LONGEST_SLUG = 60
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[^\s<>\"?#]*)?")


def new(slug: str, titles: Mapping[str, str]) -> Exhibition:
    """An empty exhibition. Raises BadInput when the slug, a language or the titles cannot be used."""
    if SLUG.fullmatch(slug) is None or len(slug) > LONGEST_SLUG:
        raise BadInput(
            f"«{slug[:LONGEST_SLUG]}» cannot be the short name of an exhibition.",
            f"Use small Latin letters, digits and hyphens, {LONGEST_SLUG} at most, as in «ulytau-2024».",
        )
    given = _texts(titles)
    if not given:
        raise BadInput("An exhibition needs a title.", "Give one in kk, ru or en.")
    return Exhibition(slug, given)


def add(exhibition: Exhibition, item_ids: Iterable[str], at: int | None = None) -> Exhibition:
    """The exhibition with these items, in this order, at the end or as number `at` and on.

    What is in the set already stays where it is. Raises BadInput when there is no such place.
    """
    present = {entry.item_id for entry in exhibition.entries}
    wanted = dict.fromkeys(item_id for item_id in item_ids if item_id not in present)
    entries = list(exhibition.entries)
    place = len(entries) if at is None else _place(at, len(entries) + 1)
    entries[place:place] = [Entry(item_id) for item_id in wanted]
    return replace(exhibition, entries=tuple(entries))


def remove(exhibition: Exhibition, item_ids: Iterable[str]) -> Exhibition:
    """The exhibition without these items. Raises NotFound when one of them is not in it."""
    gone = set(item_ids)
    for item_id in sorted(gone):
        _entry(exhibition, item_id)
    return replace(exhibition, entries=tuple(e for e in exhibition.entries if e.item_id not in gone))


def move(exhibition: Exhibition, item_id: str, to: int) -> Exhibition:
    """The exhibition with this item as number `to` of the gallery order (counted from 1).

    Raises NotFound, and BadInput when there is no such place or it is in another section.
    """
    exhibition = arranged(exhibition)
    entry = _entry(exhibition, item_id)
    own = [number for number, e in enumerate(exhibition.entries, 1) if e.section == entry.section]
    place = _place(to, len(exhibition.entries))
    if to not in own:
        raise BadInput(
            f"Place {to} is in another section than {item_id}, whose places are {own[0]} to {own[-1]}.",
            "Put the item into that section first, with `muragat exhibit section`.",
        )
    entries = [e for e in exhibition.entries if e is not entry]
    entries.insert(place, entry)
    return replace(exhibition, entries=tuple(entries))


def arranged(exhibition: Exhibition) -> Exhibition:
    """The exhibition with its entries in gallery order: those of no section, then section by section."""
    order = {section.key: place for place, section in enumerate(exhibition.sections)}
    entries = sorted(exhibition.entries, key=lambda entry: order.get(entry.section, -1))
    return replace(exhibition, entries=tuple(entries))


def label(exhibition: Exhibition, item_id: str, language: str, text: str) -> Exhibition:
    """The exhibition with this label of the item; an empty text gives the label from the record again."""
    entry = _entry(exhibition, item_id)
    return _with(exhibition, entry, replace(entry, labels=_changed(entry.labels, language, text)))


def print_size(exhibition: Exhibition, item_id: str, centimetres: float | None) -> Exhibition:
    """The exhibition with the size wanted on the wall (long side in cm), or none."""
    if centimetres is not None and not 1 <= centimetres <= 1000:
        raise BadInput(f"{centimetres} cm is no size of a print.", "Give the long side, 1 to 1000 cm.")
    entry = _entry(exhibition, item_id)
    return _with(exhibition, entry, replace(entry, print_cm=centimetres))


def retitle(exhibition: Exhibition, language: str, text: str) -> Exhibition:
    """The exhibition with this title. Raises BadInput when no title would be left."""
    titles = _changed(exhibition.titles, language, text)
    if not titles:
        raise BadInput("An exhibition needs a title.", "Give another one before you take this away.")
    return replace(exhibition, titles=titles)


def introduce(exhibition: Exhibition, language: str, text: str) -> Exhibition:
    """The exhibition with this introduction in one language."""
    return replace(exhibition, introduction=_changed(exhibition.introduction, language, text))


def open_between(exhibition: Exhibition, opens: str | None, closes: str | None) -> Exhibition:
    """The exhibition with its first and last day (`YYYY-MM-DD`). Raises BadInput."""
    for day in (opens, closes):
        if day is not None and not _is_day(day):
            raise BadInput(f"«{day}» is not a day.", "Write it as 2024-09-18.")
    if opens and closes and closes < opens:
        raise BadInput(f"The exhibition would close ({closes}) before it opens ({opens}).")
    return replace(exhibition, opens=opens, closes=closes)


def publish_at(exhibition: Exhibition, address: str) -> Exhibition:
    """The exhibition with the address at which its package will stand, or none. Raises BadInput."""
    address = address.strip()
    if address and _ADDRESS.fullmatch(address) is None:
        raise BadInput(
            f"«{address}» is no address of a web page.", "Write it as https://muzei.example.kz/korme."
        )
    return replace(exhibition, base_address=address)


def _is_day(text: str) -> bool:
    try:
        return DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def section(
    exhibition: Exhibition, key: str, titles: Mapping[str, str], texts: Mapping[str, str]
) -> Exhibition:
    """The exhibition with a section of this key, new or changed. Raises BadInput."""
    if SLUG.fullmatch(key) is None or not _texts(titles):
        raise BadInput(f"Section «{key}» needs a key of small Latin letters and a title in kk, ru or en.")
    changed = Section(key, _texts(titles), _texts(texts))
    others = tuple(changed if one.key == key else one for one in exhibition.sections)
    return replace(exhibition, sections=others if changed in others else (*others, changed))


def put_into(exhibition: Exhibition, item_ids: Iterable[str], key: str) -> Exhibition:
    """The exhibition with these items in the section `key`, or in none when it is empty. Raises NotFound."""
    if key:
        _section(exhibition, key)
    for item_id in item_ids:
        entry = _entry(exhibition, item_id)
        exhibition = _with(exhibition, entry, replace(entry, section=key))
    return arranged(exhibition)


def take_out_of(exhibition: Exhibition, item_ids: Iterable[str], key: str) -> Exhibition:
    """The exhibition with these items in no section any more. Raises NotFound when one is not in `key`."""
    _section(exhibition, key)
    wanted = list(item_ids)
    for item_id in wanted:
        if _entry(exhibition, item_id).section != key:
            raise NotFound(
                f"{item_id} is not in the section «{key}» of «{exhibition.slug}».",
                "`muragat exhibit show` lists what is.",
            )
    return put_into(exhibition, wanted, "")


def move_section(exhibition: Exhibition, key: str, to: int) -> Exhibition:
    """The exhibition with this section as its section number `to` (from 1). Raises NotFound, BadInput."""
    section = _section(exhibition, key)
    others = [one for one in exhibition.sections if one is not section]
    others.insert(_place(to, len(exhibition.sections)), section)
    return arranged(replace(exhibition, sections=tuple(others)))


def drop_section(exhibition: Exhibition, key: str) -> Exhibition:
    """The exhibition without this section; its items stay, in none. Raises NotFound."""
    section = _section(exhibition, key)
    own = [entry.item_id for entry in exhibition.entries if entry.section == key]
    left = put_into(exhibition, own, "")
    return arranged(replace(left, sections=tuple(one for one in left.sections if one != section)))


def _section(exhibition: Exhibition, key: str) -> Section:
    for section in exhibition.sections:
        if section.key == key:
            return section
    raise NotFound(
        f"There is no section «{key}» in «{exhibition.slug}».", "`muragat exhibit show` lists what is."
    )


def _entry(exhibition: Exhibition, item_id: str) -> Entry:
    for entry in exhibition.entries:
        if entry.item_id == item_id:
            return entry
    raise NotFound(
        f"{item_id} is not in the exhibition «{exhibition.slug}».", "`muragat exhibit show` lists what is."
    )


def _with(exhibition: Exhibition, old: Entry, changed: Entry) -> Exhibition:
    return replace(exhibition, entries=tuple(changed if e is old else e for e in exhibition.entries))


def _place(number: int, most: int) -> int:
    if not 1 <= number <= max(most, 1):
        raise BadInput(f"There is no place {number} in this exhibition.", f"Places are 1 to {max(most, 1)}.")
    return number - 1


def _changed(texts: Mapping[str, str], language: str, text: str) -> dict[str, str]:
    return _texts({**texts, language: text})


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    for language in texts:
        if language not in LANGUAGES:
            raise BadInput(f"«{language}» is not a language of exhibitions.", "Use kk, ru or en.")
    return {code: texts[code].strip() for code in LANGUAGES if texts.get(code, "").strip()}
