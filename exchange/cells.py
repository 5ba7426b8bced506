"""An item → the texts of its row. What cannot be edited in a cell says so instead of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.model import Item, Role
from exchange import persons_cell
from exchange.columns import COLUMNS
from exchange.plain import digest, fits, plain
from language.date_display import display

# The beginning of a cell whose text is not in the table.
KEPT_OUT = "⟨"
_OF_EVENT = {"kk": "оқиғадан", "ru": "от события", "en": "of its event"}
# The column that each role of a text has.
TEXTS: Mapping[str, Role] = {
    "caption": "caption",
    "inscription": "inscription",
    "transcript": "transcript",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: its text, and what it means where that is more or less than its letters (an event is
    its id whatever it is called)."""

    text: str
    meaning: str


def cells(item: Item, language: str = "en") -> dict[str, Cell]:
    """The cell of every column but BASE, by the column's key; what is for information is in `language`."""
    written = {**_described(item), **_of_texts(item), **_rights(item), **_people(item)}
    written["date_words"] = _in_words(item, language)
    found = {key: _plain(text, item) for key, text in written.items()}
    if item.event:
        found["event"] = Cell(found["event"].text, item.event.id)
    people, words = found["persons"].text, found["keywords"].text
    if not people.startswith(KEPT_OUT):
        found["persons"] = Cell(people, persons_cell.meaning(persons_cell.read(people)))
    found["keywords"] = Cell(words, keyword_meaning(words))
    return found


def _plain(text: str, item: Item) -> Cell:
    cell = plain(text)
    if not fits(cell):
        cell = f"{KEPT_OUT}{len(cell):,} letters that no cell holds: see `muragat show {item.id}`⟩"
    return Cell(cell, cell)


def _described(item: Item) -> dict[str, str]:
    own_date = item.when if item.when and item.when.basis != "event" else None
    return {
        "id": item.id,
        "file": item.original.name,
        "kind": item.kind,
        "title": item.title or "",
        "date": own_date.edtf if own_date else "",
        "event": f"{persons_cell.bare(item.event.name)} [{item.event.id}]" if item.event else "",
        "place": item.place or "",
        "author": item.author or "",
        "reference": item.reference or "",
        "form": item.form or "",
        "keywords": "; ".join(item.keywords),
        "reviewed": yes_no(item.reviewed),
    }


def _in_words(item: Item, language: str) -> str:
    if item.when is None:
        return ""
    inherited = f" ({_OF_EVENT[language]})" if item.when.basis == "event" else ""
    return display(item.when.edtf, language) + inherited


def yes_no(value: bool) -> str:
    """A truth as it stands in a cell."""
    return "yes" if value else "no"


def _of_texts(item: Item) -> dict[str, str]:
    return {key: _text(item, role) for key, role in TEXTS.items()}


def _text(item: Item, role: Role) -> str:
    """The current text of a role, when it is one page's; a cell is no place for a book."""
    found = [one for one in item.current_texts() if one.role == role]
    places = {(one.side, one.page) for one in found}
    if len(places) > 1 or not places <= {("back" if role == "inscription" else "front", 1)}:
        return f"{KEPT_OUT}on {len(places)} pages or sides: see `muragat show {item.id}`⟩"
    return "\n".join(one.text for one in found)


def _rights(item: Item) -> dict[str, str]:
    rights = item.rights
    return {
        "access": rights.access,
        "rights": rights.statement or "",
        "holder": rights.holder or "",
        "permission_until": rights.permission_until or "",
        "consent": rights.consent or "",
        "publish": yes_no(rights.publish),
    }


def _people(item: Item) -> dict[str, str]:
    by_status = {
        status: [one for one in item.persons if one.status == status] for status in ("confirmed", "suggested")
    }
    return {
        "persons": persons_cell.written(by_status["confirmed"]),
        "suggested": persons_cell.written(by_status["suggested"]),
        "add_person": "",
        "unidentified": "" if item.unidentified is None else str(item.unidentified),
    }


def keyword_meaning(cell: str) -> str:
    """The keywords of a cell, one a line."""
    words = (" ".join(word.split()) for line in cell.split("\n") for word in line.split(";"))
    return "\n".join(dict.fromkeys(word for word in words if word))


def identity(item: Item) -> str:
    """What tells this archive's item from another archive's of the same id."""
    return item.original.sha256[:12]


def base(item: Item, own: Mapping[str, Cell]) -> str:
    """What stood in the row when it was exported: a digest of each cell that comes back and is not empty.

    `title=Ab3dEf7h`; with a second digest of the meaning where that differs from the text.
    """
    parts = [f"is={identity(item)}"]
    for column in COLUMNS:
        cell = own.get(column.key)
        if column.editable and cell is not None and cell.text:
            parts.append(f"{column.key}={_digests(cell)}")
    return " ".join(parts)


def _digests(cell: Cell) -> str:
    return digest(cell.text) + (f"/{digest(cell.meaning)}" if cell.meaning != cell.text else "")


@dataclass(frozen=True, slots=True)
class Base:
    """The digests of a row as it was exported. What it does not know of was empty."""

    identity: str = ""
    digests: Mapping[str, tuple[str, str]] | None = None

    def is_text(self, key: str, text: str) -> bool:
        """Whether `text` is what stood in the cell."""
        known = (self.digests or {}).get(key)
        return digest(text) == known[0] if known else not text

    def is_meaning(self, key: str, meaning: str) -> bool:
        """Whether the cell meant this."""
        known = (self.digests or {}).get(key)
        return digest(meaning) == known[1] if known else not meaning


def read_base(written: str) -> Base:
    """The digests that `base` wrote; anything else is an unknown base."""
    pairs = dict(part.split("=", 1) for part in written.split() if "=" in part)
    who = pairs.pop("is", "")
    digests = {key: (value.split("/")[0], value.split("/")[-1]) for key, value in pairs.items()}
    return Base(who, digests)
