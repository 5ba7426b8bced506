"""Who stands where, and what a hostile text may cost."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from language import alphabet, dates, detect, morphology, names, positions, tokens

PLACES = [
    (
        "Солдан оңға қарай: Жүнісов Е., Сейітова А., белгісіз, Омаров Самат.",
        [
            ("Жүнісов Е.", None, 1, "left"),
            ("Сейітова А.", None, 2, "left"),
            ("Омаров Самат", None, 4, "left"),
        ],
    ),
    (
        "Слева направо: И. Козлов, А. Сейтова и Пётр Сидоров. Фото 1965 г.",
        [("И. Козлов", None, 1, "left"), ("А. Сейтова", None, 2, "left"), ("Пётр Сидоров", None, 3, "left")],
    ),
    (
        "Бірінші қатарда солдан оңға: Жүнісов, Сейітова; екінші қатарда: Омаров, Оразбаев Б.",
        [
            ("Жүнісов", 1, 1, "left"),
            ("Сейітова", 1, 2, "left"),
            ("Омаров", 2, 1, "left"),
            ("Оразбаев Б.", 2, 2, "left"),
        ],
    ),
    (
        "Сидят слева направо: Козлов, Петров; стоят: Сидоров",
        [("Козлов", 1, 1, "left"), ("Петров", 1, 2, "left"), ("Сидоров", 2, 1, "left")],
    ),
    ("Справа налево: Козлов, Петров", [("Козлов", None, 1, "right"), ("Петров", None, 2, "right")]),
    (
        "Left to right: Zhanar Omarova, John Smith",
        [("Zhanar Omarova", None, 1, "left"), ("John Smith", None, 2, "left")],
    ),
    ("Сейітова Ажар (солдан екінші) сөйлеп тұр", [("Сейітова Ажар", None, 2, "left")]),
    (
        "Второй слева – Ахметов Канат, в центре Сейтова Айгуль",
        [("Ахметов Канат", None, 2, "left"), ("Сейтова Айгуль", None, None, "centre")],
    ),
    ("Ортада – академик Қаныш Сәтбаев", [("Қаныш Сәтбаев", None, None, "centre")]),
    ("сол жақтан үшінші – Сейітова Айгүл", [("Сейітова Айгүл", None, 3, "left")]),
    (
        "Крайний слева – Козлов Пётр, справа – директор школы Сейтова А.",
        [("Козлов Пётр", None, 1, "left"), ("Сейтова А.", None, 1, "right")],
    ),
    (
        "Омаров Б. (сол жақта) және Жүнісов Е. (оң жақта)",
        [("Омаров Б.", None, 1, "left"), ("Жүнісов Е.", None, 1, "right")],
    ),
    ("Козлов слева, Сидоров справа.", [("Козлов", None, 1, "left"), ("Сидоров", None, 1, "right")]),
    (
        "On the left: John Smith; on the right: Zhanar Omarova",
        [("John Smith", None, 1, "left"), ("Zhanar Omarova", None, 1, "right")],
    ),
    (
        "Четвёртая слева – Сейтова Айгуль, пятый – Омаров Марат",
        [("Сейтова Айгуль", None, 4, "left"), ("Омаров Марат", None, 5, "left")],
    ),
    (
        "From left: Zhanar Omarova, John Smith",
        [("Zhanar Omarova", None, 1, "left"), ("John Smith", None, 2, "left")],
    ),
    ("Слева от директора Козлова стоит Сидоров", []),
    ("He left Almaty with John Smith", []),
    ("Үшінші қатарда солдан төртінші – Сейітова Айгүл", [("Сейітова Айгүл", 3, 4, "left")]),
    (
        "Слева направо: 1. Козлов А. А. 2. Омаров Болат. 3. Сидоров Б. Б.",
        [
            ("Козлов А. А.", None, 1, "left"),
            ("Омаров Болат", None, 2, "left"),
            ("Сидоров Б. Б.", None, 3, "left"),
        ],
    ),
    (
        "Seated: Zhanar Omarova; standing: John Smith",
        [("Zhanar Omarova", 1, None, ""), ("John Smith", 2, None, "")],
    ),
    ("Көрме ашылды. Сейітова Айгүл сөйледі.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_places_of_persons(text: str, places: list[tuple[str, int | None, int | None, str]]) -> None:
    found = positions.find(text)
    assert [(text[p.start : p.end], p.row, p.position, p.side) for p in found] == places


def test_a_name_of_a_list_depends_on_no_word_before_it() -> None:
    [_, second] = positions.find("Слева направо: директор Омаров К., учителя Козлова Ж.")
    assert second.name.surname == "Козлова"


def test_a_place_is_said_in_three_languages() -> None:
    [first, *_] = positions.find("Екінші қатарда солдан оңға: Жүнісов Е., Сейітова А.")
    assert first.label("kk") == "солдан 1-орында, 2-қатар"
    assert first.label("ru") == "1-й слева, 2-й ряд"
    assert first.label("en") == "no. 1 from left, row 2"


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "normalise": alphabet.normalise,
    "fold": alphabet.fold,
    "to_latin": alphabet.to_latin,
    "to_cyrillic": alphabet.to_cyrillic,
    "spellings": alphabet.spellings,
    "swap_layout": alphabet.swap_layout,
    "tokens": lambda text: list(tokens.tokens(text)),
    "stems": morphology.stems,
    "language": detect.language,
    "dates": dates.find,
    "positions": positions.find,
    "names": names.find,
    "parse": names.parse,
    "match": lambda text: names.match(text, text),
    "display": lambda text: dates.display(text, "kk"),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@given(text=st.text(max_size=200))
@example(text="Қ\udfff\ud800лмаз А\ud800. 19³6 ж., ١٩٣٦ ж. к\0ітап")
def test_no_text_breaks_anything(name: str, text: str) -> None:
    FUNCTIONS[name](text)


PIECES = [
    "а",
    "А",
    "Аб ",
    "Н.",
    "Н. ",
    "1",
    "18 ",
    "18-",
    "1936 ж. ",
    "мамыр ",
    "18 мамыр - ",
    "X",
    "-",
    " ",
    "\n",
    "(",
    "«",
    "ның",
    "лары",
    "бен ",
    "Абай бен ",
    "солдан оңға ",
    "ортада ",
    "2024-",
    "?",
    "\u0300",
    "\u0300\u0316",
    "\u00ad",
    "'",
    "aА",
    "12.",
    "А-",
    "-\n",
    "ова",
    "ылды",
]


def _cost(function: Callable[[str], object], text: str) -> float:
    """The least processor time of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        function(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
@given(piece=st.sampled_from(PIECES), other=st.sampled_from(PIECES))
@example(piece="18-", other="18 мамыр - ")
@settings(max_examples=15, deadline=None)
def test_a_hundred_thousand_characters_cost_no_more_than_linear_time(
    name: str, piece: str, other: str
) -> None:
    function = FUNCTIONS[name]
    unit = piece + other
    short, long = (unit * (size // len(unit) + 1) for size in (12_500, 100_000))
    # Eight times the text: sixteen times the time would be halfway to a square, and small times are noise.
    assert _cost(function, long[:100_000]) <= 0.25 + 16 * _cost(function, short[:12_500])
