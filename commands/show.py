"""muragat show: everything about one item."""

from __future__ import annotations

from typing import Any

import click

from archive.home import Archive
from commands.shared import json_option, print_json, shown, with_archive


@click.command("show")
@click.argument("item_id", metavar="ID")
@json_option
@with_archive
def command(archive: Archive, item_id: str, as_json: bool) -> None:
    """Show everything about the item ID.

    \b
    Example:
      muragat show 0003-0017
    """
    from archive import items, suggestions
    from archive.item_json import item_json

    with archive.catalogue.reading() as connection:
        item = items.item(connection, item_id)
        proposed = suggestions.of(connection, f"item:{item_id}")
    described = item_json(item, whole=True)
    described["suggestions"] = [
        {"field": one.field, "value": one.value, "status": one.status, "evidence": one.evidence.quote}
        for one in proposed
    ]
    if as_json:
        print_json(described)
    else:
        _print(described)


def _print(item: dict[str, Any]) -> None:
    date = item["date"]
    rows = {
        "id": f"{item['id']} ({item['kind']}, {item['pages']} p.)"
        if item["pages"] > 1
        else f"{item['id']} ({item['kind']})",
        "title": item["title"],
        "event": f"{item['event']['name']} [{item['event']['id']}]" if item["event"] else None,
        "date": f"{date['display']} ({date['edtf']}, by {date['basis']})" if date else "undated",
        "place": item["place"],
        "author": item["author"],
        "reference": item["reference"],
        "rights": item["rights"]["access"],
    }
    for name, value in rows.items():
        if value:
            click.echo(f"{name:>10}  {shown(value)}")
    for person in item["persons"]:
        position = f", {person['position']}" if person["position"] else ""
        click.echo(f"{'person':>10}  {shown(person['name'])} [{person['id']}, {person['status']}{position}]")
    _print_texts(item)


def _print_texts(item: dict[str, Any]) -> None:
    for reading in item["readings"]:
        confidence = f", {reading['confidence']:.0f} %" if reading["confidence"] is not None else ""
        current = "" if reading["current"] else ", not current"
        click.echo(f"{reading['role']:>10}  [{shown(reading['by'])}{confidence}{current}]")
        for line in reading["text"].splitlines():
            click.echo(f"{'':>10}  {shown(line)}")
    for one in item["suggestions"]:
        if one["status"] == "suggested":
            click.echo(
                f"{'suggested':>10}  {one['field']}: {shown(one['value'])} («{shown(one['evidence'])}»)"
            )
    for side in item["sides"]:
        click.echo(
            f"{side['side']:>10}  {shown(side['path'])} ({side['size']} bytes, sha256 {side['sha256'][:16]}…)"
        )
