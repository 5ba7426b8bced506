"""Names of persons: found in captions and press texts, taken apart, compared, spelled in other ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.names import PersonName, find, full, match, parse, variants
from language.romanisation import to_latin, to_passport

FOUND = [
    ("Кеше Сейітова Ажар Маратқызын марапаттады.", [("Сейітова Ажар Маратқызын", "Сейітова Ажар Маратқызы")]),
    (
        "Кездесуге Ерлан Жүнісов пен Бекзат Омаровтың әріптестері келді.",
        [("Ерлан Жүнісов", "Жүнісов Ерлан"), ("Бекзат Омаровтың", "Омаров Бекзат")],
    ),
    ("Жазушы Мұхтар Әуезовке арналған көрме", [("Мұхтар Әуезовке", "Әуезов Мұхтар")]),
    ("Кітапханашы Р. Т. Нұрғалиева сөйледі", [("Р. Т. Нұрғалиева", "Нұрғалиева Р. Т.")]),
    (
        "Суретте: Сәрсенбаев Қ., Ыбыраева Г.Т.",
        [("Сәрсенбаев Қ.", "Сәрсенбаев Қ."), ("Ыбыраева Г.Т.", "Ыбыраева Г. Т.")],
    ),
    (
        "Встреча с Нурлановой Айгуль Сериковной",
        [("Нурлановой Айгуль Сериковной", "Нурланова Айгуль Сериковна")],
    ),
    ("Встреча с писателем Олжасом Сулейменовым", [("Олжасом Сулейменовым", "Сулейменов Олжас")]),
    ("Конференция по книге М. О. Ауэзова", [("М. О. Ауэзова", "Ауэзов М. О.")]),
    ("Батыр Бауыржан Момышұлы сапта", [("Бауыржан Момышұлы", "Бауыржан Момышұлы")]),
    ("Суретте – Сәуле Қасымова", [("Сәуле Қасымова", "Қасымова Сәуле")]),
    ("Клара Шнайдердің хаты", [("Клара Шнайдердің", "Шнайдер Клара")]),
    ("Искандер Хасанов", [("Искандер Хасанов", "Хасанов Искандер")]),
    ("Фото Ивана Козлова", [("Ивана Козлова", "Козлов Иван")]),
    ("Награждение Марины Козловой", [("Марины Козловой", "Козлова Марина")]),
    ("Пётр Ильич Чайковский", [("Пётр Ильич Чайковский", "Чайковский Пётр Ильич")]),
    (
        "Слева А. Н. Петров, справа Козлова Мария",
        [("А. Н. Петров", "Петров А. Н."), ("Козлова Мария", "Козлова Мария")],
    ),
    (
        "Speakers: Zhanar Omarova and Nurlan Sagintayev",
        [("Zhanar Omarova", "Omarova Zhanar"), ("Nurlan Sagintayev", "Sagintayev Nurlan")],
    ),
    ("ЖҮНІСОВ ЕРЛАН БОЛАТҰЛЫ", [("ЖҮНІСОВ ЕРЛАН БОЛАТҰЛЫ", "Жүнісов Ерлан Болатұлы")]),
    ("Қасым-Жомарт Тоқаев келді", [("Қасым-Жомарт Тоқаев", "Тоқаев Қасым-Жомарт")]),
    ("Мен Айнұрға хат жаздым", [("Айнұрға", "Айнұр")]),
    ("тілшіміз Дәурен Шоқпар айтты", [("Дәурен Шоқпар", "Шоқпар Дәурен")]),
]


@pytest.mark.parametrize(("text", "persons"), FOUND)
def test_persons_of_a_text(text: str, persons: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], full(span.name)) for span in find(text)] == persons


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Қарағанды облысының мәдениет басқармасы",
        "ҚР Ұлттық кітапханасы «Қарағанды09: еркін диалог» OpenTalk",
        "Алматы, Астана және Шымкент",
        "Абай көшесі 12",
        "Қаныш Сәтбаев көшесінде",
        "Бүгін Тәуелсіздік күні",
        "В Карагандинской областной библиотеке",
        "Любовь к книге",
        "Зима в Алма-Ате",
        "Ертіс жағасы, 1960 ж.",
        "Роман «Путь Абая»",
        "улица Козлова",
        "делегация из Ростова",
        "Берлин мен Ростов қалалары",
        "«Арман» кинотеатры",
        "Открытие Национальной библиотеки в Алматы",
    ],
)
def test_where_nobody_is_named_nobody_is_found(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Н.В. Гоголь атындағы кітапхана", "Гоголь Н. В."),
        ("М. Әуезов атындағы театр", "Әуезов М."),
        ("Абай атындағы опера", "Абай"),
        ("библиотека имени С. Сейфуллина", "Сейфуллина С."),
    ],
)
def test_a_name_that_an_institution_bears_is_nobody_s_presence(text: str, name: str) -> None:
    assert find(text) == ()
    [span] = find(text, institutions=True)
    assert span.institution
    assert full(span.name).startswith(name[:6])


SAME = [
    ("Жүнісова Ажар Болатқызы", "Ажар Жүнісова"),
    ("Жүнісова Ажар Болатқызы", "Жүнісова А. Б."),
    ("Жүнісова Ажар Болатқызы", "А.Б. Жүнісова"),
    ("Жүнісова Ажар Болатқызы", "Жунусова Ажар Болатовна"),
    ("Жүнісова Ажар Болатқызы", "Zhunissova Azhar"),
    ("Жүнісова Ажар Болатқызы", "Жүнісоваға Ажар Болатқызына"),
    ("Сейітқали Қуаныш", "Қуаныш Сейітқали"),
    ("Нұрғиса Тілендиев", "Тлендиев Нургиса"),
    ("Ілияс Жансүгіров", "Ильяс Джансугуров"),
    ("Жамбыл Жабаев", "Джамбул Джабаев"),
    ("Ахмет Байтұрсынұлы", "Ахмед Байтурсынов"),
    ("Міржақып Дулатұлы", "Дулатов Миржакып"),
    ("Жүсіпбек Аймауытов", "Жусупбек Аймаутов"),
    ("Қасымова Ләйла", "Kassymova Leila"),
    ("Лев Козлов", "Leo Kozlov"),
    ("Шыңғыс Айтматов", "Чингиз Айтматов"),
    ("Дінмұхамед Қонаев", "Dinmukhamed Kunaev"),
    ("Тоқаев Қасым-Жомарт Кемелұлы", "Қ.-Ж. Тоқаев"),
    ("Бақыт Сұлтанов", "Бахыт Султанов"),
    ("Күләш Байсейітова", "Куляш Байсеитова"),
    ("Ғабит Мүсірепов", "Габит Мусрепов"),
    ("Бауыржан Момышұлы", "Баурджан Момыш-улы"),
    ("Әлия Молдағұлова", "Alia Moldagulova"),
    ("Наталья Иванова", "Наталия Иванова"),
    ("Иванов Пётр Сергеевич", "П.С. Иванов"),
    ("Роза Рымбаева", "Rymbayeva Roza"),
    ("Жұмабаев Мағжан Бекенұлы", "Жұмабай Мағжан"),
    ("Шәкәрім Құдайбердіұлы", "Шакарим Кудайбердиев"),
    ("Ыбырай Алтынсарин", "Ибрагим Алтынсарин"),
    ("Құрманғазы Сағырбайұлы", "Курмангазы Сагырбаев"),
    ("Евгений Брусиловский", "Brusilovsky Yevgeny"),
    ("Ли Сергей", "С. Ли"),
]
OTHERS = [
    ("Жүнісова Ажар Болатқызы", "Жүнісова Айгүл Болатқызы"),
    ("Жүнісова Ажар Болатқызы", "Жүнісов Ажар Болатұлы"),
    ("Жүнісова Ажар Болатқызы", "Жүнісова Ажар Маратқызы"),
    ("Жүнісова А. Б.", "Жүнісова А. М."),
    ("Серік Ахметов", "Берік Ахметов"),
    ("Марат Ахметов", "Мұрат Ахметов"),
    ("Нұрлан Сейітов", "Нұржан Сейітов"),
    ("Олжас Сүлейменов", "Сүлейменова Олжас"),
    ("Жүнісов Ерлан", "Жүнісбеков Ерлан"),
    ("Мұхтар Әуезов", "Мұхтар Шаханов"),
    ("Дінмұхамед Ахметов", "Динмухамед Ахмедов"),
    ("Гүлжан Әбішева", "Гүлнар Әбішева"),
    ("Болат", "Болатбек"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_the_same_person(a: str, b: str) -> None:
    assert match(a, b) >= 0.5
    assert match(b, a) == match(a, b)


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_another_person(a: str, b: str) -> None:
    assert match(a, b) < 0.5
    assert match(b, a) == match(a, b)


def test_a_bare_surname_only_suggests() -> None:
    assert match("Жүнісова", "Ажар Жүнісова") == 0.5
    assert match("Ажар Жүнісова", "Жүнісова Ажар Болатқызы") > 0.8


SURNAMES, GIVEN = (
    ["Ержанов", "Сейітов", "Қасымов", "Оразбаев"],
    ["Нұрлан", "Ерлан", "Бақытжан", "Самат", "Дәурен"],
)
FATHERS = ["Болат", "Қайырбек", "Сәкен", "Марат", "Төлеген"]
NAMES = st.builds(
    lambda surname, given, father, woman: PersonName(
        surname + ("а" if woman else ""), given, father + ("қызы" if woman else "ұлы")
    ),
    st.sampled_from(SURNAMES),
    st.sampled_from(GIVEN),
    st.sampled_from(FATHERS),
    st.booleans(),
)


@given(NAMES)
def test_a_name_is_matched_by_each_of_its_variants(name: PersonName) -> None:
    assert all(match(full(name), form) >= 0.5 for form in variants(name)), variants(name)
    assert len(variants(name)) >= 6


@given(NAMES, NAMES)
def test_two_names_match_only_when_they_are_equal(one: PersonName, other: PersonName) -> None:
    assert (match(full(one), full(other)) >= 0.5) == (one == other)
    assert (match(to_passport(full(one)), full(other)) >= 0.5) == (one == other)


@given(NAMES)
def test_parse_takes_apart_what_full_puts_together(name: PersonName) -> None:
    assert parse(full(name)) == name
    assert parse(f"{name.given} {name.patronymic} {name.surname}") == name
    assert match(to_latin(full(name)), name) > 0.8


@given(NAMES, st.sampled_from(["", "ның", "мен", "ды"]))
def test_a_name_in_a_sentence_is_found_with_its_ending(name: PersonName, ending: str) -> None:
    ending = {
        "ның": {True: "ның", False: "тың"},
        "ды": {True: "ны", False: "ты"},
        "мен": {True: "мен", False: "пен"},
    }.get(ending, {True: "", False: ""})[name.surname.endswith("а")]
    text = f"Кеше {name.given} {name.surname}{ending} көрдік."
    [span] = find(text)
    assert text[span.start : span.end] == f"{name.given} {name.surname}{ending}"
    assert span.name == PersonName(name.surname, name.given)
