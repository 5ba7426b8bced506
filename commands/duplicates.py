"""muragat duplicates: which items show the same picture."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from archive.home import Archive
from commands.shared import counted, json_option, print_json, shown, with_archive

if TYPE_CHECKING:
    from archive.duplicates import Alike


@click.command("duplicates")
@click.option("--look-alikes", is_flag=True, help="Also pictures that only look alike.")
@click.option(
    "--within", type=click.IntRange(0, 20), metavar="BITS", help="How unlike look-alikes may be, of 64 bits."
)
@json_option
@with_archive
def command(archive: Archive, look_alikes: bool, within: int | None, as_json: bool) -> None:
    """List items with the same pixels in different files, and with --look-alikes similar pictures too.

    Nothing is changed: `muragat join ID OTHER --as duplicate` makes two items one, `muragat review --field
    duplicate` asks about each.

    \b
    Example:
      muragat duplicates --look-alikes
    """
    from archive import duplicates, items

    with archive.catalogue.reading() as connection:
        same = duplicates.same_pixels(connection)
        threshold = duplicates.ALIKE if within is None else within
        similar = duplicates.look_alikes(connection, threshold) if look_alikes or within is not None else []
        shown_ids = [] if as_json else [one for group in (*same, *similar) for one in group.item_ids]
        names = {item.id: item.original.name for item in items.items(connection, shown_ids)}
    if as_json:
        print_json({"same": [_json(one) for one in same], "look_alikes": [_json(one) for one in similar]})
        return
    _print("The same picture", same, names)
    if look_alikes or within is not None:
        _print("Look alike", similar, names)


def _json(one: Alike) -> dict[str, object]:
    described = asdict(one)
    return {"items": list(described["item_ids"]), "distance": one.distance}


def _print(title: str, groups: list[Alike], names: dict[str, str]) -> None:
    click.echo(f"{title}: {counted(len(groups), 'group') if groups else 'none'}.")
    for group in groups:
        distance = f"  ({group.distance} of 64 bits differ)" if not group.same else ""
        click.echo(f"    {', '.join(f'{one} {shown(names[one])}' for one in group.item_ids)}{distance}")
