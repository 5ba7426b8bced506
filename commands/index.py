"""muragat index: look after the full-text index."""

from __future__ import annotations

from dataclasses import asdict

import click

from archive.home import Archive
from commands.bars import bars
from commands.shared import counted, json_option, print_json, with_archive


@click.group("index")
def command() -> None:
    """Look after the full-text index. It is made from the catalogue and can be made anew at any time.

    \b
    Example:
      muragat index status
    """


@command.command("status")
@json_option
@with_archive
def status(archive: Archive, as_json: bool) -> None:
    """Say which generation is in use and how far it is behind.

    \b
    Example:
      muragat index status
    """
    from index import maintain
    from workflows.indexing import CatalogueSource

    found = asdict(maintain.status(archive.index_folder, CatalogueSource(archive)))
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        click.echo(f"{name.replace('_', ' '):>14}  {value}")


@command.command("update")
@json_option
@with_archive
def update(archive: Archive, as_json: bool) -> None:
    """Bring the index up to the catalogue; tidy it while there is time.

    \b
    Example:
      muragat index update
    """
    from workflows.indexing import update as bring_up

    done = asdict(bring_up(archive, merge=True))
    if as_json:
        print_json(done)
    else:
        click.echo(f"Indexed {counted(done['indexed'], 'item')}.")


@command.command("rebuild")
@json_option
@with_archive
def rebuild(archive: Archive, as_json: bool) -> None:
    """Make the index anew beside the old one, then change over.

    \b
    Example:
      muragat index rebuild
    """
    from index import maintain
    from workflows.indexing import CatalogueSource, count_items

    with bars() as progress:
        progress.stage("indexing", count_items(archive))
        done = asdict(maintain.rebuild(archive.index_folder, CatalogueSource(archive), progress.reach))
    if as_json:
        print_json(done)
    else:
        click.echo(f"Rebuilt the index: {counted(done['indexed'], 'item')}.")
