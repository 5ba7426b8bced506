"""muragat person: the authority records of persons."""

from __future__ import annotations

from dataclasses import asdict

import click

from archive.home import Archive
from commands.shared import counted, json_option, print_json, shown, with_archive


@click.group("person")
def command() -> None:
    """List, show, merge and rename persons.

    \b
    Example:
      muragat person list оспанова
    """


@command.command("list")
@click.argument("name", required=False)
@json_option
@with_archive
def list_(archive: Archive, name: str | None, as_json: bool) -> None:
    """List the persons, or those who may be NAME.

    \b
    Example:
      muragat person list "Б. Оспанова"
    """
    from archive import persons
    from workflows.people import like

    with archive.catalogue.reading() as connection:
        found = like(connection, name) if name else persons.persons(connection)
        counts = {one.id: len(persons.item_ids(connection, one.id)) for one in found}
    if as_json:
        print_json({"persons": [{**asdict(one), "items": counts[one.id]} for one in found]})
        return
    for one in found:
        click.echo(f"{one.id}  {shown(one.name)} ({counted(counts[one.id], 'item')})")


@command.command("show")
@click.argument("person_id", metavar="ID")
@json_option
@with_archive
def show(archive: Archive, person_id: str, as_json: bool) -> None:
    """Show a person: names, dates, items.

    \b
    Example:
      muragat person show P00001
    """
    from archive import persons

    with archive.catalogue.reading() as connection:
        one = persons.person(connection, person_id)
        items = persons.item_ids(connection, one.id)
    if as_json:
        print_json({**asdict(one), "items": items})
        return
    click.echo(f"{one.id}  {shown(one.name)}")
    for variant in one.variants:
        click.echo(f"    also {shown(variant)}")
    for other in one.distinct_from:
        click.echo(f"    is not {other}")
    click.echo(f"    {counted(len(items), 'item')}: {', '.join(items)}")


@command.command("rename")
@click.argument("person_id", metavar="ID")
@click.argument("name")
@with_archive
def rename(archive: Archive, person_id: str, name: str) -> None:
    """Give the person ID the preferred NAME; the old one stays as a variant.

    \b
    Example:
      muragat person rename P00001 "Оспанова Бақытжамал Қайырбекқызы"
    """
    from workflows.editing import rename_person

    _note(rename_person(archive, person_id, name))
    click.echo(f"{person_id} is now {name}.")


@command.command("merge")
@click.argument("kept", metavar="ID")
@click.argument("merged", metavar="OTHER")
@with_archive
def merge(archive: Archive, kept: str, merged: str) -> None:
    """Make OTHER and ID one person: ID stays, OTHER's names and items go to it.

    \b
    Example:
      muragat person merge P00001 P00007
    """
    from workflows.editing import merge_persons

    _note(merge_persons(archive, kept, merged))
    click.echo(f"{merged} is now part of {kept}.")


@command.command("distinct")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="OTHER")
@with_archive
def distinct(archive: Archive, one: str, other: str) -> None:
    """Record that two persons of similar name are not the same.

    \b
    Example:
      muragat person distinct P00001 P00007
    """
    from archive import persons

    with archive.catalogue.writing(archive.actor) as transaction:
        persons.keep_apart(transaction, one, other)
    click.echo(f"{one} and {other} are two persons.")


def _note(note: str | None) -> None:
    if note:
        click.echo(f"Note: {note}", err=True)
