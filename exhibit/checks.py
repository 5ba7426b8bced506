"""What a curator should know before anything is printed: found before the export, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.model import Entry, Exhibition, Item
from exhibit.sets import LANGUAGES
from exhibit.works import Work

DOTS_PER_INCH = 300
CM_PER_INCH = 2.54
# Archives of Alberta, guide to labels: an object label has 20 to 70 words.
LABEL_WORDS = (20, 70)

Kind = Literal[
    "missing", "closed", "unpublished", "person", "permission", "duplicate", "joined", "back", "unread",
    "small", "translation", "label_length", "no_date", "no_author", "unconfirmed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about one work. `detail` is a number, a name or codes of languages, for a sentence in
    any language (exhibit/words.py)."""

    kind: Kind
    item_id: str
    number: int | None = None
    detail: str = ""


def choose(
    exhibition: Exhibition, items: Mapping[str, Item], include: frozenset[str]
) -> tuple[list[Entry], list[Check]]:
    """The entries that may be shown, and why each of the others is left out.

    Items that are closed, for staff only, not to be published, or that show a person who does not want to be
    published, are left out unless they are named.
    """
    chosen: list[Entry] = []
    left_out: list[Check] = []
    for entry in exhibition.entries:
        item = items.get(entry.item_id)
        if item is None:
            left_out.append(Check("missing", entry.item_id))
            continue
        reasons = [Check(kind, item.id, detail=detail) for kind, detail in _restrictions(item)]
        if reasons and item.id not in include:
            left_out += reasons
        else:
            chosen.append(entry)
    return chosen, left_out


def _restrictions(item: Item) -> Iterator[tuple[Kind, str]]:
    """Why the item is not for everybody: each reason with its detail."""
    if item.rights.access != "public":
        yield "closed", ""
    if not item.rights.publish:
        yield "unpublished", ""
    unwilling = dict.fromkeys(
        one.name for one in item.persons if one.status != "rejected" and not one.publish
    )
    if unwilling:
        yield "person", ", ".join(unwilling)


def checks(exhibition: Exhibition, works: Sequence[Work], print_cm: float) -> tuple[Check, ...]:
    """Everything to be looked at before printing, work by work. `print_cm` is the long side wanted where
    the set names none."""
    found = [check for work in works for check in _of_work(exhibition, work, print_cm)]
    return (*found, *_duplicates(works))


def possible_cm(pixels: int) -> float:
    """The length that `pixels` can be printed at 300 dots per inch, in centimetres."""
    return round(pixels / DOTS_PER_INCH * CM_PER_INCH, 1)


def _of_work(exhibition: Exhibition, work: Work, print_cm: float) -> Iterator[Check]:
    wanted = work.entry.print_cm or print_cm
    # A restricted work is here because it was named: the report says what it is all the same.
    for restriction, detail in _restrictions(work.item):
        yield Check(restriction, work.item.id, work.number, detail)
    rules: tuple[tuple[Kind, Callable[[], str]], ...] = (
        ("small", lambda: _too_small(work, wanted)),
        ("permission", lambda: _permission(exhibition, work)),
        ("translation", lambda: " ".join(code for code in LANGUAGES if not work.labels.get(code))),
        ("label_length", lambda: _length(work)),
        ("no_date", lambda: "" if work.when else "-"),
        ("no_author", lambda: "" if work.item.author else "-"),
        ("unconfirmed", lambda: ", ".join(one.name for one in work.persons if one.status == "suggested")),
        ("back", lambda: _back(work)),
    )
    for kind, rule in rules:
        detail = rule()
        if detail:
            yield Check(kind, work.item.id, work.number, detail.strip("-"))


def _too_small(work: Work, wanted: float) -> str:
    pixels = max(work.item.width or 0, work.item.height or 0)
    possible = possible_cm(pixels)
    return f"{possible:g} < {wanted:g}" if pixels and possible < wanted else ""


def _permission(exhibition: Exhibition, work: Work) -> str:
    until = work.item.rights.permission_until
    day = exhibition.closes or exhibition.opens or exhibition.changed_at[:10]
    return until if until and until < day else ""


def _length(work: Work) -> str:
    least, most = LABEL_WORDS
    counts = {code: len(text.split()) for code, text in work.labels.items()}
    # A short label from the record is the rule; a short one that a curator wrote may be a slip.
    wrong = (code for code, n in counts.items() if n > most or (n < least and work.entry.labels.get(code)))
    return ", ".join(f"{code} {counts[code]}" for code in wrong)


def _back(work: Work) -> str:
    has_back = len({one.side for one in work.item.sides}) > 1
    return "-" if has_back and len(work.pictures) == 1 else ""


def _duplicates(works: Sequence[Work]) -> Iterator[Check]:
    """Works that show what another one shows: the same bytes, the same pixels, or joined by a person."""
    seen: dict[str, Work] = {}
    in_set = {work.item.id for work in works}
    for work in works:
        keys = _shows(work)
        twin = next((seen[key] for key in keys if key in seen), None)
        if twin:
            yield Check("duplicate", work.item.id, work.number, twin.name)
        elif work.item.joined_to and work.item.joined_to not in in_set:
            yield Check("joined", work.item.id, work.number, work.item.joined_to)
        for key in keys:
            seen.setdefault(key, work)


def _shows(work: Work) -> tuple[str, ...]:
    item = work.item
    pixels = (f"pixels:{item.pixels}",) if item.pixels else ()
    return (f"bytes:{work.pictures[0].side.original.sha256}", f"item:{item.joined_to or item.id}", *pixels)
