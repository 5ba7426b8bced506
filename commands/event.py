"""muragat event: the records of events."""

from __future__ import annotations

from typing import Any

import click

from archive.errors import BadInput
from archive.home import Archive
from archive.model import Event
from commands.shared import Function, counted, json_option, note, print_json, shown, with_archive

LANGUAGES = ("kk", "ru", "en")
TOOK_PART = "Who took part: id or name; confirmed where suggested."
NOT_THERE = "Who did not take part: id or name."


@click.group("event")
def command() -> None:
    """List, show, edit, merge and rename events.

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
    if not found:
        click.echo("There is no event yet; make one: muragat event new NAME", err=True)
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
        one["items"] = events.item_ids(connection, one["id"])
    if as_json:
        print_json(one)
        return
    if one["id"] != event_id:
        click.echo(f"{event_id} was merged into {one['id']}.")
    _print(one)


def _print(event: dict[str, Any]) -> None:
    click.echo(f"{event['id']}  {shown(event['name'])}")
    for code, name in event["names"].items():
        click.echo(f"    {code}: {shown(name)}")
    for name in event["alternatives"]:
        click.echo(f"    also {shown(name)}")
    if event["date"]:
        click.echo(f"    date: {shown(event['date']['display'])} ({event['date']['edtf']})")
    for name in ("place", "description"):
        if event[name]:
            click.echo(f"    {name}: {shown(event[name])}")
    for organiser in event["organisers"]:
        click.echo(f"    organiser: {shown(organiser)}")
    for person in event["participants"]:
        click.echo(f"    participant: {shown(person['name'])} [{person['id']}, {person['status']}]")
    click.echo(f"    {counted(len(event['items']), 'item')}: {', '.join(event['items'])}")


def _fields(function: Function) -> Function:
    """What `event new` and `event edit` can record."""
    for option in reversed(
        (
            click.option(
                "--date", help="When it was: EDTF (2024-09-18, 193X) or words («18 қыркүйек 2024»)."
            ),
            click.option("--place", help="Where it was."),
            click.option("--description", help="What it was."),
            click.option("--text", help="The text that tells of it."),
            click.option("--add-organiser", "add_organisers", multiple=True, metavar="NAME"),
            click.option("--add-person", "add_persons", multiple=True, metavar="PERSON", help=TOOK_PART),
        )
    ):
        function = option(function)
    return function


@command.command("new")
@click.argument("name")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Of the name; else as its letters say.")
@_fields
@json_option
@with_archive
def new(archive: Archive, name: str, lang: str | None, as_json: bool, **given: Any) -> None:
    """Make a record of the event NAME.

    \b
    Example:
      muragat event new "Кітап көрмесі" --date 2024-09-18 --place Қарағанды
    """
    from archive.events_editing import EventEdit
    from workflows import gathering

    one, later = gathering.new(archive, name, lang, EventEdit(**given))
    _done(one, later, as_json, f"{one.id} is {one.name}.")


@command.command("edit")
@click.argument("event_id", metavar="ID")
@_fields
@click.option("--remove-organiser", "remove_organisers", multiple=True, metavar="NAME")
@click.option("--remove-person", "remove_persons", multiple=True, metavar="PERSON", help=NOT_THERE)
@json_option
@with_archive
def edit(archive: Archive, event_id: str, as_json: bool, **given: Any) -> None:
    """Record what is known of the event ID. An empty value empties a field.

    Items inherit date, place and title from their event unless they have their own.

    \b
    Example:
      muragat event edit E0001 --date "18 қыркүйек 2024" --add-person P00003
    """
    from archive.events_editing import EventEdit
    from workflows import gathering

    wanted = EventEdit(**given)
    if wanted == EventEdit():
        raise BadInput("Nothing was given to change.", "See `muragat event edit --help`.")
    one, later = gathering.edit(archive, event_id, wanted)
    _done(one, later, as_json, f"Changed {one.id}.")


@command.command("rename")
@click.argument("event_id", metavar="ID")
@click.argument("name")
@click.option("--lang", type=click.Choice(LANGUAGES), default="kk", show_default=True)
@json_option
@with_archive
def rename(archive: Archive, event_id: str, name: str, lang: str, as_json: bool) -> None:
    """Give the event ID a NAME in one language; it is still found by the name it had.

    \b
    Example:
      muragat event rename E0001 "Открытый диалог" --lang ru
    """
    from archive.events_editing import EventEdit
    from workflows import gathering

    one, later = gathering.edit(archive, event_id, EventEdit(names={lang: name}))
    _done(one, later, as_json, f"{event_id} is now called {name} ({lang}).")


@command.command("merge")
@click.argument("kept", metavar="ID")
@click.argument("merged", metavar="OTHER...", nargs=-1, required=True)
@json_option
@with_archive
def merge(archive: Archive, kept: str, merged: tuple[str, ...], as_json: bool) -> None:
    """Make OTHER and ID one event: ID stays, OTHER's items, participants and names go to it.

    What ID says stays; what OTHER says differently is a suggestion to review.

    \b
    Example:
      muragat event merge E0001 E0004
    """
    from workflows import gathering

    one, later = gathering.merge(archive, kept, merged)
    _done(
        one, later, as_json, f"{', '.join(merged)} {'is' if len(merged) == 1 else 'are'} now part of {kept}."
    )


def _done(one: Event, later: str | None, as_json: bool, said: str) -> None:
    from archive.item_json import event_json

    note(later)
    if as_json:
        print_json(event_json(one))
    else:
        click.echo(shown(said))
