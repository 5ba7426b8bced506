"""What a person decides about an item. Each decision is history; nothing that was read is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, get_args

from sqlalchemy import func, select, update

from archive import events, items, outbox, persons, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Access, Depiction, Event, Item, Role, Side, Text, When
from language import dates, names
from language.detect import language as language_of


@dataclass(frozen=True, slots=True)
class Edit:
    """The decisions of one edit; None leaves a field alone, an empty string empties it."""

    title: str | None = None
    caption: str | None = None
    transcript: str | None = None
    inscription: str | None = None
    date: str | None = None
    place: str | None = None
    event: str | None = None
    author: str | None = None
    reference: str | None = None
    access: str | None = None
    rights: str | None = None
    holder: str | None = None
    permission_until: str | None = None
    consent: str | None = None
    publish: bool | None = None
    add_persons: tuple[str, ...] = ()
    remove_persons: tuple[str, ...] = ()
    reviewed: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return self == Edit()


def edit(transaction: Transaction, item_id: str, wanted: Edit) -> Item:
    """Carry the decisions out, all or none, and give the item as it is then.

    Raises NotFound for an item or person that does not exist, BadInput for a value that cannot be.
    """
    item = items.item(transaction.connection, item_id)
    columns = _columns(transaction, item, wanted)
    if columns:
        items.change(transaction, item_id, columns)
    for role, side, text in _corrections(wanted):
        correct(transaction, item, role, side, text)
    for name in wanted.add_persons:
        _confirm(transaction, item, person_named(transaction, name))
    for name in wanted.remove_persons:
        _reject(transaction, item, name)
    return items.item(transaction.connection, item_id)


def _columns(transaction: Transaction, item: Item, wanted: Edit) -> dict[str, Any]:
    plain = {
        "title": wanted.title,
        "place": wanted.place,
        "author": wanted.author,
        "reference": wanted.reference,
    }
    columns: dict[str, Any] = {name: value or None for name, value in plain.items() if value is not None}
    if wanted.date is not None:
        columns |= items.when_row(staff_date(wanted.date) if wanted.date else None)
    if wanted.event is not None:
        columns["event_id"] = event_named(transaction, wanted.event).id if wanted.event else None
    rights = _rights(item, wanted)
    if rights != asdict(item.rights):
        columns["rights"] = rights
    if wanted.reviewed is not None:
        columns["reviewed"] = wanted.reviewed
    return columns


def _rights(item: Item, wanted: Edit) -> dict[str, Any]:
    if wanted.access is not None and wanted.access not in get_args(Access):
        raise BadInput(f"«{wanted.access}» is no access.", f"Write one of {', '.join(get_args(Access))}.")
    if wanted.permission_until and not _is_day(wanted.permission_until):
        raise BadInput(f"«{wanted.permission_until}» is not a day.", "Write it as 2030-12-31.")
    given = {
        "access": wanted.access,
        "statement": wanted.rights,
        "holder": wanted.holder,
        "permission_until": wanted.permission_until,
        "consent": wanted.consent,
        "publish": wanted.publish,
    }
    # An empty string empties a field; False says no.
    changed = {name: value if value != "" else None for name, value in given.items() if value is not None}
    return {**asdict(item.rights), **changed}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def staff_date(written: str) -> When:
    """A date as a person writes it: EDTF, or words in Kazakh, Russian or English. Raises BadInput."""
    try:
        edtf = dates.parse_edtf(written)
    except ValueError as error:
        spans = dates.find(written)
        if len(spans) != 1:
            raise BadInput(
                f"The date «{written}» is not understood: {error}",
                "Write EDTF (2024-09-18, 2024-09, 193X, 1950~, 1941/1945) or «18 қыркүйек 2024».",
            ) from error
        edtf = spans[0].edtf
    earliest, latest = dates.bounds(edtf)
    return When(edtf, dates.display(edtf, "kk"), earliest, latest, "staff")


def event_named(transaction: Transaction, name: str) -> Event:
    """The event with this id or name, made when there is none."""
    if name.startswith("E") and name[1:].isdigit():
        return events.event(transaction.connection, name)
    code = language_of(name)
    draft = Event("new", {code if code in ("kk", "ru", "en") else "kk": name})
    return events.find(transaction.connection, name) or events.create(transaction, draft)


def _corrections(wanted: Edit) -> list[tuple[Role, Side, str]]:
    given: list[tuple[Role, Side, str | None]] = [
        ("caption", "front", wanted.caption),
        ("transcript", "front", wanted.transcript),
        ("inscription", "back", wanted.inscription),
    ]
    return [(role, side, text) for role, side, text in given if text is not None]


def correct(transaction: Transaction, item: Item, role: Role, side: Side, text: str, page: int = 1) -> None:
    """Append a correction by a person and make it the current text of its page."""
    table = tables.text
    same = (
        (table.c.item_id == item.id)
        & (table.c.role == role)
        & (table.c.side == side)
        & (table.c.page == page)
    )
    rows = transaction.execute(select(table.c.text).where(same & table.c.current)).all()
    before = "\n".join(row.text for row in rows)
    if rows and before == text:
        return
    transaction.execute(update(table).where(same).values(current=False))
    by = f"staff:{transaction.actor}"
    items.add_text(transaction, item.id, Text(role, side, page, text, language_of(text), None, by, True))
    transaction.log.add(f"correct {role}", f"item:{item.id}", before or None, text)
    outbox.add(transaction, [item.id])


def is_corrected(item: Item, role: str, side: str, page: int) -> bool:
    """Whether the current text of a page is a person's."""
    return any(
        text.by.startswith("staff:")
        and text.current
        and (text.role, text.side, text.page) == (role, side, page)
        for text in item.texts
    )


