"""Towns of Kazakhstan by name, in Kazakh and Russian, for finding the place that a text speaks of.

Written for this project from general geographical knowledge: the capitals of the regions, the cities of
republican significance, and towns with archives and museums of their own.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from language.alphabet import fold
from language.morphology import stems
from language.tokens import tokens

TOWNS: tuple[tuple[str, str], ...] = (
    ("Астана", "Астана"),
    ("Алматы", "Алма-Ата"),
    ("Шымкент", "Шымкент"),
    ("Қарағанды", "Караганда"),
    ("Ақтөбе", "Актобе"),
    ("Тараз", "Тараз"),
    ("Павлодар", "Павлодар"),
    ("Өскемен", "Усть-Каменогорск"),
    ("Семей", "Семипалатинск"),
    ("Атырау", "Атырау"),
    ("Қостанай", "Костанай"),
    ("Қызылорда", "Кызылорда"),
    ("Орал", "Уральск"),
    ("Петропавл", "Петропавловск"),
    ("Ақтау", "Актау"),
    ("Теміртау", "Темиртау"),
    ("Түркістан", "Туркестан"),
    ("Көкшетау", "Кокшетау"),
    ("Талдықорған", "Талдыкорган"),
    ("Екібастұз", "Экибастуз"),
    ("Рудный", "Рудный"),
    ("Жезқазған", "Жезказган"),
    ("Балқаш", "Балхаш"),
    ("Қонаев", "Конаев"),
    ("Сәтбаев", "Сатпаев"),
    ("Кентау", "Кентау"),
    ("Риддер", "Риддер"),
    ("Степногорск", "Степногорск"),
    ("Щучинск", "Щучинск"),
    ("Жаңаөзен", "Жанаозен"),
    ("Арқалық", "Аркалык"),
    ("Лисаков", "Лисаковск"),
    ("Аягөз", "Аягоз"),
    ("Зайсан", "Зайсан"),
    ("Саран", "Сарань"),
    ("Шахтинск", "Шахтинск"),
    ("Абай", "Абай"),
    ("Қарқаралы", "Каркаралинск"),
    ("Приозерск", "Приозерск"),
    ("Байқоңыр", "Байконур"),
    ("Арал", "Аральск"),
    ("Қазалы", "Казалинск"),
    ("Сарыағаш", "Сарыагаш"),
    ("Талғар", "Талгар"),
    ("Есік", "Есик"),
    ("Қаскелең", "Каскелен"),
    ("Ұшарал", "Ушарал"),
    ("Текелі", "Текели"),
    ("Жаркент", "Жаркент"),
    ("Ұлытау", "Улытау"),
)
# Names that are far more often something else (a poet, a lake, a range): they count only beside «қаласы».
DOUBTFUL = frozenset({"Абай", "Орал", "Арал", "Есік", "Сәтбаев", "Қонаев", "Саран", "Зайсан", "Ұлытау"})
MARKS = frozenset(
    {"қала", "қаласы", "қ", "облыс", "облысы", "облыстық", "город", "города", "г", "область", "области"}
)


@cache
def _by_stem() -> dict[str, str]:
    table = {}
    for kazakh, russian in TOWNS:
        for name in (kazakh, *russian.split("-")[:1]):
            table[fold(name).lower()] = kazakh
    return table


def mentioned(text: str) -> Counter[str]:
    """How often each town is spoken of, by its Kazakh name."""
    words = list(tokens(text))
    counts: Counter[str] = Counter()
    for position, word in enumerate(words):
        if word.text[:1].isupper() and (town := _town(word.text)):
            near = words[max(0, position - 1) : position + 2]
            if town not in DOUBTFUL or any(other.text.lower() in MARKS for other in near):
                counts[town] += 1
    return counts


def _town(word: str) -> str | None:
    known = _by_stem()
    return next((known[key] for one in (word, *stems(word)) if (key := fold(one).lower()) in known), None)


def spoken_of(text: str) -> str | None:
    """The town that the text speaks of most, the first of equals; None when it names none."""
    counts = mentioned(text)
    return max(counts, key=lambda town: counts[town]) if counts else None
