"""docs/errors.md holds every message that a user can meet."""

from __future__ import annotations

import ast
import importlib.util
import re
from types import ModuleType

import pytest
from story import ROOT
from test_promise_sources import ODD

from archive import errors

PAGE = (ROOT / "docs" / "errors.md").read_text("utf-8")


@pytest.fixture(scope="module")
def lists() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document_errors", ROOT / "script" / "document_errors.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lists_are_those_of_the_program(lists: ModuleType) -> None:
    assert lists.filled(PAGE) == PAGE, "run script/document_errors.py"


def test_every_class_of_errors_has_its_section(lists: ModuleType) -> None:
    made = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.MuragatError)
    }
    assert made == set(lists.CLASSES)


def test_every_exit_code_is_explained() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)} >= set(errors.Exit)


# What is wrong says what to do.
PLAIN = ("would close", "needs a key of small Latin letters", "There is no section")


def test_every_message_says_what_to_do(lists: ModuleType) -> None:
    """A BadQuery points at its part of the query instead."""
    without = {what for kind, what, todo in lists.messages() if not todo and kind != "BadQuery"}
    without = {what for what in without if what.strip("….") and not any(one in what for one in PLAIN)}
    assert without <= {"… could not be typeset: …"}


def literals(source: str, function: str) -> list[str]:
    """The texts that calls of a function begin with."""
    return [
        text.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function
        for argument in node.args[:1]
        for text in [argument.values[0] if isinstance(argument, ast.JoinedStr) else argument]
        if isinstance(text, ast.Constant)
    ]


@pytest.mark.parametrize("reason", sorted({reason for _, reason in ODD.values() if reason}))
def test_why_an_ingest_leaves_a_file_out_is_explained(reason: str) -> None:
    assert reason in PAGE


def test_why_a_worker_gave_no_answer_is_explained() -> None:
    said = literals((ROOT / "ingest" / "jobs.py").read_text("utf-8"), "Failed")
    assert len(said) >= 3
    assert [one for one in said if one.split("(")[0].strip() not in PAGE] == []
