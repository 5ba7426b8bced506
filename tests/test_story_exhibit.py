"""A curator chooses a set and exports it."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import bagit
from story import ROOT, Muragat


def test_from_a_query_to_a_package(own: Muragat, tmp_path: Path) -> None:
    own.run("exhibit", "new", "kone-suretter", "--kk", "Көне суреттер", "--ru", "Старые снимки")
    own.run("exhibit", "add", "kone-suretter", "--query", "kind:photo")
    ids = [entry["item_id"] for entry in own.json("exhibit", "show", "kone-suretter")["entries"]]
    own.run("exhibit", "move", "kone-suretter", ids[-1], "1")
    own.run("exhibit", "label", "kone-suretter", ids[0], "Читальный зал", "--lang", "ru")
    target = tmp_path / "көрме"
    done = own.json("exhibit", "export", "kone-suretter", target)
    assert done["works"] == len(ids)
    assert bagit.Bag(str(target)).is_valid()
    with (target / "checklist.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [ids[-1], *ids[:-1]] == [
        next(cell for cell in row if cell in ids) for row in rows if set(row) & set(ids)
    ]
    assert (target / "gallery" / "index.html").is_file()
    assert len(list((target / "images" / "web").iterdir())) == len(ids)


def test_the_list_and_the_history_know_the_set(own: Muragat) -> None:
    own.run("exhibit", "new", "bir", "--kk", "Бір")
    own.run("exhibit", "add", "bir", "0001-0001", "0001-0002")
    own.run("exhibit", "remove", "bir", "0001-0001")
    assert [(one["slug"], one["count"]) for one in own.json("exhibit", "list")["exhibitions"]] == [("bir", 1)]
    actions = [change["action"] for change in own.json("history", "bir")["changes"]]
    assert actions == ["exhibit new", "exhibit add", "exhibit remove"]


def test_mistakes_are_told(own: Muragat, tmp_path: Path) -> None:
    assert "small Latin letters" in own.run("exhibit", "new", "Көрме!", code=2).stderr
    own.run("exhibit", "new", "bir")
    assert "already" in own.run("exhibit", "new", "bir", code=2).stderr
    assert "no item" in own.run("exhibit", "add", "bir", "0099-0001", code=3).stderr
    assert "no exhibition" in own.run("exhibit", "show", "eki", code=3).stderr
    assert "nothing to export" in own.run("exhibit", "export", "bir", tmp_path / "out", code=2).stderr
    full = tmp_path / "full"
    full.mkdir()
    (full / "precious.txt").write_text("mine")
    own.run("exhibit", "add", "bir", "0001-0001")
    own.run("exhibit", "export", "bir", full, code=2)
    assert (full / "precious.txt").read_text() == "mine"


def test_a_curator_says_everything_and_learns_what_changed_since(own: Muragat, tmp_path: Path) -> None:
    own.run("exhibit", "new", "bir", "--kk", "Бір")
    own.run("exhibit", "add", "bir", "0001-0001", "0001-0002")
    own.run(
        "exhibit",
        "set",
        "bir",
        "--title",
        "Первая",
        "--lang",
        "ru",
        "--opens",
        "2024-09-18",
        "--credit",
        "Мұрағат",
    )
    own.run(
        "exhibit", "section", "bir", "bastau", "0001-0002", "--title", "Бастау", "--text", "Алғашқы жылдар"
    )
    shown = own.json("exhibit", "show", "bir")
    assert (shown["titles"]["ru"], shown["opens"], shown["credit"]) == ("Первая", "2024-09-18", "Мұрағат")
    assert [entry["section"] for entry in shown["entries"]] == ["", "bastau"]
    package = tmp_path / "out"
    own.run("exhibit", "export", "bir", package, "--only", "checklist")
    assert own.json("exhibit", "changes", "bir", package)["changes"] == []
    own.run("exhibit", "label", "bir", "0001-0001", "Жаңа жазу")
    changes = own.json("exhibit", "changes", "bir", package)["changes"]
    assert [(one["item_id"], one["field"], one["after"]) for one in changes] == [
        ("0001-0001", "label kk", "Жаңа жазу")
    ]
    assert "no part" in own.run("exhibit", "export", "bir", package, "--only", "poster", code=2).stderr
    assert "before it opens" in own.run("exhibit", "set", "bir", "--closes", "2024-01-01", code=2).stderr


def test_sizes_and_sections_are_set_work_by_work(own: Muragat) -> None:
    own.run("exhibit", "new", "bir", "--kk", "Бір")
    own.run("exhibit", "add", "bir", "0001-0001", "0001-0002", "0001-0003")
    own.run("exhibit", "size", "bir", "0001-0001", "0001-0002", "--cm", "60")
    own.run("exhibit", "size", "bir", "0001-0002", "--default")
    own.run("exhibit", "section", "bir", "bastau", "0001-0001", "0001-0003", "--title", "Бастау")
    own.run("exhibit", "section", "bir", "sony", "--title", "Соңы")
    own.run("exhibit", "add", "bir", "0001-0004", "--section", "sony")
    own.run("exhibit", "section", "bir", "sony", "--at", "1")
    entries = own.json("exhibit", "section", "bir", "bastau", "0001-0003", "--take-out")["entries"]
    assert [(one["item_id"], one["section"], one["print_cm"]) for one in entries] == [
        ("0001-0002", "", None),
        ("0001-0003", "", None),
        ("0001-0004", "sony", None),
        ("0001-0001", "bastau", 60.0),
    ]
    shown = own.run("exhibit", "show", "bir").stdout
    assert shown.index("Соңы (sony)") < shown.index("0001-0004") < shown.index("Бастау (bastau)")
    assert "[60 cm]" in shown
    own.run("exhibit", "section", "bir", "bastau", "--drop")
    assert [one["key"] for one in own.json("exhibit", "show", "bir")["sections"]] == ["sony"]
    assert "whose places are" in own.run("exhibit", "move", "bir", "0001-0004", "1", code=2).stderr
    assert "--cm 60" in own.run("exhibit", "size", "bir", "0001-0001", code=2).stderr
    assert "no size" in own.run("exhibit", "size", "bir", "0001-0001", "--cm", "0", code=2).stderr
    own.run("exhibit", "section", "bir", "sony", "--take-out", code=2)
    own.run("exhibit", "section", "bir", "sony", "0001-0002", "--take-out", code=3)


def test_what_may_not_be_shown_is_left_out_and_told_before_and_after(own: Muragat, tmp_path: Path) -> None:
    own.run("exhibit", "new", "bir", "--kk", "Бір")
    own.run("exhibit", "add", "bir", "--query", "kind:photo")
    shown = own.json("show", "0001-0001")["persons"]
    own.run("person", "edit", shown[0]["id"], "--do-not-publish")
    own.run("edit", "0001-0002", "--rights", "closed")
    own.run("edit", "0001-0003", "--do-not-publish")
    told = own.json("exhibit", "check", "bir")
    expected = {
        ("0001-0001", "person", shown[0]["name"]),
        ("0001-0002", "closed", ""),
        ("0001-0003", "unpublished", ""),
    }
    found = {(one["item_id"], one["kind"], one["detail"]) for one in told["left_out"]}
    assert expected <= found
    assert {one["item_id"] for one in told["checks"]}.isdisjoint({item_id for item_id, _, _ in found})
    done = own.json("exhibit", "export", "bir", tmp_path / "out", "--only", "report", "--only", "metadata")
    assert {(one["item_id"], one["kind"], one["detail"]) for one in done["left_out"]} == found
    assert done["works"] == told["works"]
    for name in ("report.html", "README.txt", "README.html"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "0001-0001: Does not want to be published." in text
    # The curator is told who it is; what leaves the house does not name them.
    assert shown[0]["name"] in own.run("exhibit", "check", "bir").stderr
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or shown[0]["name"].encode() not in path.read_bytes(), path
    own.run("person", "edit", shown[0]["id"], "--publish")
    again = {one["item_id"] for one in own.json("exhibit", "check", "bir")["left_out"]}
    assert "0001-0001" not in again
    assert "Access is restricted" in own.run("exhibit", "check", "bir").stderr


def test_every_command_of_the_tutorial_works_as_it_stands(own: Muragat, tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "exhibitions.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ (muragat .+)$", guide, re.MULTILINE)
    assert len(commands) >= 15
    own.environment["HOME"] = str(tmp_path)
    for command in commands:
        words = [word.replace("~", str(tmp_path)) for word in shlex.split(command)[1:]]
        own.run(*words, cwd=tmp_path)
    assert bagit.Bag(str(tmp_path / "kokterek")).is_valid()
    assert {"тізімдеме.pdf", "опись.xlsx"} <= {path.name for path in tmp_path.iterdir()}
