"""The words and figures that dates are made of, as a row of symbols that `language.dates` reads.

Every word or sign of a text becomes one letter (see `KINDS`), so that a date is a pattern over a string of
letters. Months are recognised folded, in any case form and in three languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from language.alphabet import fold

# One letter for each kind of word; `x` is anything else.
KINDS = """
T tens in words (жиырма)
1 a figure of one or two digits          o the same as an ordinal or with a case ending (18-і, 30-шы, 18th)
Y a figure that can be a year            y the same as an ordinal (1960-шы, 1930-е, 1920s)
M a month     m the word month           w the word year, one year    W years, plural
R a Roman figure   C century             S a season                   d the word day (күні, число)
I 2024-09-18, 18.09.2024 or 09.2024      - a dash, по or to           , a comma
A about      U perhaps                   ? a question mark            L early, middle, late
B before     b дейін (behind)            P after, since               p кейін, бастап (behind)
f of, the    & and, мен   a about, behind the date   q аралығында                   x anything else
"""

_KK_MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
_RU_MONTHS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр"
_RU_SHORT = "янв февр мар апр ма июн июл авг сент окт нояб дек"
_EN_MONTHS = "january february march april may june july august september october november december"
_EN_SHORT = "jan feb mar apr may jun jul aug sept oct nov dec"
_KK_ENDINGS = (
    " ы і ын ін ында інде ынан інен ына іне ының інің ындағы індегі ыдағы да де та те дағы дегі тағы тегі "
    "дан ден тан "
    "тен нан нен ға ге қа ке ның нің дың дің тың тің ды ді ты ті ны ні мен бен пен дың сы сында сының "
    "сынан сына сын сындағы сі сінде сінің сінен сіне сін сіндегі лық дік"
)
_RU_ENDINGS = " ь я е ю ем а у ом й и"

# Months that are also another word (season, cauldron, holiday, hut): alone they are no date.
_ALSO_WORDS = ("маусым", "казан", "наурыз", "караша")
# Figures in words: tens that a unit may follow, and ordinals and possessed forms (жиырма екінші, қаңтардың
# бірі).
_TENS = {"он": 10, "жиырма": 20, "отыз": 30, "двадцать": 20, "тридцать": 30}
_KK_ORDINALS = {
    1: "бірінші бірі", 2: "екінші екісі", 3: "үшінші үші", 4: "төртінші төрті", 5: "бесінші бесі",
    6: "алтыншы алтысы",
    7: "жетінші жетісі", 8: "сегізінші сегізі", 9: "тоғызыншы тоғызы", 10: "оныншы оны",
    20: "жиырмасыншы жиырмасы",
    30: "отызыншы отызы", 40: "қырқыншы", 50: "елуінші", 60: "алпысыншы", 70: "жетпісінші", 80: "сексенінші",
    90: "тоқсаныншы",
}  # fmt: skip
_KK_ORDINAL_ENDINGS = " нде нда нен нан не на нің ның ге ға н"
_RU_ORDINALS = (
    "перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат "
    "пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RU_DECADES = {20: "двадцат", 30: "тридцат", 40: "сороков", 50: "пятидесят", 60: "шестидесят",
70: "семидесят",
               80: "восьмидесят", 90: "девяност"}  # fmt: skip
_SEASONS = {
    21: "көктем весна весной весны весне весну spring",
    22: "жаз лето летом лета лете summer",
    23: "күз осень осенью осени autumn fall",
    24: "қыс зима зимой зимы зиме зиму winter",
}
_SEASON_ENDINGS = (
    " ы і ында інде да де та те ғы гі кі ын ін ының інің ындағы індегі ге ға қа дің тың дан ден тан"
)
_WORDS = {
    "w": "жыл жылы жылғы жылдың жылда жылға жылдан жылында жылынан жылына жылының жылгы жылга ж г год года "
    "году годом "
    "year",
    "W": "жылдар жылдары жылдарда жылдардың жылдарда жылдарында жылдарының жылдарға жылдарынан жылдарына "
    "жылдарындағы "
    "жылдардағы жж гг годы годов годах годам years",
    "m": "ай айы айында айының айынан айына айындағы айда месяц месяца месяце месяцев month",
    "d": "күні күнінде күнгі күн күнінен күніне число числа day",
    "C": "ғасыр ғасырдың ғасырда ғасыры ғасырдағы ғасырға ғасырдан ғасырлар ғасырлардың ғасырларда ғ ғғ "
    "век века веке веков "
    "веках вв в century centuries",
    "A": "шамамен шамалап ок около примерно приблизительно ориентировочно circa ca c about approximately "
    "around",
    "U": "мүмкін бәлкім болжам вероятно возможно предположительно probably possibly perhaps",
    "B": "до before until by раньше ранее",
    "b": "дейін шейін",
    "P": "после с со начиная after since from позднее позже",
    "p": "кейін соң бастап бері",
    "-": "по to until through",
    "f": "of the in",
    "a": "шамасында шамасы шамалы жуық",
    "q": "аралығында аралығы аралығындағы",
    "&": "мен бен пен және и and",
    "L": "басы басында ортасы ортасында соңы соңында аяғы аяғында начало начале середина середине конец "
    "конце early late "
    "mid middle",
}


# Words that a full stop belongs to.
_ABBREVIATIONS = frozenset(f"ж жж г гг ғ ғғ в вв ок c ca {_RU_SHORT} {_EN_SHORT}".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, figure or sign: its kind, offsets, and for figures, months and seasons the value."""

    kind: str
    start: int
    end: int
    value: int = 0
    text: str = ""


