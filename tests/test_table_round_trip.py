"""A table that nobody edited changes nothing, whatever stands in it and whichever program saved it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from exchange_world import item, when
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model import Depiction, Event, Item, Rights, Text
from exchange import csv_files, xlsx_reading, xlsx_writing
from exchange.cells import Cell, base, cells
from exchange.columns import BASE, BY_KEY, COLUMNS
from exchange.marks import is_taken, marked, unmarked
from exchange.plain import plain
from exchange.sheet import Table, letters
from exchange.xlsx_writing import Offers

STRANGE = [
    *(
        "=1+1",
        "+7 701",
        "-",
        "@SUM(A1)",
        "'=x",
        "''",
        "'2024",
        "\tx",
        "\r=cmd",
        "＝1",
        "true",
        "ИСТИНА",
        "1E5",
    ),
    *("0012", "1958.0", "2024-09", "2024-09-18", "12/3/45", "сентябрь 2024", "18 қыркүйек 2024", "5%", "½"),
    *("a;b,c\td", '"', '""', 'a"b', "«»", "a\nb", "a\r\nb\r", "\n\n", " a ", "a \n b", "\x00\x07a", "\ufffe"),
    *(
        "_x0041_",
        "_x005F_x0041_",
        "_x000D_",
        "x_x0000_",
        "_x0041_x0042_",
        "é",
        "e\u0301",
        "й",
        "😀",
        "\u202eабв",
        "\u00a0",
    ),
    *(
        "мұрағат",
        "档案",
        "ארכיון",
        "أرشيف",
        "#N/A",
        "http://a.b/c",
        "mailto:a@b",
        "[P00001]",
        "⟨",
        "x" * 33_000,
    ),
]
texts = st.one_of(st.sampled_from(STRANGE), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
names = texts.map(lambda text: text.strip() or "Аты")


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    optional = st.one_of(st.none(), texts)
    event = draw(
        st.one_of(st.none(), st.builds(Event, st.just("E0007"), st.fixed_dictionaries({"kk": names})))
    )
    dates = st.sampled_from(["2024", "2024-09", "2024-09-18", "1958~", "193X", "1941/1945", "XXXX-09-18"])
    person = st.builds(
        Depiction,
        st.integers(1, 99_999).map(lambda number: f"P{number:05d}"),
        names,
        st.sampled_from(["confirmed", "suggested", "rejected"]),
        optional,
    )
    role = st.sampled_from([("caption", "front"), ("transcript", "front"), ("inscription", "back")])
    text = st.builds(
        lambda place, page, words: Text(*place, page, words, "kk", None, "staff:a", True),
        role,
        st.integers(1, 2),
        texts,
    )
    return item(
        number,
        title=draw(optional),
        when=draw(st.one_of(st.none(), dates.map(when))),
        event=event,
        place=draw(optional),
        author=draw(optional),
        reference=draw(optional),
        form=draw(optional),
        unidentified=draw(st.one_of(st.none(), st.integers(0, 99_999))),
        persons=tuple(draw(st.lists(person, max_size=3, unique_by=lambda one: one.person_id))),
        texts=tuple(draw(st.lists(text, max_size=3))),
        keywords=tuple(draw(st.lists(texts, max_size=3))),
        rights=Rights(statement=draw(optional), holder=draw(optional), consent=draw(optional)),
        reviewed=draw(st.booleans()),
    )


described = st.integers(1, 3).flatmap(
    lambda count: st.tuples(*(items(number) for number in range(1, count + 1)))
)
quietly = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def rows(of: Sequence[Item]) -> list[dict[str, Cell]]:
    own = [(one, cells(one)) for one in of]
    return [{**found, BASE: Cell(base(one, found), "")} for one, found in own]


def unchanged(table: Table, of: Sequence[Item]) -> bool:
    assert [row.item_id for row in table.rows] == [one.id for one in of]
    assert {row.item_id: dict(row.changed) for row in table.rows} == {one.id: {} for one in of}
    return True


@given(of=described, language=st.sampled_from(["kk", "ru", "en"]))
@quietly
def test_xlsx_comes_back_as_it_went(tmp_path: Path, of: Sequence[Item], language: str) -> None:
    path = tmp_path / "t.xlsx"
    assert xlsx_writing.write(rows(of), path, language, Offers()) == len(of)
    assert unchanged(xlsx_reading.read(path), of)


@given(of=described, language=st.sampled_from(["kk", "ru", "en"]), delimiter=st.sampled_from([",", ";"]))
@quietly
def test_csv_comes_back_as_it_went(tmp_path: Path, of: Sequence[Item], language: str, delimiter: str) -> None:
    path = tmp_path / "t.csv"
    assert csv_files.write(rows(of), path, language, delimiter) == len(of)
    assert unchanged(csv_files.read(path), of)


def as_number(text: str) -> Any:
    return float(text) if re.fullmatch(r"\d{1,9}", text) else text


def as_day(text: str) -> Any:
    return datetime.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


def as_month(text: str) -> Any:
    return datetime.fromisoformat(f"{text}-01") if re.fullmatch(r"\d{4}-\d\d", text) else text


# What Excel and LibreOffice do to cells that nobody touched.
FORMS = {datetime: "mmm\\-yy"}
HABITS: list[Callable[[str], Any]] = [
    *(as_number, as_day, as_month, lambda text: f"{text}  ", lambda text: unicodedata.normalize("NFD", text)),
    *(lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("\n", "_x000D_\n")),
]


@given(of=described, data=st.data())
@quietly
def test_what_spreadsheets_do_to_cells_is_no_change(
    tmp_path: Path, of: Sequence[Item], data: st.DataObject
) -> None:
    path = tmp_path / "t.xlsx"
    xlsx_writing.write(rows(of), path, "ru", Offers())
    book = openpyxl.load_workbook(path)
    for line in book.worksheets[0].iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str):
                formed = data.draw(st.sampled_from(HABITS))(cell.value)
                cell.value = formed
                # openpyxl takes for a formula what begins with «=»; a spreadsheet keeps text as text.
                cell.data_type = "s" if isinstance(formed, str) else cell.data_type
                cell.number_format = FORMS.get(type(formed), "General")
    book.save(path)
    assert unchanged(xlsx_reading.read(path), of)


@given(of=described, data=st.data())
@quietly
def test_rows_may_stand_in_any_order_with_blank_ones_between(
    tmp_path: Path, of: Sequence[Item], data: st.DataObject
) -> None:
    path = tmp_path / "t.csv"
    csv_files.write(rows(of), path, "kk")
    head, *body = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    places = data.draw(st.permutations(range(len(head))))
    mixed = data.draw(st.permutations([*body, [""] * len(head), []]))
    lines = [[line[place] for place in places if place < len(line)] for line in (head, *mixed)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(lines)
    table = csv_files.read(path)
    assert {row.item_id for row in table.rows} == {one.id for one in of}
    assert all(not row.changed for row in table.rows)


@given(text=texts)
@settings(max_examples=500)
def test_a_marked_text_is_unmarked_exactly(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert not is_taken(text) or marked(text).startswith("'")


@given(text=st.text())
@settings(max_examples=500)
def test_a_plain_text_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "１２", "2024-09", "12/3/45", "март 8", "True", "5%", "1,5", "'=1", "сен.24"],
)
def test_what_a_spreadsheet_would_change_is_marked(text: str) -> None:
    assert marked(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["Көктерек, 1958", "Зал 3", "'Айқап' журналы", "", "Ахметова", "2024 жылы ашылды"]
)
def test_words_are_not_marked(text: str) -> None:
    assert marked(text) == text


def test_a_text_that_no_cell_holds_is_kept_out(tmp_path: Path) -> None:
    long = item(1, caption="ә" * 40_000, title="Атауы")
    own = cells(long)
    assert own["caption"].text == "⟨40,000 letters that no cell holds: see `muragat show 0001-0001`⟩"
    assert own["title"].text == "Атауы"


def test_no_cell_is_a_formula_and_days_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    one = item(
        1, title="=HYPERLINK(1)", caption="@SUM(A1)", place="+7", when=when("2024-09"), reference="12/3/45"
    )
    xlsx_writing.write(rows([one]), path, "en", Offers())
    sheet = openpyxl.load_workbook(path)["items"]
    found = {cell.value: cell for cell in sheet[2] if cell.value is not None}
    assert {"=HYPERLINK(1)", "@SUM(A1)", "+7", "2024-09", "12/3/45"} <= set(found)
    assert {cell.data_type for cell in found.values()} == {"s"}
    assert {cell.number_format for cell in found.values()} == {"@"}


def test_the_sheet_helps_those_who_fill_it_in(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    offers = Offers(("Форум [E0001]",), tuple(f"Адам {n} [P{n:05d}]" for n in range(300)), ("print",))
    xlsx_writing.write(rows([item(1), item(2)]), path, "kk", offers)
    book = openpyxl.load_workbook(path)
    sheet = book["items"]
    assert [cell.value for cell in sheet[1]] == [one.headings["kk"] for one in COLUMNS if one.key != BASE]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:Z3")
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "items": "visible",
        "muragat_lists": "hidden",
        "muragat_base": "veryHidden",
    }
    offered = {
        str(rule.sqref): (rule.formula1, bool(rule.showErrorMessage))
        for rule in sheet.data_validations.dataValidation
    }
    shown = [column for column in COLUMNS if column.key != BASE]
    expected = {"event": ("muragat_events", False), "add_person": ("muragat_persons", False),
                "access": ("muragat_access", True), "form": ("muragat_forms", False),
                "publish": ("muragat_yes_no", True), "reviewed": ("muragat_yes_no", True)}  # fmt: skip
    where = {key: letters(shown.index(BY_KEY[key])) for key in expected}
    assert offered == {f"{where[key]}2:{where[key]}3": rule for key, rule in expected.items()}
    assert book.defined_names["muragat_persons"].attr_text == "muragat_lists!$B$1:$B$300"
    assert [cell.value for cell in book["muragat_lists"]["B"]][-1] == "Адам 299 [P00299]"
    assert "2024-09-18" in sheet.cell(1, 1 + shown.index(BY_KEY["date"])).comment.text
    assert sheet["A1"].font.bold and sheet["A2"].alignment.wrap_text
