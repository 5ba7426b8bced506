"""The history of an item as lines for a reader: what was done, and which values went and came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.model import Change
from reading_room import words
from reading_room.languages import text as _
from workflows.looking import Looked

# Longer values are cut: they stand in the item's readings.
LONGEST = 300
# What only follows from another value that is shown, or is a number of the archive's own.
UNTOLD = frozenset(("suggestion", "date_display", "earliest", "latest", "date_basis", "originals"))
# Values that are one of a few, by the name that the history gives them.
CODES: Mapping[str, Mapping[str, Any]] = {
    "status": words.STATUSES,
    "access": words.ACCESSES,
    "kind": words.KINDS,
    "form": words.FORMS,
    "field": words.FIELDS,
    "certainty": words.CERTAINTIES,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of history for a reader: when, who, what, and values as (name, before, after)."""

    at: str
    actor: str
    action: str
    values: tuple[tuple[str, str, str], ...]
    number: int


def history(looked: Looked) -> list[Told]:
    """The history of an item, the newest line first."""
    return [
        Told(words.moment(one.at), one.actor, words.action(one.action), tuple(_values(one)), one.number)
        for one in looked.changes
    ]


def _values(change: Change) -> list[tuple[str, str, str]]:
    before, after = change.before, change.after
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        old = before if isinstance(before, Mapping) else {}
        new = after if isinstance(after, Mapping) else {}
        names = [name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]
        return [
            (words.word(words.FIELDS, name), _short(old.get(name), name), _short(new.get(name), name))
            for name in names
            if name not in UNTOLD
        ]
    return [("", _short(before), _short(after))] if before or after else []


def _short(value: Any, name: str = "") -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Mapping):
        shown = [
            f"{words.word(words.FIELDS, str(k))}: {_short(v, str(k))}" for k, v in value.items() if _short(v)
        ]
        return "; ".join(shown)
    if isinstance(value, list | tuple):
        return ", ".join(_short(one) for one in value)
    if name in ("date", "edtf"):
        return words.day(str(value))
    said = words.word(CODES.get(name, {}), str(value))
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
