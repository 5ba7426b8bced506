"""muragat show: everything about one item."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import click

from archive.home import Archive
from commands.shared import counted, json_option, print_json, shown, with_archive


@click.command("show")
@click.argument("item_id", metavar="ID")
@json_option
@with_archive
def command(archive: Archive, item_id: str, as_json: bool) -> None:
    """Show everything about the item ID, with what nobody has confirmed yet and where it comes from.

    \b
    Example:
      muragat show 0003-0017
    """
    from workflows.showing import show

    described = show(archive, item_id)
    if as_json:
        print_json(described)
    else:
        _print(described)


def _print(item: dict[str, Any]) -> None:
    for name, value in _rows(item):
        if value:
            click.echo(f"{name:>12}  {shown(value)}")
    for person in item["persons"]:
        said = (person["id"], person["status"], person["position"], person["certainty"])
        _line("person", f"{person['name']} [{', '.join(part for part in said if part)}]")
    if item["unidentified"]:
        _line("unidentified", counted(item["unidentified"], "person").replace("persons", "people"))
    _print_texts(item)
    _print_pending(item)
    _line("citation", item["citation"]["kk"])


def _rows(item: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    pages = f", {item['pages']} p." if item["pages"] > 1 else ""
    reviewed = ", reviewed" if item["reviewed"] else ""
    yield "id", f"{item['id']} ({item['kind']}{pages}{reviewed})"
    yield "joined to", item["joined_to"]
    date, event = item["date"], item["event"]
    values = {
        "title": item["title"],
        "event": f"{event['name']} [{event['id']}]" if event else None,
        "date": f"{date['display']} ({date['edtf']}, by {date['basis']})" if date else "undated",
        **{name: item[name] for name in ("place", "author", "reference", "form")},
    }
    for name, value in values.items():
        yield name, value and value + _marks(name, item["inherited"], item["unconfirmed"])
    yield "keywords", ", ".join(item["keywords"])
    yield "rights", item["rights"]["access"] + ("" if item["rights"]["publish"] else ", not to be published")


def _marks(name: str, inherited: Collection[str], unconfirmed: Collection[str]) -> str:
    of_event = " · its event's" if name in inherited and name != "date" else ""
    return of_event + (" · unconfirmed" if name in unconfirmed else "")


def _line(name: str, value: str) -> None:
    click.echo(f"{name:>12}  {shown(value)}")


def _print_texts(item: dict[str, Any]) -> None:
    for reading in item["readings"]:
        confidence = f", {reading['confidence']:.0f} %" if reading["confidence"] is not None else ""
        current = "" if reading["current"] else ", not current"
        _line(reading["role"], f"[{reading['by']}{confidence}{current}]")
        for line in reading["text"].splitlines():
            _line("", line)
    for side in item["sides"]:
        _line(side["side"], f"{side['path']} ({side['size']} bytes, sha256 {side['sha256'][:16]}…)")


def _print_pending(item: dict[str, Any]) -> None:
    for one in item["pending"]:
        evidence = one["evidence"] or {}
        quoted = f" «{evidence['quote']}»" if evidence.get("quote") else ""
        sure = f"{one['confidence']:.0%} " if one["confidence"] is not None else ""
        source = evidence.get("field", "").replace("_", " ")
        _line("to review", f"{one['field']}: {one['shown']} ({sure}{source}{quoted}) [{one['key']}]")
