"""muragat user: who may enter the reading room."""

from __future__ import annotations

import sys

import click

from archive.home import Archive
from archive.users import ROLES, User
from commands.shared import json_option, print_json, shown, with_archive


@click.group("user")
def command() -> None:
    """Say who may enter the reading room, and what they may do there.

    A reader sees what is public. An archivist sees everything, corrects, chooses for exhibitions and takes
    folders in. An admin may do all of this.

    \b
    Example:
      muragat user add gulnara --role archivist --name "Сейілова Гүлнар"
    """


@command.command("add")
@click.argument("login")
@click.option(
    "--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What they may do."
)
@click.option("--name", default="", help="How they are called; else the login.")
@json_option
@with_archive
def add(archive: Archive, login: str, role: str, name: str, as_json: bool) -> None:
    """Let LOGIN into the reading room. The password is asked for, or read from a pipe; never an argument.

    \b
    Example:
      muragat user add gulnara --role archivist
    """
    from archive import users

    made = users.add(archive, login, _password(), role, name)
    _done(made, as_json, f"{made.login} may enter the reading room as {made.role}.")


@command.command("list")
@json_option
@with_archive
def list_(archive: Archive, as_json: bool) -> None:
    """List who may enter the reading room.

    \b
    Example:
      muragat user list
    """
    from archive import users

    found = users.users(archive.folder)
    if as_json:
        print_json({"users": [users.user_json(one) for one in found]})
        return
    if not found:
        click.echo("There is no user yet; add one: muragat user add LOGIN --role admin", err=True)
    for one in found:
        click.echo(f"{shown(one.login)}  {one.role}  {shown(one.name)}")


@command.command("password")
@click.argument("login")
@json_option
@with_archive
def password(archive: Archive, login: str, as_json: bool) -> None:
    """Give LOGIN another password; whoever is logged in as LOGIN has to log in again.

    \b
    Example:
      muragat user password gulnara
    """
    from archive import users

    changed = users.change(archive, login, password=_password())
    _done(changed, as_json, f"{login} has a new password.")


@command.command("role")
@click.argument("login")
@click.argument("role", type=click.Choice(ROLES))
@json_option
@with_archive
def role(archive: Archive, login: str, role: str, as_json: bool) -> None:
    """Give LOGIN another ROLE.

    \b
    Example:
      muragat user role gulnara admin
    """
    from archive import users

    _done(users.change(archive, login, role=role), as_json, f"{login} is {role} now.")


@command.command("remove")
@click.argument("login")
@json_option
@with_archive
def remove(archive: Archive, login: str, as_json: bool) -> None:
    """Let LOGIN in no longer. What LOGIN did stays in the history.

    \b
    Example:
      muragat user remove gulnara
    """
    from archive import users

    removed = users.remove(archive, login)
    _done(removed, as_json, f"{login} may no longer enter the reading room.")


def _done(one: User, as_json: bool, said: str) -> None:
    from archive.users import user_json

    if as_json:
        print_json(user_json(one))
    else:
        click.echo(said)


def _password() -> str:
    """What is typed twice without being shown, or the first line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    return typed
