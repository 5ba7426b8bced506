"""Back up, and make an archive from a backup with an index that answers as the old one did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from archive import restoring
from workflows.indexing import CatalogueSource

if TYPE_CHECKING:
    from archive.home import Archive
    from archive.restoring import Restored

Advance = Callable[[], None]


def restore_and_rebuild(
    source: Path, folder: Path, originals: Path | None = None, advance: Advance = lambda: None
) -> tuple[Archive, Restored]:
    """The archive that a backup made in `folder`, searchable. Raises BadInput, Damaged, NoSpace."""
    from index import maintain

    archive, made = restoring.restore(source, folder, originals, advance)
    maintain.rebuild(archive.index_folder, CatalogueSource(archive))
    return archive, made
