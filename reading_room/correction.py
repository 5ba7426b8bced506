"""A correction as it is typed: values by name, compared with what the record said when the form was made.

Names are `title`, `date` … for the record, `text:caption:front:1` for the text of a page and
`person:P00001:status` (`position`, `certainty`) for a person. Pure: what is compared are strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, cast

from archive.editing import Edit
from archive.errors import BadInput
from archive.model import Certainty, Depiction, Item, Role, Side
from workflows.correcting import Added, Corrected, Correction

PLAIN = (
    *("title", "author", "reference", "form", "date", "place", "event"),
    *("access", "statement", "holder", "permission_until", "consent", "publish", "unidentified", "reviewed"),
)
SWITCHES = ("publish", "reviewed")
PERSON_PARTS = ("status", "position", "certainty")
WAS, CHOOSE = "was:", "choose:"
PERSON_ID = re.compile(r".*\b(P\d{5,})\W*", re.DOTALL)


class Values(Protocol):
    """The fields of a form: a name may have several values."""

    def get(self, key: str) -> str | None:
        """The first value of a field."""

    def getlist(self, key: str) -> list[str]:
        """All its values."""

    def __iter__(self) -> Iterator[str]:
        """The names of the fields."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody sent: the version they saw, each value as it was then and as they want it, and persons to
    be added as (name or id, position, certainty)."""

    version: int
    was: Mapping[str, str]
    mine: Mapping[str, str]
    added: tuple[tuple[str, str, str], ...] = ()

    @property
    def changed(self) -> dict[str, str]:
        """The values that they changed."""
        return {name: value for name, value in self.mine.items() if value != self.was.get(name, "")}


@dataclass(frozen=True, slots=True)
class Both:
    """A value that somebody else changed meanwhile: as it was, as they left it, and as I want it."""

    name: str
    was: str
    theirs: str
    mine: str

    @property
    def is_mine_too(self) -> bool:
        """Whether I changed it too, to something else: then I have to choose."""
        return self.mine not in (self.was, self.theirs)


def roles(item: Item, side: str, page: int) -> list[Role]:
    """The texts that a page has or may be given."""
    found = [one.role for one in item.texts if one.current and (one.side, one.page) == (side, page)]
    usual: Role = "inscription" if side == "back" else "transcript" if item.kind == "document" else "caption"
    return list(dict.fromkeys([*found, usual]))


def values(item: Item, side: str, page: int) -> dict[str, str]:
    """What the record says now, by name; of the texts those of one page."""
    rights = item.rights
    own_date = item.when.edtf if item.when and item.when.basis != "event" else ""
    found = {
        "title": item.title,
        "author": item.author,
        "reference": item.reference,
        "form": item.form,
        "date": own_date,
        "place": item.place,
        "event": item.event.name if item.event else "",
        "access": rights.access,
        "statement": rights.statement,
        "holder": rights.holder,
        "permission_until": rights.permission_until,
        "consent": rights.consent,
        "publish": "yes" if rights.publish else "no",
        "unidentified": "" if item.unidentified is None else str(item.unidentified),
        "reviewed": "yes" if item.reviewed else "no",
    }
    said = {name: value or "" for name, value in found.items()}
    for role in roles(item, side, page):
        said[f"text:{role}:{side}:{page}"] = plain("\n".join(_current(item, role, side, page)))
    for one in item.persons:
        said |= {f"person:{one.person_id}:{part}": _part(one, part) for part in PERSON_PARTS}
    return said


def _current(item: Item, role: str, side: str, page: int) -> list[str]:
    place = (role, side, page)
    return [one.text for one in item.texts if one.current and (one.role, one.side, one.page) == place]


def _part(one: Depiction, part: str) -> str:
    return str(getattr(one, part) or "")


def plain(text: str) -> str:
    """Text as it is compared and kept: line ends as \\n, no blanks behind lines, no empty lines around."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n")


def read(form: Values) -> Typed:
    """What was sent. A field that was not sent was not changed; where somebody chose the other's value, that
    is what they want."""
    was = {key.removeprefix(WAS): form.get(key) or "" for key in form if key.startswith(WAS)}
    was = {name: plain(value) for name, value in was.items()}
    mine = {name: _sent(form, name, before) for name, before in was.items()}
    added = zip(
        form.getlist("add-person"), form.getlist("add-position"), form.getlist("add-certainty"), strict=False
    )
    kept = tuple((name.strip(), place.strip(), sure) for name, place, sure in added if name.strip())
    return Typed(_number(form.get("version")), was, mine, kept)


def _sent(form: Values, name: str, before: str) -> str:
    if form.get(f"{CHOOSE}{name}") == "theirs":
        return before
    sent = form.getlist(name)
    if not sent:
        return before
    if name.startswith("text:"):
        return plain("\n".join(line for line in sent if line.strip()) if len(sent) > 1 else sent[0])
    # A switch sends «no» from a hidden field before its «yes».
    return plain(sent[-1]).strip()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else -1


def compare(typed: Typed, now: Mapping[str, str]) -> list[Both]:
    """What somebody else changed since the form was made."""
    return [
        Both(name, before, now.get(name, ""), typed.mine[name])
        for name, before in typed.was.items()
        if now.get(name, "") != before
    ]


def correction(typed: Typed, decisions: tuple[tuple[str, bool], ...] = ()) -> Correction:
    """What is to be carried out. Raises BadInput for what cannot be a number of people."""
    changed = typed.changed
    return Correction(
        _edit({name: value for name, value in changed.items() if ":" not in name}, _people(changed)),
        tuple(_text(name, value) for name, value in changed.items() if name.startswith("text:")),
        tuple(Added(id_in(name), place, _certainty(sure)) for name, place, sure in typed.added),
        decisions,
    )


def _people(changed: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What changed of persons on the item: part → pairs of id and value."""
    found: dict[str, list[tuple[str, str]]] = {part: [] for part in PERSON_PARTS}
    for name, value in changed.items():
        if name.startswith("person:"):
            _kind, person, part = name.split(":")
            found[part].append((person, value))
    return {part: tuple(pairs) for part, pairs in found.items()}


def _edit(record: Mapping[str, str], people: Mapping[str, tuple[tuple[str, str], ...]]) -> Edit:
    switches: dict[str, Any] = {name: record[name] == "yes" for name in SWITCHES if name in record}
    names = [
        name for name in PLAIN if name in record and name not in (*SWITCHES, "statement", "unidentified")
    ]
    given: dict[str, Any] = {name: record[name] for name in names}
    if "unidentified" in record:
        given["unidentified"] = _count(record["unidentified"])
    return Edit(
        **given,
        **switches,
        rights=record.get("statement"),
        add_persons=tuple(person for person, status in people["status"] if status == "confirmed"),
        remove_persons=tuple(person for person, status in people["status"] if status == "rejected"),
        positions=people["position"],
        certainties=people["certainty"],
    )


def _count(written: str) -> int | Literal[""]:
    if not written:
        return ""
    if not (written.isascii() and written.isdecimal() and len(written) < 7):
        raise BadInput(f"«{written}» is no number of people.", "Write a number, or nothing.")
    return int(written)


def _text(name: str, value: str) -> Corrected:
    _kind, role, side, page = name.split(":")
    return Corrected(cast(Role, role), cast(Side, side), int(page), value)


def _certainty(sure: str) -> Certainty | None:
    return cast("Certainty | None", sure or None)


def id_in(name: str) -> str:
    """The id that stands behind a suggested name («Оспанова Бақытжамал · P00012»), else the name."""
    found = PERSON_ID.fullmatch(name)
    return found[1] if found else name
