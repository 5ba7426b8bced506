"""muragat history: who changed what, and when."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from archive.errors import NotFound
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
    if subject and not lines:
        raise NotFound(f"The history says nothing of {subject}.", "See `muragat history` for what it knows.")
    if as_json:
        print_json({"changes": [{**asdict(one), "undone_by": undone.get(one.step or 0)} for one in lines]})
        return
    for line in lines:
        about = line.subject if not subject else ""
        by = undone.get(line.step or 0)
        gone = f"  (undone by {by})" if by else ""
        said = f"{line.number:>6}  {line.at}  {line.actor}  {line.action}  {about}".rstrip() + gone
        click.echo(shown(said))
        for sign, value in (("-", line.before), ("+", line.after)):
            if value is not None:
                click.echo(f"    {sign} {shown(json.dumps(value, ensure_ascii=False))}")


def _subject(archive: Archive, name: str) -> str:
    """The subject that an id names. Raises NotFound for an item, person or event that does not exist."""
    from archive import events, exhibitions, history, items, persons
    from archive.model import ITEM_ID

    if ":" in name:
        return name
    with archive.catalogue.reading() as connection:
        if ITEM_ID.fullmatch(name):
            return f"item:{items.item(connection, name).id}"
        # A record that was merged, or whose making was undone, has a history of its own.
        for letter, kind, find in (("P", "person", persons.person), ("E", "event", events.event)):
            if name[:1] == letter and name[1:].isdigit():
                if not history.version(connection, f"{kind}:{name}"):
                    find(connection, name)
                return f"{kind}:{name}"
        if name.isdigit():
            return f"accession:{name.zfill(4)}"
        try:
            return f"exhibition:{exhibitions.exhibition(connection, name).slug}"
        except NotFound:
            raise NotFound(
                f"«{name}» is no id.", "Give an item, person, event, accession or exhibition."
            ) from None
