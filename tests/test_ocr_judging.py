"""What of a reading is believed: text, unsure, or nothing."""

from __future__ import annotations

import pytest

from archive.model import Line
from ingest import judge
from ingest.reading import PageReading


def line(text: str, confidence: float) -> Line:
    return Line(text, confidence, (0, 0, 9, 0, 9, 9, 0, 9))


@pytest.mark.parametrize(
    ("found", "outcome", "text"),
    [
        ([], "none", ""),
        ([line("Абай Құнанбайұлы", 90)], "text", "Абай Құнанбайұлы"),
        ([line("Абай Құнанбайұлы", 90), line("гв1кн мт", 40)], "text", "Абай Құнанбайұлы"),
        ([line("Абай Құнанбайұлы", 60)], "unsure", "Абай Құнанбайұлы"),
        ([line("ЯН", 75)], "unsure", "ЯН"),
        ([line("ЯН", 97)], "text", "ЯН"),
        ([line("| — ?", 97)], "none", ""),
        ([line("жптл", 10)], "none", ""),
    ],
)
def test_three_outcomes(found: list[Line], outcome: str, text: str) -> None:
    reading = judge.caption(PageReading(1, "none"), found)
    assert (reading.outcome, reading.text) == (outcome, text)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("VVVVVVVV", True), ("1 МУУУУ VVVVVVVVVV", True), ("Oz O- OF O= OF Он", True), ("во =О ЕО", True),
     ("Қ А З А Қ С Т А Н", False), ("02 08 '86", False), ("1999", False), ("Ш. Ш. Уәлиханов", False),
     ("қақ", False), ("А. Қ. және С. Т. пен Б.", False)],
)  # fmt: skip
def test_rows_of_like_things_are_no_text(text: str, pattern: bool) -> None:
    assert judge.is_pattern(text) == pattern


def test_a_half_sure_line_right_below_a_sure_one_is_of_the_same_caption() -> None:
    def at(text: str, confidence: float, top: float, height: float = 20) -> Line:
        return Line(text, confidence, (0, top, 90, top, 90, top + height, 0, top + height))

    sure = at("Абай Құнанбайұлы", 90, 0)
    below, far, large = at("шілде", 55, 30), at("шілде", 55, 200), at("шілде", 55, 30, 40)
    assert judge.caption(PageReading(1, "none"), [sure, below]).lines == (sure, below)
    for other in (far, large, at("шілде", 40, 30)):
        assert judge.caption(PageReading(1, "none"), [sure, other]).lines == (sure,)
    assert judge.caption(PageReading(1, "none"), [below]).outcome == "unsure"


def test_a_page_is_believed_as_a_whole_without_its_specks() -> None:
    found = [
        line("Қазақстан Республикасының Ұлттық кітапханасы", 95),
        line("бір жол күмәнді", 60),
        line("ч", 20),
    ]
    reading = judge.page(PageReading(1, "none"), found)
    assert reading.outcome == "text"
    assert reading.text.count("\n") == 1