_ORDINAL = (
    "-?(?:ші|шы|нші|ншы|інші|ыншы|сы|сі|ы|і|ында|інде|сында|сінде|ынан|інен|сынан|сінен|сына|сіне|ына|іне|нан|нен|дан|ден|тан|тен|"
    "ға|ге|қа|ке|да|де|та|те|нда|нде|го|ого|е|ые|ое|й|ый|м|му|ом|х|ых|st|nd|rd|th|s)"
)
_LEX = re.compile(
    rf"""
    (?P<span>(?<![\w.-])(?<!№)(?<!№\ )(?:\d{{1,2}}[-–—]|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{4}})?\.?\ ?[-–—]\ ?)
      \d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?![\w-]|[./]\d))
  | (?P<iso>(?<![\w.-])\d{{4}}[-:.]\d{{2}}[-:.]\d{{2}}(?:[T\ ]\d{{2}}:\d{{2}}(?::\d{{2}})?)?(?![\w-]|[.:]\d))
  | (?P<dry>(?<![\w.-])\d{{1,2}}(?:\.\ ?[IVXХІ]{{1,4}}\.\ ?(?:\d{{4}}|\d\d)|\ [IVXХІ]{{1,4}}\ \d{{4}})(?!\w))
  | (?P<dmy>(?<![\w.-])\d{{1,2}}(?P<sep>\.\ ?|/|-)\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}})(?![\w-]|[./]\d))
  | (?P<my>(?<![\w./-])\d{{1,2}}[./]\d{{4}}(?![\w-]|[./]\d))
  | (?P<ym>(?<![\w./-])\d{{4}}-(?:0[1-9]|1[0-2])(?![\w/.-]|\s*(?:жж|гг|жылд|год|\s-)))
  | (?P<school>(?<![\w./-])\d{{4}}/(?:\d{{4}}|\d\d)(?=\s?(?:оқу|уч|жыл|ж\.|г\.|гг|school|academic)))
  | [«"“„]\ ?(?P<quoted>\d{{1,2}})\ ?[»"”“](?=\ ?[^\W\d_])
  | (?P<figure>(?<![^\W_])(?<![^\W\d_][-–])\d+)(?P<ordinal>{_ORDINAL}(?![^\W_]))?
  | (?P<roman>(?<![\w-])[IVXХІ]{{1,7}}(?![^\W_]))
  | (?P<word>[^\W\d_]+)
  | (?P<doubt>\(\?\)|\?)
  | (?P<dash>--|[-–—−])
  | (?P<dot>\.)
  | (?P<sign>\S)
    """,
    re.X,
)


Lexicon = dict[str, tuple[str, int]]


@cache
def _lexicon() -> tuple[Lexicon, Lexicon]:
    """Word → kind and value; and the same for folded Kazakh words."""
    kazakh, exact = _kazakh_words(), {}
    for names, endings in ((_RU_MONTHS, _RU_ENDINGS), (_RU_SHORT, " "), (_EN_MONTHS, " "), (_EN_SHORT, " ")):
        for month, stem in enumerate(names.split(), 1):
            exact.update({stem + ending: ("M", month) for ending in endings.split(" ")})
    for word in ("ма", "мау", "маю", "маом"):
        exact.pop(word, None)
    for kind, listed in _WORDS.items():
        for word in listed.split():
            exact.setdefault(word, (kind, 0))
    for season, words in _SEASONS.items():
        exact.update(dict.fromkeys(words.split()[1:], ("S", season)))
    for value, stem in enumerate(_RU_ORDINALS.split(), 1):
        exact.update({stem + ending: ("o", value) for ending in ("ое", "ого", "ому", "ье", "ьего")})
    exact.update({word: ("T", value) for word, value in _TENS.items()})
    for value, stem in _RU_DECADES.items():
        exact.update({stem + ending: ("o", value) for ending in ("ые", "ых", "ым")})
    return kazakh | exact, {fold(word): found for word, found in kazakh.items()}


