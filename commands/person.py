"""muragat person: the authority records of persons."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import Any

import click

from archive.errors import BadInput
from archive.home import Archive
from archive.model import Person
from commands.shared import counted, json_option, note, print_json, shown, with_archive


@click.group("person")
def command() -> None:
    """List, show, edit, merge, split and rename persons.

    \b
    Example:
      muragat person list оспанова
    """


@command.command("list")
@click.argument("name", required=False)
@click.option("--unconfirmed", is_flag=True, help="Only those whom nobody has confirmed anywhere.")
@json_option
@with_archive
def list_(archive: Archive, name: str | None, unconfirmed: bool, as_json: bool) -> None:
    """List the persons, or those who may be NAME.

    \b
    Example:
      muragat person list "Б. Оспанова"
    """
    from archive import persons
    from workflows.people import like

    with archive.catalogue.reading() as connection:
        found = like(connection, name) if name else persons.persons(connection)
        counts = persons.counts(connection)
        known = persons.confirmed(connection) if unconfirmed else set()
    found = [one for one in found if one.id not in known]
    if as_json:
        print_json({"persons": [{**asdict(one), "items": counts.get(one.id, 0)} for one in found]})
        return
    if not found:
        click.echo(_nobody(name, unconfirmed), err=True)
    for one in found:
        click.echo(f"{one.id}  {shown(_title(one))} ({counted(counts.get(one.id, 0), 'item')})")


def _nobody(name: str | None, unconfirmed: bool) -> str:
    called = f" called «{shown(name)}»" if name else ""
    if unconfirmed:
        return f"No person{called} waits to be confirmed."
    typed = shlex.quote(shown(name)) if name else "NAME"
    return f"There is no person{called or ' yet'}; make a record: muragat person new {typed}"


def _title(one: Person) -> str:
    return f"{one.name}, {one.dates}" if one.dates else one.name


@command.command("show")
@click.argument("person_id", metavar="ID")
@json_option
@with_archive
def show(archive: Archive, person_id: str, as_json: bool) -> None:
    """Show a person: names by language, dates of life, who it is not, items.

    \b
    Example:
      muragat person show P00001
    """
    from archive import persons, persons_editing

    with archive.catalogue.reading() as connection:
        one = persons.person(connection, person_id)
        items = persons.item_ids(connection, one.id, rejected=False)
        others = persons.names(connection, one.distinct_from)
    earliest, latest = persons_editing.bounds(one)
    if as_json:
        print_json({**asdict(one), "earliest": earliest, "latest": latest, "items": items})
        return
    if one.id != person_id:
        click.echo(f"{person_id} was merged into {one.id}.")
    _print(one, {other: name for other, (name, _) in others.items()})
    click.echo(f"    {counted(len(items), 'item')}: {', '.join(items)}")


def _print(one: Person, others: dict[str, str]) -> None:
    click.echo(f"{one.id}  {shown(_title(one))}")
    for form in one.forms:
        made = ", generated" if form.generated else ""
        click.echo(f"    also {shown(form.name)} ({form.language}{made})")
    for other, name in others.items():
        click.echo(f"    is not {other} {shown(name)}")
    for line in (one.note or "").splitlines():
        click.echo(f"    note: {shown(line)}")
    if not one.publish:
        click.echo("    does not want to be published")


@command.command("new")
@click.argument("name")
@json_option
@with_archive
def new(archive: Archive, name: str, as_json: bool) -> None:
    """Make a record for the person NAME, also when somebody else of that name is recorded.

    \b
    Example:
      muragat person new "Оспанова Айгүл Маратқызы"
    """
    from workflows import people

    one, later = people.new(archive, name)
    _done(one, later, as_json, f"{one.id} is {one.name}.")


@command.command("edit")
@click.argument("person_id", metavar="ID")
@click.option("--dates", metavar="EDTF", help="Dates of life: 1931/1998, 1931/, /1998, 193X/1998-05-04.")
@click.option("--note", "note_", help="What else is known of the person.")
@click.option("--publish/--do-not-publish", default=None, help="Whether the person wants to be published.")
@click.option("--add-variant", "add", multiple=True, metavar="NAME", help="Another form; may be repeated.")
@click.option("--language", metavar="TAG", help="Of the added forms: kk, kk-Latn, ru, en; else by rule.")
@click.option("--remove-variant", "remove", multiple=True, metavar="NAME", help="May be repeated.")
@json_option
@with_archive
def edit(
    archive: Archive, person_id: str, add: tuple[str, ...], language: str | None, as_json: bool, **given: Any
) -> None:
    """Record what is known of the person ID. An empty value empties a field.

    \b
    Example:
      muragat person edit P00001 --dates 1931/1998 --add-variant "Ospanova A." --language en
    """
    from archive.persons_editing import PersonEdit
    from workflows import people

    if language and not add:
        raise BadInput("--language says of no form which language it is.", "Give --add-variant NAME with it.")
    forms = {"add_forms": add, "remove_forms": given.pop("remove"), "note": given.pop("note_")}
    wanted = PersonEdit(languages=dict.fromkeys(add, language) if language else {}, **forms, **given)
    if wanted == PersonEdit():
        raise BadInput("Nothing was given to change.", "See `muragat person edit --help`.")
    one, later = people.edit(archive, person_id, wanted)
    _done(one, later, as_json, f"Changed {one.id}.")


@command.command("rename")
@click.argument("person_id", metavar="ID")
@click.argument("name")
@json_option
@with_archive
def rename(archive: Archive, person_id: str, name: str, as_json: bool) -> None:
    """Give the person ID the preferred NAME; the old one stays as a variant.

    \b
    Example:
      muragat person rename P00001 "Оспанова Бақытжамал Қайырбекқызы"
    """
    from workflows import people

    one, later = people.rename(archive, person_id, name)
    _done(one, later, as_json, f"{person_id} is now {name}.")


@command.command("merge")
@click.argument("kept", metavar="ID")
@click.argument("merged", metavar="OTHER...", nargs=-1, required=True)
@json_option
@with_archive
def merge(archive: Archive, kept: str, merged: tuple[str, ...], as_json: bool) -> None:
    """Make OTHER and ID one person: ID stays, OTHER's names and items go to it.

    \b
    Example:
      muragat person merge P00001 P00007
    """
    from workflows import people

    one, later = people.merge(archive, kept, merged)
    _done(
        one, later, as_json, f"{', '.join(merged)} {'is' if len(merged) == 1 else 'are'} now part of {kept}."
    )


@command.command("split")
@click.argument("person_id", metavar="ID")
@click.argument("items", metavar="ITEM...", nargs=-1, required=True)
@click.option("--name", help="Of the other person; else they share the name.")
@click.option("--events", is_flag=True, help="Also who took part in the events of these items.")
@json_option
@with_archive
def split(
    archive: Archive, person_id: str, items: tuple[str, ...], name: str | None, events: bool, as_json: bool
) -> None:
    """Say that the person ID on these ITEMs is somebody else: a new record, kept apart from ID.

    \b
    Example:
      muragat person split P00001 0003-0017 0003-0018
    """
    from workflows import people

    one, later = people.split(archive, person_id, items, name, events)
    _done(one, later, as_json, f"{one.id} {one.name} is who is there instead of {person_id}.")


@command.command("distinct")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="OTHER")
@click.option("--remove", is_flag=True, help="They may be one person after all.")
@json_option
@with_archive
def distinct(archive: Archive, one: str, other: str, remove: bool, as_json: bool) -> None:
    """Record that two persons of similar name are not the same; they cannot be merged then.

    \b
    Example:
      muragat person distinct P00001 P00007
    """
    from workflows import people

    first, later = people.keep_apart(archive, one, other, remove=remove)
    said = f"{one} and {other} {'may be one person' if remove else 'are two persons'}."
    _done(first, later, as_json, said)


def _done(one: Person, later: str | None, as_json: bool, said: str) -> None:
    note(later)
    if as_json:
        print_json(asdict(one))
    else:
        click.echo(shown(said))
