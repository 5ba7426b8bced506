"""Make two items one and keep the index in step."""

from __future__ import annotations

from archive import joining
from archive.home import Archive
from archive.joining import As
from archive.model import Item
from workflows.indexing import update_if_free


def join(archive: Archive, joined: str, kept: str, as_: As) -> tuple[Item, str | None]:
    """The item that stays, and a note when the index has to catch up later. Raises NotFound, BadInput."""
    with archive.catalogue.writing(archive.actor) as transaction:
        item = joining.join(transaction, joined, kept, as_)
    return item, update_if_free(archive)
