"""What a curator should know before anything is printed: found before the export, as plain values. Pure."""

from __future__ import annotations

from collections import defaultdict
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
    "missing", "closed", "unpublished", "permission", "duplicate", "back", "unread",
    "small", "translation", "label_length", "no_date", "no_author", "unconfirmed",
]  # fmt: skip
LEFT_OUT: tuple[Kind, ...] = ("missing", "closed", "unpublished")


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

    Closed items, items for staff only and items not to be published are left out unless they are named.
    """
    chosen: list[Entry] = []
    left_out: list[Check] = []
    for entry in exhibition.entries:
        reason = _reason(items.get(entry.item_id), entry.item_id in include)
        if reason:
            left_out.append(Check(reason, entry.item_id))
        else:
            chosen.append(entry)
    return chosen, left_out


def _reason(item: Item | None, named: bool) -> Kind | None:
    if item is None:
        return "missing"
    if named:
        return None
    if not item.rights.publish:
        return "unpublished"
    return "closed" if item.rights.access != "public" else None


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
    counts = {code: len(text.split()) for code, text in work.entry.labels.items()}
    return ", ".join(f"{code} {count}" for code, count in counts.items() if not least <= count <= most)


def _back(work: Work) -> str:
    has_back = len({one.side for one in work.item.sides}) > 1
    return "-" if has_back and len(work.pictures) == 1 else ""


def _duplicates(works: Sequence[Work]) -> Iterator[Check]:
    same: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        same[work.pictures[0].side.original.sha256].append(work)
    for group in same.values():
        for work in group[1:]:
            yield Check("duplicate", work.item.id, work.number, group[0].name)
