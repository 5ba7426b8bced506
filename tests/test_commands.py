"""Every command explains itself with an example, and help comes without loading the archive."""

from __future__ import annotations

import json
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


# They answer with no values: a program that goes on running, and a script for a shell.
WITHOUT_JSON = {("serve",), ("completion",)}


def test_every_command_answers_in_json() -> None:
    lacking = {
        path
        for path, command in commands(group)
        if not isinstance(command, click.Group) and "as_json" not in {one.name for one in command.params}
    }
    assert lacking == WITHOUT_JSON


def test_a_person_is_renamed_and_told_apart_in_json(muragat: Muragat) -> None:
    one, other = (
        muragat.json("person", "new", name)["id"] for name in ("Ахметова Сәуле", "Ахметова Сәуле Серікқызы")
    )
    renamed = muragat.json("person", "rename", one, "Ахметова Сәуле Маратқызы")
    assert renamed["name"] == "Ахметова Сәуле Маратқызы" and "Ахметова Сәуле" in renamed["variants"]
    assert muragat.json("person", "distinct", one, other)["distinct_from"] == [other]
    assert muragat.json("person", "distinct", one, other, "--remove")["distinct_from"] == []
    assert muragat.run("person", "distinct", one, other).stdout == f"{one} and {other} are two persons.\n"


def test_the_path_of_an_original_in_json(ingested: Muragat) -> None:
    opened = ingested.json("open", "0001-0001", "--print")
    assert opened["id"] == "0001-0001" and opened["side"] == "front" and Path(opened["path"]).is_file()


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
        "faults",
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


NO_TEXT = "a\udcff"
LONG = "қ" * 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", NO_TEXT], "not text in UTF-8"),
        (["edit", "0001-0001", "--title", NO_TEXT], "not text in UTF-8"),
        (["join", "0001-0001", NO_TEXT], "not text in UTF-8"),
        (["undo", "9" * 30], "too large"),
        (["init", LONG], "the name is too long"),
        (["stats", "--archive", LONG], "the name is too long"),
        (["backup", f"{LONG}.zip"], "the name is too long"),
        (["stats", "--archive", ""], "--archive names no folder"),
        (["init", ""], "the path is empty"),
        (["ingest", ""], "the path is empty"),
        (["inventory", ""], "the path is empty"),
        (["exhibit", "export", "x", ""], "the path is empty"),
        (["exhibit", "changes", "x", ""], "the path is empty"),
    ],
)
def test_what_cannot_be_used_is_told_and_no_fault(words: list[str], said: str, ingested: Muragat) -> None:
    assert said in ingested.run(*words, code=2).stderr


def test_who_has_read_enough_ends_a_command_well(ingested: Muragat) -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "history", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ingested.variables()
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_details_of_a_fault_are_kept_in_the_archive_that_was_named(
    muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: object) -> None:
        raise RuntimeError("қате")

    monkeypatch.setattr("archive.statistics.count", broken)
    other = Muragat(tmp_path / "other")
    other.run("init", other.archive)
    said = muragat.run("--archive", other.archive, "stats", code=1).stderr
    [log] = (other.archive / "logs").iterdir()
    assert str(log) in said and "RuntimeError: қате" in log.read_text("utf-8")

    log.unlink()
    (other.archive / "logs").rmdir()
    assert "The details are in" in other.run("stats", code=1).stderr


def test_an_archive_without_items_is_searched(muragat: Muragat) -> None:
    assert muragat.json("search", "көрме")["total"] == 0


@pytest.mark.parametrize("kind", ["person", "event", "exhibit", "user"])
def test_a_list_of_nothing_says_what_makes_one(muragat: Muragat, kind: str) -> None:
    said = muragat.run(kind, "list").stderr
    assert said.startswith("There is no ") and f"muragat {kind} " in said and said.count("\n") == 1
    quiet = muragat.run(kind, "list", "--json")
    assert quiet.stderr == "" and list(json.loads(quiet.stdout).values()) == [[]]


def test_a_person_whom_nobody_knows_is_named(muragat: Muragat) -> None:
    assert "muragat person new 'Б. Оспанова'" in muragat.run("person", "list", "Б. Оспанова").stderr


def test_an_empty_source_is_not_said_to_be_safe_to_erase(muragat: Muragat, tmp_path: Path) -> None:
    """The folder on which a card is not mounted."""
    (tmp_path / "card").mkdir()
    assert "There is no file in the source" in muragat.run("ingest", tmp_path / "card", "--no-ocr").stdout
    assert muragat.json("ingest", tmp_path / "card", "--no-ocr")["source_may_be_erased"] is False


def test_a_history_of_nothing_is_not_found(muragat: Muragat) -> None:
    assert "The history says nothing of 77" in muragat.run("history", "77", code=3).stderr


def examples() -> Iterator[str]:
    for path, command in commands(group):
        for line in (command.help or "").partition("Example:")[2].splitlines():
            if line.strip().startswith("muragat "):
                yield line.strip().removeprefix("muragat ")
            else:
                assert not line.strip() or isinstance(command, click.Group), (path, line)


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_the_examples_are_understood(line: str) -> None:
    """Parsed as if they were pasted; nothing is run."""
    words = shlex.split(line.partition(" >")[0], comments=True)
    command: click.Command = group
    while words and isinstance(command, click.Group):
        context = click.Context(command)
        _, words, _ = command.make_parser(context).parse_args(words)
        found = command.get_command(context, words[0])
        assert found is not None
        command, words = found, words[1:]
    command.make_context(None, words)


def test_a_minus_is_of_the_query_wherever_one_is_asked(ingested: Muragat, tmp_path: Path) -> None:
    for words in (["table", "export", tmp_path / "a.csv"], ["export-metadata", tmp_path / "a"], ["reread"]):
        assert ingested.run(*words, "-has:text", "id:0009").returncode == 0
        assert "No such option" in ingested.run(*words, "--мектеп", code=2).stderr
