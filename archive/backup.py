"""Back the archive up as a bag in a zip file that can be read without Muragat.

The catalogue is JSON Lines, one file a table; beside it stand the settings, the tag files of every bag and,
when asked for, the originals with their small pictures. Else the backup refers to originals by digest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from archive import bag, dump, history, settings, tables, witnesses, zipped_bag
from archive.errors import BadInput
from archive.home import Archive
from archive.model import Finding

ROOT = "muragat-backup"
Advance = Callable[[], None]

README = """\
A backup of an archive made by Muragat, a photo archive. It is a BagIt bag (RFC 8493).

data/muragat.toml            the settings of the archive
data/catalogue/schema.json   the tables, their columns and how values are written
data/catalogue/*.jsonl       the tables, one row a line (JSON Lines, UTF-8)
data/bags/0001/...           the tag files of each accession's bag: what was received, under which names
data/originals/...           the originals, where this backup holds them; else keep the archive's folder
                             accessions/ by itself: table `original` lists path, size and SHA-256
data/thumbnails/...          small pictures, made from the originals

Back to an archive:  muragat restore THIS-FILE NEW-FOLDER [--originals OLD-ARCHIVE]
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. `damaged` are originals that were missing or changed, and are not in it."""

    items: int
    originals: int
    head: tuple[int, str]
    damaged: tuple[Finding, ...] = ()


def count(archive: Archive) -> int:
    """How many originals there are."""
    with archive.catalogue.reading() as connection:
        return len(_originals(connection))


def write(archive: Archive, target: Path, *, with_originals: bool, advance: Advance = lambda: None) -> Backup:
    """Write a backup of one state of the archive to `target`, a new file outside the archive.

    The history says that it was made, and its last line is kept as a witness. Raises BadInput, NoSpace.
    """
    target = target.absolute()
    if archive.folder in target.resolve().parents:
        raise BadInput(
            f"{target} is inside the archive itself.", "Name a file outside, best on another disk."
        )
    with zipped_bag.writing(target, ROOT) as writer:
        with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
            transaction.log.add("backup", "archive", after={"file": target.name, "originals": with_originals})
        with archive.catalogue.reading() as connection:
            made = _write(archive, connection, writer, with_originals, advance)
    witnesses.keep(archive.folder, made.head)
    return made


def _write(
    archive: Archive,
    connection: Connection,
    writer: zipped_bag.Writer,
    with_originals: bool,
    advance: Advance,
) -> Backup:
    head = history.head(connection)
    writer.text("README.txt", [README])
    writer.copy(settings.FILE_NAME, archive.folder / settings.FILE_NAME, compress=True)
    writer.text("catalogue/schema.json", [json.dumps(dump.schema(), indent=1) + "\n"])
    for name in dump.schema()["tables"]:
        writer.text(f"catalogue/{name}.jsonl", dump.lines(connection, name))
    damaged = [*_copy_tags(archive, connection, writer)]
    originals = _originals(connection) if with_originals else {}
    for path, digest in originals.items():
        damaged += _copy_original(archive, writer, path, digest)
        advance()
    for digest in dict.fromkeys(originals.values()):
        small = archive.thumbnail_path(digest)
        if small.is_file():
            writer.copy(small.relative_to(archive.folder).as_posix(), small)
    writer.close({"Bag-Software-Agent": "Muragat", "Bagging-Date": history.now()[:10], **_head_info(head)})
    items = len(connection.execute(select(tables.item.c.id)).all())
    return Backup(items, len(originals), head, tuple(damaged))


def _head_info(head: tuple[int, str]) -> dict[str, str]:
    return {bag.HEAD_LABEL: f"{head[0]} {head[1]}"}


def _originals(connection: Connection) -> dict[str, str]:
    table = tables.original
    rows = connection.execute(select(table.c.path, table.c.sha256).order_by(table.c.path))
    return {row.path: row.sha256 for row in rows}


def _copy_tags(archive: Archive, connection: Connection, writer: zipped_bag.Writer) -> Iterator[Finding]:
    table = tables.accession
    numbers = connection.scalars(select(table.c.number).where(table.c.state != "receiving"))
    for number in numbers.all():
        for path in sorted(archive.bag(number).glob("*")):
            if path.is_file():
                writer.copy(f"bags/{number}/{path.name}", path, compress=True)
        if not bag.is_sealed(archive.bag(number)):
            yield Finding("missing", f"accessions/{number}/bagit.txt")


def _copy_original(
    archive: Archive, writer: zipped_bag.Writer, path: str, expected: str
) -> Iterator[Finding]:
    """Put an original into the backup as it is; one that is not what was received is named."""
    try:
        found = writer.copy(f"originals/{path}", archive.folder / path)
    except FileNotFoundError:
        yield Finding("missing", path, expected)
        return
    if found != expected:
        yield Finding("changed", path, expected, found)


def check(archive: Archive, source: Path) -> list[Finding]:
    """Whether a backup is whole, and whether the archive's history still holds the line that it ends with.

    Raises Damaged when the backup is not what was written, BadInput when there is none.
    """
    with zipped_bag.reading(source, ROOT) as reader:
        head = reader.head()
    with archive.catalogue.reading() as connection:
        return history.check(connection, {str(source): head})
