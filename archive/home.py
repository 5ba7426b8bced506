"""An archive is one folder: settings, catalogue, accessions, index, thumbnails, logs."""

from __future__ import annotations

import getpass
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from archive import settings as settings_file
from archive.errors import BadInput, Busy, NotFound

if TYPE_CHECKING:
    from archive.catalogue import Catalogue
    from archive.model import Original

FOLDERS = ("accessions", "index", "thumbnails", "logs", "locks")
# How long an ingest waits for another one before it says that the archive is busy.
INGEST_WAIT_SECONDS = 5.0


class Archive:
    """An opened archive. `actor` is written into the history of what is done through it."""

    def __init__(self, folder: Path, actor: str | None = None) -> None:
        self.folder = folder
        self.actor = actor or login()
        self.settings = settings_file.read(folder)
        self._catalogue: Catalogue | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue, opened when it is first asked for."""
        if self._catalogue is None:
            from archive.catalogue import Catalogue

            self._catalogue = Catalogue(self.folder / "catalogue.sqlite")
        return self._catalogue

    def working_as(self, actor: str) -> Archive:
        """The same opened archive for somebody else: history names `actor`."""
        other = copy(self)
        other.actor, other._catalogue = actor, self.catalogue
        return other

    @property
    def index_folder(self) -> Path:
        """Where the generations of the index are."""
        return self.folder / "index"

    @property
    def upload_folder(self) -> Path:
        """Where files that a browser sends wait until they are ingested."""
        return self.folder / "uploads"

    def bag(self, accession: str) -> Path:
        """The bag of an accession."""
        return self.folder / "accessions" / accession

    def original_path(self, original: Original) -> Path:
        """Where the bytes of an original are."""
        return self.folder / original.path

    def thumbnail_path(self, sha256: str) -> Path:
        """Where the small picture of an original is, or will be."""
        return self.folder / "thumbnails" / sha256[:2] / f"{sha256}.jpg"

    @contextmanager
    def ingesting(self) -> Iterator[None]:
        """Hold the archive for one ingest. Raises Busy when another ingest goes on."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "locks" / "ingest.lock", timeout=INGEST_WAIT_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise Busy(
                "The archive is busy: another ingest is running.", "Wait until it ends, then try again."
            ) from error
        try:
            yield
        finally:
            lock.release()


def login() -> str:
    """The operating system's name of who is working."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run as a user id that has no name.
        return f"uid-{os.getuid()}"


def is_archive(folder: Path) -> bool:
    """Whether `folder` is an archive."""
    return (folder / settings_file.FILE_NAME).is_file()


def find(start: Path) -> Path:
    """The nearest archive from `start` upwards. Raises NotFound."""
    for folder in (start, *start.parents):
        if is_archive(folder):
            return folder
    raise NotFound(
        f"There is no archive in {start} or above it.",
        "Make one with `muragat init DIR`, or name one with --archive DIR.",
    )


def create(folder: Path, title: str, actor: str | None = None) -> Archive:
    """Make a new archive. Raises BadInput when the folder holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        why = "is an archive already" if is_archive(folder) else "is not an empty folder"
        raise BadInput(f"{folder} {why}.", "Name a new or an empty folder.")
    existed = folder.exists()
    try:
        return _made(folder, title, actor)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if existed:
            folder.mkdir(exist_ok=True)
        raise


def _made(folder: Path, title: str, actor: str | None) -> Archive:
    from archive import catalogue

    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    catalogue.make(folder / "catalogue.sqlite")
    # Last: a folder without settings is no archive.
    settings_file.write(folder, title)
    archive = Archive(folder, actor)
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        transaction.log.add("init", "archive", after={"title": archive.settings.title})
    return archive


def open_archive(folder: Path, actor: str | None = None) -> Archive:
    """The archive in `folder`. Raises NotFound when there is none."""
    if not is_archive(folder):
        raise NotFound(f"{folder} is not an archive.", "Make one with `muragat init DIR`.")
    return Archive(folder.resolve(), actor)
