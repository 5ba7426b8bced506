"""Items in the catalogue: read whole, written one transaction each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from archive import events, outbox, persons, tables
from archive.catalogue import Transaction
from archive.errors import NotFound
from archive.history import now
from archive.model import Depiction, Event, Evidence, Item, ItemSide, Line, Original, Rights, Text, When

# SQLite takes 32,766 variables in a statement; a page of search results is far below.
CHUNK = 500
# Columns that are fields of an item, as they are.
DESCRIBED = ("form", "unidentified", "joined_to", "pixels", "likeness")


def item(connection: Connection, item_id: str) -> Item:
    """One item. Raises NotFound."""
    found = items(connection, [item_id])
    if not found:
        raise NotFound(f"There is no item {item_id} in this archive.", "Find it with `muragat search`.")
    return found[0]


def items(connection: Connection, ids: Sequence[str]) -> list[Item]:
    """The items with these ids, in this order; an id that does not exist is left out."""
    result: list[Item] = []
    for begin in range(0, len(ids), CHUNK):
        result += _chunk(connection, ids[begin : begin + CHUNK])
    return result


def ids_after(connection: Connection, last: str, limit: int) -> list[str]:
    """The next ids in their order, for walking through everything."""
    column = tables.item.c.id
    return list(connection.scalars(select(column).where(column > last).order_by(column).limit(limit)))


def count(connection: Connection) -> int:
    """How many items there are."""
    return connection.scalar(select(func.count()).select_from(tables.item)) or 0


def _chunk(connection: Connection, ids: Sequence[str]) -> list[Item]:
    rows = {row.id: row for row in connection.execute(select(tables.item).where(tables.item.c.id.in_(ids)))}
    known = events.by_id(connection, {row.event_id for row in rows.values() if row.event_id})
    sides, texts = _sides(connection, ids), _texts(connection, ids)
    depictions = _depictions(connection, ids)
    return [_item(rows[one], sides[one], texts[one], depictions[one], known) for one in ids if one in rows]


def _item(
    row: Row[Any],
    sides: list[ItemSide],
    texts: list[Text],
    depictions: list[Depiction],
    known: Mapping[str, Event],
) -> Item:
    return Item(
        id=row.id,
        kind=row.kind,
        sides=tuple(sides),
        pages=row.pages,
        width=row.width,
        height=row.height,
        title=row.title,
        author=row.author,
        reference=row.reference,
        when=_when(row, known.get(row.event_id)),
        place=row.place,
        event=known.get(row.event_id),
        persons=tuple(depictions),
        texts=tuple(texts),
        keywords=tuple(row.keywords),
        rights=Rights(**row.rights),
        metadata=row.metadata,
        reviewed=row.reviewed,
        **{name: row._mapping[name] for name in DESCRIBED},
    )


def _when(row: Row[Any], event: Event | None) -> When | None:
    """The item's own date, else its event's, which then says so in its basis."""
    if row.edtf is None:
        return replace(event.when, basis="event") if event and event.when else None
    return When(row.edtf, row.date_display, row.earliest, row.latest, row.date_basis)


def _sides(connection: Connection, ids: Sequence[str]) -> dict[str, list[ItemSide]]:
    side, original = tables.item_side, tables.original
    query = (
        select(side.c.item_id, side.c.side, original)
        .join(original, original.c.path == side.c.path)
        .where(side.c.item_id.in_(ids))
        .order_by(side.c.item_id, side.c.side.desc())
    )
    result: dict[str, list[ItemSide]] = defaultdict(list)
    for row in connection.execute(query):
        result[row.item_id].append(ItemSide(row.side, original_of(row)))
    return result


def original_of(row: Row[Any]) -> Original:
    """The Original that a row of its table describes."""
    return Original(row.sha256, row.size, row.media_type, row.path, row.name, row.folder, row.raw_name)


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, list[Text]]:
    table = tables.text
    result: dict[str, list[Text]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.item_id.in_(ids)).order_by(table.c.id)):
        result[row.item_id].append(_text(row))
    return result


def _text(row: Row[Any]) -> Text:
    return Text(
        row.role,
        row.side,
        row.page,
        row.text,
        row.language,
        row.confidence,
        row.by,
        row.current,
        tuple(_line(line) for line in row.lines),
        row.id,
    )


def _line(line: Mapping[str, Any]) -> Line:
    words = tuple((str(word), float(confidence)) for word, confidence in line["words"])
    return Line(line["text"], line["confidence"], tuple(line["polygon"]), words)


def _depictions(connection: Connection, ids: Sequence[str]) -> dict[str, list[Depiction]]:
    table = tables.depiction
    query = select(table).where(table.c.item_id.in_(ids)).order_by(table.c.item_id, table.c.ordinal)
    rows = list(connection.execute(query))
    shown = {row.person_id for row in rows}
    names, withheld = persons.names(connection, shown), persons.withheld(connection, shown)
    result: dict[str, list[Depiction]] = defaultdict(list)
    for row in rows:
        name, variants = names[row.person_id]
        result[row.item_id].append(_depiction(row, name, variants, row.person_id not in withheld))
    return result


def _depiction(row: Row[Any], name: str, variants: tuple[str, ...], publish: bool) -> Depiction:
    return Depiction(
        row.person_id,
        name,
        row.status,
        row.position,
        Evidence(**row.evidence) if row.evidence else None,
        variants,
        row.confidence,
        row.certainty,
        publish,
    )


def add(transaction: Transaction, new: Item) -> None:
    """Write a new item with everything that belongs to it, its history, and a note for the index."""
    transaction.execute(insert(tables.item), _row(new))
    for side in new.sides:
        values = {"item_id": new.id, "side": side.side, "path": side.original.path}
        transaction.execute(insert(tables.item_side), values)
    for text in new.texts:
        add_text(transaction, new.id, text)
    for ordinal, depiction in enumerate(new.persons):
        add_depiction(transaction, new.id, depiction, ordinal)
    transaction.log.add("add", f"item:{new.id}", after=_summary(new))
    outbox.add(transaction, [new.id])


def _summary(one: Item) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "originals": [side.original.sha256 for side in one.sides],
        "title": one.title,
        "date": one.when.edtf if one.when else None,
        "event": one.event.id if one.event else None,
        "persons": [depiction.person_id for depiction in one.persons],
    }


def _row(one: Item) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "pages": one.pages,
        "width": one.width,
        "height": one.height,
        "title": one.title,
        "author": one.author,
        "reference": one.reference,
        "event_id": one.event.id if one.event else None,
        "place": one.place,
        **when_row(one.when),
        "keywords": list(one.keywords),
        "rights": asdict(one.rights),
        "metadata": dict(one.metadata),
        "reviewed": one.reviewed,
        **{name: getattr(one, name) for name in DESCRIBED},
    }


def when_row(when: When | None) -> dict[str, Any]:
    """The columns that hold an item's own date; a date that is its event's is inherited, not copied."""
    names = ("edtf", "date_display", "earliest", "latest", "date_basis")
    if when is None or when.basis == "event":
        return dict.fromkeys(names)
    return dict(zip(names, (when.edtf, when.display, when.earliest, when.latest, when.basis), strict=True))


def add_text(transaction: Transaction, item_id: str, text: Text, outcome: str = "text") -> None:
    """Append a reading or a correction; nothing that stands is overwritten."""
    values = {
        "item_id": item_id,
        "role": text.role,
        "side": text.side,
        "page": text.page,
        "text": text.text,
        "language": text.language,
        "confidence": text.confidence,
        "by": text.by,
        "outcome": outcome if text.current else "unsure",
        "current": text.current,
        "lines": [asdict(line) for line in text.lines],
        "at": now(),
    }
    transaction.execute(insert(tables.text), values)


def add_depiction(transaction: Transaction, item_id: str, depiction: Depiction, ordinal: int) -> None:
    """Record that a person is to be seen on an item."""
    values = {
        "item_id": item_id,
        "person_id": depiction.person_id,
        "status": depiction.status,
        "position": depiction.position,
        "evidence": asdict(depiction.evidence) if depiction.evidence else None,
        "ordinal": ordinal,
        "confidence": depiction.confidence,
        "certainty": depiction.certainty,
    }
    transaction.execute(insert(tables.depiction), values)


def change(transaction: Transaction, item_id: str, values: Mapping[str, Any], action: str = "edit") -> None:
    """Set columns of an item, with both states in its history."""
    table = tables.item
    row = transaction.execute(select(table).where(table.c.id == item_id)).one()
    before = {key: row._mapping[key] for key in values}
    if before == dict(values):
        return
    transaction.execute(update(table).where(table.c.id == item_id).values(**values))
    transaction.log.add(action, f"item:{item_id}", before, dict(values))
    outbox.add(transaction, [item_id])


def with_texts(one: Item, texts: Iterable[Text]) -> Item:
    """The same item with other texts."""
    return replace(one, texts=tuple(texts))
