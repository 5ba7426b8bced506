"""Verify that what was received is still there, byte for byte, and report what is not as typed findings."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

from archive import bag, copying, history, tables, witnesses
from archive.errors import Damaged, NotFound
from archive.home import Archive
from archive.model import Finding

Advance = Callable[[], None]


def accessions(archive: Archive, number: str | None = None) -> list[str]:
    """The numbers of the sealed accessions, or the one that was asked for. Raises NotFound."""
    table = tables.accession
    with archive.catalogue.reading() as connection:
        query = select(table.c.number).where(table.c.state != "receiving").order_by(table.c.number)
        numbers = list(connection.scalars(query))
    if number is None:
        return numbers
    padded = number.zfill(4)
    if padded not in numbers:
        raise NotFound(f"There is no sealed accession {padded}.", "See `muragat stats`.")
    return [padded]


def count(archive: Archive, numbers: list[str]) -> int:
    """How many files a verification of these accessions reads, as the catalogue knows them."""
    table = tables.original
    with archive.catalogue.reading() as connection:
        return len(connection.execute(select(table.c.path).where(table.c.accession.in_(numbers))).all())


def verify(
    archive: Archive, numbers: list[str], advance: Advance = lambda: None
) -> tuple[int, list[Finding]]:
    """Read every original of the accessions again: how many were checked, and what was found."""
    findings: list[Finding] = []
    checked = 0
    for number in numbers:
        for path, expected in _expected(archive, number, findings).items():
            findings += _check(archive.folder, path, expected)
            checked += 1
            advance()
        findings += _unexpected(archive, number)
        findings += _tags(archive, number)
    return checked, [*findings, *_strays(archive), *verify_history(archive)]


def _expected(archive: Archive, number: str, findings: list[Finding]) -> dict[str, str]:
    """Path → SHA-256 by the catalogue; where the bag's own manifest says otherwise, that is a finding."""
    table = tables.original
    with archive.catalogue.reading() as connection:
        rows = connection.execute(select(table.c.path, table.c.sha256).where(table.c.accession == number))
        known = {row.path: row.sha256 for row in rows.all()}
    prefix = f"accessions/{number}/"
    try:
        listed = {prefix + path: digest for path, digest in bag.manifest(archive.bag(number)).items()}
    except Damaged:
        listed = known
        if not (archive.bag(number) / "manifest-sha256.txt").exists():
            return known
    for path in sorted(known.keys() ^ listed.keys()):
        findings.append(Finding("changed", f"{prefix}manifest-sha256.txt", known.get(path), listed.get(path)))
    return known


def _check(folder: Path, path: str, expected: str) -> Iterator[Finding]:
    try:
        # A link is no stored original, and a pipe in its place must not make a verification wait for ever.
        with os.fdopen(copying.open_source(os.fsencode(folder / path)), "rb") as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            found = hashlib.file_digest(file, "sha256").hexdigest() if is_file else "not a file"
    except FileNotFoundError:
        yield Finding("missing", path, expected, None)
        return
    except OSError as error:
        yield Finding("changed", path, expected, f"cannot be read: {error.strerror}")
        return
    if found != expected:
        yield Finding("changed", path, expected, found)


def _unexpected(archive: Archive, number: str) -> Iterator[Finding]:
    """Files in the bag that no manifest lists."""
    folder = archive.bag(number)
    try:
        tags = bag.tag_manifest(folder)
        listed = {*bag.manifest(folder), *tags, "tagmanifest-sha256.txt"}
    except Damaged:
        return
    for path in _files(folder):
        if path not in listed:
            yield Finding("unexpected", f"accessions/{number}/{path}")


def _strays(archive: Archive) -> Iterator[Finding]:
    """Files among the bags that belong to no accession."""
    with archive.catalogue.reading() as connection:
        known = set(connection.scalars(select(tables.accession.c.number)))
    folder = archive.folder / "accessions"
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.is_dir() and entry.name not in known:
            yield from (Finding("unexpected", f"accessions/{entry.name}/{path}") for path in _files(entry))
        elif not entry.is_dir():
            yield Finding("unexpected", f"accessions/{entry.name}")


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _tags(archive: Archive, number: str) -> Iterator[Finding]:
    folder = archive.bag(number)
    try:
        digests = bag.tag_manifest(folder)
    except Damaged:
        yield Finding("missing", f"accessions/{number}/tagmanifest-sha256.txt")
        return
    for path, expected in digests.items():
        for finding in _check(folder, path, expected):
            yield Finding(finding.kind, f"accessions/{number}/{path}", expected, finding.found)


def verify_history(archive: Archive) -> list[Finding]:
    """Whether the chain of history is whole, and holds what sealed bags and backups bear witness to."""
    heads = {
        f"accessions/{number}/bag-info.txt": head
        for number in accessions(archive)
        if (head := bag.history_head(archive.bag(number))) is not None
    }
    with archive.catalogue.reading() as connection:
        return history.check(connection, {**heads, **witnesses.kept(archive.folder)})
