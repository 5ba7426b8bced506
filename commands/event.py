"""muragat event: the records of events."""

from __future__ import annotations

from typing import Any

import click

from archive.home import Archive
from commands.shared import counted, json_option, print_json, shown, with_archive


@click.group("event")
def command() -> None:
    """List, show and rename events.

    \b
    Example:
      muragat event list
    """


@command.command("list")
@json_option
@with_archive
def list_(archive: Archive, as_json: bool) -> None:
    """List the events.

    \b
    Example:
      muragat event list
    """
    from archive import events
    from archive.item_json import event_json

    with archive.catalogue.reading() as connection:
        found = [
            {**event_json(one), "items": len(events.item_ids(connection, one.id))}
            for one in events.events(connection)
        ]
    if as_json:
        print_json({"events": found})
        return
    for one in found:
        date = one["date"]["display"] if one["date"] else "undated"
        click.echo(f"{one['id']}  {date}  {shown(one['name'])} ({counted(one['items'], 'item')})")


@command.command("show")
@click.argument("event_id", metavar="ID")
@json_option
@with_archive
def show(archive: Archive, event_id: str, as_json: bool) -> None:
    """Show an event: names, date, place, organisers, participants, the text it came from.

    \b
    Example:
      muragat event show E0001
    """
    from archive import events
    from archive.item_json import event_json

    with archive.catalogue.reading() as connection:
        one = event_json(events.event(connection, event_id))
        one["items"] = events.item_ids(connection, event_id)
    if as_json:
        print_json(one)
    else:
        _print(one)


def _print(event: dict[str, Any]) -> None:
    click.echo(f"{event['id']}  {shown(event['name'])}")
    for name in ("place", "description"):
        if event[name]:
            click.echo(f"    {name}: {shown(event[name])}")
    if event["date"]:
        click.echo(f"    date: {event['date']['display']} ({event['date']['edtf']})")
    for organiser in event["organisers"]:
        click.echo(f"    organiser: {shown(organiser)}")
    for person in event["participants"]:
        click.echo(f"    participant: {shown(person['name'])} [{person['id']}, {person['status']}]")
    click.echo(f"    {counted(len(event['items']), 'item')}: {', '.join(event['items'])}")


@command.command("rename")
@click.argument("event_id", metavar="ID")
@click.argument("name")
@click.option("--lang", type=click.Choice(["kk", "ru", "en"]), default="kk", show_default=True)
@with_archive
def rename(archive: Archive, event_id: str, name: str, lang: str) -> None:
    """Give the event ID a NAME in one language.

    \b
    Example:
      muragat event rename E0001 "Открытый диалог" --lang ru
    """
    from workflows.editing import rename_event

    note = rename_event(archive, event_id, lang, name)
    if note:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"{event_id} is now «{name}» ({lang}).")
