"""What a changed cell asks for, checked: the text as it will stand, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, get_args

from archive.model import Access
from exchange import persons_cell
from exchange.cells import Cell, keyword_meaning, yes_no
from exchange.persons_cell import Line
from language import dates

_YES = frozenset(("yes", "true", "1", "иә", "ия", "да", "y", "истина"))
# Parts of names that begin with a small letter.
_PARTICLES = frozenset(
    (
        "ұлы",
        "қызы",
        "улы",
        "кызы",
        "оғлы",
        "оглы",
        "uly",
        "qyzy",
        "kyzy",
        "ogly",
        "von",
        "van",
        "de",
        "al",
        "bin",
    )
)
_NO = frozenset(("no", "false", "0", "жоқ", "нет", "n", "ложь"))


class Refused(Exception):
    """A cell that asks for what cannot be; says what and what to do."""


class Records(Protocol):
    """What the catalogue knows of persons and events (exchange.records)."""

    def person(self, person_id: str) -> Record | None:
        """The record with this id, or the one that took it in; None when there is none."""

    def event(self, event_id: str) -> Record | None:
        """The event with this id; None when there is none."""

    def persons_fitting(self, name: str) -> Sequence[str]:
        """The ids of those whom `muragat edit --add-person` would take for this name."""

    def events_named(self, name: str) -> Sequence[str]:
        """The ids of the events with this name, in whatever language."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record's id and everything that it is called, the preferred name first."""

    id: str
    names: tuple[str, ...]

    def is_called(self, name: str) -> bool:
        """Whether this is one of its names."""
        return folded(name) in map(folded, self.names)


def folded(name: str) -> str:
    """A name without the differences that do not count in a cell."""
    return persons_cell.bare(name).casefold()


def wanted(key: str, text: str, known: Records) -> Cell:
    """The cell that `text` asks for in the column `key`. Raises Refused."""
    return _READERS.get(key, _text)(text, known)


def _text(text: str, known: Records) -> Cell:
    return Cell(text, text)


def _date(text: str, known: Records) -> Cell:
    edtf = _edtf(text) if text else ""
    return Cell(edtf, edtf)


def _edtf(text: str) -> str:
    """The date in EDTF: as it is written, or out of words that say one date and nothing else."""
    try:
        return dates.parse_edtf(text)
    except ValueError as error:
        spans = dates.find(text)
        if len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(text)):
            return spans[0].edtf
        raise Refused(
            f"{error}. Write EDTF (2024-09-18, 2024-09, 193X, 1950~, 1941/1945) or «18 қыркүйек 2024»."
        ) from error


def _day(text: str, known: Records) -> Cell:
    edtf = _edtf(text) if text else ""
    try:
        plain = not edtf or date.fromisoformat(edtf).isoformat() == edtf
    except ValueError:
        plain = False
    if not plain:
        raise Refused(f"«{text}» is not a day. Write it as 2030-12-31.")
    return Cell(edtf, edtf)


def _access(text: str, known: Records) -> Cell:
    if text.casefold() not in get_args(Access):
        raise Refused(f"«{text}» is no access. Write one of {', '.join(get_args(Access))}.")
    return Cell(text.casefold(), text.casefold())


def _yes_no(text: str, known: Records) -> Cell:
    if text.casefold() not in _YES | _NO:
        raise Refused(f"«{text}» is neither yes nor no.")
    answer = yes_no(text.casefold() in _YES)
    return Cell(answer, answer)


def _count(text: str, known: Records) -> Cell:
    if text and not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refused(f"«{text}» is not a number of persons.")
    number = str(int(text)) if text else ""
    return Cell(number, number)


def _keywords(text: str, known: Records) -> Cell:
    return Cell(text, keyword_meaning(text))


def _event(text: str, known: Records) -> Cell:
    """An event by the id in brackets, by its id alone, or by its name; a new name is a new event."""
    if not text:
        return Cell("", "")
    name, event_id = _name_and_id(text, "EЕ")
    if event_id:
        return Cell(text, _checked("event", event_id, name, known.event(event_id)))
    found = known.events_named(text)
    if len(found) > 1:
        raise Refused(f"Several events are called «{text}»: {', '.join(found)}. Give the id in brackets.")
    return Cell(text, found[0] if found else " ".join(text.split()))


def _name_and_id(text: str, letters: str) -> tuple[str, str]:
    """«Name [E0001]» and «E0001» in their parts; the id is empty when there is none. The first of the letters
    begins the id, the second is what a Cyrillic keyboard makes of it."""
    number = rf"[{letters}](\d+)"
    found = re.fullmatch(rf"(?s:(.*?))\s*\[{number}\]", text) or re.fullmatch(rf"(){number}", text)
    return (found[1], f"{letters[0]}{found[2]}") if found else (text, "")


def _checked(noun: str, record_id: str, name: str, record: Record | None) -> str:
    """The id of the record. Refuses an id without one, and a name that is another's: one is a slip."""
    if record is None:
        raise Refused(f"There is no {noun} {record_id}. See `muragat {noun} list`.")
    if name and not record.is_called(name):
        raise Refused(
            f"{record_id} is «{record.names[0]}», not «{name}». Take away the id to name another, or rename"
            f" with `muragat {noun} rename`."
        )
    return record.id


def _persons(text: str, known: Records) -> Cell:
    lines = [_settled(line, known) for line in persons_cell.read(text)]
    who = [line.person_id or folded(line.name) for line in lines]
    twice = next((line.name for line, one in zip(lines, who, strict=True) if who.count(one) > 1), None)
    if twice is not None:
        raise Refused(f"«{twice}» stands in the cell twice. Leave one line.")
    return Cell(text, persons_cell.meaning(lines))


def _settled(line: Line, known: Records) -> Line:
    """The line with its person's id; without one when the name is new."""
    name, person_id = (line.name, line.person_id) if line.person_id else _name_and_id(line.name, "PР")
    if person_id:
        return Line(name, _checked("person", person_id, name, known.person(person_id)), line.position)
    if not any(letter.isalpha() for letter in name) or "[" in name or "]" in name:
        raise Refused(
            f"«{name or line.position}» names nobody: write «Name [P00001] place» or «Name | place»."
        )
    found = known.persons_fitting(name)
    if len(found) > 1:
        raise Refused(f"Several persons may be «{name}»: {', '.join(found)}. Give the id in brackets.")
    if not found and not _looks_like_a_name(name):
        raise Refused(
            f"«{name}» is no name. Write «Name | place in the picture», names with capital letters."
        )
    return Line(name, found[0] if found else None, line.position)


def _looks_like_a_name(text: str) -> bool:
    """Whether a new person may be called so: «Ахметова Сәуле солдан 2-орында» forgot the «|»."""
    words = (word for word in text.split() if word.casefold() not in _PARTICLES)
    return not any(word[0].islower() or any(letter.isdigit() for letter in word) for word in words)


_READERS: Mapping[str, Callable[[str, Records], Cell]] = {
    "date": _date,
    "permission_until": _day,
    "access": _access,
    "publish": _yes_no,
    "reviewed": _yes_no,
    "unidentified": _count,
    "keywords": _keywords,
    "event": _event,
    "persons": _persons,
    "add_person": _persons,
}
