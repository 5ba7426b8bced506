"""Put a value that was accepted into its field, and take one that was rejected out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from archive import editing, events, items, suggestions
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.model import Basis, Event, Evidence, When
from language import dates
from language.detect import language as language_of

PLAIN = ("title", "author", "place", "form", "reference")
NAMES = ("name", "title")


def put(transaction: Transaction, subject: str, field: str, value: str, evidence: Evidence | None) -> None:
    """Make `value` what the field says; nothing happens when it says so already, or when the field is none
    of the record's. A value without evidence is a person's. Raises BadInput for an impossible date."""
    kind, _, owner = subject.partition(":")
    columns = _item_columns if kind == "item" else _event_columns
    changed = columns(transaction, owner, field, value, evidence)
    if changed:
        _change(transaction, subject, changed, f"accept {field}")


def take_out(transaction: Transaction, subject: str, field: str, value: str) -> None:
    """Empty the field where it says `value`: what it says then is the event's, or nothing."""
    kind, _, owner = subject.partition(":")
    if kind == "item":
        changed = _without(items.item(transaction.connection, owner), field, value)
    else:
        changed = _event_without(events.event(transaction.connection, owner), field, value)
    if changed:
        _change(transaction, subject, changed, f"reject {field}")


def _change(transaction: Transaction, subject: str, columns: Mapping[str, Any], action: str) -> None:
    kind, _, owner = subject.partition(":")
    (items if kind == "item" else events).change(transaction, owner, columns, action)


def _item_columns(
    transaction: Transaction, item_id: str, field: str, value: str, evidence: Evidence | None
) -> dict[str, Any]:
    item = items.item(transaction.connection, item_id)
    if field == "date":
        own = item.when if item.when and item.when.basis != "event" else None
        return {} if own and own.edtf == value else items.when_row(dated(value, _basis(evidence)))
    if field == "event":
        return {"event_id": editing.event_named(transaction, value).id}
    if field == "keyword":
        return {"keywords": list(dict.fromkeys([*item.keywords, value]))}
    return {field: value} if field in PLAIN else {}


def _event_columns(
    transaction: Transaction, event_id: str, field: str, value: str, evidence: Evidence | None
) -> dict[str, Any]:
    event = events.event(transaction.connection, event_id)
    if field == "date":
        said = event.when is not None and event.when.edtf == value
        return {} if said else {"date": asdict(dated(value, "event" if evidence else "staff"))}
    if field in NAMES:
        said = any(suggestions.same(name, value) for name in event.names.values())
        return {} if said else {"names": {**event.names, _language(value): value}}
    if field == "organiser":
        said = any(suggestions.same(one, value) for one in event.organisers)
        return {} if said else {"organisers": [*event.organisers, value]}
    return {field: value} if field in ("place", "description") else {}


def _without(item: Any, field: str, value: str) -> dict[str, Any]:
    if field == "date":
        own = item.when if item.when and item.when.basis != "event" else None
        return items.when_row(None) if own and own.edtf == value else {}
    if field == "event":
        return {"event_id": None} if item.event and item.event.id == value else {}
    if field == "keyword":
        kept = [one for one in item.keywords if not suggestions.same(one, value)]
        return {"keywords": kept} if len(kept) < len(item.keywords) else {}
    stands = getattr(item, field, None) if field in PLAIN else None
    return {field: None} if stands is not None and suggestions.same(stands, value) else {}


def _event_without(event: Event, field: str, value: str) -> dict[str, Any]:
    if field == "date":
        return {"date": None} if event.when and event.when.edtf == value else {}
    if field in NAMES:
        kept = {code: name for code, name in event.names.items() if not suggestions.same(name, value)}
        return {"names": kept} if len(kept) < len(event.names) else {}
    if field == "organiser":
        others = [one for one in event.organisers if not suggestions.same(one, value)]
        return {"organisers": others} if len(others) < len(event.organisers) else {}
    stands = getattr(event, field) if field in ("place", "description") else None
    return {field: None} if stands is not None and suggestions.same(stands, value) else {}


def _basis(evidence: Evidence | None) -> Basis:
    """What the date of an item rests on: a person's word where it was not read from the item itself."""
    if evidence is None:
        return "staff"
    source = evidence.field.partition(":")[0]
    if source in ("exif", "xmp", "iptc", "metadata"):
        return "exif"
    return "folder" if source == "folder" else "caption" if source in ("caption", "back") else "staff"


def dated(edtf: str, basis: Basis) -> When:
    """A date with its bounds and the words for it. Raises BadInput when it is no EDTF."""
    try:
        earliest, latest = dates.bounds(edtf)
        return When(edtf, dates.display(edtf, "kk"), earliest, latest, basis)
    except ValueError as error:
        raise BadInput(f"The date «{edtf}» is not understood: {error}", "Write another: edit it.") from error


def _language(name: str) -> str:
    code = language_of(name)
    return code if code in ("kk", "ru", "en") else "kk"
