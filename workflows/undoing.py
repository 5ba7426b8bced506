"""Take back a decision, and make what stands again findable."""

from __future__ import annotations

from archive import undo as undoing
from archive.home import Archive
from archive.undo import Undone
from workflows.indexing import update_if_free


def undo(archive: Archive, number: int | None, *, dry_run: bool = False) -> tuple[Undone, str | None]:
    """What was (or would be) taken back, and a note when the index has to catch up later."""
    if dry_run:
        with archive.catalogue.reading() as connection:
            return undoing.look_ahead(connection, archive.actor, number), None
    with archive.catalogue.writing(archive.actor) as transaction:
        done = undoing.undo(transaction, number)
    return done, update_if_free(archive)
