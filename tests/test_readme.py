"""What the documentation says can be done: its commands and options exist, its links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType

import click
import pytest
from story import Muragat

from cli import group

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "script" / "demo",
]
TUTORIALS = [ROOT / "docs" / f"tutorial-{language}.md" for language in ("kk", "ru", "en")]


def commands_in(page: Path) -> list[str]:
    """Every `muragat …` of a page: in backticks, on a line of a block, after a `$` or the demo's `run`."""
    text = page.read_text("utf-8").replace("\\\n", " ")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)) if page.suffix == ".md" else text
    inline = re.findall(r"`(muragat [^`]+)`", text) if page.suffix == ".md" else []
    typed = re.findall(r"^\s*(?:run |\$ )?(muragat .*)$", blocks, re.MULTILINE)
    return [*inline, *typed, *re.findall(r"^\$ (muragat .*)$", text, re.MULTILINE)]


SAID = sorted({(page.name, said) for page in PAGES for said in commands_in(page)})


def complain(words: list[str]) -> str | None:
    """What is wrong with the words after `muragat`: an unknown command or option; None when nothing is."""
    command: click.Command = group
    context = click.Context(group, info_name="muragat")
    try:
        while isinstance(command, click.Group):
            _, words, _ = command.make_parser(context).parse_args(list(words)) if words else ({}, [], [])
            if not words:
                return None
            name, words = words[0], words[1:]
            found = command.get_command(context, name)
            if found is None:
                return f"no command {name}"
            command, context = found, click.Context(found, context, name, **found.context_settings)
        command.make_parser(context).parse_args(words)
    except click.UsageError as error:
        return error.format_message()
    return None


@pytest.mark.parametrize(("page", "said"), SAID, ids=[f"{page}: {said[:60]}" for page, said in SAID])
def test_every_command_named_exists_with_its_options(page: str, said: str) -> None:
    words = shlex.split(said.split(" >> ")[0].split(" | ")[0], comments=True)[1:]
    # «…» stands for what varies in a message.
    assert complain([word.removesuffix("…") for word in words if word != "..."]) is None


@pytest.mark.parametrize(
    "words", ["serch оспанова", "ingest . --dryrun", "exhibit ad spring", "--arkive x init y"]
)
def test_a_slip_in_the_documentation_would_be_seen(words: str) -> None:
    assert complain(words.split()) is not None


def test_every_package_is_explained_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    said = (ROOT / "docs" / "decisions.md").read_text("utf-8").partition("## Packages")[2].lower()
    assert [name for name in wanted if re.split(r"[<>=]", name)[0] not in said] == []


def anchors(page: Path) -> set[str]:
    """What can be linked to on a page: its headings, as GitHub and GitLab make anchors of them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES[:-1], ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_to_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", page.read_text("utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), (target, anchor)


def test_every_module_named_in_the_architecture_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for path in re.findall(r"`([a-z_]+/[a-z_]+\.(?:py|toml))`", text):
        assert (ROOT / path).is_file(), path
    for room, families in re.findall(r"^\| `([a-z_]+)/` \| (.*) \|$", text, re.MULTILINE):
        for name in re.findall(r"`([a-z_/]+)…?`", families):
            assert list((ROOT / room).glob(f"{name.rstrip('/')}*")), (room, name)


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (page.parent / target).resolve()
        for page in PAGES[:-1]
        for target in re.findall(r"\]\(([^)#:]+)", page.read_text("utf-8"))
    }
    pages = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.png")}
    assert pages - linked == set()


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "docs" / "install.md"], ids=lambda page: page.name
)
def test_every_script_named_exists(page: Path) -> None:
    for name in re.findall(r"\bscript/([a-z]+)", page.read_text("utf-8")):
        assert (ROOT / "script" / name).exists(), name


def test_the_tutorials_say_the_same_in_three_languages() -> None:
    kazakh, russian, english = ([line for line in commands_in(page) if line[0] == "m"] for page in TUTORIALS)
    verbs = [[said.split()[1] for said in commands] for commands in (kazakh, russian, english)]
    assert verbs[0] == verbs[1] == verbs[2]


SEARCHES = sorted(
    {said for page in TUTORIALS for said in commands_in(page) if said.startswith("muragat search ")}
)


@pytest.mark.parametrize("said", SEARCHES)
def test_what_the_tutorials_look_for_is_found(ingested: Muragat, said: str) -> None:
    found = ingested.json("search", *shlex.split(said)[2:])
    assert 0 < found["total"] < 6 and found["notes"] == []


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.name)
def test_a_tutorial_is_short(page: Path) -> None:
    assert len(page.read_text("utf-8").splitlines()) <= 150


def transcript_script() -> ModuleType:
    """`script/transcript.py` as a module."""
    spec = importlib.util.spec_from_file_location("transcript", ROOT / "script" / "transcript.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_tutorial_can_be_followed_to_its_end(tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", TUTORIALS[0].read_text("utf-8"), re.DOTALL)
    done = transcript_script().run_in(tmp_path, "\n".join(blocks))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "spring-exhibition" / "gallery" / "index.html").is_file()


@pytest.mark.slow
def test_the_transcript_in_the_readme_is_real() -> None:
    written = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[0]
    today = transcript_script().run_again(written)
    assert without_times(today) == without_times(written), "run script/transcript.py --write"


def without_times(text: str) -> str:
    return re.sub(r"\(\d+ ms\)", "(… ms)", text)
