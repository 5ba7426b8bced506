"""Keep the index in step with the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive import items, outbox
from archive.errors import Busy
from archive.home import Archive
from archive.model import Item

if TYPE_CHECKING:
    from index.maintain import Updated


class CatalogueSource:
    """The catalogue as the index sees it: items, and notes of what changed."""

    def __init__(self, archive: Archive) -> None:
        self._catalogue = archive.catalogue

    def outbox_head(self) -> int:
        """The number of the newest note."""
        with self._catalogue.reading() as connection:
            return outbox.head(connection)

    def outbox_after(self, mark: int, limit: int) -> list[tuple[int, str]]:
        """The next notes behind `mark` as (number, item id)."""
        with self._catalogue.reading() as connection:
            return outbox.after(connection, mark, limit)

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items with these ids; one that is not returned does not exist."""
        with self._catalogue.reading() as connection:
            return items.items(connection, ids)

    def ids_after(self, last_id: str, limit: int) -> list[str]:
        """The next ids in their order."""
        with self._catalogue.reading() as connection:
            return items.ids_after(connection, last_id, limit)


def update(archive: Archive, *, merge: bool = False) -> Updated:
    """Bring the index up to the catalogue. Raises Busy when another process does so already."""
    from index import maintain

    return maintain.update(archive.index_folder, CatalogueSource(archive), merge=merge)


def count_items(archive: Archive) -> int:
    """How many items a rebuild has to index."""
    with archive.catalogue.reading() as connection:
        return items.count(connection)


def update_if_free(archive: Archive) -> str | None:
    """Bring the index up to date after a change; a note when that has to wait. The change itself is safe."""
    try:
        update(archive)
    except Busy:
        return "The index is being written by another process; it will catch up with `muragat index update`."
    except Exception as error:
        # Whatever ails the index, what was ingested or decided is safe in the catalogue and must be told so.
        return f"The index could not be updated ({type(error).__name__}: {error}): run `index rebuild`."
    return None
