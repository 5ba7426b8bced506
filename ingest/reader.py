"""Send stored files to the workers and give them back side by side, in order, whatever happens to a worker.

A file that costs its worker is tried alone, then without OCR: when that works, it is kept as unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from archive.accession import FileRow
from archive.home import Archive
from ingest.jobs import Batch, Failed, Jobs, answers, each_alone
from ingest.read import read_batch
from ingest.reading import FileReading, PageReading, ReadRequest, ReadSettings

# Files read by one call, so that Tesseract loads its models once for all of them.
BATCH = 16
# Pages in one call: a thick document is a batch of its own.
BATCH_PAGES = 32
# A call may take this long, plus so much for each page: about ten times what a page takes on one slow core.
SECONDS, SECONDS_A_PAGE = 120.0, 40.0


@dataclass(frozen=True, slots=True)
class SideReading:
    """A file of an item and what was read of it."""

    row: FileRow
    reading: FileReading


def read_files(
    archive: Archive, rows: Sequence[FileRow], jobs: Jobs, settings: ReadSettings
) -> Iterator[list[SideReading]]:
    """For each item the readings of all its sides, the front first, in the order of sequence numbers."""
    groups = group(rows)
    by_path = {str(archive.folder / row.stored_path): row for rows in groups for row in rows}
    requests = [(_request(archive, row), row.pages or 1) for rows in groups for row in rows]
    readings = _answers(jobs, settings, _batches(requests, getattr(jobs, "workers", 1)))
    for rows in groups:
        yield [SideReading(by_path[one.path], one) for one in (next(readings) for _ in rows)]


def group(rows: Sequence[FileRow]) -> list[list[FileRow]]:
    """Fronts with their backs; a back whose front is not here is by itself.

    A back came with its front in one accession, or was joined to its item since.
    """
    fronts = {(row.accession, row.seq): [row] for row in rows if row.role == "front"}
    of_item = {sides[0].item_id: sides for sides in fronts.values() if sides[0].item_id}
    alone = []
    for row in rows:
        front = fronts.get((row.accession, row.mate or 0)) or of_item.get(row.item_id or "")
        if row.role == "back" and front:
            front.append(row)
        elif row.role != "front":
            alone.append([row])
    return [*fronts.values(), *alone]


def _request(archive: Archive, row: FileRow) -> ReadRequest:
    thumbnail = archive.thumbnail_path(row.sha256 or "")
    thumbnail.parent.mkdir(parents=True, exist_ok=True)
    side = "back" if row.role == "back" else "front"
    path = str(archive.folder / row.stored_path)
    return ReadRequest(path, row.media_type or "", "back" if side == "back" else "front", str(thumbnail))


def _batches(requests: Sequence[tuple[ReadRequest, int]], workers: int) -> Iterator[Batch]:
    """Batches large enough for Tesseract and small enough that every worker has some."""
    largest = max(1, min(BATCH, -(-len(requests) // (2 * workers))))
    waiting: list[ReadRequest] = []
    pages = 0
    for request, count in requests:
        if waiting and (len(waiting) == largest or pages + count > BATCH_PAGES):
            yield Batch(tuple(waiting), SECONDS + SECONDS_A_PAGE * pages)
            waiting, pages = [], 0
        waiting.append(request)
        pages += count
    if waiting:
        yield Batch(tuple(waiting), SECONDS + SECONDS_A_PAGE * pages)


def _answers(jobs: Jobs, settings: ReadSettings, batches: Iterator[Batch]) -> Iterator[FileReading]:
    read: Callable[[Sequence[Any]], list[Any]] = partial(read_batch, settings=settings)
    for request, answer in answers(jobs, read, batches):
        yield _without_ocr(jobs, settings, request, answer) if isinstance(answer, Failed) else answer


def _without_ocr(jobs: Jobs, settings: ReadSettings, request: ReadRequest, failed: Failed) -> FileReading:
    """The file without its text, when it was reading the text that failed; else why it cannot be read."""
    looking: Callable[[Sequence[Any]], list[Any]] = partial(read_batch, settings=replace(settings, ocr=False))
    _, answer = next(each_alone(jobs, looking, [request], SECONDS))
    if isinstance(answer, Failed):
        return FileReading(request.path, error=answer.reason)
    reading: FileReading = answer
    unread = PageReading(1, "unread", language=settings.languages, reason=failed.reason)
    return reading if reading.error else replace(reading, readings=(unread,))


def read_sidecars(paths: Sequence[str]) -> list[Mapping[str, Any]]:
    """What each `.xmp` file says. Runs in a worker."""
    from media.metadata import read_sidecar

    return [read_sidecar(path) for path in paths]
