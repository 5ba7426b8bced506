"""Everything that waits for a person, and what a person says of it: for the command line and the web page.

`pending` lists, `accept`, `reject` and `accept_as` decide inside a transaction, `alike` finds what can be
decided with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, Literal, TypedDict, Unpack

from sqlalchemy import Connection, func, literal, select, tuple_

from archive import editing, events, items, persons, review_sources, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Event
from archive.review_decisions import accept, accept_as, reject
from archive.review_pending import Pending, key_of, shown_values, split
from archive.review_persons import NEW, Choice, Place
from archive.review_persons import choices as _choices
from archive.review_sources import Narrowed

__all__ = [
    "NEW",
    "Asked",
    "Choice",
    "Pending",
    "accept",
    "accept_as",
    "alike",
    "by_field",
    "choices",
    "count",
    "finished",
    "keys",
    "mark_reviewed",
    "one",
    "pending",
    "reject",
    "still",
]

Scope = Literal["event", "archive"]
# Each of these is about one thing only: there is nothing like it.
UNIQUE = ("reading", "front", "duplicate", "caption", "transcript", "inscription")


class Asked(TypedDict, total=False):
    """What is asked for: a person and an event (id or name), a date (EDTF or words), a field, an item's id,
    and the least confidence (0..1). What has no confidence is not above any."""

    person: str | None
    event: str | None
    date: str | None
    field: str | None
    item: str | None
    above: float


def pending(
    connection: Connection, *, limit: int | None = None, after: str | None = None, **asked: Unpack[Asked]
) -> list[Pending]:
    """What waits, in a stable order: each event, then its items by their ids. `after` is the key before the
    first that is given; it may be decided by now. Raises NotFound, BadInput for what is asked."""
    found = review_sources.rows(_narrowed(connection, asked))
    query = select(found).order_by(*review_sources.order(found)).limit(limit)
    if after is not None:
        behind = _place(connection, after)
        query = query.where(tuple_(*review_sources.order(found)) > tuple_(*behind))
    return shown_values(connection, list(connection.execute(query)))


def count(connection: Connection, *, after: str | None = None, **asked: Unpack[Asked]) -> int:
    """How many things wait, or wait behind the key `after`."""
    found = review_sources.rows(_narrowed(connection, asked))
    query = select(func.count()).select_from(found)
    if after is not None:
        query = query.where(tuple_(*review_sources.order(found)) > tuple_(*_place(connection, after)))
    return connection.scalar(query) or 0


def by_field(connection: Connection) -> dict[str, int]:
    """How many wait by field, most first."""
    found = review_sources.rows(Narrowed())
    query = select(found.c.field, func.count().label("number")).group_by(found.c.field)
    rows = connection.execute(query.order_by(func.count().desc(), found.c.field))
    return {row.field: row.number for row in rows}


def keys(connection: Connection, **asked: Unpack[Asked]) -> list[str]:
    """The keys of what waits, in the same order; quick also for many thousands."""
    found = review_sources.rows(_narrowed(connection, asked))
    columns = (found.c.source, found.c.owner, found.c.target)
    query = select(*columns).order_by(*review_sources.order(found))
    return [key_of(row) for row in connection.execute(query)]


def one(connection: Connection, key: str) -> Pending:
    """What waits under this key. Raises NotFound when nothing does: it is decided, or was never there."""
    source, target, owner = split(key)
    found = review_sources.rows(Narrowed())
    query = select(found).where(found.c.source == source, found.c.target == target)
    row = connection.execute(query.where(found.c.owner == owner) if owner else query).first()
    if row is None:
        raise NotFound(f"Nothing waits under {key}.", "It may be decided: see `muragat review --json`.")
    return shown_values(connection, [row])[0]


def alike(connection: Connection, like: Pending, scope: Scope = "event") -> list[Pending]:
    """What the same decision fits, `like` itself first: the same value of the same field (so the same person)
    in the same event, or in the whole archive."""
    if like.field in UNIQUE or (scope == "event" and like.event_id is None):
        return [like]
    event_id = like.event_id if scope == "event" else None
    found = review_sources.rows(Narrowed(field=like.field, value=like.value, event_id=event_id))
    rows = list(connection.execute(select(found).order_by(*review_sources.order(found))))
    others = [other for other in shown_values(connection, rows) if other.key != like.key]
    return [like, *others]


def choices(connection: Connection, like: Pending) -> list[Choice]:
    """For a name that a person has to decide about: the records that may be meant, the likeliest first."""
    return _choices(connection, like.subject, like.value)


def still(connection: Connection, among: Collection[str]) -> set[str]:
    """Those of some hundred keys under which something waits. Raises NotFound for what is no key."""
    by_source: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in among:
        source, target, owner = split(key)
        by_source[source].append((owner, target))
    found: set[str] = set()
    for source, wanted in by_source.items():
        if source in ("depiction", "participant"):
            found |= _still_placed(connection, source, wanted)
        else:
            table = tables.text if source == "reading" else tables.suggestion
            open_ = table.c.outcome == "unsure" if source == "reading" else table.c.status == "suggested"
            query = select(table.c.id).where(open_, table.c.id.in_([int(target) for _, target in wanted]))
            found |= {f"{source}:{number}" for number in connection.scalars(query)}
    return found


def _still_placed(connection: Connection, source: str, wanted: Collection[tuple[str, str]]) -> set[str]:
    place = Place(source, "")
    owner, person_id = place.table.c[place.column], place.table.c.person_id
    query = select(owner, person_id).where(
        place.table.c.status == "suggested", tuple_(owner, person_id).in_(list(wanted))
    )
    return {f"{source}:{one}:{other}" for one, other in connection.execute(query)}


def finished(connection: Connection, item_ids: Collection[str]) -> list[str]:
    """Those of the items about which nothing waits any more and that nobody has marked as reviewed."""
    found = review_sources.rows(Narrowed())
    item = tables.item
    query = select(item.c.id).where(~item.c.reviewed, item.c.joined_to.is_(None))
    query = query.where((literal("item:") + item.c.id).not_in(select(found.c.subject)))
    return sorted(set(connection.scalars(query)) & set(item_ids))


def mark_reviewed(transaction: Transaction, item_id: str) -> None:
    """A person has looked through the item."""
    items.change(transaction, item_id, {"reviewed": True}, "reviewed")


def _place(connection: Connection, key: str) -> tuple[Any, ...]:
    source, target, owner = split(key)
    found = review_sources.place(connection, source, target, owner)
    if found is not None:
        return found
    if not owner:
        raise NotFound(f"There is no {key}.", "See `muragat review --json` for the keys.")
    # The record was merged into another since: go on behind the persons of the same subject.
    subject = f"{'item' if source == 'depiction' else 'event'}:{owner}"
    return (subject, review_sources.RANKS["person"], -1, "", "")


def _narrowed(connection: Connection, asked: Asked) -> Narrowed:
    person, event, day = asked.get("person"), asked.get("event"), asked.get("date")
    field, item_id = asked.get("field"), asked.get("item")
    if field is not None:
        _check_field(connection, field)
    ids, written = _persons(connection, person) if person else (None, ())
    first, last = _bounds(day) if day else (None, None)
    return Narrowed(
        person_ids=ids,
        names=written,
        event_id=_event(connection, event).id if event else None,
        first=first,
        last=last,
        dated=bool(day),
        field=field,
        item_id=items.item(connection, item_id).id if item_id else None,
        above=asked.get("above", 0.0),
    )


def _check_field(connection: Connection, field: str) -> None:
    table = tables.suggestion
    known = set(connection.scalars(select(table.c.field).distinct())) | set(review_sources.RANKS)
    if field not in known:
        raise BadInput(f"No field is called «{field}».", f"Write one of {', '.join(sorted(known))}.")


def _persons(connection: Connection, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The records that may be meant, and the suggested names that may mean them."""
    from language import names

    ids: tuple[str, ...] = tuple(one for one, _ in persons.candidates(connection, names.parse(name)))
    wanted = name
    if name[:1] == "P" and name[1:].isdecimal():
        known = persons.person(connection, name)
        ids, wanted = (known.id,), known.name
    table = tables.suggestion
    query = select(table.c.value).where(table.c.field == "person", table.c.status == "suggested").distinct()
    written = [one for one in connection.scalars(query) if names.match(one, wanted) >= persons.SAME]
    if not ids and not written:
        raise NotFound(f"Nobody is called «{name}».", "See `muragat person list`.")
    return ids, tuple(written)


def _event(connection: Connection, name: str) -> Event:
    if name[:1] == "E" and name[1:].isdecimal():
        return events.event(connection, name)
    found = events.find(connection, name)
    if found is None:
        raise NotFound(f"No event is called «{name}».", "See `muragat event list`.")
    return found


def _bounds(written: str) -> tuple[str | None, str | None]:
    """The days that a date spans; `1930..1939` is a range as in a search."""
    edtf = written.replace("..", "/") if "/" not in written and written.count("..") == 1 else written
    ends = edtf.split("/") if "/" in edtf else [edtf]
    found = [editing.staff_date(end) if end else None for end in ends]
    if not any(one and (one.earliest or one.latest) for one in found):
        raise BadInput(f"The date «{written}» has no year.", "Give one: 2024, 2024-09, 1930..1939.")
    first, last = found[0], found[-1]
    return first.earliest if first else None, last.latest if last else None