def _kazakh_words() -> Lexicon:
    table: Lexicon = {}
    for month, stem in enumerate(_KK_MONTHS.split(), 1):
        for ending in _KK_ENDINGS.split(" "):
            table[stem + ending] = ("M", month)
            if stem.endswith("к"):
                table[stem[:-1] + "г" + ending] = ("M", month)
    for season, words in _SEASONS.items():
        table.update({words.split()[0] + ending: ("S", season) for ending in _SEASON_ENDINGS.split(" ")})
    for value, words in _KK_ORDINALS.items():
        for word in words.split():
            table.update({word + ending: ("o", value) for ending in _KK_ORDINAL_ENDINGS.split(" ")})
    for kind in "wWmC":
        table.update({word: (kind, 0) for word in _WORDS[kind].split() if len(word) > 3})
    return table


def pieces(text: str) -> list[Piece]:
    """All words, figures and signs of `text` in order."""
    exact, folded = _lexicon()
    found: list[Piece] = []
    for match in _LEX.finditer(text):
        group = match.lastgroup or "sign"
        if group == "word":
            low = match[0].lower()
            kind, value = exact.get(low) or folded.get(fold(low)) or ("x", 0)
            piece = Piece(kind, match.start(), match.end(), value, match[0])
            found.append(_joined(found, piece) if kind in "oBP" and found else piece)
        elif group == "dot":
            if found and found[-1].end == match.start() and found[-1].text.lower() in _ABBREVIATIONS:
                last = found[-1]
                found[-1] = Piece(last.kind, last.start, match.end(), last.value, last.text)
            else:
                found.append(Piece("x", match.start(), match.end()))
        else:
            found.append(_piece(match, group))
    return found


def _joined(found: list[Piece], piece: Piece) -> Piece:
    """`piece` with the word before it, which is taken off: «жиырма» + «екінші», «не» + «позднее»."""
    last = found[-1]
    if piece.kind == "o" and last.kind == "T" and piece.value < 10:
        found.pop()
        return Piece("o", last.start, piece.end, last.value + piece.value, piece.text)
    if piece.kind in "BP" and last.text.lower() == "не":
        found.pop()
        return Piece("B" if piece.kind == "P" else "P", last.start, piece.end, 0, piece.text)
    return piece


def _piece(match: re.Match[str], group: str) -> Piece:
    text, start, end = match[0], match.start(), match.end()
    if group in ("figure", "ordinal"):
        return _figure(match)
    if group == "quoted":  # «29» октября, as in orders and decisions
        return Piece("1", start, end, int(match["quoted"]), match["quoted"])
    if group == "roman":
        return Piece("R", start, end, roman(text), text)
    kind = {
        "doubt": "?",
        "dash": "-",
        "iso": "I",
        "dmy": "I",
        "my": "I",
        "ym": "I",
        "sep": "I",
        "dry": "I",
        "span": "I",
        "school": "I",
    }.get(group, "x")
    return Piece("," if text == "," else kind, start, end, 0, text)


def _figure(match: re.Match[str]) -> Piece:
    digits, ordinal = match["figure"], match["ordinal"]
    value = int(digits) if len(digits) < 5 else 0
    if len(digits) <= 2:
        return Piece("o" if ordinal else "1", match.start(), match.end(), value, match[0])
    if len(digits) == 4 and 1000 <= value <= 2100:
        return Piece("y" if ordinal else "Y", match.start(), match.end(), value, match[0])
    return Piece("x", match.start(), match.end())


_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}


def roman(text: str) -> int:
    """The value of a Roman figure up to XXI (0: no figure)."""
    values = [_ROMAN_VALUES.get(letter, 0) for letter in text]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total <= 21 else 0


def is_also_word(text: str) -> bool:
    """Whether a month's name alone may be another word: қазан (cauldron), маусым (season), March."""
    return text.isascii() or fold(text).startswith(_ALSO_WORDS)