def person_named(transaction: Transaction, name: str) -> str:
    """The id of the person with this id or name, made when there is none. BadInput when several fit."""
    if name.startswith("P") and name[1:].isdigit():
        return persons.person(transaction.connection, name).id
    parsed = names.parse(name)
    fitting = [one for one, _ in persons.candidates(transaction.connection, parsed)]
    if len(fitting) > 1:
        exact = [one for one in fitting if persons.person(transaction.connection, one).name == name]
        fitting = exact if len(exact) == 1 else fitting
    if len(fitting) > 1:
        listed = ", ".join(f"{one} {persons.person(transaction.connection, one).name}" for one in fitting)
        raise BadInput(f"Several persons may be «{name}»: {listed}.", "Give the id of the one you mean.")
    return fitting[0] if fitting else persons.create(transaction, parsed, named_by="staff")


def _confirm(transaction: Transaction, item: Item, person_id: str) -> None:
    known = next((one for one in item.persons if one.person_id == person_id), None)
    if known is not None:
        set_status(transaction, item.id, person_id, "confirmed")
        return
    name = persons.person(transaction.connection, person_id).name
    table = tables.depiction
    last = transaction.connection.scalar(select(func.max(table.c.ordinal)).where(table.c.item_id == item.id))
    items.add_depiction(transaction, item.id, Depiction(person_id, name, "confirmed"), (last or 0) + 1)
    transaction.log.add("add person", f"item:{item.id}", after={"id": person_id, "name": name})
    outbox.add(transaction, [item.id])


def set_status(transaction: Transaction, item_id: str, person_id: str, status: str) -> None:
    """Confirm or reject that a person is to be seen on an item."""
    table = tables.depiction
    where = (table.c.item_id == item_id) & (table.c.person_id == person_id)
    before = transaction.execute(select(table.c.status).where(where)).scalar_one()
    if before == status:
        return
    transaction.execute(update(table).where(where).values(status=status))
    named = {"id": person_id, "name": persons.person(transaction.connection, person_id).name}
    transaction.log.add(
        f"person {status}", f"item:{item_id}", {**named, "status": before}, {**named, "status": status}
    )
    outbox.add(transaction, [item_id])


def _reject(transaction: Transaction, item: Item, name: str) -> None:
    fitting = [one for one in item.persons if _is_meant(one, name)]
    if len(fitting) != 1:
        shown = ", ".join(f"{one.person_id} {one.name}" for one in item.persons) or "nobody"
        raise NotFound(f"«{name}» does not name one person of {item.id}: it shows {shown}.", "Give an id.")
    set_status(transaction, item.id, fitting[0].person_id, "rejected")


def _is_meant(one: Depiction, name: str) -> bool:
    return name in (one.person_id, one.name) or names.match(name, one.name) >= persons.SAME


def add_reading(transaction: Transaction, item: Item, readings: Sequence[Text]) -> None:
    """Append a machine's new readings; they become current only where no person has corrected."""
    table = tables.text
    for reading in readings:
        corrected = is_corrected(item, reading.role, reading.side, reading.page)
        kept = replace(reading, current=reading.current and not corrected)
        if kept.current:
            same = (
                (table.c.item_id == item.id)
                & (table.c.role == kept.role)
                & (table.c.side == kept.side)
                & (table.c.page == kept.page)
                & ~table.c.by.startswith("metadata")
            )
            transaction.execute(update(table).where(same).values(current=False))
        items.add_text(transaction, item.id, kept, "text" if reading.current else "unsure")
    if readings:
        summary = [{"page": one.page, "by": one.by, "text": one.text} for one in readings]
        transaction.log.add("reread", f"item:{item.id}", after=summary)
        outbox.add(transaction, [item.id])
