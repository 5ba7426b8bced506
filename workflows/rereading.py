"""Read items again and make what was read findable."""

from __future__ import annotations

from archive.home import Archive
from ingest import rereading
from ingest.progress import Progress
from ingest.rereading import Reread
from workflows.exhibiting import found_by
from workflows.indexing import update_if_free


def reread(
    archive: Archive, query: str, languages: str | None, progress: Progress
) -> tuple[list[Reread], str | None]:
    """What came of reading what `query` finds, or everything unread; and a note when the index must wait."""
    ids = found_by(archive, query) if query else rereading.unread(archive)
    done = list(rereading.reread(archive, ids, languages, progress))
    return done, update_if_free(archive)
