"""muragat export-metadata: what the catalogue says, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.home import Archive
from commands.shared import (
    QUERYING,
    Place,
    counted,
    json_option,
    print_json,
    query_argument,
    shown,
    with_archive,
)

if TYPE_CHECKING:
    from workflows.exchanging_metadata import Written


@click.command("export-metadata", context_settings=QUERYING)
@click.argument("folder", metavar="DIR", type=Place())
@query_argument
@click.option("--closed", is_flag=True, help="Closed items too.")
@json_option
@with_archive
def command(archive: Archive, folder: Path, query: tuple[str, ...], closed: bool, as_json: bool) -> None:
    """Write an XMP sidecar for each item that answers QUERY, or for all, and dublin-core.xml into DIR.

    The sidecars stand as the pictures stand in their accessions: 0003/форум/1.jpg.xmp belongs beside a copy
    of 1.jpg. Originals are never touched.

    \b
    Example:
      muragat export-metadata ./метадеректер event:форум
    """
    from workflows.exchanging_metadata import export_metadata

    written = export_metadata(archive, folder, " ".join(query), closed=closed)
    if as_json:
        print_json(written.as_json())
        return
    click.echo(f"Wrote the metadata of {counted(written.items, 'item')} into {shown(str(folder))}.")
    for line in _notes(written):
        click.echo(f"Note: {line}", err=True)


def _notes(written: Written) -> list[str]:
    notes = {
        "left out because closed (--closed takes them too)": written.closed,
        "for staff only: do not publish their metadata": written.staff_only,
        "marked «do not publish»": written.not_published,
        "with names that nobody has confirmed": written.unconfirmed,
    }
    return [f"{counted(number, 'item')} {what}." for what, number in notes.items() if number]
