"""muragat stats: count what is in the archive."""

from __future__ import annotations

import click

from archive.home import Archive
from commands.shared import json_option, print_json, with_archive


@click.command("stats")
@json_option
@with_archive
def command(archive: Archive, as_json: bool) -> None:
    """Count accessions, items, originals, persons, events and what waits for review.

    \b
    Example:
      muragat stats
    """
    from archive.statistics import count

    with archive.catalogue.reading() as connection:
        counts = count(connection)
    if as_json:
        print_json(counts)
        return
    by_field = counts.pop("pending_by_field")
    for name, number in counts.items():
        _print(number, name.replace("_", " "))
    for name, number in by_field.items():
        _print(number, f"  {name} to review")


def _print(number: int, name: str) -> None:
    click.echo(f"{number:>12,}  {name}".replace(",", " "))
