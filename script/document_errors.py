"""Writes the lists of docs/errors.md from the program itself; what stands around them is written by hand.

Run it after a message was added or changed: .venv/bin/python script/document_errors.py
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "errors.md"
ROOMS = ("archive", "commands", "exchange", "exhibit", "index", "ingest", "reading_room", "workflows")
CLASSES = (
    "BadInput",
    "BadQuery",
    "Conflict",
    "NotFound",
    "MissingTool",
    "Busy",
    "NoSpace",
    "Damaged",
    "IndexUnusable",
    "MuragatError",
)


@cache
def messages() -> tuple[tuple[str, str, str], ...]:
    """Every message of the program as (class, what, what to do); what varies stands as «…»."""
    return tuple(_messages())


def _messages() -> Iterator[tuple[str, str, str]]:
    trees = [
        ast.parse(path.read_text("utf-8")) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))
    ]
    constants = {name: text for tree in trees for name, text in assigned(tree).items() if name.isupper()}
    for tree in trees:
        known = {**constants, **assigned(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
                yield node.func.id, *said(node, known)


def assigned(tree: ast.Module) -> dict[str, str]:
    """The names of a module that are given a text."""
    return {
        target.id: text
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and (text := template(node.value))
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def said(call: ast.Call, known: dict[str, str]) -> tuple[str, str]:
    """What one error says, and what to do. Of a BadQuery the second and third are a place in the query."""
    named = {one.arg: one.value for one in call.keywords}
    rest = call.args[3:] if isinstance(call.func, ast.Name) and call.func.id == "BadQuery" else call.args[1:]
    todo = rest[0] if rest else named.get("todo")
    what = (template(call.args[0], known) or "…") if call.args else "…"
    return what, "" if todo is None else template(todo, known) or "…"


def template(node: ast.expr, known: dict[str, str] | None = None) -> str | None:
    """The text of a string, an f-string or a known name; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.Name) and known:
        return known.get(node.id)
    return None


def table(name: str) -> str:
    """The messages of one class as a table."""
    rows = sorted({(what, todo) for kind, what, todo in messages() if kind == name and what.strip("….")})
    lines = [f"| {cell(what)} | {cell(todo)} |" for what, todo in rows]
    return "\n".join(["| what it says | what to do |", "|---|---|", *lines])


def cell(text: str) -> str:
    """Text inside a table of Markdown."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def filled(page: str) -> str:
    """The page with its lists as the program has them."""
    for name in CLASSES:
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end {name} -->"
        before, _, rest = page.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"docs/errors.md has no place for {name}")
        page = f"{before}{begin}{table(name)}{end}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}", file=sys.stderr)
