"""The stages of an ingest in their order: scan, receive, read, describe, catalogue.

Each file is finished in one transaction, in the order of sequence numbers, so that an interrupted ingest
goes on where it stopped and ends as an unbroken one would.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from archive import accession, copying
from archive.accession import SCANNED, STORED, FileRow
from archive.errors import BadInput
from archive.home import Archive
from archive.model import Outcome
from archive.payload import shown
from ingest import event_sources, folders, ocr, receive, scan
from ingest.cataloguing import Cataloguing, Place
from ingest.checksums import promises
from ingest.folders import EventOptions
from ingest.jobs import Batch, Failed, Jobs, answers
from ingest.opening import Opened, open_batch
from ingest.progress import Progress, Silent
from ingest.reader import read_files, read_sidecars
from ingest.reading import ReadSettings
from ingest.receive import Receiving
from ingest.workers import workers
from language import dates
from media.identify import of_bytes


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the operator says of an ingest. `jobs` 0 means one for each core."""

    event: str | None = None
    date: str | None = None
    place: str | None = None
    languages: str | None = None
    donor: str | None = None
    act: str | None = None
    ocr: bool = True
    keep_undecodable: bool = False
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file. `accession` is None when nothing new was received."""

    accession: str | None
    outcomes: tuple[Outcome, ...]
    dry_run: bool = False
    notes: tuple[str, ...] = field(default=())

    def count(self, status: str) -> int:
        """How many files have this status."""
        return sum(one.status == status for one in self.outcomes)

    @property
    def not_kept(self) -> tuple[Outcome, ...]:
        """Files that are not in the archive and whose loss would matter."""
        return tuple(one for one in self.outcomes if one.status in ("refused", "deferred"))


def ingest(
    archive: Archive, sources: Sequence[Path], options: IngestOptions, progress: Progress | None = None
) -> Report:
    """Ingest the folders, or go on with an ingest of the same folders that was interrupted.

    Raises BadInput for a source that is no folder or a bad date, MissingTool when OCR is asked for and
    cannot be had, Busy when another ingest runs, NoSpace.
    """
    _check(archive, sources, options)
    with copying.full_disk_told(), archive.ingesting():
        return _Ingest(archive, progress or Silent()).run(sources, options)


def _check(archive: Archive, sources: Sequence[Path], options: IngestOptions) -> None:
    for source in sources:
        resolved = source.resolve()
        # What a browser sent waits in the archive's folder until it is ingested.
        uploaded = archive.upload_folder in resolved.parents
        if resolved == archive.folder or (archive.folder in resolved.parents and not uploaded):
            raise BadInput(f"{source} is inside the archive itself.", "Name a folder outside it.")
    if options.date:
        try:
            dates.parse_edtf(options.date)
        except ValueError as error:
            raise BadInput(
                f"The date «{options.date}» is not EDTF: {error}",
                "Write 2024-09-18, 2024-09, 1936 or 1941/1945.",
            ) from error
    if options.ocr:
        ocr.check(options.languages or archive.settings.languages)


def dry_run(archive: Archive, sources: Sequence[Path], options: IngestOptions) -> Report:
    """What an ingest would do, from names, sizes and digests; nothing is written."""
    found = scan.scan(sources, of_bytes, archive.settings.back_suffixes, archive.folder)
    return Report(None, tuple(_foresee(archive, one, options) for one in found), dry_run=True)


def _foresee(archive: Archive, one: scan.Found, options: IngestOptions) -> Outcome:
    path = os.fsdecode(one.path)
    if one.role in receive.LEFT_OUT:
        return Outcome(path, receive.LEFT_OUT[one.role], None, one.reason)  # type: ignore[arg-type]
    if one.role == "unknown":
        return Outcome(path, "unread" if options.keep_undecodable else "refused", None, one.reason)
    with archive.catalogue.reading() as connection:
        if accession.known_size(connection, one.size):
            finished, item_id = accession.finished_item(connection, copying.digest(one.path))
            if finished:
                return Outcome(path, "duplicate", item_id)
    joins = one.mate is not None or one.role == "event_text"
    return Outcome(path, "joined" if joins else "added")


class _Ingest:
    """One ingest under way: the archive, who listens, and the accession once it is known."""

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self.archive = archive
        self.progress = progress

    def run(self, sources: Sequence[Path], options: IngestOptions) -> Report:
        number, first_options, state = self._begin(sources, options)
        kept = replace(first_options, jobs=options.jobs)
        receiving = Receiving(self.archive, number, kept.keep_undecodable)
        with workers(self.archive.settings, kept.jobs) as jobs:
            if state == "receiving":
                receive.receive(receiving, jobs, self.progress)
            self._read_and_catalogue(receiving, jobs, kept)
        return self._end(receiving)

    def _begin(self, sources: Sequence[Path], options: IngestOptions) -> tuple[str, IngestOptions, str]:
        """The accession to work on: the interrupted one of these folders, else a new one."""
        names = [os.fsencode(source.absolute()).decode("utf-8", "backslashreplace") for source in sources]
        with self.archive.catalogue.reading() as connection:
            open_one = accession.unfinished(connection, names)
        if open_one is not None and open_one.state == "sealed":
            return open_one.number, IngestOptions(**open_one.options), "sealed"
        self.progress.stage("scanning", 0)
        found = scan.scan(sources, of_bytes, self.archive.settings.back_suffixes, self.archive.folder)
        receive.check_space(self.archive.folder, found)
        if open_one is not None:
            self._add_new(open_one.number, found)
            return open_one.number, IngestOptions(**open_one.options), "receiving"
        with self.archive.catalogue.writing(self.archive.actor, undoable=False) as transaction:
            number = accession.begin(transaction, names, asdict(options), receive.new_rows(found))
        return number, options, "receiving"

    def _add_new(self, number: str, found: Sequence[scan.Found]) -> None:
        """Files that came into the folders since the interruption."""
        with self.archive.catalogue.writing(self.archive.actor, undoable=False) as transaction:
            known = {row.path: row.seq for row in accession.files(transaction.connection, number)}
            new = receive.new_rows([one for one in found if one.path not in known])
            accession.add_files(
                transaction, number, new, first=max(known.values(), default=0) + 1, known=known
            )

    def _read_and_catalogue(self, receiving: Receiving, jobs: Jobs, options: IngestOptions) -> None:
        rows = receiving.rows()
        texts = dict(_press_texts(receiving, rows, jobs))
        places = self._places(rows, texts, options)
        cataloguing = Cataloguing(self.archive, rows, places, dict(_sidecars(receiving, rows, jobs)))
        cataloguing.settle_companions(texts)
        waiting = [row for row in receiving.rows(STORED) if row.role in ("front", "back")]
        self.progress.stage("reading", len(waiting))
        settings = self._read_settings(options)
        for sides in read_files(self.archive, waiting, jobs, settings):
            cataloguing.add(sides)
            for _ in sides:
                self.progress.advance()
        folders.complete_years(self.archive, receiving.number)

    def _read_settings(self, options: IngestOptions) -> ReadSettings:
        settings = self.archive.settings
        return ReadSettings(options.languages or settings.languages, options.ocr, pixels=settings.pixels)

    def _places(
        self, rows: Sequence[FileRow], texts: Mapping[int, str], options: IngestOptions
    ) -> dict[bytes, Place]:
        """The event of each file, where something is new in its folder."""
        kept = [row for row in rows if row.payload and row.role != "unknown"]
        # A press text that came with an earlier ingest still says what its folder's new pictures show.
        kept += [row for row in rows if kept and row.seq in texts and not row.payload]
        # A press text is often named by its heading, which is no left-over of a picture's name.
        files = [row.path for row in rows if row.role not in ("event_text", "sidecar")]
        pictures = [os.path.splitext(os.fsdecode(os.path.basename(path)))[0] for path in files]
        given = EventOptions(options.event, options.date, options.place)
        return folders.places(self.archive, event_sources.belongings(kept, texts), given, pictures)

    def _end(self, receiving: Receiving) -> Report:
        rows = receiving.rows()
        outcomes = tuple(outcome(row) for row in rows)
        is_empty = not any(row.payload for row in rows)
        with self.archive.catalogue.writing(self.archive.actor, undoable=False) as transaction:
            if is_empty:
                accession.drop(transaction, receiving.number)
            else:
                accession.finish(transaction, receiving.number)
        if is_empty:
            _remove_empty(receiving.folder)
        return Report(None if is_empty else receiving.number, outcomes, notes=tuple(_absent(rows)))


def _absent(rows: Sequence[FileRow]) -> Iterator[str]:
    """A note on what the donor's checksums list and the folders do not hold."""
    promised = promises(row.path for row in rows if row.role == "checksums")
    absent = promised.absent(row.path for row in rows)
    if absent:
        names = ", ".join(shown(os.path.basename(path))[0] for path in absent[:10])
        yield f"The donor's checksums list {len(absent)} that did not come: {names}. Ask the donor for them."


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    if folder.exists():
        folder.rmdir()


