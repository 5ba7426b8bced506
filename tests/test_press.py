"""What a press text says: a line a case. The texts are our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import press
from ingest.gatherings import is_gathering, russian_gathering
from ingest.institutions import is_institution, nominative
from ingest.press_body import body, says_something
from ingest.press_pictures import pictures
from ingest.sentences import sentence_at
from language.names import full


def persons(text: str) -> list[str]:
    return [full(one.name) for one in press.read(text).persons]


@pytest.mark.parametrize(
    "line",
    [
        "+7 (727) 267-28-83",
        "III тоқсан",
        "2-тоқсан",
        "IV квартал 2023 года",
        "2024 жыл",
        "Бөлісу: Facebook Telegram WhatsApp",
        "Оқу уақыты: 3 минут",
        "Қаралым саны: 1 204",
        "Просмотров: 127",
        "Поделиться",
        "Главная / Новости / События",
        "Басты бет » Жаңалықтар",
        "ҚАЗ | РУС | ENG",
        "Біз cookie файлдарын қолданамыз",
        "© 2024 Барлық құқықтар қорғалған",
        "При использовании материалов ссылка обязательна.",
        "#кітап #көрме #Семей",
        "Тел.: 8 (7222) 52-10-10",
        "050000, Алматы қаласы, Абай даңғылы, 14",
        "қала 1   қала 2",
        "семей гл",
        "IMG_0012.jpg",
        "https://example.kz/news/12",
    ],
)
def test_a_left_over_says_nothing(line: str) -> None:
    assert body(line, ["қала 1.jpg", "қала 2.jpg"]).plain.strip() == ""


@pytest.mark.parametrize(
    "line",
    [
        "Көрме 1 мамырға дейін жұмыс істейді.",
        "Бөлісуге шақырған кеште Айгүл Сейтова сөйледі.",
        "Главная героиня вечера – Анна Петрова.",
        "Екінші тоқсанда кітапханаға алты мың оқырман келді.",
        "Пікірлер алмасу алаңында Болат Омаров сөз сөйледі.",
    ],
)
def test_a_sentence_that_begins_like_one_is_text(line: str) -> None:
    assert says_something(line, set())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Музейде көрме ашылды\n\nБүгін көрме ашылды.", "Музейде көрме ашылды"),
        ("ПРЕСС-РЕЛИЗ\n\nДень архивов\n\nСегодня прошёл праздник.", "День архивов"),
        ("Пресс-релиз: День архивов\n\nСегодня прошёл праздник.", "День архивов"),
        ("12.03.2024\nЖаңалықтар\nКітап күні\n\nКітап күні өтті.", "Кітап күні"),
        ("Атырау қаласы\n\nКітап көшесі мерекесі\n\nМереке өтті.", "Кітап көшесі мерекесі"),
        ("# Кеш өтті\n\nКеше кеш өтті.", "Кеш өтті"),
        ("3 мамырда «Көне сурет» атты фотокөрме ашылды.", "«Көне сурет» атты фотокөрме"),
        ("3 мая прошла выставка «Старый город».", "Выставка «Старый город»"),
        ("В рамках круглого стола «Чтение сегодня» выступили гости.", "Круглый стол «Чтение сегодня»"),
        ("3 мамырда кітапхана қызметкерлері бас қосты.", None),
    ],
)
def test_the_title(text: str, title: str | None) -> None:
    assert press.read(text).title == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024 жылғы 18 сәуірде көрме ашылды. Көрме 30 мамырға дейін жұмыс істейді.", "2024-04-18"),
        ("Кітапхана 1936 жылғы 5 қаңтарда құрылған. 2023 жылы 3 мамырда мереке өтті.", "2023-05-03"),
        ("Жарияланған: 20.09.2024\n\n18 қыркүйекте форум өтті.", "2024-09-18"),
        ("Опубликовано: 02.01.2024\n\n30 декабря состоялся вечер.", "2023-12-30"),
        ("18 қыркүйекте форум өтті.", "XXXX-09-18"),
        ("С 21 по 23 ноября 2018 года проходил конкурс.", "2018-11-21/2018-11-23"),
        ("Ақын (1922–1998) туралы айтылды.", None),
    ],
)
def test_the_date(text: str, date: str | None) -> None:
    found = press.read(text).date
    assert (found.value if found else None) == date


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Семей қаласында форум өтті. Алматыдан, Астанадан қонақтар келді.", "Семей"),
        ("В Павлодарской областной библиотеке прошла встреча с гостями из Астаны и Алматы.", "Павлодар"),
        ("Түркістан қалалық мұражайында көрме ашылды.", "Түркістан"),
        ("Қарағанды облыстық кітапханасында кеш өтті.", "Қарағанды"),
        ("Бұлақты ауылында кітапхана ашылды.", "Бұлақты ауылы"),
        ("Кітапханада кеш өтті.", None),
    ],
)
def test_the_place(text: str, place: str | None) -> None:
    found = press.read(text).place
    assert (found.value if found else None) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Кешті Сейілова Гүлнар Мәжитқызы ашты. Г.М. Сейілова мен Гүлнар Сейілова келді.",
            ["Сейілова Гүлнар Мәжитқызы"],
        ),
        ("Шәкен Айманов атындағы кітапханада Дина Омарова сөйледі.", ["Омарова Дина"]),
        ("В библиотеке имени Абая Кунанбаева выступила Анна Лебедева.", ["Лебедева Анна"]),
        ("Кеш өтті.\n\nФото: Болат Сейтов", []),
        ("Кеш өтті. Жиналғандар тарады.\n\nБәрі риза болды.\n\nӘлия Бекетова, «Дала таңы»", []),
        ("Выставка посвящена 150-летию со дня рождения геолога Петра Рощина.", []),
        ("Ақын Жамбыл Жабаевтың туғанына 175 жыл толды.", []),
        (
            "Поздравили Зою Андреевну Круглову и Виктора Лысенко.",
            ["Круглова Зоя Андреевна", "Лысенко Виктор"],
        ),
        ("Читайте также:\nУмер художник Борис Пак", []),
    ],
)
def test_who_took_part(text: str, expected: list[str]) -> None:
    assert persons(text) == expected


def test_initials_that_fit_two_persons_name_neither() -> None:
    text = "Кеште Омарова Дина мен Омарова Дәмелі сөйледі. Д. Омарова ән айтты."
    assert persons(text) == ["Омарова Дина", "Омарова Дәмелі"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ұйымдастырушылар: мәдениет, архивтер және құжаттама басқармасы; қалалық музей.",
            ["мәдениет, архивтер және құжаттама басқармасы", "қалалық музей"],
        ),
        (
            "Ұйымдастырушылар:\n- Ұлттық кітапхана\n- Түркі академиясы\n\nКеш өтті.",
            ["Ұлттық кітапхана", "Түркі академиясы"],
        ),
        ("Көрмені Семей қалалық музейі ұйымдастырды.", ["Семей қалалық музейі"]),
        ("Байқау облыстық мәдениет басқармасының ұйымдастыруымен өтті.", ["облыстық мәдениет басқармасы"]),
        (
            "Организатором вечера выступила Риддерская городская библиотека имени С. Сейфуллина.",
            ["Риддерская городская библиотека имени С. Сейфуллина"],
        ),
        (
            "Вечер организован Риддерским городским музеем при поддержке акимата.",
            ["Риддерский городской музей"],
        ),
        ("The seminar was organised by the National Archive.", ["National Archive"]),
        ("Кеш ұйымдастырылды.", []),
    ],
)
def test_who_organised_it(text: str, expected: list[str]) -> None:
    assert [one.value for one in press.read(text).organisers] == expected


def test_a_text_whose_lines_were_broken_is_read_as_if_they_were_not() -> None:
    text = (
        "Вечер состоялся в городской библиотеке, собралось много гостей, пришёл и\n"
        "ветеран труда, почётный гражданин города, наставник молодых рабочих Виктор\n"
        "Лысенко, который рассказал о строительстве завода и о своих товарищах, а за\n"
        "ним выступили школьники."
    )
    found = press.read(text).persons[0]
    assert full(found.name) == "Лысенко Виктор"
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote
    assert found.evidence.sentence.startswith("Вечер состоялся")


def test_two_languages_of_one_event_are_put_together() -> None:
    kazakh = "Мұражайда кездесу өтті\n\nКездесуге Ғалия Нұрланқызы Сейтова қатысты."
    russian = "В музее прошла встреча\n\nВо встрече участвовала Галия Нурлановна Сейтова."
    found = press.read_all([kazakh, russian])
    assert [one.value for one in found.titles] == ["Мұражайда кездесу өтті", "В музее прошла встреча"]
    assert [full(one.name) for one in found.persons] == ["Сейтова Ғалия Нұрланқызы"]
    whole = press.JOINT.join((kazakh, russian))
    for one in found.titles:
        assert whole[one.evidence.start : one.evidence.end] == one.evidence.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("қала 1   қала 2", [("қала 1", None), ("қала 2", None)]),
        ("қала 1 – Ашылу салтанаты", [("қала 1", "Ашылу салтанаты")]),
        ("Мәтінде қала 1 туралы айтылады", []),
        ("1. Бірінші сөз", []),
        ("1.jpg – Бірінші сөз", [("1", "Бірінші сөз")]),
        ("![Ашылу](img/қала%202.jpg)", []),
        ("![Ашылу](img/қала 2.jpg)", [("қала 2", "Ашылу")]),
    ],
)
def test_pictures_that_a_text_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    names = ("қала 1.jpg", "қала 2.jpg", "1.jpg")
    assert [(one.name, one.caption) for one in pictures(text, names)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Карагандинской областной библиотекой имени Гоголя",
            "Карагандинская областная библиотека имени Гоголя",
        ),
        ("Государственным архивом Костанайской области", "Государственный архив Костанайской области"),
        ("управления культуры области", "управление культуры области"),
        ("Ұлттық кітапхана", "Ұлттық кітапхана"),
    ],
)
def test_the_nominative_of_an_institution(words: str, expected: str) -> None:
    assert is_institution(words)
    assert nominative(words) == expected


def test_what_gatherings_are_called() -> None:
    assert is_gathering("фотокөрмесінде")
    assert is_gathering("форумында")
    assert not is_gathering("кітапханасында")
    assert russian_gathering("выставки") == "выставка"
    assert russian_gathering("библиотеки") is None


def test_a_sentence_ends_behind_no_initial() -> None:
    text = "Алғашқы сөйлем. Кешке Н.В. Гоголь ат. кітапхананың директоры А. Омарова келді. Соңғы."
    at = text.index("Омарова")
    assert sentence_at(text, at, at + 7) == text[text.index("Кешке") : text.index(" Соңғы")]


@settings(max_examples=150, deadline=None)
@given(st.text("аАқҚ «»().,:;–\n1#!*_[]@", max_size=120), st.sampled_from(["қала 1", "а"]))
def test_any_text_is_read_and_offsets_are_those_of_the_text(text: str, name: str) -> None:
    found = press.read(text, [name])
    assert len(body(text, [name]).plain) == len(text)
    for one in (*found.titles, *found.organisers, *([found.date] if found.date else [])):
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
