"""Every command explains itself with an example, and help comes without loading the archive."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from story import ROOT, Muragat

from cli import COMMANDS, group

HEAVY = {
    "sqlalchemy",
    "whoosh",
    "rich",
    "PIL",
    "numpy",
    "cv2",
    "onnxruntime",
    "edtf",
    "pyexiv2",
    "exifread",
    "pebble",
}


def commands(
    of: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(of, click.Group):
        context = click.Context(of)
        for name in of.list_commands(context):
            command = of.get_command(context, name)
            assert command is not None
            yield (*path, name), command
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [" ".join(path) for path, _ in commands(group)])
def test_help_has_an_example_of_this_command(path: str) -> None:
    command = {" ".join(found): one for found, one in commands(group)}[path]
    assert command.help is not None
    assert "Example:" in command.help
    assert f"muragat {path.split()[0]}" in command.help


def imported_by(*arguments: str) -> set[str]:
    """The top-level packages that one run of the command line imports."""
    program = (
        "import sys; sys.argv = ['muragat', *sys.argv[1:]]\n"
        "import cli\ntry:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_nothing_heavy() -> None:
    assert imported_by("--help") & HEAVY == set()


def test_searching_loads_only_the_catalogue_and_the_index(ingested: Muragat) -> None:
    loaded = imported_by("--archive", str(ingested.archive), "search", "көрме", "date:2023", "--json")
    assert loaded & HEAVY == {"sqlalchemy", "whoosh"}


def test_the_list_of_commands_is_complete() -> None:
    modules = {path.stem for path in (ROOT / "commands").glob("*.py")} - {
        "__init__",
        "shared",
        "bars",
        "exhibit_editing",
        "keyboard",
        "review_terminal",
        "review_walk",
        "thumbnails",
    }
    assert modules == {name.replace("-", "_") for name in COMMANDS}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_lines_for_the_shell(muragat: Muragat, shell: str) -> None:
    assert "_MURAGAT_COMPLETE" in muragat.run("completion", shell).stdout


def test_doctor_finds_this_machine_in_order(ingested: Muragat) -> None:
    checks = ingested.json("doctor")["checks"]
    assert [check for check in checks if not check["ok"]] == []
    assert {check["name"] for check in checks} >= {"Tesseract", "disk", "index", "archive"}


def test_init_says_the_next_command_as_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "Менің мұрағатым"
    said = CliRunner().invoke(group, ["init", str(folder)]).output
    assert shlex.split(said.partition("Next: ")[2]) == [
        "muragat",
        "--archive",
        str(folder),
        "ingest",
        "FOLDER",
    ]
    here = tmp_path / "қор"
    here.mkdir()
    monkeypatch.chdir(here)
    assert "Made the archive «қор» in ." in CliRunner().invoke(group, ["init", "."]).output