def _press_texts(receiving: Receiving, rows: Sequence[FileRow], jobs: Jobs) -> Iterator[tuple[int, str]]:
    """The press texts of the accession by sequence number."""
    places = {row.seq: place for row in rows if (place := _text_place(receiving.archive, row))}
    by_seq = {row.seq: row for row in rows}
    pixels = receiving.archive.settings.pixels
    requests = [
        (str(receiving.archive.folder / place), by_seq[seq].media_type, pixels)
        for seq, place in places.items()
    ]
    batches = (Batch((request,), receive.OPEN_SECONDS) for request in requests)
    for seq, (request, answer) in zip(places, answers(jobs, open_batch, batches), strict=True):
        if isinstance(answer, Opened) and answer.text:
            yield seq, answer.text
        elif isinstance(answer, Failed):
            sys.stderr.write(f"{request[0]}: {answer.reason}\n")


def _text_place(archive: Archive, row: FileRow) -> str | None:
    """Where the press text of a row is stored, which may be an earlier accession; None for other rows."""
    if row.role == "event_text" and row.payload:
        return row.stored_path
    if row.status != "duplicate" or row.item_id or not row.sha256:
        return None
    with archive.catalogue.reading() as connection:
        return accession.stored_text(connection, row.sha256)


def _sidecars(
    receiving: Receiving, rows: Sequence[FileRow], jobs: Jobs
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What the sidecars say, by the sequence number of their picture."""
    files = [row for row in rows if row.role == "sidecar" and row.payload]
    mates = {str(receiving.archive.folder / row.stored_path): row.mate or 0 for row in files}
    for path, answer in answers(
        jobs, read_sidecars, (Batch((path,), receive.OPEN_SECONDS) for path in mates)
    ):
        if not isinstance(answer, Failed):
            yield mates[path], answer


def outcome(row: FileRow) -> Outcome:
    """What became of a file, as its row says."""
    status: Any = "refused" if row.status in (SCANNED, STORED) else row.status
    return Outcome(os.fsdecode(row.path), status, row.item_id, row.reason)
