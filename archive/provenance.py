"""Where an item came from: its accession, who gave it, and under which act."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from archive import tables


def accession_json(connection: Connection, item_id: str) -> dict[str, Any] | None:
    """The item's accession as `{"number", "donor", "act", "received_at"}`; None when it is not recorded."""
    table = tables.accession
    query = select(table.c.number, table.c.donor, table.c.act, table.c.received_at)
    row = connection.execute(query.where(table.c.number == item_id.partition("-")[0])).first()
    return dict(row._mapping) if row else None
