"""muragat review: a person decides about what machines suggest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from archive.errors import BadInput, Exit
from archive.home import Archive
from commands.shared import counted, json_option, print_json, shown, with_archive

if TYPE_CHECKING:
    from archive.review import Asked
    from workflows.reviewing import Decided, Decision, Left, Said


WORDS: dict[str, Said] = {"accept": "accept", "reject": "reject"}


@click.command("review")
@click.option("--person", help="Only about this person: id or name.")
@click.option("--event", help="Only about this event and its items: id or name.")
@click.option("--date", help="Only about items of this date: EDTF, 1930..1939 or words.")
@click.option("--item", metavar="ID", help="Only about this item.")
@click.option("--field", help="Only this field: date, person, title, place, duplicate, front …")
@click.option("--above", type=click.FloatRange(0, 1), default=0.0, help="Only what is at least so sure: 0.9.")
@click.option("--accept-all", "all_", flag_value="accept", help="Accept all of it, except contradictions.")
@click.option("--reject-all", "all_", flag_value="reject", help="Reject all of it.")
@click.option(
    "--decide",
    "given",
    multiple=True,
    metavar="KEY=WHAT",
    help="Decide one: accept, reject, or the value to accept instead; «-» reads JSON Lines from input.",
)
@click.option("--mark-reviewed", "mark", is_flag=True, help="Mark items about which nothing waits any more.")
@click.option(
    "--dry-run", is_flag=True, help="With --accept-all or --reject-all: only say what would be done."
)
@json_option
@with_archive
def command(
    archive: Archive,
    all_: Said | None,
    given: tuple[str, ...],
    mark: bool,
    dry_run: bool,
    as_json: bool,
    **asked: Any,
) -> int:
    """Walk through what machines suggest and decide with one key each; what is decided is decided at once.

    With --json it lists what waits, with the key of each for --decide.

    \b
    Example:
      muragat review --event E0001
      muragat review --above 0.9 --accept-all --dry-run
      muragat review --decide depiction:0003-0017:P00002=accept --decide suggestion:17=1958~
    """
    wanted: Asked = asked  # type: ignore[assignment]
    if given and all_:
        raise BadInput("--decide and --accept-all or --reject-all exclude each other.", "Give one of them.")
    if dry_run and not all_:
        raise BadInput("--dry-run needs --accept-all or --reject-all.", "See `muragat review --help`.")
    if given:
        return _decide(archive, list(_decisions(given)), [], mark=mark, as_json=as_json)
    if all_:
        return _all(archive, all_, wanted, mark=mark, dry_run=dry_run, as_json=as_json)
    if as_json:
        from workflows.reviewing import waiting

        print_json(waiting(archive, wanted))
        return Exit.DONE
    return _walk(archive, wanted)


def _walk(archive: Archive, asked: Asked) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput(
            "review asks a person, and there is no terminal here.",
            "Use --json to list what waits, --decide KEY=accept to decide, or --above 0.9 --accept-all.",
        )
    from commands.review_terminal import Terminal
    from commands.review_walk import walk

    terminal = Terminal(archive)
    with terminal.keyboard.listening():
        walk(archive, asked, terminal)
    return Exit.DONE


def _all(archive: Archive, said: Said, asked: Asked, *, mark: bool, dry_run: bool, as_json: bool) -> int:
    from workflows.reviewing import choose

    decisions, left = choose(archive, said, asked)
    if not dry_run:
        return _decide(archive, decisions, left, mark=mark, as_json=as_json, only_waiting=True)
    if as_json:
        keys = [one.key for one in decisions]
        print_json({"dry_run": True, f"would_{said}": keys, "left": [asdict(one) for one in left]})
    else:
        click.echo(f"Would {said} {counted(len(decisions), 'suggestion')}.")
        _tell_left(left)
    return Exit.DONE


def _decide(
    archive: Archive,
    decisions: list[Decision],
    left: list[Left],
    *,
    mark: bool,
    as_json: bool,
    only_waiting: bool = False,
) -> int:
    from commands.bars import bars
    from workflows.reviewing import decide_many

    with bars() as progress:
        progress.stage("deciding", len(decisions))
        done, note = decide_many(
            archive, decisions, only_waiting=only_waiting, mark=mark, advance=progress.advance
        )
    done.left = left
    if as_json:
        print_json({**asdict(done), "notes": [note] if note else []})
    else:
        _tell(done, note)
    return Exit.PARTIAL if done.failed else Exit.DONE


def _tell(done: Decided, note: str | None) -> None:
    said = [(done.accepted, "accepted"), (done.changed, "accepted with another value")]
    said.append((done.rejected, "rejected"))
    told = ", ".join(f"{number} {what}" for number, what in said if number) or "nothing decided"
    click.echo(told[:1].upper() + told[1:] + ".")
    for one in done.failed:
        click.echo(f"Not decided: {one.key}: {shown(one.reason)}", err=True)
    _tell_left(done.left)
    if done.reviewed:
        click.echo(f"Marked {counted(len(done.reviewed), 'item')} as reviewed.")
    elif done.finished:
        click.echo(
            f"Nothing waits any more about {counted(len(done.finished), 'item')}: --mark-reviewed says so."
        )
    if note:
        click.echo(f"Note: {note}", err=True)


def _tell_left(left: list[Left]) -> None:
    if left:
        click.echo(f"Left to you: {counted(len(left), 'suggestion')}.")
    for one in left[:10]:
        click.echo(f"    {one.key}: {shown(one.reason)}")
    if len(left) > 10:
        click.echo("    …")


def _decisions(given: tuple[str, ...]) -> Iterator[Decision]:
    """The decisions of --decide. Raises BadInput."""
    for one in given:
        if one == "-":
            for number, line in enumerate(sys.stdin, 1):
                if line.strip():
                    yield _of_line(line, number)
            continue
        key, sign, said = one.partition("=")
        if not sign or not said:
            raise BadInput(f"«{one}» is no decision.", "Write KEY=accept, KEY=reject or KEY=VALUE.")
        yield _decision(key, said)


def _decision(key: str, said: str) -> Decision:
    from workflows.reviewing import Decision

    return Decision(key, WORDS[said]) if said in WORDS else Decision(key, "value", said)


def _of_line(line: str, number: int) -> Decision:
    import json

    from workflows.reviewing import Decision

    try:
        one = json.loads(line)
        key, said = str(one["key"]), one.get("decision", "value")
        if said == "value":
            return Decision(key, "value", str(one["value"]))
        if said in WORDS:
            return Decision(key, WORDS[said])
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise BadInput(
        f"Line {number} of standard input is no decision: {shown(line.strip()[:80])}",
        'Write {"key": "suggestion:17", "decision": "accept"} or {"key": …, "value": "1958~"}.',
    )
