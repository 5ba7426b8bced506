"""muragat init: make a new archive."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from archive import home
from commands.shared import Place, json_option, note, print_json


@click.command("init")
@click.argument("folder", metavar="DIR", type=Place())
@click.option("--title", default="", help="The archive's name, for exports and the reading room.")
@json_option
@click.pass_context
def command(ctx: click.Context, folder: Path, title: str, as_json: bool) -> None:
    """Make a new archive in DIR, a new or an empty folder.

    \b
    Example:
      muragat init archive --title "Облыстық кітапхана мұрағаты"
    """
    from workflows.indexing import update_if_free

    archive = home.create(folder, title or folder.resolve().name, (ctx.obj or {}).get("actor"))
    # An empty index: whoever searches before the first ingest finds nothing, which is true.
    note(update_if_free(archive))
    if as_json:
        print_json({"archive": str(archive.folder.resolve()), "title": archive.settings.title})
        return
    click.echo(f"Made the archive «{archive.settings.title}» in {folder}.")
    typed = shlex.quote(str(folder))
    click.echo(
        f"Its settings are in {folder / 'muragat.toml'}. Next: muragat --archive {typed} ingest FOLDER"
    )
