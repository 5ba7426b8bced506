"""From scanned files to a sealed bag: copy, prove, recognise what is known, refuse what cannot be opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import accession, copying, payload, sealing
from archive.accession import SCANNED, STORED, FileRow
from archive.catalogue import Transaction
from archive.errors import NoSpace
from archive.home import Archive
from ingest.checksums import Promised, promises
from ingest.jobs import Batch, Failed, Jobs, answers
from ingest.opening import Opened, open_batch
from ingest.progress import Progress
from ingest.scan import NOT_READ, Found

# Files whose outcome is known from the scan.
LEFT_OUT = {"left_out": "skipped", "unreadable": "refused", "checksums": "skipped"}
READABLE = ("front", "back", "event_text")
# Files opened by one call before the bag is sealed, and how long each may take.
OPEN_BATCH, OPEN_SECONDS = 64, 30.0
# What the disk must still have free behind what is copied: thumbnails, catalogue, index.
MARGIN_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Receiving:
    """What the steps of receiving share."""

    archive: Archive
    number: str
    keep_undecodable: bool

    @property
    def folder(self) -> Path:
        """The folder of the bag."""
        return self.archive.bag(self.number)

    def writing(self) -> AbstractContextManager[Transaction]:
        """A transaction on the catalogue."""
        return self.archive.catalogue.writing(self.archive.actor, undoable=False)

    def rows(self, *statuses: str) -> list[FileRow]:
        """The files of the accession, those with a status."""
        with self.archive.catalogue.reading() as connection:
            return accession.files(connection, self.number, *statuses)


def new_rows(found: Sequence[Found]) -> list[dict[str, Any]]:
    """The rows that record what a scan found; what is left out has its outcome already."""
    return [
        {
            "path": one.path,
            "root": one.root,
            "role": one.role,
            "mate": one.mate,
            "media_type": one.media_type,
            "size": one.size,
            "status": LEFT_OUT.get(one.role, SCANNED),
            "reason": one.reason,
        }
        for one in found
    ]


def check_space(folder: Path, found: Iterable[Found]) -> None:
    """Raise NoSpace before anything is copied when the disk cannot hold it."""
    needed = sum(one.size for one in found if one.role not in LEFT_OUT) + MARGIN_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoSpace(
            f"The disk of the archive has {free // 10**6} MB free; {needed // 10**6} MB are needed.",
            "Make room or move the archive, then run the same command again. Nothing was copied.",
        )


def receive(receiving: Receiving, jobs: Jobs, progress: Progress) -> None:
    """Copy every file, open it once, and seal the bag."""
    _find_lost(receiving)
    _copy_all(receiving, progress)
    _open_all(receiving, jobs, progress)
    _sweep(receiving)
    if any(row.payload for row in receiving.rows()):
        sealing.seal(receiving.archive, receiving.number)


def _find_lost(receiving: Receiving) -> None:
    """Copy again what an interruption took from the disk although its row says that it is stored."""
    lost = [row for row in receiving.rows(STORED) if not _stands(receiving, row)]
    if lost:
        with receiving.writing() as transaction:
            for row in lost:
                accession.mark(transaction, row, status=SCANNED, payload=None, pages=None)


def _stands(receiving: Receiving, row: FileRow) -> bool:
    try:
        return (receiving.archive.folder / row.stored_path).stat().st_size == row.size
    except OSError:
        return False


def _copy_all(receiving: Receiving, progress: Progress) -> None:
    everything = receiving.rows()
    promised = promises([row.path for row in everything if row.role == "checksums"])
    roots = payload.root_names(sorted({row.root for row in everything}))
    taken = {payload.twin_key(row.payload.removeprefix("data/")) for row in everything if row.payload}
    waiting = [row for row in everything if row.status == SCANNED]
    progress.stage("copying", len(waiting))
    for row in waiting:
        _copy_one(receiving, row, roots, taken, promised)
        progress.advance()


def _copy_one(
    receiving: Receiving, row: FileRow, roots: dict[bytes, bytes], taken: set[str], promised: Promised
) -> None:
    if row.role == "unknown" and not receiving.keep_undecodable:
        _settle(receiving, row, "refused", row.reason or NOT_READ)
        return
    try:
        # What its donor promised something about is compared with that before anything else.
        if not promised.algorithms(row.path) and _is_known(receiving, row):
            return
        _store(receiving, row, roots, taken, promised)
    except copying.Changed:
        _settle(receiving, row, "deferred", "it changed while it was read: ingest it again")
    except copying.Unreadable as error:
        _settle(receiving, row, "refused", f"cannot be read: {error}")


def _settle(receiving: Receiving, row: FileRow, status: str, reason: str) -> None:
    with receiving.writing() as transaction:
        accession.settle(transaction, row, status, reason=reason)


def _is_known(receiving: Receiving, row: FileRow) -> bool:
    """Settle a file whose bytes are in the archive, without copying it; only equal sizes are compared."""
    with receiving.archive.catalogue.reading() as connection:
        if not accession.known_size(connection, row.size):
            return False
    digest = copying.digest(row.path)
    with receiving.writing() as transaction:
        return _recognised(transaction, row, digest)


def _recognised(transaction: Transaction, row: FileRow, sha256: str) -> bool:
    """Settle a file whose bytes are finished already, came earlier in this accession, or are kept unread."""
    connection = transaction.connection
    finished, item_id = accession.finished_item(connection, sha256)
    accession.mark(transaction, row, sha256=sha256)
    if finished:
        _remember_name(transaction, row, sha256, item_id)
        accession.settle(transaction, row, "duplicate", item_id)
        return True
    twin = accession.stored_twin(connection, row, sha256)
    if twin:
        accession.settle(transaction, row, "duplicate", twin.item if twin.role in ("front", "back") else None)
        return True
    kept = accession.kept_original(connection, sha256, row.accession)
    if kept:
        reason = f"stored in accession {kept} already, but not readable"
        accession.settle(transaction, row, "refused", reason=reason)
    return kept is not None


def _remember_name(transaction: Transaction, row: FileRow, sha256: str, item_id: str | None) -> None:
    if accession.add_sighting(transaction, row.accession, sha256, row.path) and item_id:
        transaction.log.add("met again", f"item:{item_id}", after={"path": payload.shown(row.path)[0]})


def _store(
    receiving: Receiving, row: FileRow, roots: dict[bytes, bytes], taken: set[str], promised: Promised
) -> None:
    incoming = receiving.folder / "incoming" / str(row.seq)
    incoming.parent.mkdir(parents=True, exist_ok=True)
    copied = copying.copy(row.path, incoming, promised.algorithms(row.path))
    broken = promised.broken(row.path, copied.digests)
    with receiving.writing() as transaction:
        if broken:
            accession.settle(transaction, row, "refused", reason=broken)
        if broken or _recognised(transaction, row, copied.sha256):
            incoming.unlink()
            return
        where = payload.place(roots[row.root] + b"/" + os.path.relpath(row.path, row.root), row.seq, taken)
        target = receiving.folder / where
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.replace(target)
        values = {"status": STORED, "sha256": copied.sha256, "size": copied.size, "payload": where}
        accession.mark(transaction, row, **values)


def _sweep(receiving: Receiving) -> None:
    """Remove what an interruption left in the folder: a bag holds what its manifest lists, nothing else."""
    shutil.rmtree(receiving.folder / "incoming", ignore_errors=True)
    listed = {receiving.folder / row.payload for row in receiving.rows() if row.payload}
    for path in (receiving.folder / "data").rglob("*"):
        if not path.is_dir() and path not in listed:
            path.unlink()


def _open_all(receiving: Receiving, jobs: Jobs, progress: Progress) -> None:
    """Open each stored file once, in a limited process: what cannot be opened is refused before the seal."""
    waiting = [row for row in receiving.rows(STORED) if row.pages is None]
    progress.stage("opening", len(waiting))
    judged: list[tuple[FileRow, Opened]] = []
    for row, opened in _opened(receiving, jobs, waiting):
        judged.append((row, opened))
        progress.advance()
        if len(judged) == OPEN_BATCH:
            _judge(receiving, judged)
            judged = []
    _judge(receiving, judged)


def _opened(receiving: Receiving, jobs: Jobs, rows: Sequence[FileRow]) -> Iterator[tuple[FileRow, Opened]]:
    readable = [row for row in rows if row.role in READABLE]
    yield from ((row, Opened()) for row in rows if row.role not in READABLE)
    pixels = receiving.archive.settings.pixels
    by_path = {str(receiving.archive.folder / row.stored_path): row for row in readable}
    requests = [(path, row.media_type or "", pixels) for path, row in by_path.items()]
    batches = (
        Batch(tuple(requests[begin : begin + OPEN_BATCH]), OPEN_SECONDS)
        for begin in range(0, len(requests), OPEN_BATCH)
    )
    for request, answer in answers(jobs, open_batch, batches):
        yield by_path[request[0]], Opened(error=answer.reason) if isinstance(answer, Failed) else answer


def _judge(receiving: Receiving, judged: Sequence[tuple[FileRow, Opened]]) -> None:
    with receiving.writing() as transaction:
        for row, opened in judged:
            if opened.error is None:
                role = "event_text" if opened.text is not None else row.role
                accession.mark(transaction, row, pages=opened.pages, role=role)
            elif receiving.keep_undecodable:
                accession.mark(transaction, row, pages=0, role="unknown", reason=opened.error)
            else:
                # Before the commit: a file without a row would stand in the bag unlisted.
                (receiving.archive.folder / row.stored_path).unlink(missing_ok=True)
                accession.mark(transaction, row, payload=None)
                accession.settle(transaction, row, "refused", reason=f"cannot be opened: {opened.error}")
