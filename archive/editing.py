"""What a person decides about an item. Each decision is history; nothing that was read is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from archive import editing_persons, history, items, suggestions
from archive.catalogue import Transaction
from archive.editing_texts import add_reading, correct, correct_line, is_corrected
from archive.editing_values import event_named, person_named, rights, staff_date
from archive.errors import BadInput, Conflict
from archive.model import Certainty, Item, Role, Side

__all__ = [
    "Edit",
    "add_reading",
    "correct",
    "correct_line",
    "edit",
    "event_named",
    "is_corrected",
    "person_named",
    "staff_date",
]

PLAIN = ("title", "place", "author", "reference", "form")
RIGHTS = {"rights": "statement"} | {
    name: name for name in ("access", "holder", "permission_until", "consent", "publish")
}
TEXTS: Mapping[Role, Side] = {"caption": "front", "transcript": "front", "inscription": "back"}


@dataclass(frozen=True, slots=True)
class Edit:
    """The decisions of one edit; None leaves a field alone, an empty string empties it.

    `keywords` replace those of the item. Texts are those of `page`, or of its `line` (counted from 1) alone.
    `positions` and `certainties` are pairs of a person on the item (id or name) and what is said of it.
    """

    title: str | None = None
    caption: str | None = None
    transcript: str | None = None
    inscription: str | None = None
    page: int = 1
    line: int | None = None
    date: str | None = None
    place: str | None = None
    event: str | None = None
    author: str | None = None
    reference: str | None = None
    form: str | None = None
    unidentified: int | Literal[""] | None = None
    keywords: tuple[str, ...] | None = None
    access: str | None = None
    rights: str | None = None
    holder: str | None = None
    permission_until: str | None = None
    consent: str | None = None
    publish: bool | None = None
    add_persons: tuple[str, ...] = ()
    remove_persons: tuple[str, ...] = ()
    positions: tuple[tuple[str, str], ...] = ()
    certainties: tuple[tuple[str, str], ...] = ()
    reviewed: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return self == Edit(page=self.page, line=self.line)


def edit(transaction: Transaction, item_id: str, wanted: Edit, expected_version: int | None = None) -> Item:
    """Carry the decisions out, all or none, and give the item as it is then.

    Raises NotFound for an item or person that does not exist, BadInput for a value that cannot be, Conflict
    when the item's `history.version` is not the expected one: somebody changed it since it was looked at.
    """
    item = items.item(transaction.connection, item_id)
    _check(transaction, item, expected_version)
    carry_out(transaction, item, wanted)
    return items.item(transaction.connection, item_id)


def carry_out(transaction: Transaction, item: Item, wanted: Edit) -> None:
    """Edit an item that was read in this transaction already, as `edit` does."""
    columns = _columns(transaction, item, wanted)
    if columns:
        items.change(transaction, item.id, columns)
    _settle(transaction, item, wanted, columns)
    for role, side in TEXTS.items():
        _correct(transaction, item, role, side, wanted)
    _change_persons(transaction, item, wanted)


def _check(transaction: Transaction, item: Item, expected_version: int | None) -> None:
    if item.joined_to:
        raise BadInput(f"{item.id} is joined to {item.joined_to}.", f"Edit {item.joined_to}, or undo that.")
    subject = f"item:{item.id}"
    if expected_version is None or history.version(transaction.connection, subject) == expected_version:
        return
    since = tuple(history.changes(transaction.connection, subject, after=expected_version))
    said = "; ".join(f"{one.actor}: {one.action}" for one in since)
    raise Conflict(f"{item.id} has been changed since you opened it ({said}).", "Look at it again.", since)


def _columns(transaction: Transaction, item: Item, wanted: Edit) -> dict[str, Any]:
    """The columns of the item that the edit sets."""
    plain = {name: getattr(wanted, name) for name in PLAIN}
    columns: dict[str, Any] = {name: value or None for name, value in plain.items() if value is not None}
    if wanted.date is not None:
        columns |= items.when_row(staff_date(wanted.date) if wanted.date else None)
    if wanted.event is not None:
        columns["event_id"] = event_named(transaction, wanted.event).id if wanted.event else None
    if wanted.unidentified is not None:
        columns["unidentified"] = _count(wanted.unidentified)
    if wanted.keywords is not None:
        columns["keywords"] = list(wanted.keywords)
    given = rights(item, {name: getattr(wanted, field) for field, name in RIGHTS.items()})
    if given != asdict(item.rights):
        columns["rights"] = given
    if wanted.reviewed is not None:
        columns["reviewed"] = wanted.reviewed
    return columns


def _count(given: int | str) -> int | None:
    if isinstance(given, int) and given < 0:
        raise BadInput(f"{given} people cannot be unidentified.", "Write 0 or more.")
    return int(given) if given != "" else None


def _settle(transaction: Transaction, item: Item, wanted: Edit, columns: Mapping[str, Any]) -> None:
    """What machines propose for a field is decided when a person fills it."""
    subject = f"item:{item.id}"
    said = {name: columns[name] for name in PLAIN if name in columns}
    if wanted.date is not None:
        said["date"] = columns["edtf"]
    if wanted.event is not None:
        said["event"] = columns["event_id"]
    if wanted.rights is not None:
        said["rights"] = wanted.rights or None
    said |= {name: text for name in TEXTS if (text := getattr(wanted, name)) and not wanted.line}
    for name, value in said.items():
        suggestions.settle(transaction, subject, name, value)
    if wanted.keywords is not None:
        for word in wanted.keywords:
            suggestions.settle(transaction, subject, "keyword", word)
        for word in set(item.keywords) - set(wanted.keywords):
            suggestions.refuse(transaction, subject, "keyword", word)


def _correct(transaction: Transaction, item: Item, role: Role, side: Side, wanted: Edit) -> None:
    text = getattr(wanted, role)
    if text is None:
        return
    if wanted.line is not None:
        correct_line(transaction, item, role, side, wanted.line, text, wanted.page)
    else:
        correct(transaction, item, role, side, text, wanted.page)


def _change_persons(transaction: Transaction, item: Item, wanted: Edit) -> None:
    for name in wanted.add_persons:
        editing_persons.add(transaction, item, name)
    for name in wanted.remove_persons:
        editing_persons.reject(transaction, item, name)
    for name, position in wanted.positions:
        editing_persons.describe(transaction, item.id, name, {"position": position.strip() or None})
    for name, certainty in wanted.certainties:
        if certainty and certainty not in get_args(Certainty):
            raise BadInput(
                f"«{certainty}» is no certainty.", f"Write one of {', '.join(get_args(Certainty))}."
            )
        editing_persons.describe(transaction, item.id, name, {"certainty": certainty or None})
