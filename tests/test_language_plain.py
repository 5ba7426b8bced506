"""Kazakh typed without its own letters: declined and conjugated forms go back all the same."""

from __future__ import annotations

import pytest

from language.alphabet import fold
from language.morphology import stems

_ON_A_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһі", "агкноуухи")

FORMS = """
қала қалалар қаланың қаласын қаласының қаласындағы қаламызға қалалардан
кітапхана кітапхананың кітапханасында кітапханаларының
кітапханашы кітапханашының кітапханашыларға
кітап кітабы кітаптың кітабында кітаптарымызды
мектеп мектебі мектептің мектебіміздегі мектептерге
жүрек жүрегі жүрегінің жүректен
халық халқы халқының халықтың
көшірме көшірмесі көшірменің көшірмелерін
облыс облысы облысының облыстағы
қызметкер қызметкерлер қызметкердің қызметкеріміздің
модель моделінің модельдің
кел келген келіп келетін келмейді келгендердің келіңіз
бар барған барғанша бармаған баруға барғысы
жаз жазылған жазылғаннан жазғалы
оқы оқыған оқитын оқымаған
қойыл қойылған қойылды
"""
PAIRS = [(line.split()[0], form) for line in FORMS.strip().splitlines() for form in line.split()[1:]]


@pytest.mark.parametrize(("stem", "form"), PAIRS)
def test_a_form_without_kazakh_letters_goes_back(stem: str, form: str) -> None:
    assert fold(stem) in {fold(found) for found in stems(form.translate(_ON_A_RUSSIAN_KEYBOARD))}


@pytest.mark.parametrize(
    ("form", "surname"),
    [
        ("оспанованын", "оспанова"),
        ("оспановага", "оспанова"),
        ("назарбаевтын", "назарбаев"),
        ("пушкиннин", "пушкин"),
    ],
)
def test_a_surname_without_kazakh_letters_loses_its_case(form: str, surname: str) -> None:
    assert surname in stems(form)


RUSSIAN = """
директор школы вручает грамоту ученикам старших классов на торжественном собрании открытие здания областной
библиотеки рабочие завода встречают гостей передовики производства полевой стан уборка урожая доярки фермы
секретарь райкома выступает пионеры возлагают цветы ветераны войны строительство железной дороги поезда
пассажиры металлургов артисты балета дирижер художник картина портрет неизвестный групповой снимок слева
направо сидят стоят верхний ряд оборотная надпись карандашом чернилами печать утрачена негатив плёнка тарелка
костер мастер скатерть каток кусок башка беги балки палка шапка петровка ивановка дорога бумага подруга книга
"""


@pytest.mark.parametrize("word", RUSSIAN.split())
def test_a_russian_word_is_no_kazakh_one(word: str) -> None:
    assert all(fold(word).startswith(fold(found)[:3]) for found in stems(word))
    assert not [found for found in stems(word) if set(found) & set("әғқңөұүһ")]


def test_a_word_with_kazakh_letters_means_what_it_says() -> None:
    assert "жан" not in stems("жаңылып")
    assert "таң" not in stems("тәнді")
