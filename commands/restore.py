"""muragat restore: make an archive from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from archive.errors import Exit
from commands.bars import bars
from commands.shared import Place, counted, json_option, print_json, shown


@click.command("restore")
@click.argument("file", metavar="FILE", type=Place())
@click.argument("folder", metavar="DIR", type=Place())
@click.option(
    "--originals",
    metavar="OLD_ARCHIVE",
    type=Place(),
    help="The old archive's folder or a copy of it, when the originals are not in the backup.",
)
@json_option
def command(file: Path, folder: Path, originals: Path | None, as_json: bool) -> int:
    """Make an archive in DIR, a new or an empty folder, from the backup FILE.

    Every byte is compared with its digest. Exit code 4 when originals are missing; the rest is restored.

    \b
    Example:
      muragat restore archive-2024-09-30.zip archive --originals /media/disk/old-archive
    """
    from workflows.backing_up import restore_and_rebuild

    with bars() as progress:
        progress.stage("restoring", 0)
        archive, made = restore_and_rebuild(file, folder, originals, progress.advance)
    if as_json:
        print_json(
            {
                "archive": str(archive.folder),
                "items": made.items,
                "originals": made.originals,
                "missing": list(made.missing),
            }
        )
    else:
        click.echo(
            f"Restored {counted(made.items, 'item')} and {counted(made.originals, 'original')} to {folder}."
        )
        _say_missing(made.missing)
    return int(Exit.PARTIAL if made.missing else Exit.DONE)


def _say_missing(missing: tuple[str, ...]) -> None:
    if missing:
        for path in missing[:10]:
            click.echo(f"   missing  {shown(path)}", err=True)
        click.echo(
            f"{counted(len(missing), 'original')} did not come with the backup. Copy the folder accessions "
            "of the old archive over the new one, then run `muragat verify`.",
            err=True,
        )
