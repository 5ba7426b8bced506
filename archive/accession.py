"""Receive files: rows in the catalogue, copies that are proven, a sealed bag.

An accession is `receiving` until every file is copied, `sealed` when its bag is, and `done` when every
file has its outcome. What was finished before an interruption is never done again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from archive import payload, tables
from archive.catalogue import Transaction
from archive.history import now

# Statuses of a file on its way; the others are outcomes.
SCANNED, STORED = "scanned", "stored"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of an accession, as its row in the catalogue says."""

    accession: str
    seq: int
    path: bytes
    root: bytes
    role: str
    mate: int | None
    media_type: str | None
    size: int
    sha256: str | None
    payload: str | None
    pages: int | None
    status: str
    item_id: str | None
    reason: str | None

    @property
    def item(self) -> str:
        """The id that this file's item has or would have."""
        return f"{self.accession}-{self.seq:04d}"

    @property
    def stored_path(self) -> str:
        """The path of the stored copy, relative to the archive's folder."""
        return f"accessions/{self.accession}/{self.payload}"


def unfinished(connection: Connection, sources: Sequence[str]) -> Row[Any] | None:
    """The accession of these source folders that is not done, or None."""
    table = tables.accession
    for row in connection.execute(select(table).where(table.c.state != "done").order_by(table.c.number)):
        if list(row.sources) == list(sources):
            return row
    return None


def begin(
    transaction: Transaction,
    sources: Sequence[str],
    options: Mapping[str, Any],
    files: Sequence[Mapping[str, Any]],
) -> str:
    """Record a new accession and one row a file, in one transaction; its number."""
    table = tables.accession
    last = transaction.connection.scalar(select(func.max(table.c.number)))
    number = f"{int(last or 0) + 1:04d}"
    values = {
        "number": number,
        "state": "receiving",
        "sources": list(sources),
        "options": dict(options),
        "operator": transaction.actor,
        "donor": options.get("donor"),
        "act": options.get("act"),
        "received_at": now(),
    }
    transaction.execute(insert(table), values)
    add_files(transaction, number, files, first=1)
    transaction.log.add(
        "receive", f"accession:{number}", after={"sources": list(sources), "files": len(files)}
    )
    return number


def add_files(
    transaction: Transaction,
    number: str,
    files: Sequence[Mapping[str, Any]],
    first: int,
    known: Mapping[bytes, int] | None = None,
) -> None:
    """One row a file, numbered from `first`. `mate`: the path of the front, which may be `known` already."""
    seqs = {**(known or {}), **{one["path"]: first + position for position, one in enumerate(files)}}
    rows = [
        {**one, "accession": number, "seq": seqs[one["path"]], "mate": seqs.get(one["mate"])} for one in files
    ]
    if rows:
        transaction.execute(insert(tables.file), rows)


def files(connection: Connection, number: str, *statuses: str) -> list[FileRow]:
    """The files of an accession in their order; with `statuses`, only those."""
    table = tables.file
    query = select(table).where(table.c.accession == number).order_by(table.c.seq)
    if statuses:
        query = query.where(table.c.status.in_(statuses))
    return [FileRow(**row._mapping) for row in connection.execute(query)]


def mark(transaction: Transaction, row: FileRow, **values: Any) -> None:
    """Set columns of a file's row."""
    table = tables.file
    where = (table.c.accession == row.accession) & (table.c.seq == row.seq)
    transaction.execute(update(table).where(where).values(**values))


def settle(
    transaction: Transaction, row: FileRow, status: str, item_id: str | None = None, reason: str | None = None
) -> None:
    """Give a file its outcome. Its twins and sidecars in the same accession follow it to its item, and twins
    share a refusal."""
    mark(transaction, row, status=status, item_id=item_id, reason=reason)
    table = tables.file
    mine = (table.c.accession == row.accession) & (table.c.seq != row.seq)
    sidecars = mine & (table.c.mate == row.seq) & (table.c.role == "sidecar") & (table.c.status == "joined")
    transaction.execute(update(table).where(sidecars).values(item_id=item_id))
    if row.sha256:
        twins = mine & (table.c.sha256 == row.sha256) & (table.c.status == "duplicate")
        values = {"status": status, "reason": reason} if status == "refused" else {}
        transaction.execute(update(table).where(twins).values(item_id=item_id, **values))


def known_size(connection: Connection, size: int) -> bool:
    """Whether an original of this size is stored already: only then can a file be a duplicate."""
    table = tables.original
    return connection.execute(select(table.c.path).where(table.c.size == size).limit(1)).first() is not None


def stored_text(connection: Connection, sha256: str) -> str | None:
    """Where a press text with these bytes is stored, relative to the archive's folder; or None."""
    table = tables.file
    query = select(table).where(
        table.c.sha256 == sha256, table.c.role == "event_text", table.c.payload.is_not(None)
    )
    found = connection.execute(query.order_by(table.c.accession)).first()
    return FileRow(**found._mapping).stored_path if found else None


