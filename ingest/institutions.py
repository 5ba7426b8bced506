"""Names of institutions: whether words are one, and its nominative out of Russian cases. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.morphology import stems

_KAZAKH = (
    *(
        "кітапхана",
        "музей",
        "мұражай",
        "архив",
        "мұрағат",
        "басқарма",
        "министрлік",
        "орталық",
        "университет",
    ),
    *(
        "институт",
        "әкімдік",
        "әкімшілік",
        "бөлім",
        "одақ",
        "қор",
        "қоғам",
        "театр",
        "мектеп",
        "колледж",
        "академия",
    ),
    *(
        "департамент",
        "комитет",
        "бірлестік",
        "ассоциация",
        "ұйым",
        "мәслихат",
        "ассамблея",
        "филармония",
        "галерея",
    ),
    *(
        "клуб",
        "қауымдастық",
        "редакция",
        "баспа",
        "үй",
        "сарай",
        "компания",
        "агенттік",
        "палата",
        "кеңес",
        "партия",
    ),
    *(
        "гимназия",
        "лицей",
        "факультет",
        "кафедра",
        "жүйе",
        "филиал",
        "елшілік",
        "консулдық",
        "кәсіпорын",
        "штаб",
    ),
)
# Russian: nominative → gender; the cases follow from it.
_RUSSIAN = {
    "библиотека": "f", "школа": "f", "академия": "f", "ассоциация": "f", "филармония": "f", "галерея": "f",
    "редакция": "f", "гимназия": "f", "компания": "f", "палата": "f", "ассамблея": "f", "организация": "f",
    "администрация": "f", "кафедра": "f", "система": "f", "служба": "f", "федерация": "f", "партия": "f",
    "музей": "m", "архив": "m", "центр": "m", "университет": "m", "институт": "m", "дом": "m", "акимат": "m",
    "отдел": "m", "союз": "m", "фонд": "m", "филиал": "m", "театр": "m", "комитет": "m", "департамент": "m",
    "колледж": "m", "дворец": "m", "клуб": "m", "лицей": "m", "маслихат": "m", "совет": "m", "факультет": "m",
    "музей-заповедник": "m", "комплекс": "m", "штаб": "m",
    "управление": "n", "министерство": "n", "общество": "n", "объединение": "n", "агентство": "n",
    "посольство": "n", "издательство": "n", "учреждение": "n", "предприятие": "n",
}  # fmt: skip
_ENGLISH = re.compile(
    r"library|museum|archives?|university|institute|centre|center|ministry|department|union|foundation"
    r"|school|college",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w-]*")


def is_institution(text: str, at_end: bool = False) -> bool:
    """Whether the words hold what an institution is called; `at_end`: in their last word («… басқармасы»)."""
    words = _WORD.findall(re.sub(r"[»”\"]\s*$", "", text))
    looked_at = words[-1:] if at_end else words
    if at_end and _head(text):
        return True
    return any(_is_noun(word) for word in looked_at) or (
        not at_end and bool(re.search(r"\b(?:ҰК|КМҚК|ММ|КММ|РММ|КГУ|РГУ|ТОО|ЖШС|ҚБ|ОО|АО|АҚ)\b", text))
    )


@lru_cache(maxsize=1 << 14)
def _is_noun(word: str) -> bool:
    low = word.lower()
    if _ENGLISH.fullmatch(low) or _nominative(low):
        return True
    return any(one in _KAZAKH for one in (low, *(stem.lower() for stem in stems(low))))


def _head(text: str) -> str | None:
    """The Russian noun that the words are led by: «областная библиотека имени …»."""
    for word in _WORD.findall(text):
        if found := _nominative(word.lower()):
            return found
        if not re.search(
            r"(?:ой|ая|ый|ий|ое|ого|ым|им|ей|ую|ии|я|а|и|ские|ных|ого|ому|ом|ими|ыми|их)$", word.lower()
        ):
            return None
    return None


def _nominative(low: str) -> str | None:
    return _forms().get(low)


@cache
def _forms() -> dict[str, str]:
    """The nominative of each case of each noun."""
    found = {form: noun for noun, gender in _RUSSIAN.items() for form in _cases(noun, gender)}
    return found | {noun: noun for noun in _RUSSIAN}


def _cases(noun: str, gender: str) -> frozenset[str]:
    """The genitive and instrumental of a noun in the singular."""
    if gender == "f":
        stem = noun[:-1]
        if noun.endswith("ия"):
            return frozenset((stem + "и", stem + "ей"))
        soft = noun.endswith("я")
        return frozenset(
            (stem + ("и" if soft or noun[-2] in "кгх" else "ы"), stem + ("ей" if soft else "ой"))
        )
    if gender == "n":
        return frozenset((noun[:-1] + ("я" if noun[-1] == "е" else "а"), noun + "м"))
    if noun.endswith("й"):
        return frozenset((noun[:-1] + "я", noun[:-1] + "ем"))
    if noun == "дворец":
        return frozenset(("дворца", "дворцом"))
    return frozenset((noun + "а", noun + ("ем" if noun[-1] in "жц" else "ом")))


def instrumental(text: str) -> str:
    """The words from the institution's first: without what an introduction put before it."""
    return re.sub(
        r"^(?:был[аио]?|стал[аио]?|совместно с|силами|сотрудниками|коллективом|специалистами)\s+", "", text
    ).strip()


_FEMININE = ((r"(?<=[нктгхрлвдбмпсч])ой$", "ая"), (r"ей$", "яя"))
_MASCULINE = (
    (r"(?<=ородск)(?:им|ого)$", "ой"),
    (r"(?<=бластн)(?:ым|ого)$", "ой"),
    (r"(?<=[кгх])(?:им|ого)$", "ий"),
    (r"(?:ым|ого)$", "ый"),
    (r"(?:им|его)$", "ий"),
)
_NEUTER = ((r"(?:ым|ого)$", "ое"), (r"(?<=[кгх])им$", "ое"), (r"(?:им|его)$", "ее"))


def nominative(text: str) -> str:
    """«Карагандинской областной библиотекой имени …» → «Карагандинская областная библиотека имени …»."""
    words = text.split()
    at = next((n for n, word in enumerate(words) if _nominative(word.lower().strip('«»",.'))), None)
    if at is None:
        return text
    noun = _nominative(words[at].lower().strip('«»",.')) or words[at]
    if words[at].lower() == noun:
        return text
    rules = {"f": _FEMININE, "m": _MASCULINE, "n": _NEUTER}[_RUSSIAN[noun]]
    turned = [_turned(word, rules) for word in words[:at]]
    words[at] = noun[:1].upper() + noun[1:] if words[at][:1].isupper() else noun
    return " ".join([*turned, *words[at:]])


def _turned(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, ending in rules:
        changed = re.sub(pattern, ending, word)
        if changed != word:
            return changed
    return word
