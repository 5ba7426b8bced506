"""The lock files hold every dependency with its hashes, and no address of any registry."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-dev.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """The pins of a lock file with their hashes, by canonical name."""
    joined = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    pins = {}
    for line in filter(None, map(str.strip, joined.splitlines())):
        requirement = Requirement(line.split(" --hash")[0])
        pins[canonicalize_name(requirement.name)] = (
            requirement,
            re.findall(r"--hash=sha256:[0-9a-f]{64}", line),
        )
    return pins


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    for requirement, hashes in locked(name).values():
        assert [specifier.operator for specifier in requirement.specifier] == ["=="], requirement
        assert hashes, requirement


@pytest.mark.parametrize("name", LOCKS)
def test_nothing_but_names_versions_and_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "#" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("requirements-build.lock", PROJECT["build-system"]["requires"]),
    ],
)
def test_every_dependency_is_locked_at_a_version_it_allows(name: str, wanted: list[str]) -> None:
    pins = locked(name)
    for requirement in map(Requirement, wanted):
        pin, _ = pins[canonicalize_name(requirement.name)]
        version = next(iter(pin.specifier)).version
        assert requirement.specifier.contains(version), f"{pin} is not {requirement}: run script/lock"


def test_the_locks_agree_with_each_other() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: str(pin.specifier) for name, (pin, _) in runtime.items()} == {
        name: str(development[name][0].specifier) for name in runtime
    }


def test_there_is_exactly_one_opencv() -> None:
    assert [name for name in locked("requirements-dev.lock") if name.startswith("opencv")] == [
        "opencv-python"
    ]


def imported(folders: list[str]) -> set[str]:
    """The top-level names that the modules of `folders` import from outside the project."""
    names: set[str] = set()
    for path in [path for folder in folders for path in (ROOT / folder, *(ROOT / folder).rglob("*.py"))]:
        if path.suffix == ".py":
            names |= imports_of(ast.parse(path.read_text("utf-8")))
    ours = {path.stem for place in (".", "tests", "samples", "script") for path in (ROOT / place).iterdir()}
    return names - set(sys.stdlib_module_names) - ours


def imports_of(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def declared(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


@pytest.mark.parametrize(
    ("folders", "wanted"),
    [
        (
            PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"],
            PROJECT["project"]["dependencies"],
        ),
        (
            ["tests", "script", "samples"],
            PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
        ),
    ],
    ids=["wheel", "development"],
)
def test_what_is_imported_is_declared(folders: list[str], wanted: list[str]) -> None:
    distributions = packages_distributions()
    for name in imported(folders):
        offered = {canonicalize_name(distribution) for distribution in distributions.get(name, [])}
        assert offered & declared(wanted), f"{name} is imported but not declared in pyproject.toml"
