"""One item with everything that stands around it, read as one state of the catalogue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from archive import history, items, suggestions
from archive.errors import NotFound
from archive.home import Archive
from archive.model import Change, Item, Suggestion
from archive.neighbours import Neighbours, neighbours, other_names
from archive.provenance import accession_json


@dataclass(frozen=True, slots=True)
class Looked:
    """An item; the number of the last line of its history (`version`: it moves with every change), what a
    machine proposes, its neighbours in the event, its accession (`number`, `donor`, `act`, `received_at`),
    other names under which its originals came, and its history, newest first."""

    item: Item
    version: int
    suggestions: tuple[Suggestion, ...]
    neighbours: Neighbours | None
    accession: dict[str, Any] | None
    other_names: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def open(self) -> tuple[Suggestion, ...]:
        """The suggestions that nobody has decided on."""
        return tuple(one for one in self.suggestions if one.status == "suggested")


def look(archive: Archive, item_id: str, may_see: Collection[str] | None = None) -> Looked:
    """The item as it is now, for somebody who may see these accesses (None: all).

    Raises NotFound, in the same words, for an item that does not exist and for one that they may not see.
    """
    with archive.catalogue.reading() as connection:
        item = items.item(connection, item_id)
        if may_see is not None and item.rights.access not in may_see:
            raise NotFound(f"There is no item {item_id} in this archive.", "Find it with `muragat search`.")
        subject = f"item:{item_id}"
        return Looked(
            item,
            history.version(connection, subject),
            tuple(suggestions.of(connection, subject)),
            neighbours(connection, item, may_see),
            accession_json(connection, item_id),
            other_names(connection, item),
            tuple(reversed(list(history.changes(connection, subject)))),
        )
