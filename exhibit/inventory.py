"""The inventory of photographic documents: one row an item, and what its annotation lacks. Pure.

An annotation says the event, the persons from left to right and row by row, the author of the shot, its date
and place, and the form of the original. Orders are issued and repealed: this follows the practice of
Kazakhstan's archives and names none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.model import Item
from archive.reference_codes import parsed
from exhibit.inventory_words import WORDS
from exhibit.persons import person_lines
from exhibit.place_names import place_name, taken, written
from exhibit.tables import plain
from language.date_display import display
from language.detect import language as detected

COLUMNS = (
    "no", "reference", "annotation", "author", "date", "place", "form", "count", "size", "note", "missing",
)  # fmt: skip
FIELDS = ("event", "persons", "author", "date", "place", "form")
# What is shown of a page of text where nobody has written what the document is.
_BEGINNING = 240


@dataclass(frozen=True, slots=True)
class Row:
    """One item in words of one language. `event`, `says` and `persons` make up its annotation; `missing` are
    names of FIELDS."""

    id: str
    reference: str
    event: str
    says: str
    persons: tuple[str, ...]
    author: str
    date: str
    place: str
    form: str
    count: str
    size: str
    note: str
    missing: tuple[str, ...]

    @property
    def annotation(self) -> str:
        """Event, content and persons, each on its line."""
        return "\n".join(part for part in (self.event, self.says, *self.persons) if part)


@dataclass(slots=True)
class Summary:
    """What is said of an inventory as a whole, gathered item by item."""

    items: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    fonds: set[str] = field(default_factory=set)
    inventories: set[str] = field(default_factory=set)
    first_year: str = ""
    last_year: str = ""
    missing: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    left_out: int = 0
    unconfirmed: bool = False

    def count(self, item: Item, row: Row) -> None:
        """Take one item into account."""
        self.items += 1
        self.kinds[item.kind] = self.kinds.get(item.kind, 0) + 1
        code = parsed(item.reference)
        self.fonds.add(code.fonds if code else "")
        self.inventories.add(code.inventory if code else "")
        when = taken(item)
        if when and when.earliest and when.latest:
            self.first_year = min(self.first_year or "9999", when.earliest[:4])
            self.last_year = max(self.last_year, when.latest[:4])
        if row.missing:
            self.missing.append((item.id, row.missing))
        self.unconfirmed = self.unconfirmed or any(one.status == "suggested" for one in item.persons)

    @property
    def shared(self) -> dict[str, str]:
        """The fonds and the inventory that all reference codes name, where there is one."""
        found = {"fonds": self.fonds, "inventory": self.inventories}
        return {
            name: next(iter(values)) for name, values in found.items() if len(values) == 1 and any(values)
        }

    @property
    def years(self) -> str:
        """From when to when: `1958–2023`, `1958`, or nothing."""
        if self.first_year == self.last_year:
            return self.first_year
        return f"{self.first_year}–{self.last_year}"


def row(item: Item, code: str) -> Row:
    """The row of one item; what is said in words is said in `code` (kk, ru)."""
    when = taken(item)
    own = when.display if when else ""
    date = own if own and detected(own) == code else display(when.edtf, code) if when else ""
    size = f"{item.width} × {item.height}" if item.width and item.height else ""
    return Row(
        id=item.id,
        reference=plain(item.reference or ""),
        event=plain(_event(item, code)),
        says=plain(_says(item, code)),
        persons=tuple(plain(line) for line in _persons(item, code)),
        author=plain(item.author or ""),
        date=plain(date),
        place=plain(place_name(item, code)),
        form=plain(_form(item, code)),
        count=f"{len(item.sides)} / {item.pages}",
        size=size,
        note=plain("; ".join(_notes(item, code))),
        missing=missing(item),
    )


def missing(item: Item) -> tuple[str, ...]:
    """The parts that the item's annotation lacks, of FIELDS.

    A number of unidentified people, be it none, says that somebody has looked who is there.
    """
    there: Mapping[str, object] = {
        "event": item.event,
        "persons": any(one.status != "rejected" for one in item.persons) or item.unidentified is not None,
        "author": (item.author or "").strip(),
        "date": taken(item),
        "place": written(item).strip(),
        "form": (item.form or "").strip(),
    }
    return tuple(name for name in FIELDS if not there[name])


def _event(item: Item, code: str) -> str:
    if item.event is None:
        return ""
    return item.event.names.get(code) or item.event.name


def _says(item: Item, code: str) -> str:
    """What the caption says; else the title, what is written on the back, or how the text begins."""
    event = _event(item, code)
    caption, title = _flat(item.caption or ""), _flat(item.title or "")
    if caption:
        return caption if not title or title in caption or title == event else f"{title}. {caption}"
    if title and title != event:
        return title
    texts = {text.role: _flat(text.text) for text in reversed(item.current_texts())}
    if texts.get("inscription"):
        return f"{WORDS['inscription'][code]}: «{texts['inscription']}»"
    begins = texts.get("transcript", "")
    return begins if len(begins) <= _BEGINNING else f"{begins[:_BEGINNING].rsplit(' ', 1)[0]} …"


def _persons(item: Item, code: str) -> list[str]:
    """The persons, unless the caption names each of them in full already."""
    caption = _flat(item.caption or "")
    names = [one.name for one in item.persons if one.status != "rejected"]
    told = bool(names) and all(name in caption for name in names)
    return [] if told else person_lines(item, code)


def _form(item: Item, code: str) -> str:
    form = (item.form or "").strip()
    return WORDS[f"form_{form}"][code] if f"form_{form}" in WORDS else form


def _notes(item: Item, code: str) -> Iterator[str]:
    rights = item.rights
    if rights.access != "public":
        yield WORDS[rights.access][code]
    if not rights.publish:
        yield WORDS["unpublished"][code]
    unwilling = dict.fromkeys(
        one.name for one in item.persons if one.status != "rejected" and not one.publish
    )
    if unwilling:
        yield WORDS["unwilling"][code].format(", ".join(unwilling))
    if rights.permission_until:
        yield WORDS["permission"][code].format(rights.permission_until)
    if item.unidentified:
        yield WORDS["unidentified"][code].format(item.unidentified)


def _flat(text: str) -> str:
    return " ".join(text.split())
