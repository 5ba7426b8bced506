"""muragat join: two items turn out to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.home import Archive
from commands.shared import json_option, print_json, with_archive

if TYPE_CHECKING:
    from archive.joining import As


@click.command("join")
@click.argument("joined", metavar="ID")
@click.argument("kept", metavar="OTHER")
@click.option(
    "--as",
    "as_",
    type=click.Choice(["back", "duplicate"]),
    default="back",
    show_default=True,
    help="ID is the back of OTHER, or shows the same as it.",
)
@json_option
@with_archive
def command(archive: Archive, joined: str, kept: str, as_: As, as_json: bool) -> None:
    """Make ID the back of OTHER, or the same item as it. ID is not found any more and leads to OTHER.

    What ID knew stands on OTHER: inscriptions and persons as what they are, differing values as suggestions.
    `muragat undo` takes it back.

    \b
    Example:
      muragat join 0003-0018 0003-0017
      muragat join 0004-0001 0003-0017 --as duplicate
    """
    from workflows.editing import whole_json
    from workflows.joining import join

    item, note = join(archive, joined, kept, as_)
    if note:
        click.echo(f"Note: {note}", err=True)
    if as_json:
        print_json(whole_json(item))
    elif as_ == "back":
        click.echo(f"{joined} is the back of {kept} now.")
    else:
        click.echo(
            f"{joined} is the same item as {kept} now: `muragat review --item {kept}` shows what it adds."
        )
