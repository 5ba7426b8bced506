"""Put a value that was accepted into its field, and take one that was rejected out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from archive import editing, events, items, suggestions, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Basis, Evidence, When
from language import dates
from language.detect import language as language_of

PLAIN = ("title", "author", "place", "form", "reference", "description")
NAMES = ("name", "title")
# Fields that hold several values, and their columns.
LISTS = {"keyword": "keywords", "organiser": "organisers"}
ITEM = ("title", "author", "place", "form", "reference", "keywords", "event_id", "edtf", "rights")
EVENT = ("names", "alternatives", "place", "description", "organisers", "date")


def put(transaction: Transaction, subject: str, field: str, value: str, evidence: Evidence | None) -> None:
    """Make `value` what the field says; nothing happens when it says so already, or when the field is none
    of the record's. A value without evidence is a person's. Raises BadInput for an impossible date."""
    basis = _basis(evidence) if subject.startswith("item:") else "event" if evidence else "staff"
    changed = _with(transaction, subject, field, value, basis)
    if changed:
        _change(transaction, subject, changed, f"accept {field}")


def take_out(transaction: Transaction, subject: str, field: str, value: str) -> None:
    """Empty the field where it says `value`: what it says then is the event's, or nothing."""
    changed = _without(transaction, subject, field, value)
    if changed:
        _change(transaction, subject, changed, f"reject {field}")


def _change(transaction: Transaction, subject: str, columns: Mapping[str, Any], action: str) -> None:
    kind, _, owner = subject.partition(":")
    (items if kind == "item" else events).change(transaction, owner, columns, action)


def _now(transaction: Transaction, subject: str) -> Mapping[str, Any]:
    """The columns of a subject that suggestions are about. Raises NotFound."""
    kind, _, owner = subject.partition(":")
    table, names = (tables.item, ITEM) if kind == "item" else (tables.event, EVENT)
    row = transaction.execute(select(*(table.c[name] for name in names)).where(table.c.id == owner)).first()
    if row is None:
        raise NotFound(f"There is no {kind} {owner}.", "Its suggestion can be rejected only.")
    found: Mapping[str, Any] = row._mapping
    return found


def _with(transaction: Transaction, subject: str, field: str, value: str, basis: Basis) -> dict[str, Any]:
    """The columns that change when the field takes the value."""
    now = _now(transaction, subject)
    is_item = subject.startswith("item:")
    if field == "date":
        return {} if _edtf(now) == value else _date_columns(is_item, dated(value, basis))
    if field == "event" and is_item:
        return {"event_id": editing.event_named(transaction, value).id}
    if field == "rights" and is_item:
        return _statement(now, value) if not _holds([now["rights"]["statement"]], value) else {}
    if field in LISTS and LISTS[field] in now:
        return {LISTS[field]: [*now[LISTS[field]], value]} if not _holds(now[LISTS[field]], value) else {}
    if field in NAMES and not is_item:
        return {} if _holds(now["names"].values(), value) else _named(now, value)
    return {field: value} if field in PLAIN and field in now else {}


def _named(now: Mapping[str, Any], value: str) -> dict[str, Any]:
    """The names with this one in its language; what the event was called before still finds it."""
    code = _language(value)
    named = {**now["names"], code: value}
    former = [*now["alternatives"], *filter(None, [now["names"].get(code)])]
    return {"names": named, "alternatives": [name for name in former if name not in named.values()]}


def _without(transaction: Transaction, subject: str, field: str, value: str) -> dict[str, Any]:
    """The columns that change when the field loses the value, if it holds it."""
    now = _now(transaction, subject)
    is_item = subject.startswith("item:")
    if field == "date":
        return _date_columns(is_item, None) if _edtf(now) == value else {}
    if field == "event" and is_item:
        return {"event_id": None} if now["event_id"] == value else {}
    if field == "rights" and is_item:
        return _statement(now, None) if _holds([now["rights"]["statement"]], value) else {}
    if field in LISTS and LISTS[field] in now:
        kept = [one for one in now[LISTS[field]] if not suggestions.same(one, value)]
        return {LISTS[field]: kept} if _holds(now[LISTS[field]], value) else {}
    if field in NAMES and not is_item:
        kept_names = {code: one for code, one in now["names"].items() if not suggestions.same(one, value)}
        return {"names": kept_names} if _holds(now["names"].values(), value) else {}
    return {field: None} if field in PLAIN and field in now and _holds([now[field]], value) else {}


def _statement(now: Mapping[str, Any], value: str | None) -> dict[str, Any]:
    """The rights with another statement: who may see the item, and until when, is a person's to say."""
    return {"rights": {**now["rights"], "statement": value}}


def _holds(values: Iterable[str | None], value: str) -> bool:
    return any(one is not None and suggestions.same(one, value) for one in values)


def _edtf(now: Mapping[str, Any]) -> str | None:
    """The subject's own date."""
    if "edtf" in now:
        own: str | None = now["edtf"]
        return own
    return now["date"]["edtf"] if now["date"] else None


def _date_columns(is_item: bool, when: When | None) -> dict[str, Any]:
    if is_item:
        return items.when_row(when)
    return {"date": asdict(when) if when else None}


def _basis(evidence: Evidence | None) -> Basis:
    """What the date of an item rests on: a person's word where it was not read from the item itself."""
    if evidence is None:
        return "staff"
    source = evidence.field.partition(":")[0]
    if source in ("exif", "xmp", "iptc", "metadata"):
        return "exif"
    return (
        "folder" if source in ("folder", "file") else "caption" if source in ("caption", "back") else "staff"
    )


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
