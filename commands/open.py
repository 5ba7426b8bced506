"""muragat open: look at an item's picture."""

from __future__ import annotations

import click

from archive.home import Archive
from commands.shared import json_option, print_json, with_archive


@click.command("open")
@click.argument("item_id", metavar="ID")
@click.option("--back", is_flag=True, help="The back instead of the front.")
@click.option("--print", "only_print", is_flag=True, help="Print the path instead of starting the viewer.")
@json_option
@with_archive
def command(archive: Archive, item_id: str, back: bool, only_print: bool, as_json: bool) -> None:
    """Open the original of the item ID in this machine's viewer. The file is read-only: work on a copy.

    \b
    Example:
      muragat open 0003-0017
    """
    from archive import items
    from archive.errors import NotFound

    with archive.catalogue.reading() as connection:
        item = items.item(connection, item_id)
    wanted = "back" if back else item.sides[0].side
    side = next((one for one in item.sides if one.side == wanted), None)
    if side is None:
        raise NotFound(f"{item_id} has no {wanted}.", "Open its front.")
    path = archive.original_path(side.original)
    if as_json:
        print_json({"id": item.id, "side": side.side, "path": str(path)})
    elif only_print:
        click.echo(str(path))
    if not only_print:
        click.launch(str(path))
