"""Make an archive from a backup: everything is compared with its digest before and after it is written."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from archive import backup, copying, dump, home, migrations, settings, witnesses, zipped_bag
from archive.errors import BadInput, Damaged
from archive.home import Archive
from archive.zipped_bag import Reader

Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `missing` are paths of originals that stand neither in the backup nor beside it,
    or are not what was received."""

    items: int
    originals: int
    missing: tuple[str, ...] = ()


def restore(
    source: Path, folder: Path, originals: Path | None = None, advance: Advance = lambda: None
) -> tuple[Archive, Restored]:
    """Make an archive in `folder`, a new or an empty one, from the backup `source`.

    Originals come from the backup, else from `originals`, the folder of an old archive. Raises BadInput for
    a folder that holds something, Damaged for a backup that is not what was written; then nothing is left.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is not an empty folder.", "Name a new or an empty folder.")
    if originals is not None and not (originals / "accessions").is_dir():
        raise BadInput(f"{originals} has no folder accessions.", "Name the folder of the old archive.")
    with zipped_bag.reading(source, backup.ROOT) as reader:
        reader.head()
        existed = folder.exists()
        try:
            made = _restore(reader, folder, originals, advance)
        except BaseException:
            _take_back(folder, existed)
            raise
    return home.open_archive(folder), made


def _take_back(folder: Path, existed: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if existed:
        folder.mkdir(exist_ok=True)


def _restore(reader: Reader, folder: Path, originals: Path | None, advance: Advance) -> Restored:
    for name in home.FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    _restore_catalogue(reader, folder / "catalogue.sqlite")
    for path in sorted(reader.paths):
        if path.startswith("bags/"):
            _extract(reader, path, folder / "accessions" / path.removeprefix("bags/"))
        elif path.startswith("thumbnails/"):
            _extract(reader, path, folder / path)
    known = _rows(folder, "SELECT path, sha256 FROM original ORDER BY path")
    missing = []
    for path, digest in known:
        if not _restore_original(reader, folder, originals, path, digest):
            missing.append(path)
        advance()
    if originals is not None and (originals / "thumbnails").is_dir():
        shutil.copytree(originals / "thumbnails", folder / "thumbnails", dirs_exist_ok=True)
    witnesses.keep(folder, reader.head())
    # Last: a folder without settings is no archive.
    _extract(reader, settings.FILE_NAME, folder / settings.FILE_NAME)
    copying.sync_folder(folder)
    items = len(_rows(folder, "SELECT id FROM item"))
    return Restored(items, len(known) - len(missing), tuple(missing))


def _rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        return connection.execute(query).fetchall()


def _restore_catalogue(reader: Reader, path: Path) -> None:
    with reader.open("catalogue/schema.json") as file:
        described: Mapping[str, Any] = json.load(file)
    if described["version"] > migrations.NEWEST:
        raise BadInput("The backup was made by a newer Muragat.", "Update Muragat, then restore.")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        migrations.migrate(connection, to=described["version"])
        connection.execute("BEGIN")
        for name in described["tables"]:
            with reader.open(f"catalogue/{name}.jsonl") as file:
                dump.write(connection, described, name, _lines(file))
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise Damaged(f"The backup's tables do not fit together ({broken[0][0]}).", "Use another backup.")
        connection.execute("COMMIT")
        migrations.migrate(connection)


def _lines(file: IO[bytes]) -> Iterator[str]:
    return (line.decode() for line in file)


def _extract(reader: Reader, path: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with reader.open(path) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, copying.CHUNK)
        out.flush()
        os.fsync(out.fileno())


def _restore_original(reader: Reader, folder: Path, originals: Path | None, path: str, digest: str) -> bool:
    """Whether the original stands in its place with the bytes that were received."""
    target = folder / path
    if not zipped_bag.is_inside("data/" + path):
        raise Damaged(f"The backup's path {path!r} leads out of the archive.", "Use another backup.")
    target.parent.mkdir(parents=True, exist_ok=True)
    if f"originals/{path}" in reader.paths:
        _extract(reader, f"originals/{path}", target)
        found = copying.digest(os.fsencode(target))
        target.chmod(0o444)
    elif originals is not None:
        try:
            found = copying.copy(os.fsencode(originals / path), target).sha256
        except (copying.Unreadable, copying.Changed):
            return False
    else:
        return False
    if found != digest:
        target.unlink()
    return found == digest
