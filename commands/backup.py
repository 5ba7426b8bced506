"""muragat backup: write a backup that can be read without Muragat."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from archive.errors import Exit
from archive.home import Archive
from archive.model import Finding
from commands.bars import bars
from commands.shared import Place, counted, json_option, print_json, shown, with_archive


@click.command("backup")
@click.argument("file", metavar="FILE", type=Place())
@click.option("--with-originals", is_flag=True, help="Put the originals into the backup too.")
@click.option(
    "--check", is_flag=True, help="Write nothing: compare a backup with its digests and the history."
)
@json_option
@with_archive
def command(archive: Archive, file: Path, with_originals: bool, check: bool, as_json: bool) -> int:
    """Write everything that Muragat knows to FILE, a zip that holds a BagIt bag of plain text tables.

    Without --with-originals keep a copy of the archive's folder `accessions` as well.

    \b
    Example:
      muragat backup /media/disk/archive-2024-09-30.zip
    """
    if check:
        return _check(archive, file, as_json)
    from archive import backup

    with bars() as progress:
        progress.stage("backing up", backup.count(archive) if with_originals else 0)
        made = backup.write(archive, file, with_originals=with_originals, advance=progress.advance)
    if as_json:
        findings = [asdict(one) for one in made.damaged]
        print_json(
            {"file": str(file), "items": made.items, "originals": made.originals, "findings": findings}
        )
    else:
        _say(made.damaged)
        held = counted(made.originals, "original") if with_originals else "the originals by reference"
        click.echo(f"Backed up {counted(made.items, 'item')} and {held} to {file}.")
    return int(Exit.FIXITY if made.damaged else Exit.DONE)


def _check(archive: Archive, file: Path, as_json: bool) -> int:
    from archive import backup

    findings = backup.check(archive, file)
    if as_json:
        print_json({"file": str(file), "findings": [asdict(one) for one in findings]})
    else:
        _say(findings)
        whole = "The backup is whole"
        click.echo(f"{whole}{', and the history holds it.' if not findings else '; the history is not.'}")
    return int(Exit.FIXITY if findings else Exit.DONE)


def _say(findings: tuple[Finding, ...] | list[Finding]) -> None:
    for one in findings:
        click.echo(f"{one.kind:>10}  {shown(one.path)}", err=True)
