"""A colleague fills in a spreadsheet; what they wrote is found, cited, kept, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from story import SAMPLES, Muragat

from exchange.columns import named


def fill_in(path: Path, name: str, wanted: dict[str, str]) -> str:
    """Write into the row of the file `name`, as a person would; the item's id."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {column.key: cell.column for cell in sheet[1] if (column := named(str(cell.value)))}
    row = next(line for line in sheet.iter_rows(min_row=2) if line[places["file"] - 1].value == name)
    for key, text in wanted.items():
        row[places[key] - 1].value = text
    book.save(path)
    return str(row[0].value)


def shown(muragat: Muragat, item_id: str) -> dict[str, Any]:
    found: dict[str, Any] = muragat.json("show", item_id)
    return found


def test_a_table_is_filled_in_and_taken_back(own: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "көрме.xlsx"
    own.run("table", "export", path, "event:сөйлейді", "--language", "kk")
    wanted = {
        "title": "Көрменің ашылу сәті",
        "date": "13.10.2023",
        "persons": "Ахметова Сәуле Маратқызы | солдан 1-орында",
        "reference": "Қ. 12, Т. 3, І. 45",
    }
    item_id = fill_in(path, "көрме 3.jpg", wanted)
    dry = own.run("table", "import", path, "--dry-run").stdout
    assert f"{item_id} title: (empty) → Көрменің ашылу сәті" in dry
    assert "(new: Ахметова Сәуле Маратқызы)" in dry
    own.run("--actor", "айгүл", "table", "import", path)

    item = shown(own, item_id)
    assert (item["title"], item["date"]["edtf"], item["date"]["basis"]) == (
        *("Көрменің ашылу сәті", "2023-10-13", "staff"),
    )
    assert own.json("search", "person:Akhmetova ашылу")["hits"][0]["id"] == item_id
    assert "Ф. 12. Оп. 3. Д. 45" in item["citation"]["ru"]
    assert item["accession"]["number"] == "0001"

    own.run("reread", f"id:{item_id}")
    own.run("ingest", SAMPLES / "event")
    assert shown(own, item_id)["title"] == "Көрменің ашылу сәті"

    step = next(
        line["step"] for line in own.json("history", item_id)["changes"] if line["action"] == "table import"
    )
    own.run("undo", str(step))
    assert shown(own, item_id)["title"] != "Көрменің ашылу сәті"


def test_confirming_a_suggested_person_is_copying_a_line(own: Muragat, tmp_path: Path) -> None:
    path = tmp_path / "т.xlsx"
    own.run("table", "export", path)
    before = next(
        hit for hit in own.json("search", "has:person")["hits"] if hit["persons"][0]["status"] == "suggested"
    )
    person = before["persons"][0]
    line = f"{person['name']} [{person['id']}] {person['position'] or ''}".strip()
    fill_in(path, before["original"]["name"], {"persons": line})
    own.run("table", "import", path)
    after = {one["id"]: one for one in shown(own, before["id"])["persons"]}
    assert after[person["id"]]["status"] == "confirmed"
    assert after[person["id"]]["position"] == person["position"]


def test_originals_and_the_table_of_nobody_are_untouched(own: Muragat, tmp_path: Path) -> None:
    own.run("table", "export", tmp_path / "т.csv")
    assert own.run("table", "import", tmp_path / "т.csv").stdout == "Nothing is different in 6 rows.\n"
    assert own.json("verify")["findings"] == []
