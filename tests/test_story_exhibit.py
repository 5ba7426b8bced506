"""A curator chooses a set and exports it."""

from __future__ import annotations

import csv
from pathlib import Path

import bagit
from story import Muragat


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
