"""What a curator should know before anything is printed: found before the export, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from archive.errors import NotFound
from archive.exhibition import Entry, Exhibition
from archive.model import Item
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
Level = Literal["serious", "warning", "note"]
LEVELS: tuple[Level, ...] = get_args(Level)
_SERIOUS = frozenset(("missing", "closed", "unpublished", "person", "permission", "unread"))
_NOTES = frozenset(("label_length", "no_author", "back"))


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about one work. `detail` is a number, a name or codes of languages, for a sentence in
    any language (exhibit/words.py).

    `level` follows from the kind unless it is given: what is `serious` must be settled before anything is
    shown, a `warning` shows on the wall, a `note` is a matter of taste or completeness.
    """

    kind: Kind
    item_id: str
    number: int | None = None
    detail: str = ""
    level: Level | None = None

    def __post_init__(self) -> None:
        if self.level is None:
            usual = "serious" if self.kind in _SERIOUS else "note" if self.kind in _NOTES else "warning"
            object.__setattr__(self, "level", usual)

    def without_names(self) -> Check:
        """The same for a package that leaves the house: who does not want to be published is not named."""
        return replace(self, detail="") if self.kind == "person" else self


def choose(
    exhibition: Exhibition, items: Mapping[str, Item], include: frozenset[str]
) -> tuple[list[Entry], list[Check]]:
    """The entries that may be shown, and why each of the others is left out.

    Items that are closed, for staff only, not to be published, or that show a person who does not want to be
    published, are left out unless they are named. One that was joined to another item may not be shown where
    that one may not: `items` holds both. Raises NotFound when `include` names what is not in the set.
    """
    _refuse_strangers(exhibition, include)
    chosen: list[Entry] = []
    left_out: list[Check] = []
    for entry in exhibition.entries:
        item = items.get(entry.item_id)
        if item is None:
            left_out.append(Check("missing", entry.item_id))
            continue
        reasons = [Check(kind, item.id, detail=detail) for kind, detail in _restrictions(item, items)]
        if reasons and item.id not in include:
            left_out += reasons
        else:
            chosen.append(entry)
    return chosen, left_out


def _refuse_strangers(exhibition: Exhibition, include: frozenset[str]) -> None:
    strangers = sorted(include - {entry.item_id for entry in exhibition.entries})
    if strangers:
        raise NotFound(
            f"{strangers[0]} is not in the exhibition «{exhibition.slug}», so it cannot be included.",
            "Add it with `muragat exhibit add` first.",
        )


def _restrictions(item: Item, items: Mapping[str, Item]) -> Iterator[tuple[Kind, str]]:
    """Why the item is not for everybody: each reason with its detail."""
    both = [one for one in (item, items.get(item.joined_to or "")) if one]
    if any(one.rights.access != "public" for one in both):
        yield "closed", ""
    if not all(one.rights.publish for one in both):
        yield "unpublished", ""
    persons = [person for one in both for person in one.persons]
    unwilling = dict.fromkeys(one.name for one in persons if one.status != "rejected" and not one.publish)
    if unwilling:
        yield "person", ", ".join(unwilling)


def checks(
    exhibition: Exhibition, works: Sequence[Work], print_cm: float, items: Mapping[str, Item] | None = None
) -> tuple[Check, ...]:
    """Everything to be looked at before printing, work by work, what is serious first. `print_cm` is the long
    side wanted where the set names none; `items` holds what works were joined to."""
    found = [check for work in works for check in _of_work(exhibition, work, print_cm, items or {})]
    return tuple(sorted((*found, *_duplicates(works)), key=in_order))


def in_order(check: Check) -> tuple[int, int]:
    """For sorting: by the number of the work, what is serious first."""
    return check.number or 0, LEVELS.index(check.level or "note")


def possible_cm(pixels: int) -> float:
    """The length that `pixels` can be printed at 300 dots per inch, in centimetres."""
    return round(pixels / DOTS_PER_INCH * CM_PER_INCH, 1)


def _of_work(
    exhibition: Exhibition, work: Work, print_cm: float, items: Mapping[str, Item]
) -> Iterator[Check]:
    wanted = work.entry.print_cm or print_cm
    # A restricted work is here because it was named: the report says what it is all the same.
    for restriction, detail in _restrictions(work.item, items):
        yield Check(restriction, work.item.id, work.number, detail)
    yield from _permission(exhibition, work)
    rules: tuple[tuple[Kind, Callable[[], str]], ...] = (
        ("small", lambda: _too_small(work, wanted)),
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


def _permission(exhibition: Exhibition, work: Work) -> Iterator[Check]:
    """Serious where the permission has ended on the opening day; a warning where it ends while it is open."""
    until = work.item.rights.permission_until
    opens = exhibition.opens or exhibition.changed_at[:10]
    if until and until < max(opens, exhibition.closes or opens):
        level: Level = "serious" if until < opens else "warning"
        yield Check("permission", work.item.id, work.number, until, level)


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
    in_set = {work.item.id: work for work in works}
    for work in works:
        keys = _shows(work)
        twin = next((seen[key] for key in keys if key in seen), None)
        kept = in_set.get(work.item.joined_to or "")
        if kept and _is_back(work, kept):
            yield Check("joined", work.item.id, work.number, f"{kept.item.id} (№ {kept.name})")
        elif twin and not _is_back(twin, work):
            yield Check("duplicate", work.item.id, work.number, twin.name)
        elif work.item.joined_to and not kept:
            yield Check("joined", work.item.id, work.number, work.item.joined_to)
        for key in keys:
            seen.setdefault(key, work)


def _is_back(work: Work, front: Work) -> bool:
    """Whether the picture of one work is the back of another one."""
    digest = work.pictures[0].side.original.sha256
    return any(one.side == "back" and one.original.sha256 == digest for one in front.item.sides)


def _shows(work: Work) -> tuple[str, ...]:
    item = work.item
    pixels = (f"pixels:{item.pixels}",) if item.pixels else ()
    return (f"bytes:{work.pictures[0].side.original.sha256}", f"item:{item.joined_to or item.id}", *pixels)
