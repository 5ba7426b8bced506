"""Rows of what waits → values that can be shown, with the title of their subject and what contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Result, Row, select

from archive import persons, suggestions, tables
from archive.errors import NotFound
from archive.model import Event, Evidence
from language import dates

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing that waits for a person.

    `key` is stable (`depiction:0001-0003:P00002`, `participant:E0001:P00002`, `suggestion:17`,
    `reading:12`). `value` is as it is stored (EDTF, an id, a text), `shown` is in words. `in_effect`: the
    record says so now; `conflicts` are other values for the same field, in words, and `against` the same as
    they are stored. `confidence` is 0..1.
    """

    key: str
    subject: str
    title: str
    field: str
    value: str
    shown: str
    position: str | None = None
    evidence: Evidence | None = None
    confidence: float | None = None
    in_effect: bool = True
    conflicts: tuple[str, ...] = ()
    item_id: str | None = None
    event_id: str | None = None
    sha256: str | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject says now: its title, its event, values by field, and those that it has of its event."""

    title: str
    item_id: str | None
    event_id: str | None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inherited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sha256: str | None = None


def split(key: str) -> tuple[str, str, str]:
    """A key → (source, target, owner). Raises NotFound."""
    source, _, rest = key.partition(":")
    owner, _, target = rest.rpartition(":")
    shapes = {"depiction": bool(owner), "participant": bool(owner)}
    is_number = source in ("suggestion", "reading") and not owner and target.isdecimal() and target.isascii()
    if not (shapes.get(source, is_number) and target):
        raise NotFound(f"«{key}» is no key of a suggestion.", "See `muragat review --json` for the keys.")
    return source, target, owner


def key_of(row: Any) -> str:
    """The key of a row of `review_sources`."""
    owned = row.source in ("depiction", "participant")
    return f"{row.source}:{row.owner}:{row.target}" if owned else f"{row.source}:{row.target}"


def shown_values(connection: Connection, rows: Sequence[Row[Any]]) -> list[Pending]:
    """The rows as they are shown, in their order."""
    found: list[Pending] = []
    for begin in range(0, len(rows), CHUNK):
        found += _chunk(connection, rows[begin : begin + CHUNK])
    return found


def _chunk(connection: Connection, rows: Sequence[Row[Any]]) -> list[Pending]:
    known = subjects(connection, {row.subject for row in rows})
    rivals = _rivals(connection, list(known))
    words = _Words(connection, rows, rivals)
    return [_pending(row, known[row.subject], rivals, words) for row in rows]


def _pending(row: Row[Any], subject: Subject, rivals: Mapping[Any, Sequence[str]], words: _Words) -> Pending:
    standing = subject.values.get(row.field, ())
    others = (*rivals.get((row.subject, row.field), ()), *standing, *subject.inherited.get(row.field, ()))
    contradict = (
        one for one in dict.fromkeys(others) if suggestions.contradict(row.subject, row.field, row.value, one)
    )
    against = tuple(contradict)
    return Pending(
        key_of(row),
        row.subject,
        subject.title,
        row.field,
        row.value,
        words.of(row.field, row.value),
        row.position,
        Evidence(**row.evidence) if row.evidence else None,
        row.confidence,
        row.source in ("depiction", "participant") or any(suggestions.same(row.value, o) for o in standing),
        tuple(words.of(row.field, one) for one in against),
        subject.item_id,
        subject.event_id,
        subject.sha256,
        against,
    )


def _rivals(connection: Connection, known: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    table = tables.suggestion
    query = select(table.c.subject, table.c.field, table.c.value).where(
        table.c.subject.in_(known), table.c.status == "suggested"
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.id)):
        found[row.subject, row.field].append(row.value)
    return found


class _Words:
    """Values in words: the names of persons and events, dates as people say them."""

    def __init__(
        self, connection: Connection, rows: Iterable[Row[Any]], rivals: Mapping[Any, Sequence[str]]
    ) -> None:
        pairs = [(row.field, row.value) for row in rows]
        pairs += [(name, value) for (_, name), values in rivals.items() for value in values]
        ids = {value for name, value in pairs if name == "person"}
        self._persons = {one: name for one, (name, _) in persons.names(connection, ids).items()}
        self._events = _event_names(connection, {value for name, value in pairs if name == "event"})

    def of(self, name: str, value: str) -> str:
        """The value of a field in words."""
        if name == "date":
            return _date(value)
        known = {"person": self._persons, "event": self._events}.get(name, {})
        return known.get(value, value)


def _date(edtf: str) -> str:
    try:
        return dates.display(edtf, "kk")
    except ValueError:
        return edtf


def _event_names(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    table = tables.event
    query = select(table.c.id, table.c.names).where(table.c.id.in_(ids))
    return {row.id: Event(row.id, row.names).name for row in connection.execute(query)} if ids else {}


def subjects(connection: Connection, names: Collection[str]) -> dict[str, Subject]:
    """What these subjects say now; one that does not exist is left out."""
    ids = [name.partition(":")[2] for name in names if name.startswith("item:")]
    events = [name.partition(":")[2] for name in names if name.startswith("event:")]
    return _items(connection, ids) | _events(connection, events)


def _items(connection: Connection, ids: Sequence[str]) -> dict[str, Subject]:
    item, side, original, event = tables.item, tables.item_side, tables.original, tables.event
    columns = (item.c.id, item.c.title, item.c.event_id, item.c.edtf, item.c.place, item.c.author)
    more = (item.c.form, item.c.reference, item.c.keywords, item.c.rights, original.c.sha256, original.c.name)
    of_event = (event.c.names, event.c.date, event.c.place.label("event_place"))
    query = (
        select(*columns, *more, *of_event)
        .outerjoin(side, side.c.item_id == item.c.id)
        .outerjoin(original, original.c.path == side.c.path)
        .outerjoin(event, event.c.id == item.c.event_id)
        .where(item.c.id.in_(ids))
        .order_by(item.c.id, side.c.side)
    )
    # The front comes after the back in this order and has the last word.
    rows: Result[Any] = connection.execute(query)
    return {f"item:{row.id}": _item(row) for row in rows}


def _item(row: Row[Any]) -> Subject:
    single = {
        "date": row.edtf,
        "title": row.title,
        "author": row.author,
        "place": row.place,
        "event": row.event_id,
        "form": row.form,
        "reference": row.reference,
        "rights": row.rights["statement"],
    }
    values = {name: (value,) for name, value in single.items() if value is not None}
    values["keyword"] = tuple(row.keywords)
    of_event = {"date": row.date["edtf"] if row.date else None, "place": row.event_place}
    inherited = {name: (value,) for name, value in of_event.items() if value and name not in values}
    event_name = Event(row.event_id, row.names).name if row.event_id else None
    return Subject(
        row.title or event_name or row.name or row.id, row.id, row.event_id, values, inherited, row.sha256
    )


def _events(connection: Connection, ids: Sequence[str]) -> dict[str, Subject]:
    query = select(tables.event).where(tables.event.c.id.in_(ids))
    return {f"event:{row.id}": _event(row) for row in connection.execute(query)}


def _event(row: Row[Any]) -> Subject:
    names = tuple(row.names.values())
    values = {"name": names, "title": names, "organiser": tuple(row.organisers)}
    if row.date:
        values["date"] = (row.date["edtf"],)
    if row.place:
        values["place"] = (row.place,)
    return Subject(Event(row.id, row.names).name, None, row.id, values)
