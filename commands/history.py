"""muragat history: who changed what, and when."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from archive.home import Archive
from commands.shared import json_option, print_json, shown, with_archive


@click.command("history")
@click.argument("subject", metavar="[ID]", required=False)
@json_option
@with_archive
def command(archive: Archive, subject: str | None, as_json: bool) -> None:
    """Show the history of ID (an item, person, event, exhibition, accession); without ID, of everything.

    Lines that were written together have been one decision: `muragat undo NUMBER` takes it back, whichever of
    its numbers is given.

    \b
    Example:
      muragat history 0003-0017
    """
    from archive import history, undo

    with archive.catalogue.reading() as connection:
        lines = list(history.changes(connection, _subject(archive, subject) if subject else None))
        undone = undo.undone(connection)
    if as_json:
        print_json({"changes": [{**asdict(one), "undone_by": undone.get(one.step or 0)} for one in lines]})
        return
    for line in lines:
        about = line.subject if not subject else ""
        by = undone.get(line.step or 0)
        gone = f"  (undone by {by})" if by else ""
        click.echo(f"{line.number:>6}  {line.at}  {line.actor}  {line.action}  {about}".rstrip() + gone)
        for sign, value in (("-", line.before), ("+", line.after)):
            if value is not None:
                click.echo(f"    {sign} {shown(json.dumps(value, ensure_ascii=False))}")


def _subject(archive: Archive, name: str) -> str:
    """The subject that an id names. Raises NotFound for an item, person or event that does not exist."""
    from archive import events, exhibitions, items, persons
    from archive.errors import NotFound
    from archive.model import ITEM_ID

    if ":" in name:
        return name
    with archive.catalogue.reading() as connection:
        if ITEM_ID.fullmatch(name):
            return f"item:{items.item(connection, name).id}"
        if name[:1] == "P" and name[1:].isdigit():
            return f"person:{persons.person(connection, name).id}"
        if name[:1] == "E" and name[1:].isdigit():
            return f"event:{events.event(connection, name).id}"
        if name.isdigit():
            return f"accession:{name.zfill(4)}"
        try:
            return f"exhibition:{exhibitions.exhibition(connection, name).slug}"
        except NotFound:
            raise NotFound(
                f"«{name}» is no id.", "Give an item, person, event, accession or exhibition."
            ) from None
