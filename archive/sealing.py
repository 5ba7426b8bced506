"""Seal what an accession stored: its originals in the catalogue, its bag on the disk, in one step."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Row, insert, select, update

from archive import accession, bag, history, payload, tables
from archive.accession import FileRow
from archive.catalogue import Transaction
from archive.history import now
from archive.home import Archive


def seal(archive: Archive, number: str) -> None:
    """Seal the bag of everything that was stored and record its originals."""
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        rows = accession.files(transaction.connection, number)
        parent = transaction.execute(
            select(tables.accession).where(tables.accession.c.number == number)
        ).one()
        stored = [row for row in rows if row.payload]
        transaction.log.add("seal", f"accession:{number}", after={"originals": len(stored)})
        head = history.head(transaction.connection)
        _record_originals(transaction, stored)
        table = tables.accession
        values = {"state": "sealed", "sealed_at": now()}
        transaction.execute(update(table).where(table.c.number == number).values(**values))
        _write_bag(archive.bag(number), parent, rows, head)


def _record_originals(transaction: Transaction, stored: Sequence[FileRow]) -> None:
    values = []
    for row in stored:
        name, raw_name = payload.shown(os.path.basename(row.path))
        relative = os.path.relpath(os.path.dirname(row.path), os.path.dirname(row.root))
        values.append(
            {
                "path": row.stored_path,
                "sha256": row.sha256,
                "size": row.size,
                "media_type": row.media_type or "application/octet-stream",
                "name": name,
                "folder": payload.shown(relative)[0],
                "raw_name": raw_name,
                "accession": row.accession,
                "seq": row.seq,
            }
        )
    if values:
        transaction.execute(insert(tables.original), values)


def _write_bag(folder: Path, parent: Row[Any], rows: Sequence[FileRow], head: tuple[int, str]) -> None:
    info = {
        "Bag-Software-Agent": "Muragat",
        "Bagging-Date": parent.received_at[:10],
        "External-Identifier": parent.number,
        "Contact-Name": parent.operator,
        **({"Source-Organization": parent.donor} if parent.donor else {}),
        bag.HEAD_LABEL: f"{head[0]} {head[1]}",
    }
    stored = {row.payload: (str(row.sha256), row.size) for row in rows if row.payload}
    bag.seal(folder, stored, info, {"accession.json": _accession_json(parent, rows)})


def _accession_json(parent: Row[Any], rows: Sequence[FileRow]) -> str:
    """What was received, with the names exactly as they were: also what was met again and left out."""
    described = {
        "number": parent.number,
        "sources": list(parent.sources),
        "options": dict(parent.options),
        "operator": parent.operator,
        "received_at": parent.received_at,
        "files": [_file_json(row) for row in rows],
    }
    return json.dumps(described, ensure_ascii=True, indent=1) + "\n"


def _file_json(row: FileRow) -> dict[str, Any]:
    path, raw = payload.shown(row.path)
    described = {
        "sequence": row.seq,
        "path": path,
        "path_bytes": raw,
        "role": row.role,
        "size": row.size,
        "sha256": row.sha256,
        "payload": row.payload,
        "status": row.status,
        "item": row.item_id,
        "reason": row.reason,
    }
    return {key: value for key, value in described.items() if value is not None}
