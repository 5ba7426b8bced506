"""muragat edit: correct an item."""

from __future__ import annotations

from typing import Any

import click

from archive.errors import BadInput
from archive.home import Archive
from commands.shared import json_option, note, print_json, with_archive


@click.command("edit")
@click.argument("item_id", metavar="ID")
@click.option("--title", help="Its title.")
@click.option("--caption", help="The caption as it should read; what was read stays in the readings.")
@click.option("--transcript", help="The text of a document, as it should read.")
@click.option("--inscription", help="What is written on the back, as it should read.")
@click.option("--page", type=click.IntRange(min=1), default=1, help="The page whose text is corrected.")
@click.option("--line", type=click.IntRange(min=1), help="Only this line of the page's text, from the top.")
@click.option("--date", help="When it was taken: EDTF (1958~, 193X) or words («18 қыркүйек 2024»).")
@click.option("--place", help="Where it was taken.")
@click.option("--event", help="Id or name of its event; a new name makes a new event.")
@click.option("--author", help="Who took it.")
@click.option("--reference", help="Its reference code (қор/тізімдеме/іс).")
@click.option("--form", help="The form of the original: negative, print, slide, digital, …")
@click.option("--keywords", metavar="WORDS", help="All its keywords, separated by semicolons.")
@click.option("--unidentified", metavar="N", help="How many people are shown whom nobody can name.")
@click.option("--rights", metavar="ACCESS", help="Who may see it: public, staff or closed.")
@click.option("--rights-statement", help="What is to be said of its rights.")
@click.option("--holder", help="Who holds the rights.")
@click.option("--permission-until", metavar="DAY", help="The last day on which it may be shown: 2030-12-31.")
@click.option("--consent", help="What the depicted persons agreed to.")
@click.option("--publish/--do-not-publish", default=None, help="Whether it may be published at all.")
@click.option(
    "--add-person", "add_persons", multiple=True, metavar="PERSON", help="Id or name; may be repeated."
)
@click.option(
    "--remove-person", "remove_persons", multiple=True, metavar="PERSON", help="Id or name; may be repeated."
)
@click.option(
    "--position", "positions", multiple=True, metavar="PERSON=WHERE", help="«P00001=солдан 2-ші, 1-қатар»."
)
@click.option(
    "--certainty",
    "certainties",
    multiple=True,
    metavar="PERSON=HOW",
    help="How sure it is that this is the person: certain, probable or possible.",
)
@click.option("--reviewed/--not-reviewed", default=None, help="Whether a person has looked through it.")
@json_option
@with_archive
def command(
    archive: Archive,
    item_id: str,
    rights: str | None,
    rights_statement: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Correct the item ID. An empty value empties a field; everything is kept in its history.

    \b
    Example:
      muragat edit 0003-0017 --date 1958~ --add-person "Оспанова Бақытжамал Қайырбекқызы"
    """
    from archive.editing import Edit
    from workflows.editing import edit, whole_json

    for name in ("positions", "certainties"):
        given[name] = tuple(_pair(one) for one in given[name])
    if given["keywords"] is not None:
        given["keywords"] = tuple(word.strip() for word in given["keywords"].split(";") if word.strip())
    given["unidentified"] = _count(given["unidentified"])
    wanted = Edit(access=rights, rights=rights_statement, **given)
    if wanted.is_empty:
        raise BadInput("Nothing was given to change.", "See `muragat edit --help` for what can be changed.")
    item, later = edit(archive, item_id, wanted)
    note(later)
    if as_json:
        print_json(whole_json(item))
    else:
        click.echo(f"Changed {item.id}.")


def _pair(written: str) -> tuple[str, str]:
    person, equals, said = written.partition("=")
    if not (person.strip() and equals):
        raise BadInput(f"«{written}» does not say of whom.", "Write PERSON=WHERE, with an id or a name.")
    return person.strip(), said.strip()


def _count(written: str | None) -> int | str | None:
    if not written:
        return written
    if not (written.isascii() and written.isdecimal()):
        raise BadInput(f"«{written}» is not a number of people.", "Write 0 or more.")
    return int(written)
