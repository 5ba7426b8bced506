"""Two events that turn out to be one. What people said of either is true of the one that stays.

Where a person said no to a value of one event and a machine gave it to the other, the no stands; where a
person gave it to the other, the yes does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, update

from archive import events, outbox, persons_joining, suggestions, tables
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.events_editing import LANGUAGES, united
from archive.model import Event, Evidence, Suggestion

# A machine's trust in what another event said, 0..1.
UNSURE = 0.5


def merge(transaction: Transaction, kept: str, merged: str) -> Event:
    """Make two events one: items, participants and everything that is known of `merged` go to `kept`.

    What people said of either stands before what machines said, then what `kept` says; what contradicts it
    becomes a suggestion, and the other names become alternatives.
    The id of `merged` leads to `kept` from then on. Raises NotFound, BadInput for one and the same.
    """
    connection = transaction.connection
    one, other = events.event(connection, kept), events.event(connection, merged)
    if one.id == other.id:
        raise BadInput(f"{kept} and {merged} are one event already.", "Nothing was changed.")
    touched = [*events.item_ids(connection, one.id), *events.item_ids(connection, other.id)]
    values, contradicting = _joined(connection, one, other)
    _move_items(transaction, one.id, other.id)
    persons_joining.move(transaction, tables.participant, "person_id", one.id, other.id)
    suggestions.move(transaction, f"event:{one.id}", f"event:{other.id}")
    suggestions.add(transaction, _contradicting(one, contradicting))
    event = tables.event
    transaction.execute(update(event).where(event.c.id == one.id).values(**values))
    transaction.execute(update(event).where(event.c.id == other.id).values(merged_into=one.id))
    _log(transaction, one, other)
    outbox.add(transaction, touched)
    _accept_standing(transaction, events.event(connection, one.id))
    return events.event(connection, one.id)


def _log(transaction: Transaction, one: Event, other: Event) -> None:
    before = {"id": other.id, "names": dict(other.names)}
    after = {"id": one.id, "names": dict(one.names)}
    transaction.log.add("event merge", f"event:{one.id}", before, after)
    transaction.log.add("event merged into", f"event:{other.id}", before, {"id": one.id})


def _by_machine(connection: Connection, subject: str, field: str, value: str) -> bool:
    """Whether nobody has said yes to the value: a machine gave it."""
    row = suggestions.find(connection, subject, field, value)
    return row is not None and row.status == "suggested"


def _stands(connection: Connection, own: Event, rival: Event, field: str, value: str | None) -> bool:
    """Whether a value of one event may stand on both: not when a machine gave it and a person refused it to
    the other."""
    if not value:
        return False
    refused = suggestions.is_rejected(connection, f"event:{rival.id}", field, value)
    return not (refused and _by_machine(connection, f"event:{own.id}", field, value))


def _chosen(
    connection: Connection, pairs: Sequence[tuple[Event, Event]], field: str, values: Sequence[str | None]
) -> list[tuple[Event, str]]:
    """Those of the events' values for a field that may stand, the best first: a person's word before a
    machine's, then that of the event that stays."""
    found = [
        (own, value)
        for (own, rival), value in zip(pairs, values, strict=True)
        if value and _stands(connection, own, rival, field, value)
    ]
    return sorted(found, key=lambda each: _by_machine(connection, f"event:{each[0].id}", field, each[1]))


def _joined(connection: Connection, one: Event, other: Event) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The columns of both together, and what contradicts them as (field, value): nothing is lost."""
    pairs = ((one, other), (other, one))
    days = [event.when.edtf if event.when else None for event in (one, other)]
    dated = _chosen(connection, pairs, "date", days)
    placed = _chosen(connection, pairs, "place", [one.place, other.place])
    organisers = [
        name for a, b in pairs for name in a.organisers if _stands(connection, a, b, "organiser", name)
    ]
    named = _names(connection, pairs) or dict(one.names)
    called = (*one.names.values(), *one.alternatives, *other.names.values(), *other.alternatives)
    values = {
        "names": named,
        "alternatives": [name for name in united((), called) if name not in named.values()],
        "date": asdict(dated[0][0].when) if dated and dated[0][0].when else None,
        "place": placed[0][1] if placed else None,
        "description": _both(one.description, other.description),
        "text": _both(one.text, other.text),
        "organisers": united(organisers, ()),
    }
    rest = [("date", value) for _, value in dated[1:]] + [("place", value) for _, value in placed[1:]]
    return values, rest


def _names(connection: Connection, pairs: Sequence[tuple[Event, Event]]) -> dict[str, str]:
    """The best name in each language."""
    found = {}
    for code in LANGUAGES:
        named = _chosen(connection, pairs, "name", [own.names.get(code) for own, _ in pairs])
        if named:
            found[code] = named[0][1]
    return found


def _both(one: str | None, other: str | None) -> str | None:
    if one and other and other not in one:
        return f"{one}\n\n{other}"
    return one or other


def _contradicting(one: Event, values: Iterable[tuple[str, str]]) -> list[Suggestion]:
    subject = f"event:{one.id}"
    return [Suggestion(subject, field, value, Evidence("event", value), UNSURE) for field, value in values]


def _accept_standing(transaction: Transaction, one: Event) -> None:
    """A value that stands because a person gave it is not refused any more."""
    subject = f"event:{one.id}"
    standing = [("date", one.when.edtf)] if one.when else []
    standing += [("place", one.place)] if one.place else []
    standing += [("organiser", name) for name in one.organisers]
    standing += [(field, name) for name in one.names.values() for field in ("name", "title")]
    for field, value in standing:
        row = suggestions.find(transaction.connection, subject, field, value)
        if row is not None and row.status == "rejected":
            suggestions.decide(transaction, row, "accepted")


def _move_items(transaction: Transaction, kept: str, merged: str) -> None:
    """The items of both belong to `kept`, but for those that a person said do not belong to one of them."""
    connection, table = transaction.connection, tables.item
    for own, rival in ((kept, merged), (merged, kept)):
        for item_id in events.item_ids(connection, own):
            subject = f"item:{item_id}"
            refused = suggestions.is_rejected(connection, subject, "event", rival)
            stays = not (refused and _by_machine(connection, subject, "event", own))
            values = {"event_id": kept if stays else None}
            transaction.execute(update(table).where(table.c.id == item_id).values(**values))
    suggestions.revalue(transaction, "event", kept, merged)
    for item_id in events.item_ids(connection, kept):
        row = suggestions.find(connection, f"item:{item_id}", "event", kept)
        if row is not None and row.status == "rejected":
            suggestions.decide(transaction, row, "accepted")
