"""Whether two spellings name the same person.

Names are compared by keys that all usual spellings of one name share: folded Cyrillic, with the letters that
Russian,
Latin and Kazakh spellings exchange put together (Сәтбаев – Сатпаев – Satpayev, Төлеген – Тулеген, Шоқан –
Чокан).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.alphabet import fold, repair
from language.name_cases import Sex
from language.name_parts import one_script
from language.name_words import NameWord, classify
from language.persons import PersonName
from language.romanisation import to_cyrillic

_WORDS = re.compile(r"(?P<initial>[^\W\d_]{1,2})\.|(?P<word>[^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SAME = str.maketrans("бчщфоыйх", "пшшпуиик")
_CONSONANT = "бвгджзклмнпрстфхцчшщ"
# Said, and often written, with a rounded vowel behind one: Жүсіпбек – Жусупбек, Тұрсын – Турсун.
_ROUNDED = re.compile(f"(у[{_CONSONANT}]{{1,2}})и(?=[{_CONSONANT}])")
# Letters that a key must have before spellings may differ in reduced vowels (Тілендиев – Тлендиев).
_LONG = 6
_LONGEST_NAME = 200
_PATRONYMIC_END = re.compile("(?:ұлы|улы|уулу|ұғлы|оглы|қызы|кызы|ович|евич|овна|евна|инична|ична|ич)$")
_HYPHENATED_SON = re.compile(r"[- ]((?:ұлы|улы|оглы|ұғлы|қызы|кызы|uly|kyzy|qyzy)(?![^\W_]))", re.I)
_SURNAME_END = re.compile("(?:ский|скы|ская|цкий|цкая|ов|ев|ова|ева|ин|ина|ын|ына)$")


def parse(text: str) -> PersonName:
    """The parts of the name that `text` is: any order, any of the three scripts' spellings, initials, case
    endings.

    Of two words that nothing is known of, the first is taken for the given name. Only the first 200
    characters are
    looked at.
    """
    initials, patronymic = "", ""
    rest: list[tuple[NameWord, str]] = []
    for match in _WORDS.finditer(_HYPHENATED_SON.sub(r"\1", repair(text[:_LONGEST_NAME]))):
        if match["initial"]:
            initials += match["initial"]
            continue
        token = match["word"]
        if len(token) == 1 and token.isupper():
            initials += token
            continue
        word = classify(token[:1].upper() + token[1:])
        if word.role == "patronymic" and not patronymic:
            patronymic = word.nominative
        else:
            rest.append((word, token))
    surname, given = _shared_out([word for word, _ in rest], bool(patronymic), bool(initials))
    return PersonName(surname, given, patronymic, one_script(initials, surname))


def _shared_out(words: list[NameWord], patronymic: bool, initials: bool) -> tuple[str, str]:
    """Which of the remaining words is the surname, and which the given name."""
    names = [word.nominative for word in words]
    roles = [word.role for word in words]
    if not words:
        return "", ""
    if len(words) == 1:
        is_given = roles[0] == "given" or (patronymic and roles[0] != "surname")
        return ("", names[0]) if is_given and not initials else (names[0], "")
    if "surname" in roles:
        at = roles.index("surname")
    elif len(words) == 2 and roles.count("given") == 1:
        at = 1 - roles.index("given")
    else:
        at = 0 if patronymic and len(words) == 2 and _patronymic_is_last(words) else len(words) - 1
    return names[at], " ".join(name for i, name in enumerate(names) if i != at)


def _patronymic_is_last(words: list[NameWord]) -> bool:
    return all(word.role in ("given", "open", "word") for word in words)


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """What all usual spellings of one name (a given name, a surname, a father's name) have in common."""
    plain = fold(name if _CYRILLIC.search(name) else to_cyrillic(name))
    plain = re.sub("^у(?=[аеи])", "в", plain.replace("дж", "ж").replace("нб", "мб"))
    plain = re.sub(f"(?<=[{_CONSONANT}])[яю]", lambda match: "а" if match[0] == "я" else "у", plain)
    plain = plain.translate(_SAME).replace("я", "иа").replace("ю", "иу")
    plain = _ROUNDED.sub(r"\1у", _ROUNDED.sub(r"\1у", plain))
    return re.sub(r"(.)\1+", r"\1", re.sub("[^а-я]", "", plain))


def _alike(a: str, b: str) -> bool:
    """Whether two keys are equal but for reduced vowels: Мүсірепов – Мусрепов, Бауыржан – Баурджан."""
    return a == b or (min(len(a), len(b)) >= _LONG and a.replace("и", "") == b.replace("и", ""))


def _nearly(a: str, b: str) -> bool:
    """Whether two keys of surnames differ only in vowels that are said weakly: Жүнісов – Жунусов; in long
    ones
    in any vowels: Жансүгіров – Джансугуров."""
    weak = re.sub("[иу]", "", a) == re.sub("[иу]", "", b) and min(len(a), len(b)) >= _LONG
    bare = re.sub("[аеиу]", "", a)
    return weak or (len(bare) > 4 and bare == re.sub("[аеиу]", "", b))


def _father(patronymic: str) -> str:
    """The key of the father's name in a patronymic, Kazakh or Russian."""
    return key(_PATRONYMIC_END.sub("", _lower_cyrillic(patronymic))).rstrip("и")


def _bare_surname(surname: str) -> str:
    """The key of a surname without -ов, -ев, -ин: Бөкейхан is Букейханов, Құнанбай Кунанбаев."""
    return key(_SURNAME_END.sub("", _lower_cyrillic(surname))).rstrip("и")


def sex_of(name: PersonName) -> Sex:
    """What the endings of surname and patronymic say of the person's sex; empty when they say nothing."""
    for part in (name.patronymic, name.surname):
        if part:
            sex = classify(part[:1].upper() + part[1:]).sex
            if sex:
                return sex
    return ""


def match(a: str | PersonName, b: str | PersonName) -> float:
    """How surely `a` and `b` name the same person, 0..1: from 0.5 they may, from 0.8 given name and surname
    agree.

    Order, initials, case endings, script and spelling do not matter, nor whether the patronymic is Kazakh or
    Russian. A different sex, surname, given name or patronymic is another person.
    """
    one = parse(a) if isinstance(a, str) else a
    two = parse(b) if isinstance(b, str) else b
    found = _compared(one, two)
    for turned, other in ((one, two), (two, one)):
        if not found and _is_open(turned):
            swapped = PersonName(turned.given, turned.surname, turned.patronymic, turned.initials)
            found = _compared(swapped, other)
    return found


def _is_open(name: PersonName) -> bool:
    """Whether given name and surname could be the other way round: Сейітқали Қуаныш."""
    return bool(name.given and name.surname) and not _SURNAME_END.search(_lower_cyrillic(name.surname))


def _lower_cyrillic(word: str) -> str:
    return (word if _CYRILLIC.search(word) else to_cyrillic(word)).lower()


def _compared(one: PersonName, two: PersonName) -> float:
    sexes = {sex_of(one), sex_of(two)} - {""}
    if len(sexes) == 2 or not (one.surname or one.given) or not (two.surname or two.given):
        return 0.0
    surname = _same_surname(one, two)
    given = _same_given(one, two, "f" in sexes)
    patronymic = _same_patronymic(one, two)
    if 0.0 in (surname, given, patronymic):
        return 0.0
    return _weighed(surname, given, patronymic)


def _weighed(surname: float | None, given: float | None, patronymic: float | None) -> float:
    """One figure for the parts that agree (None: one side does not have it)."""
    if surname is None:
        return 0.7 if given == 1 and patronymic == 1 else 0.4 if given == 1 else 0.2
    if given is None:
        return 0.5
    score = (0.9 if given == 1 else 0.7) * surname
    return min(1.0, score + 0.1 * (patronymic or 0.0))


def _same_surname(one: PersonName, two: PersonName) -> float | None:
    """1 the same, 0.9 with and without a Russian ending, 0 another; None when one side has none."""
    if one.surname and two.surname:
        a, b = key(one.surname), key(two.surname)
        if _alike(a, b):
            return 1.0
        if one.given and two.given and _nearly(a, b):
            return 0.9
        bare = _bare_surname(one.surname) == _bare_surname(two.surname)
        return 0.9 if bare and _ends_differ(one.surname, two.surname) else 0.0
    for mine, other in ((one, two), (two, one)):
        # Абай Құнанбайұлы and Абай Кунанбаев: a father's name has become the surname.
        if mine.surname and other.patronymic and not mine.patronymic and not other.surname:
            return 0.9 if _bare_surname(mine.surname) == _father(other.patronymic) else 0.0
    return None


def _ends_differ(a: str, b: str) -> bool:
    """Whether one surname has a Russian ending and the other none, or both have the same."""
    ends = [
        _SURNAME_END.search((name if _CYRILLIC.search(name) else to_cyrillic(name)).lower())
        for name in (a, b)
    ]
    found = [end[0].rstrip("а").replace("ё", "е") for end in ends if end]
    return len(found) < 2 or found[0] == found[1] or {found[0], found[1]} <= {"ов", "ев"}


def _same_given(one: PersonName, two: PersonName, female: bool) -> float | None:
    if one.given and two.given:
        return 1.0 if _same_names(one.given, two.given, female) else 0.0
    a, b = _initial(one, 0, one.given), _initial(two, 0, two.given)
    return None if not a or not b else 0.99 if a == b else 0.0


def _same_names(a: str, b: str, female: bool) -> bool:
    mine, other = key(a), key(b)
    if _alike(mine, other) or (female and _alike(mine.rstrip("а"), other.rstrip("а"))):
        return True
    return _russian_forms().get(mine, mine) == _russian_forms().get(other, other)


def _same_patronymic(one: PersonName, two: PersonName) -> float | None:
    if one.patronymic and two.patronymic:
        return 1.0 if _alike(_father(one.patronymic), _father(two.patronymic)) else 0.0
    at_one, at_two = _letters_of_given(one, two), _letters_of_given(two, one)
    a, b = _initial(one, at_one, one.patronymic), _initial(two, at_two, two.patronymic)
    return None if not a or not b else 0.5 if a == b else 0.0


def _letters_of_given(name: PersonName, other: PersonName) -> int:
    """How many initials of `name` stand for the given name: none when it is written out, two for Қ.-Ж."""
    if name.given:
        return 0
    return 2 if "-" in other.given and len(name.initials) > 1 else 1


def _initial(name: PersonName, at: int, whole: str) -> str:
    """The first letter, as a key, of a part that is written out or is the initial number `at`."""
    letters = re.findall("[^\\W\\d_][a-zа-я]?", name.initials)
    text = whole or (letters[at] if at < len(letters) else "")
    return key(text)[:1] if text else ""


# Given names whose usual Russian or Latin form differs beyond spelling.
_FORMS = """
Ибрагим Ыбырай
Ильяс Ілияс
Ибрай Ыбырай
Ибраим Ыбырай
Идрис Ыдырыс
Исмаил Смағұл
Мухаммед Мұхамед
Магомет Мұхамед
Патима Фатима
Искандер Ескендір
Джамбул Жамбыл
Ахмед Ахмет
Чингиз Шыңғыс
Чингис Шыңғыс
Сулейман Сүлеймен
Alexander Александр
Alexandr Александр
Eugene Евгений
Peter Петр
Умар Омар
Гуля Гүл
Джамиля Жәмила
Усен Үсен
Абдрахман Әбдірахман
Абдулла Абдолла
Лейла Ләйла
Хусейн Хусаин
Зейнаб Зейнеп
Марьям Мәриям
Искандар Ескендір
Leo Лев
Nicholas Николай
Michael Михаил
Andrew Андрей
Paul Павел
George Георгий
Catherine Екатерина
Helen Елена
Julia Юлия
"""


@cache
def _russian_forms() -> dict[str, str]:
    return {key(line.split()[0]): key(line.split()[1]) for line in _FORMS.strip().splitlines()}
