"""Numbers in Kazakh and Russian words, as the closing line of an inventory needs them. Pure."""

from __future__ import annotations

_KK_ONES = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
_KK_TENS = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
_RU_ONES = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_RU_TEENS = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_RU_TENS = [
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
_RU_HUNDREDS = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
_RU_THOUSAND, _RU_MILLION = ("тысяча", "тысячи", "тысяч"), ("миллион", "миллиона", "миллионов")
_RU_UNIT = ("единица хранения", "единицы хранения", "единиц хранения")


def in_kazakh(number: int) -> str:
    """A number below a thousand million in Kazakh words."""
    words: list[str] = []
    for size, name in ((1_000_000, "миллион"), (1_000, "мың")):
        count, number = divmod(number, size)
        words += [*_kazakh_below_thousand(count), name] if count else []
    return " ".join([*words, *_kazakh_below_thousand(number)]) or _KK_ONES[0]


def _kazakh_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = ([_KK_ONES[hundreds]] if hundreds > 1 else []) + (["жүз"] if hundreds else [])
    return words + ([_KK_TENS[tens - 1]] if tens else []) + ([_KK_ONES[ones]] if ones else [])


def in_russian(number: int) -> str:
    """A number below a thousand million in Russian words, of feminine things (одна, две единицы)."""
    words: list[str] = []
    for size, names, feminine in ((1_000_000, _RU_MILLION, False), (1_000, _RU_THOUSAND, True)):
        count, number = divmod(number, size)
        words += [*_russian_below_thousand(count, feminine), russian_form(count, names)] if count else []
    return " ".join([*words, *_russian_below_thousand(number, True)]) or _RU_ONES[0]


def _russian_below_thousand(number: int, feminine: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_RU_HUNDREDS[hundreds - 1]] if hundreds else []
    if 10 <= rest < 20:
        return [*words, _RU_TEENS[rest - 10]]
    tens, ones = divmod(rest, 10)
    words += [_RU_TENS[tens - 2]] if tens else []
    one = {1: "одна", 2: "две"}.get(ones, _RU_ONES[ones]) if feminine else _RU_ONES[ones]
    return words + ([one] if ones else [])


def russian_form(number: int, forms: tuple[str, str, str]) -> str:
    """The form that stands with a number: одна единица, две единицы, пять единиц."""
    if 10 < number % 100 < 20:
        return forms[2]
    return forms[0] if number % 10 == 1 else forms[1] if 2 <= number % 10 <= 4 else forms[2]


def total(number: int, code: str) -> str:
    """The closing line of an inventory in `kk` or `ru`: how many units it holds, in figures and words."""
    if code == "kk":
        return f"Барлығы: тізімдемеге {number} ({in_kazakh(number)}) сақтау бірлігі енгізілді"
    unit = russian_form(number, _RU_UNIT)
    return f"Итого: в опись внесено {number} ({in_russian(number)}) {unit}"
