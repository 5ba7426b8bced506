"""Dates: overlap with bounds, months and days without a year; checked against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.model import When
from index import maintain
from index.days import YEAR_DAYS, bounds, in_month, overlaps, year_label, yearless
from index.query import Date, MonthDay, Not, parse
from tests.index_world import Catalogue, item, when

DAYS = st.dates(date(1899, 1, 1), date(2030, 12, 31))
FAR = date(1, 1, 1), date(9999, 12, 31)


def test_bounds_of_nothing_overlap_nothing() -> None:
    assert not overlaps(*bounds(None), Date(None, None))
    assert not overlaps(*bounds(when(None, None)), Date(None, "9999-12-31"))
    assert not overlaps(*bounds(None), Date("0001-01-01", None))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Two days in order, either end open, not both."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    is_open = draw(st.sampled_from(["", "", "", "first", "last"]))
    return (None if is_open == "first" else first), (None if is_open == "last" else last)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@settings(deadline=None)
@given(ranges(), ranges())
def test_overlap_is_a_day_in_common(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None]
) -> None:
    held = bounds(when(_iso(one[0]), _iso(one[1])))
    begin = max(one[0] or FAR[0], other[0] or FAR[0])
    end = min(one[1] or FAR[1], other[1] or FAR[1])
    assert overlaps(*held, Date(_iso(other[0]), _iso(other[1]))) == (begin <= end)


@settings(deadline=None)
@given(DAYS, st.integers(0, 500), st.integers(1, 12), st.none() | st.integers(1, 31))
@example(date(2000, 8, 1), 61, 9, 31)
def test_month_and_day_are_those_of_some_day_between(
    first: date, length: int, month: int, day: int | None
) -> None:
    days = [first + timedelta(n) for n in range(length + 1)]
    expected = any(d.month == month and day in (None, d.day) for d in days) and len(days) < YEAR_DAYS
    held = bounds(when(_iso(first), _iso(days[-1])))
    assert in_month(*held, MonthDay(month, day)) == expected


def test_the_29th_of_february_is_in_leap_years_only() -> None:
    assert in_month(*bounds(when("2024-02-01", "2024-03-01")), MonthDay(2, 29))
    assert not in_month(*bounds(when("2023-02-01", "2023-03-01")), MonthDay(2, 29))
    assert not in_month(*bounds(when("1900-02-01", "1900-03-01")), MonthDay(2, 29))


@pytest.mark.parametrize(
    ("edtf", "terms"),
    [
        ("XXXX-09-18", ["09", "09-18"]),
        ("XXXX-09", ["09"]),
        ("XXXX-09-18?", ["09", "09-18"]),
        ("XXXX-09-17/XXXX-09-20", ["09", "09-17", "09", "09-20"]),
        ("2024-09-18", []),
        ("193X", []),
        ("XXXX-21", ["21"]),
        ("", []),
    ],
)
def test_terms_of_dates_without_a_year(edtf: str, terms: list[str]) -> None:
    assert list(yearless(edtf)) == terms


@pytest.mark.parametrize(
    ("earliest", "latest", "label"),
    [
        ("2024-09-18", "2024-09-18", "2024"),
        ("1930-01-01", "1939-12-31", "1930..1939"),
        (None, "1917-12-31", "..1917"),
        ("1991-01-01", None, "1991.."),
        ("0988-01-01", "0988-12-31", "0988"),
    ],
)
def test_the_year_of_a_facet_is_a_date_that_finds_it(
    earliest: str | None, latest: str | None, label: str
) -> None:
    held = bounds(when(earliest, latest))
    assert year_label(*held) == label
    asked = parse(f"date:{label}").tree
    assert isinstance(asked, Date) and overlaps(*held, asked)


def test_the_facet_has_a_year_for_what_has_none() -> None:
    for unknown in (None, when(None, None)):
        assert year_label(*bounds(unknown)) == "unknown"
    assert parse("date:unknown").tree == Not(Date(None, None))


WHENS: dict[str, When | None] = {
    "day": when("2024-09-18", "2024-09-18"),
    "month": when("2024-09-01", "2024-09-30"),
    "year": when("2024-01-01", "2024-12-31"),
    "decade": when("1930-01-01", "1939-12-31"),
    "winter": when("1940-12-01", "1941-02-28"),
    "until": when(None, "1917-12-31"),
    "since": when("1991-01-01", None),
    "no year": When("XXXX-09-18", "18 қыркүйек", None, None, "caption"),
    "month only": When("XXXX-09", "қыркүйек", None, None, "caption"),
    "none": None,
}

FOUND = [
    ("date:2024", "day month year since"),
    ("date:2024-09", "day month year since"),
    ("date:2024-09-18", "day month year since"),
    ("date:2024-09-19", "month year since"),
    ("date:2024-10", "year since"),
    ("date:1935", "decade"),
    ("date:1930..1939", "decade"),
    ("date:1939..1940", "decade winter"),
    ("date:1941-02", "winter"),
    ("date:1941-03", ""),
    ("date:..1950", "decade winter until"),
    ("date:..1917-12-31", "until"),
    ("date:1918..1929", ""),
    ("date:2025..", "since"),
    ("date:unknown", "no_year month_only none"),
    ("күні:белгісіз", "no_year month_only none"),
    ("дата:неизвестна", "no_year month_only none"),
    ("date:Unknown -has:date", "none"),
    ("-date:unknown", "day month year decade winter until since"),
    ("date:unknown OR date:1935", "decade no_year month_only none"),
    ("date:1950..1990", ""),
    ("date:1800", "until"),
    ("date:09-18", "day month no_year"),
    ("date:09", "day month no_year month_only"),
    ("date:09-19", "month"),
    ("date:01", "winter"),
    ("date:03", ""),
    ("-has:date", "none"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> maintain.WhooshEngine:
    folder = tmp_path_factory.mktemp("dates")
    items = [item(n, name, when=WHENS[name]) for n, name in enumerate(WHENS, 1)]
    maintain.update(folder, Catalogue(items))
    return maintain.open_current(folder)[0]


@pytest.mark.parametrize(("query", "names"), FOUND)
def test_items_of_a_date(engine: maintain.WhooshEngine, query: str, names: str) -> None:
    ids = {name: f"0001-{n:04}" for n, name in enumerate(WHENS, 1)}
    expected = {ids[name.replace("_", " ")] for name in names.split()}
    assert set(engine.search(parse(query).tree).ids) == expected


def test_by_date_is_by_its_beginning_and_unknown_last(engine: maintain.WhooshEngine) -> None:
    found = engine.search(parse("").tree, sort="date", limit=50)
    names = [list(WHENS)[int(one[5:]) - 1] for one in found.ids]
    assert names == [
        "until",
        "decade",
        "winter",
        "since",
        "year",
        "month",
        "day",
        "no year",
        "month only",
        "none",
    ]


@settings(deadline=None, max_examples=40)
@given(st.lists(ranges(), min_size=1, max_size=12), st.lists(ranges(), min_size=1, max_size=4))
def test_the_index_answers_as_counting_does(
    tmp_path_factory: pytest.TempPathFactory,
    held: list[tuple[date | None, date | None]],
    asked: list[tuple[date | None, date | None]],
) -> None:
    folder: Path = tmp_path_factory.mktemp("model")
    items = [item(n, when=when(_iso(first), _iso(last))) for n, (first, last) in enumerate(held, 1)]
    maintain.update(folder, Catalogue(items))
    engine, _ = maintain.open_current(folder)
    for low, high in asked:
        expected = {
            f"0001-{n:04}"
            for n, (first, last) in enumerate(held, 1)
            if max(first or FAR[0], low or FAR[0]) <= min(last or FAR[1], high or FAR[1])
        }
        assert set(engine.search(Date(_iso(low), _iso(high)), limit=50).ids) == expected
    engine.close()
