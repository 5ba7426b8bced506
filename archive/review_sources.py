"""One query over everything that waits for a person, wherever in the catalogue it stands.

A row is `(source, target, subject, owner, field, value, evidence, confidence, position, rank, ordinal)`.
The order is that of reviewing: each event before its items, in them what decides most first. It does not
move when something is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from archive import tables

# What is decided first of one subject.
RANKS = {
    "duplicate": 0,
    "front": 1,
    "event": 2,
    "name": 3,
    "title": 3,
    "date": 4,
    "place": 5,
    "organiser": 6,
    "person": 7,
    "author": 8,
    "form": 9,
    "reading": 11,
}
OTHER_RANK = 10
# Names that a person has to decide about stand behind the persons who have a record.
BEHIND = 1_000_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of it is asked for; None asks for everything. `first` and `last` are days."""

    person_ids: tuple[str, ...] | None = None
    names: tuple[str, ...] = ()
    event_id: str | None = None
    first: str | None = None
    last: str | None = None
    dated: bool = False
    field: str | None = None
    value: str | None = None
    item_id: str | None = None
    above: float = 0.0


def rows(narrowed: Narrowed, *, waiting: bool = True) -> Subquery:
    """The query, narrowed; with `waiting` False it also has what is decided already, to place a key."""
    parts = union_all(
        _depictions(waiting), _participants(waiting), _suggestions(waiting), _readings(waiting)
    ).subquery("waiting")
    chosen = select(parts)
    for condition in _conditions(parts, narrowed):
        chosen = chosen.where(condition)
    return chosen.subquery("pending")


def order(found: Subquery) -> tuple[ColumnElement[Any], ...]:
    """The columns that rows stand in order by."""
    return found.c.subject, found.c.rank, found.c.ordinal, found.c.source, found.c.target


def place(connection: Connection, source: str, target: str, owner: str) -> tuple[Any, ...] | None:
    """Where a row stands in the order, also when it is decided; None when it is gone."""
    found = rows(Narrowed(), waiting=False)
    query = select(*order(found)).where(found.c.source == source, found.c.target == target)
    row = connection.execute(query.where(found.c.owner == owner) if owner else query).first()
    return tuple(row) if row else None


def _depictions(waiting: bool) -> Select[Any]:
    table, item = tables.depiction, tables.item
    query = _select("depiction", table.c.person_id, literal("item:") + table.c.item_id, table.c.item_id)
    query = query.add_columns(
        *_said(literal("person"), table.c.person_id, table.c.evidence, table.c.confidence, table.c.position),
        literal(RANKS["person"]).label("rank"),
        table.c.ordinal.label("ordinal"),
    ).where(_is_there(item.c.id == table.c.item_id))
    return query.where(table.c.status == "suggested") if waiting else query


def _participants(waiting: bool) -> Select[Any]:
    table = tables.participant
    query = _select("participant", table.c.person_id, literal("event:") + table.c.event_id, table.c.event_id)
    query = query.add_columns(
        *_said(literal("person"), table.c.person_id, table.c.evidence, table.c.confidence, null()),
        literal(RANKS["person"]).label("rank"),
        table.c.ordinal.label("ordinal"),
    )
    return query.where(table.c.status == "suggested") if waiting else query


def _suggestions(waiting: bool) -> Select[Any]:
    table, item = tables.suggestion, tables.item
    owner = func.substr(table.c.subject, func.instr(table.c.subject, ":") + 1)
    query = _select("suggestion", cast(table.c.id, String), table.c.subject, owner)
    query = query.add_columns(
        *_said(table.c.field, table.c.value, table.c.evidence, table.c.confidence, null()),
        case(RANKS, value=table.c.field, else_=OTHER_RANK).label("rank"),
        (table.c.id + BEHIND).label("ordinal"),
    ).where(or_(table.c.subject.like("event:%"), _is_there(item.c.id == owner)))
    return query.where(table.c.status == "suggested") if waiting else query


def _readings(waiting: bool) -> Select[Any]:
    """Unsure readings of pages that nothing else speaks for."""
    table, item, better = tables.text, tables.item, tables.text.alias("better")
    query = _select("reading", cast(table.c.id, String), literal("item:") + table.c.item_id, table.c.item_id)
    query = query.add_columns(
        *_said(literal("reading"), table.c.text, null(), table.c.confidence / 100.0, null()),
        literal(RANKS["reading"]).label("rank"),
        table.c.id.label("ordinal"),
    ).where(_is_there(item.c.id == table.c.item_id))
    same_page = and_(*(better.c[name] == table.c[name] for name in ("item_id", "role", "side", "page")))
    read = better.c.current & ~better.c.by.startswith("metadata")
    unsure = and_(
        table.c.outcome == "unsure", ~exists().where(same_page, read), func.trim(table.c.text) != ""
    )
    return query.where(unsure) if waiting else query


def _select(source: str, target: Any, subject: Any, owner: Any) -> Select[Any]:
    return select(
        literal(source).label("source"),
        target.label("target"),
        subject.label("subject"),
        owner.label("owner"),
    )


def _said(field: Any, value: Any, evidence: Any, confidence: Any, position: Any) -> tuple[Any, ...]:
    return (
        field.label("field"),
        value.label("value"),
        evidence.label("evidence"),
        confidence.label("confidence"),
        position.label("position"),
    )


def _is_there(same: ColumnElement[bool]) -> ColumnElement[bool]:
    """That the item is one that is found: not joined to another."""
    return exists().where(same, tables.item.c.joined_to.is_(None))


def _conditions(parts: Subquery, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if narrowed.field is not None:
        found.append(parts.c.field == narrowed.field)
    if narrowed.value is not None:
        found.append(parts.c.value == narrowed.value)
    if narrowed.item_id is not None:
        found.append(parts.c.subject == f"item:{narrowed.item_id}")
    if narrowed.above > 0:
        found.append(parts.c.confidence >= narrowed.above)
    if narrowed.person_ids is not None:
        named = (*narrowed.person_ids, *narrowed.names)
        found.append((parts.c.field == "person") & parts.c.value.in_(named))
    if narrowed.event_id is not None or narrowed.dated:
        found.append(parts.c.owner.in_(_owners(narrowed)))
    return found


def _owners(narrowed: Narrowed) -> Any:
    """The ids of the items and events that belong to the event and may be of the dates asked for."""
    item, event = tables.item, tables.event
    both = item.outerjoin(event, event.c.id == item.c.event_id)
    own = item.c.edtf.is_not(None)
    first = case((own, item.c.earliest), else_=_bound("earliest"))
    last = case((own, item.c.latest), else_=_bound("latest"))
    items = select(item.c.id).select_from(both).where(_overlaps(narrowed, first, last))
    events = select(event.c.id).where(_overlaps(narrowed, _bound("earliest"), _bound("latest")))
    if narrowed.event_id is not None:
        items = items.where(item.c.event_id == narrowed.event_id)
        events = events.where(event.c.id == narrowed.event_id)
    return union_all(items, events)


def _bound(name: str) -> ColumnElement[Any]:
    return func.json_extract(tables.event.c.date, f"$.{name}")


def _overlaps(narrowed: Narrowed, first: Any, last: Any) -> ColumnElement[bool]:
    if not narrowed.dated:
        return literal(True)
    return and_(
        or_(first.is_not(None), last.is_not(None)),
        func.coalesce(first, "0000") <= (narrowed.last or "9999"),
        func.coalesce(last, "9999") >= (narrowed.first or "0000"),
    )