def finished_item(connection: Connection, sha256: str) -> tuple[bool, str | None]:
    """Whether these bytes belong to something finished, and the id of the item if it is one."""
    original, side, item = tables.original, tables.item_side, tables.item
    query = (
        select(side.c.item_id)
        .join(original, original.c.path == side.c.path)
        .join(item, item.c.id == side.c.item_id)
        .where(original.c.sha256 == sha256)
        .order_by(item.c.joined_to.is_not(None), side.c.item_id)
    )
    item_id = connection.scalar(query)
    if item_id:
        return True, item_id
    table = tables.file
    joined = select(table.c.seq).where(
        (table.c.sha256 == sha256) & (table.c.status == "joined") & table.c.payload.is_not(None)
    )
    return connection.execute(joined).first() is not None, None


def stored_twin(connection: Connection, row: FileRow, sha256: str) -> FileRow | None:
    """The file of the same accession that has these bytes and is stored, or None."""
    table = tables.file
    query = select(table).where(
        table.c.accession == row.accession,
        table.c.sha256 == sha256,
        table.c.status == STORED,
        table.c.seq != row.seq,
    )
    found = connection.execute(query).first()
    return FileRow(**found._mapping) if found else None


def kept_original(connection: Connection, sha256: str, number: str) -> str | None:
    """The finished accession, other than `number`, that stores these bytes without an item; or None."""
    table, parent = tables.original, tables.accession
    query = (
        select(table.c.accession)
        .join(parent, parent.c.number == table.c.accession)
        .where(table.c.sha256 == sha256, parent.c.state == "done", parent.c.number != number)
        .order_by(table.c.path)
    )
    return connection.scalar(query)


def add_sighting(transaction: Transaction, accession: str, sha256: str, path: bytes) -> bool:
    """Keep another name under which an accession met known bytes; True when it is new."""
    table = tables.sighting
    same = (table.c.sha256 == sha256) & (table.c.path == path)
    files = tables.file
    before = files.c.payload.is_not(None) | (files.c.accession != accession)
    received_as = select(files.c.seq).where((files.c.path == path) & (files.c.sha256 == sha256) & before)
    if (
        transaction.execute(select(table.c.path).where(same)).first()
        or transaction.execute(received_as).first()
    ):
        return False
    values = {
        "sha256": sha256,
        "path": path,
        "name": payload.shown(os.path.basename(path))[0],
        "seen_at": now(),
    }
    transaction.execute(insert(table), values)
    return True


def drop(transaction: Transaction, number: str) -> None:
    """Forget an accession that brought nothing new."""
    transaction.execute(delete(tables.file).where(tables.file.c.accession == number))
    transaction.execute(delete(tables.accession).where(tables.accession.c.number == number))
    transaction.log.add("receive nothing new", f"accession:{number}")


def finish(transaction: Transaction, number: str) -> None:
    """Say that every file of the accession has its outcome."""
    table = tables.accession
    transaction.execute(update(table).where(table.c.number == number).values(state="done", done_at=now()))
    transaction.log.add("done", f"accession:{number}")


def years_by_event(connection: Connection, number: str) -> dict[str, set[str]]:
    """For each event of the accession's items, the years in which cameras took them."""
    table = tables.item
    query = select(table.c.event_id, table.c.edtf).where(
        table.c.id.startswith(f"{number}-"), table.c.date_basis == "exif", table.c.event_id.is_not(None)
    )
    years: dict[str, set[str]] = {}
    for row in connection.execute(query):
        years.setdefault(row.event_id, set()).add(row.edtf[:4])
    return years


def unread_items(connection: Connection) -> list[str]:
    """The items with a side whose text could not be read."""
    table = tables.file
    query = select(table.c.item_id).where(table.c.status == "unread", table.c.item_id.is_not(None)).distinct()
    return sorted(connection.scalars(query))


def rows_of_item(connection: Connection, item_id: str) -> list[FileRow]:
    """The files that an item's sides were made from, the front first, each as the side that it is by now."""
    side, original, table = tables.item_side, tables.original, tables.file
    query = (
        select(table, side.c.side.label("shows"))
        .join(original, (original.c.accession == table.c.accession) & (original.c.seq == table.c.seq))
        .join(side, side.c.path == original.c.path)
        .where(side.c.item_id == item_id)
        .order_by(side.c.side.desc())
    )
    return [_as_side(dict(row._mapping), item_id) for row in connection.execute(query)]


def _as_side(row: dict[str, Any], item_id: str) -> FileRow:
    """The file of an item that was joined is of the item that it was joined to."""
    shows = row.pop("shows")
    return FileRow(**{**row, "role": shows, "item_id": item_id})
