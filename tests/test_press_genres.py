"""Press texts as papers, pages, letters and lists have them: a line a case. The texts are our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import event_text, name_dates, press
from ingest.letterheads import is_letterhead
from ingest.picture_lists import entries
from ingest.press_pictures import pictures
from language.names import full


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Кеште Қасым Аманжоловтың өлеңдері оқылды, Марат Серікбаев ән айтты.", ["Серікбаев Марат"]),
        ("Қорда Сәкен Сейфуллин, Ілияс Жансүгіров шығармалары бар.", []),
        ("Оқушылардан Әлімжан Төлеген мен Виктория Цой өлең оқыды.", ["Төлеген Әлімжан", "Цой Виктория"]),
        ("Прозвучали стихи Олжаса Сулейменова и Мукагали Макатаева.", []),
        ("Стихи прочитала ученица Анна Петрова.", ["Петрова Анна"]),
        ("Гости посетили дом-музей Ивана Шухова и район Магжана Жумабаева.", []),
        ("Гостей встретил аким района Марат Оспанов.", ["Оспанов Марат"]),
        ("Открылась выставка работ Анны Петровой.", ["Петрова Анна"]),
        ("Ғабит Мүсірепов айтқандай, тіл – халықтың жаны.", []),
        ("Мұхтар Әуезов: «Білім – теңестіреді», – деген екен.", []),
        ("– Біздің ұстазымыз Петр Галкин еді, – деді Болат Омаров.", ["Омаров Болат"]),
        ("Болат Омаров «Ұстазымыз Петр Галкин еді», – деп еске алды.", ["Омаров Болат"]),
        ("Негізін марқұм Бөлтірік Әлмағанбетов қалаған. Кешке Болат Омаров келді.", ["Омаров Болат"]),
        ("Её муж, Марат Толеген (1945–2011), был геологом. Пришла Айгуль Толеген.", ["Толеген Айгуль"]),
        ("Баяндама: «Ахмет Байтұрсынұлы мұрасы». Баяндамашы – Болат Омаров.", ["Омаров Болат"]),
        ("Подписал г-н Тайфур Арслан (Tayfur Arslan).", ["Арслан Тайфур"]),
        ("Здравствуйте, Ирина Павловна!\n\nНа фото – директор Болат Омаров.", ["Омаров Болат"]),
        ("От: Сауле Бекова\nТема: фото\n\nНа фото – директор Болат Омаров.", ["Омаров Болат"]),
        ("Болат Омаров ашты.\n\nНравится Комментировать Поделиться\nАнна Петрова: Супер!", ["Омаров Болат"]),
        ("Кешті Болат Омаров ашты.\nКелесі жаңалық: Анна Петрова марапатталды", ["Омаров Болат"]),
        ("Экскурсовод Анна Петрова рассказала о Шокане Уалиханове.", ["Петрова Анна"]),
        ("Марат Оспанов Қаныш Сәтбаев туралы айтты.", ["Оспанов Марат"]),
        ("Ms. Holloway recalled her teacher Paul Thompson. Rector Asan Omarov spoke.", ["Omarov Asan"]),
        ("Тапсырған: Қ. Байсақал\n\nКешке Болат Омаров келді.", ["Омаров Болат"]),
        ("Открыл Болат Омаров.\n\nБыло весело.\n\nАнна Петрова, фото автора, «Вести»", ["Омаров Болат"]),
        ("Ғалым Сапарғали Ермекұлы Оңғарбайды (1938–2017) еске алды. Болат Омаров келді.", ["Омаров Болат"]),
        ("Семинар открыл Болат Омаров.\nОтчёт составила: методист Анна Петрова", ["Омаров Болат"]),
    ],
)  # fmt: skip
def test_who_is_only_spoken_of_took_no_part(text: str, present: list[str]) -> None:
    assert [full(one.name) for one in press.read(text).persons] == present


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Тараз мұражайы\n19 мая 2023 г.\n\nВчера прошла ночь. Следующая – 1 июня.", "2023-05-18"),
        ("Дата: пт, 20 сент. 2024 г. в 11:42\n\nОткрытие состоялось позавчера.", "2024-09-18"),
        ("«Ауыл» газеті, № 47, 24 қараша 2022 жыл\n\nӨткен сенбіде түлектер бас қосты.", "2022-11-19"),
        ("3 сәуір 2024 жыл\n\nБүгін ашылды. Құрылыс 2023 жылдың наурызында басталған.", "2024-04-03"),
        ("12 февраля исполнилось 75 лет Анне Петровой. 15 февраля 2024 года её чествовали.", "2024-02-15"),
        ("2023 жылғы 14 қазан күні кешке шақырамыз.\n\nРастау мерзімі: 10 қазанға дейін", "2023-10-14"),
        ("Павлодар. 2023 жылғы 2 желтоқсан. Көрме ашылды. Көрме 20 желтоқсанға дейін.", "2023-12-02"),
        ("2023 жылғы қазан айындағы шаралар\n\nҰстаздар кеші 3 қазанда өтті.", "2023-10-03"),
        ("Күй мұрасы бүгін де тірі. 12.05.2019", "2019-05-12"),
        ("22 марта, 18:40\n\nБаурсак испекли сегодня. Дороги перекрыты с 20 марта.", "XXXX-03-22"),
    ],
)  # fmt: skip
def test_the_day_among_other_days(text: str, day: str) -> None:
    found = press.read(text).date
    assert found is not None
    assert found.value == day
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "ОБЛЫС ӘКІМДІГІНІҢ БАСПАСӨЗ ҚЫЗМЕТІ\n\nБАСПАСӨЗ ХАБАРЛАМАСЫ № 214\n\nКітапхана ашылды\n\nМәтін.",
            "Кітапхана ашылды",
        ),
        (
            "УТВЕРЖДАЮ\nДиректор\n__ А. Ли\n«9» мая 2021 г.\n\nОТЧЕТ\nо проведении семинара\n«Край»\n\nИтог.",
            "ОТЧЕТ о проведении семинара «Край»",
        ),
        (
            "Облыстың мәдениет басқармасы\n\nБАҒДАРЛАМА\n\n«Архив ісі»\nғылыми конференциясы\n\nМәтін.",
            "«Архив ісі» ғылыми конференциясы",
        ),
        ("«Ауыл» газеті, № 47, 24 қараша 2022 жыл\n\nАта жолы\n\nМәтін.", "Ата жолы"),
        ("От: А\nТема: открытие зала\n\nДобрый день, Анна!\n\nТекст.", "открытие зала"),
        ("🎉 НОЧЬ В МУЗЕЕ! 🎉\n\nТекст.", "НОЧЬ В МУЗЕЕ!"),
        ("Құрметті оқырман!\n\n«Каспий» тұсаукесеріне шақырамыз.", "«Каспий» тұсаукесері"),
    ],
)  # fmt: skip
def test_the_heading_below_what_stands_above_it(text: str, title: str) -> None:
    assert press.read(text).title == title


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Төле би ауылындағы мәдениет үйінде кеш өтті. Кешке Алматыдан ақын келді.", "Төле би ауылы"),
        ("В селе Бесагашты прошла встреча.", "село Бесагашты"),
        ("«Отырар» кітапханасында кеш өтті. Шымкент қаласы", "Шымкент"),
        ("Түркістанда жиын өтті.\nӨтетін орны: архив залы, Абай даңғылы, 32", "Түркістан"),
        ("Орны: Ұлытау ауданы\nЖезқазған архиві ұйымдастырды.", "Ұлытау ауданы"),
    ],
)
def test_the_place_of_villages_and_halls(text: str, place: str) -> None:
    found = press.read(text).place
    assert found is not None
    assert found.value == place


@pytest.mark.parametrize(
    ("text", "organisers"),
    [
        (
            "Организаторы: Управление культуры, языков и архивов СКО, библиотека им. С. Муканова",
            ["Управление культуры, языков и архивов СКО", "библиотека им. С. Муканова"],
        ),
        (
            "Қалалық мәдениет басқармасы\nҚалалық архив\n\nБАҒДАРЛАМА\n\nАрхив күні\n\nМәтін.",
            ["Қалалық мәдениет басқармасы", "Қалалық архив"],
        ),
    ],
)
def test_organisers_with_commas_and_in_heads(text: str, organisers: list[str]) -> None:
    assert [one.value for one in press.read(text).organisers] == organisers


def test_a_heading_that_names_an_institution_is_no_letterhead() -> None:
    assert is_letterhead("Түркістан облысының мәдениет басқармасы")
    assert not is_letterhead("Облыстық кітапханада көрме ашылды")
    assert not is_letterhead("Алтын кітапхана")


def test_kazakh_and_russian_texts_of_old_windows_are_told_apart() -> None:
    assert event_text.decode("Қызылорда, Ұлытау, Әлия".encode("kz1048")) == "Қызылорда, Ұлытау, Әлия"
    assert event_text.decode("Отчёт о семинаре №5".encode("cp1251")) == "Отчёт о семинаре №5"
    assert event_text.tidy("кітап\u00adхана") == "кітапхана"


LISTS = [
    ("1.jpg — Болат Омаров\n2.jpg — Көрме залы", ["1", "2"], {"1": "Болат Омаров", "2": "Көрме залы"}),
    ("# Суреттер тізімі\n\n- **1.jpg** — Асан\n- **2.jpg** — Зал", ["1", "2"], {"1": "Асан", "2": "Зал"}),
    ("Подписи к фото\n\n1. Дом\n2. Сад", ["1", "2", "3"], {"1": "Дом", "2": "Сад"}),
    ("Фото 1. Ашылу\nФото 2. Соңы", ["IMG_1", "IMG_2"], {"img 1": "Ашылу", "img 2": "Соңы"}),
    ("DSC_12 - ректор\nDSC_13 - зал", ["DSC_12", "DSC_13"], {"dsc 12": "ректор", "dsc 13": "зал"}),
    ("Баяндамалар:\n1. Асан\n2. Үсен\n3. Марат", ["семинар 1", "семинар 2"], {}),
    ("Кеш өтті.\nҚонақтар келді.\nән 1 – Ашылу\nБәрі тарады.\nСоңы.", ["ән 1", "ән 2"], {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "captions"), LISTS)
def test_lists_of_captions(text: str, names: list[str], captions: dict[str, str]) -> None:
    assert {one.name: one.words for one in entries(text, names)} == captions


def test_who_is_in_one_picture_is_not_in_the_others() -> None:
    text = "Көрме ашылды\n\n1.jpg – Болат Омаров\n2.jpg – Анна Петрова"
    said = press.read(text, ["1", "2"])
    assert said.persons == ()
    assert said.title == "Көрме ашылды"


def test_pictures_behind_each_of_several_days_have_its_heading() -> None:
    text = (
        "Қазан айы\n\n## Ұстаз кеші (3 қазан)\n\nКеш өтті.\n\nСуреттер: ұстаз 1, ұстаз 2\n\n"
        "## Ертегі (25 қазан)\n\nОқылды.\n\nертегі 1"
    )
    found = {one.name: one.caption for one in pictures(text, ["ұстаз 1", "ұстаз 2", "ертегі 1"])}
    assert found == {
        "ұстаз 1": "Ұстаз кеші (3 қазан)",
        "ұстаз 2": "Ұстаз кеші (3 қазан)",
        "ертегі 1": "Ертегі (25 қазан)",
    }


TODAY = date(2026, 1, 1)
NAMES = [
    ("IMG_20240918_101500", [("2024-09-18", False)]),
    ("IMG-20230914-WA0007", [("2023-09-14", True)]),
    ("photo_2024-09-18_10-15-00", [("2024-09-18", True)]),
    ("2019-05-12 концерт", [("2019-05-12", False)]),
    ("Кездесу_12 мамыр 2019 (3)", [("2019-05-12", False)]),
    ("18.09.2024_1", [("2024-09-18", False)]),
    ("scan_20210503", []),
    ("img20210503_10203040", []),
    ("IMG_20991231", []),
    ("20241318", []),
    ("DSC_2012", []),
]


@pytest.mark.parametrize(("name", "days"), NAMES)
def test_dates_in_names_of_files(name: str, days: list[tuple[str, bool]]) -> None:
    assert [(one.edtf, one.is_sent) for one in name_dates.find(name, TODAY)] == days


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.lists(st.sampled_from(["1", "2", "ән 1", "DSC_0012"]), max_size=3))
def test_any_list_keeps_the_offsets_of_the_text(text: str, names: list[str]) -> None:
    for one in entries(text, names):
        assert text[one.end - len(one.words) : one.end] == one.words
    press.read(text, names)
