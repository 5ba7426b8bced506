"""What `muragat review` shows on a terminal, and how it asks there."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Protocol

import click

from archive.home import Archive
from archive.model import Evidence
from archive.review import Choice, Pending
from commands import thumbnails
from commands.keyboard import Keyboard
from commands.shared import shown

KEYS = (
    ("a", "accept"),
    ("r", "reject"),
    ("e", "edit: accept another value"),
    ("s", "skip; it comes again next time"),
    ("A", "accept all like this"),
    ("R", "reject all like this"),
    ("u", "undo the last decision"),
    ("o", "open the picture"),
    ("q", "quit; what is decided stays decided"),
    ("?", "this help"),
)
SHORT = "(a)ccept (r)eject (e)dit (s)kip (A)ll like this (R)eject all (u)ndo (o)pen (q)uit (?)"
# Wider than this, sentences are hard to read.
WIDEST = 100


class Desk(Protocol):
    """Where a person sits: a terminal, or a test that answers."""

    def show(self, one: Pending, choices: Sequence[Choice], number: int, total: int) -> None:
        """Show what is to be decided: «number of total»."""

    def say(self, text: str) -> None:
        """Say something in one line."""

    def key(self, prompt: str) -> str:
        """The key that the person presses. Raises EOFError or KeyboardInterrupt."""

    def line(self, prompt: str, now: str) -> str | None:
        """What the person writes; None when nothing is written or it stays as it is."""

    def open(self, path: str) -> None:
        """Show a picture in the viewer."""


class Terminal:
    """A Desk on a real terminal."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.keyboard = Keyboard()

    def show(self, one: Pending, choices: Sequence[Choice], number: int, total: int) -> None:
        """Show what is to be decided, with its evidence."""
        click.echo()
        click.secho(f"{number} of {total} · {one.subject.partition(':')[2]} «{shown(one.title)}»", bold=True)
        if one.sha256 and thumbnails.can_show():
            for drawn in thumbnails.lines(self._archive.thumbnail_path(one.sha256)):
                click.echo(f"  {drawn}")
        for name, value in rows(one):
            _row(name, value)
        for place, choice in enumerate(choices[:9], 1):
            here = ", at this event" if choice.in_event else ""
            _row(f"({place})", f"{shown(choice.name)} [{choice.id}{here}]")
        if is_name(one):
            _row("(n)", "a new record of this name")

    def say(self, text: str) -> None:
        """Say something in one line."""
        click.echo(shown(text))

    def key(self, prompt: str) -> str:
        """The key that the person presses."""
        click.echo(prompt + " ", nl=False)
        pressed = ""
        while not pressed:
            pressed = self.keyboard.key()
        click.echo(pressed if pressed.isprintable() else "")
        return pressed

    def line(self, prompt: str, now: str) -> str | None:
        """What the person writes; several lines go through the editor ($EDITOR)."""
        with self.keyboard.lines():
            if "\n" in now:
                written = click.edit(now)
            else:
                click.echo(f"{prompt} (now: {shown(now)}; nothing leaves it): ", nl=False)
                written = sys.stdin.readline()
        said = (written or "").strip()
        return said if said and said != now.strip() else None

    def open(self, path: str) -> None:
        """Show a picture in the viewer."""
        click.launch(path)


def is_name(one: Pending) -> bool:
    """Whether a person has to say who is meant."""
    return one.field == "person" and one.key.startswith("suggestion:")


def rows(one: Pending) -> list[tuple[str, str]]:
    """What is shown of one thing, as (name, text); found words are bold."""
    value = shown(one.shown) + (f" ({shown(one.value)})" if one.shown != one.value else "")
    standing = "in the record, unconfirmed" if one.in_effect else "proposed"
    found = [(one.field, f"{value} – {standing}")]
    if one.position:
        found.append(("position", shown(one.position)))
    source = _source(one.evidence)
    sure = f"{one.confidence:.0%} sure" if one.confidence is not None else ""
    found.append(("from", ", ".join(part for part in (source, sure) if part) or "no evidence"))
    if one.evidence and (one.evidence.sentence or one.evidence.quote):
        found.append(("", marked(one.evidence)))
    if one.conflicts:
        found.append(("but", "; ".join(shown(other) for other in one.conflicts)))
    return found


def _source(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    other = f" of {evidence.item}" if evidence.item else ""
    return shown(evidence.field.replace("_", " ") + other)


def marked(evidence: Evidence) -> str:
    """The sentence with the found words in bold, or the words alone."""
    quote, sentence = shown(evidence.quote), shown(evidence.sentence)
    bold = click.style(quote, bold=True) if quote else ""
    if quote and quote in sentence:
        return sentence.replace(quote, bold, 1)
    return " – ".join(part for part in (bold, sentence) if part)


def _row(name: str, value: str) -> None:
    width = min(shutil.get_terminal_size().columns, WIDEST) - 12
    lines = [part for line in value.splitlines() for part in textwrap.wrap(line, max(width, 20)) or [""]]
    for place, line in enumerate(lines or [""]):
        click.echo(f"{name if not place else '':>10}  {line}")
