"""Dates in captions: found, checked against the calendar, bounded, said."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from language.dates import bounds, display, find, parse_edtf

FOUND = [
    ("5 қазанда", None, "XXXX-10-05"),
    ("5 қазанда", 1978, "1978-10-05"),
    ("«29» октября 2021 г.", None, "2021-10-29"),
    ("2021 жылғы «29» қазанда", None, "2021-10-29"),
    ("18 IX 1975 г.", None, "1975-09-18"),
    ("20-22.05.2022", None, "2022-05-20/2022-05-22"),
    ("30.04.-02.05.2022", None, "2022-04-30/2022-05-02"),
    ("30.12.2021–02.01.2022", None, "2021-12-30/2022-01-02"),
    ("Фото 2 – 18.05.2022", None, "2022-05-18"),
    ("1978 жылғы 5 қазан", None, "1978-10-05"),
    ("1978 жылдың 5 қазанында", None, "1978-10-05"),
    ("1978 ж. 5 қазан", None, "1978-10-05"),
    ("5 қазан 1978 жыл", None, "1978-10-05"),
    ("қазанның 5-і", 1978, "1978-10-05"),
    ("1978 жылғы қазан айының 5-і күні", None, "1978-10-05"),
    ("9-мамыр 1985 жыл", None, "1985-05-09"),
    ("жиырма бірінші наурызда", None, "XXXX-03-21"),
    ("мамырдың бірі күні", None, "XXXX-05-01"),
    ("18 кыркуйекте", None, "XXXX-09-18"),
    ("1962 ж.", None, "1962"),
    ("1962 жылы түсірілген", None, "1962"),
    ("1962 жылғы тамыз", None, "1962-08"),
    ("тамыз айында", 1962, "1962-08"),
    ("1951-1955 жж.", None, "1951/1955"),
    ("1951–55 жылдары", None, "1951/1955"),
    ("1951 жылдан 1955 жылға дейін", None, "1951/1955"),
    ("1970-ші жылдар", None, "197X"),
    ("1970-жылдардың суреті", None, "197X"),
    ("XX ғасырдың 20-жылдары", None, "192X"),
    ("ХІХ ғасыр", None, "18XX"),
    ("XVIII ғ.", None, "17XX"),
    ("жиырмасыншы ғасыр", None, "19XX"),
    ("XIX–XX ғғ.", None, "18XX/19XX"),
    ("шамамен 1940 ж.", None, "1940~"),
    ("1940 жылдар шамасында", None, "194X~"),
    ("1920 жылға дейін", None, "../1920"),
    ("1992 жылдан кейін", None, "1992/.."),
    ("1992 жылдан бастап", None, "1992/.."),
    ("1971 жылдың көктемі", None, "1971-21"),
    ("1971 ж. жаз", None, "1971-22"),
    ("1971 жылғы күзде", None, "1971-23"),
    ("1971 жылдың қысы", None, "1971-24"),
    ("3-5 шілде 2019 ж.", None, "2019-07-03/2019-07-05"),
    ("2019 жылғы 30 маусым – 2 шілде", None, "2019-06-30/2019-07-02"),
    ("5 октября 1978 г.", None, "1978-10-05"),
    ("в октябре 1978 года", None, "1978-10"),
    ("1950-е гг.", None, "195X"),
    ("с 3 по 5 июля 2019 года", None, "2019-07-03/2019-07-05"),
    ("ок. 1940 г.", None, "1940~"),
    ("до 1920 г.", None, "../1920"),
    ("после 1992 г.", None, "1992/.."),
    ("не позднее 1940 г.", None, "../1940"),
    ("лето 1971 г.", None, "1971-22"),
    ("XIX век", None, "18XX"),
    ("60-е годы XX века", None, "196X"),
    ("двадцать первого марта 1985 года", None, "1985-03-21"),
    ("май 1985", None, "1985-05"),
    ("October 5, 1978", None, "1978-10-05"),
    ("5th of October 1978", None, "1978-10-05"),
    ("circa 1940", None, "1940~"),
    ("1950s", None, "195X"),
    ("before 1920", None, "../1920"),
    ("between 1951 and 1955", None, "1951/1955"),
    ("19th century", None, "18XX"),
    ("05.10.1978", None, "1978-10-05"),
    ("5/10/1978", None, "1978-10-05"),
    ("12.IV.1961", None, "1961-04-12"),
    ("1951–55", None, "1951/1955"),
    ("1951 ж. мен 1955 ж. аралығы", None, "1951/1955"),
    ("1951 ж. дейін", None, "../1951"),
    ("1951 ж. кейін", None, "1951/.."),
    ("12.IV.61", None, "1961-04-12"),
    ("1 и 2 мая 1970 г.", None, "1970-05-01/1970-05-02"),
    ("March 5–7, 2019", None, "2019-03-05/2019-03-07"),
    ("қыркүйектің 5–7-сі", 1969, "1969-09-05/1969-09-07"),
    ("1950–60-е гг.", None, "195X/196X"),
    ("ХХ ғасырдың 50–60-жылдары", None, "195X/196X"),
    ("30–40-жылдар", None, "193X/194X"),
    ("1929/30 оқу жылы", None, "1929/1930"),
    ("22 наурыздан 25 наурызға дейін", 2012, "2012-03-22/2012-03-25"),
    ("1941 жылдың 22 маусымынан 1945 жылдың 9 мамырына дейін", None, "1941-06-22/1945-05-09"),
    ("1978-10-05", None, "1978-10-05"),
    ("1978:10:05 11:12:13", None, "1978-10-05"),
    ("10.1978", None, "1978-10"),
    ("1938?", None, "1938?"),
    ("1938 ж. (?)", None, "1938?"),
    ("Алматы, 1938", None, "1938"),
    ("(1938)", None, "1938"),
]


@pytest.mark.parametrize(("text", "year", "edtf"), FOUND)
def test_dates_of_captions(text: str, year: int | None, edtf: str) -> None:
    assert [span.edtf for span in find(text, year)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2020",
        "31 қыркүйек 1950 ж.",
        "29 ақпан 2023 жыл",
        "31 сентября",
        "00.10.1978",
        "тел. 267-28-83",
        "90 жылдық мерейтойы",
        "фонд № 214, опись 2",
        "EXPO-2017 көрмесі",
        "«Қарағанды09» шарасы",
        "1200 адам қатысты",
        "қазан мен ожау",
        "наурыз мерекесі",
        "осы маусымда",
        "үй 12, пәтер 5",
        "тағы 1 мәрте",
        "1500 жыл бұрын",
        "5-10 жылдар бұрын",
        "№ 2019/20",
        "ф. 18, оп. 2, д. 1974",
        "қор 18, тізімдеме 2, іс. 1974",
        "инв. № 1987",
        "есеп 3:2",
        "мамыр 5-7 оқушы",
        "бөлме 2012",
        "20 в Алматы",
        "",
        "12:30",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find(text) == ()


def test_a_date_stands_where_its_words_stand() -> None:
    text = "Кездесу шамамен 1962 жылы өтті, келесісі – 5 қазанда."
    assert [text[span.start : span.end] for span in find(text)] == ["шамамен 1962 жылы", "5 қазанда"]


def test_a_two_digit_year_is_the_latest_that_is_not_in_the_future() -> None:
    this = datetime.date.today().year
    [span] = find(f"05.10.{this % 100:02}")
    assert span.edtf == f"{this}-10-05"
    [span] = find(f"05.10.{(this + 1) % 100:02}")
    assert span.edtf == f"{this - 99}-10-05"


BOUNDS = [
    ("1962", "1962-01-01", "1962-12-31"),
    ("1962-02", "1962-02-01", "1962-02-28"),
    ("1962-02-03", "1962-02-03", "1962-02-03"),
    ("196X", "1960-01-01", "1969-12-31"),
    ("18XX", "1800-01-01", "1899-12-31"),
    ("1962~", "1962-01-01", "1962-12-31"),
    ("1951/1955", "1951-01-01", "1955-12-31"),
    ("../1917", None, "1917-12-31"),
    ("1991/..", "1991-01-01", None),
    ("1965-21", "1965-03-01", "1965-05-31"),
    ("1965-23", "1965-09-01", "1965-11-30"),
    ("1954-24", "1953-12-01", "1955-02-28"),
    ("1955-24", "1954-12-01", "1956-02-29"),
    ("XXXX-09-18", None, None),
    ("XXXX-09", None, None),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), BOUNDS)
def test_bounds(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "abc",
        "1962-13",
        "1962-02-30",
        "1955/1951",
        "18 қыркүйек",
        "19",
        "/",
        "..",
        "/..",
        "../",
        "1962-2",
        "9" * 5000,
    ],
)
def test_what_is_no_edtf_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|calendar|ends before"):
        parse_edtf(bad)


def test_edtf_beyond_our_own_grammar_is_left_to_the_library() -> None:
    assert parse_edtf("[1667,1668]") == "[1667,1668]"
    assert parse_edtf(" 1936-09 ") == "1936-09"
    assert bounds(parse_edtf("[1920..]")) == ("1920-01-01", None)


SAID = [
    ("1978-10-05", "1978 жылғы 5 қазан", "5 октября 1978 г.", "5 October 1978"),
    ("XXXX-09-18", "18 қыркүйек", "18 сентября", "18 September"),
    ("1962", "1962 жыл", "1962 г.", "1962"),
    ("1951/1955", "1951–1955 жылдар", "1951–1955 гг.", "1951–1955"),
    ("196X", "1960-жылдар", "1960-е гг.", "1960s"),
    ("18XX", "XIX ғасыр", "XIX век", "19th century"),
    ("1940~", "шамамен 1940 жыл", "около 1940 г.", "circa 1940"),
    ("1938?", "1938 жыл (?)", "1938 г. (?)", "1938 (?)"),
    ("../1917", "1917 жылға дейін", "до 1917 г.", "before 1917"),
    ("1991/..", "1991 жылдан кейін", "после 1991 г.", "after 1991"),
    ("1965-21", "1965 жылдың көктемі", "весна 1965 г.", "spring 1965"),
    ("1978-10", "1978 жылғы қазан", "октябрь 1978 г.", "October 1978"),
    ("2019-07-03/2019-07-05", "2019 жылғы 3–5 шілде", "3–5 июля 2019 г.", "3–5 July 2019"),
]


@pytest.mark.parametrize(("edtf", "kk", "ru", "en"), SAID)
def test_a_date_is_said_in_three_languages(edtf: str, kk: str, ru: str, en: str) -> None:
    assert (display(edtf, "kk"), display(edtf, "ru"), display(edtf, "en")) == (kk, ru, en)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("edtf", [row[0] for row in SAID])
def test_what_is_said_is_found_again(edtf: str, lang: str) -> None:
    [span] = find(display(edtf, lang))
    assert span.edtf == edtf


_MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
MONTHS_KK = _MONTHS.split()
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS)
def test_any_day_is_read_in_all_usual_ways(day: datetime.date) -> None:
    month = MONTHS_KK[day.month - 1]
    ways = [
        f"{day.year} жылғы {day.day} {month}",
        f"{day.day} {month} {day.year} жыл",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        display(day.isoformat(), "ru"),
        display(day.isoformat(), "en"),
    ]
    assert [[span.edtf for span in find(way)] for way in ways] == [[day.isoformat()]] * len(ways)
    assert bounds(day.isoformat()) == (day.isoformat(), day.isoformat())


@pytest.mark.slow
@given(
    st.sampled_from([row[0] for row in FOUND]),
    st.sampled_from(["", "шамамен ", "до ", "после "]),
    st.sampled_from(["", " (?)"]),
)
@settings(max_examples=25, deadline=None)  # The library takes up to a second for each.
def test_what_is_found_is_edtf_to_the_library_too(text: str, before: str, behind: str) -> None:
    import edtf

    for span in find(before + text + behind):
        edtf.parse_edtf(span.edtf)


def test_every_kind_of_date_that_we_make_is_edtf_to_the_library_too() -> None:
    import edtf

    for _, _, made in FOUND:
        edtf.parse_edtf(made)


@given(st.text(alphabet="0123456789-/.X~?% ", max_size=25))
@example("0000")
@example("0001-24")
def test_bounds_are_days_in_order_or_an_error(text: str) -> None:
    try:
        low, high = bounds(parse_edtf(text))
    except ValueError:
        return
    assert low is None or datetime.date.fromisoformat(low)
    assert high is None or datetime.date.fromisoformat(high)
    assert not (low and high) or low <= high


@given(st.text(alphabet="0123456789 .,-–/жылдамыркүекз?()XVI", max_size=60), st.none() | st.integers(1, 2100))
def test_spans_are_in_order_and_what_they_say_has_bounds(text: str, year: int | None) -> None:
    end = 0
    for span in find(text, year):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        bounds(parse_edtf(span.edtf))
        assert span.display("kk")
