"""Where a text names persons: runs of capitalised words, cut by what each word can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.alphabet import repair
from language.data.given_names import PARTICLES, SHORT_SURNAMES, TITLES, TITLES_BEHIND
from language.data.no_names import FEASTS
from language.kazakh import cuts
from language.name_cases import without_cases
from language.name_courtesy import courteous
from language.name_maiden import with_maiden_names
from language.name_parts import assembled
from language.name_shapes import SHAPES
from language.name_stops import is_kazakh_surname, is_no_given, is_place, looks_like_surname
from language.name_words import NameWord, classify, is_mans, is_unusual
from language.persons import NameSpan

_UPPER = "A-ZÀ-ÖØ-ÞĞŞİƏŪА-ЯЁӘҒҚҢӨҰҮҺІ"
# Long runs of letters are no names: the bound keeps every match short.
_TOKEN = re.compile(
    rf"(?<![^\W_])(?:(?P<initial>(?!(?:Dr|Mr|Ms|St)\.)[{_UPPER}][a-zа-я]?\.(?=\s?[{_UPPER}]|\W|$))|(?P<word>[{_UPPER}][^\W\d_]{{0,30}}(?:[-’'][^\W\d_]{{1,30}}){{0,2}})"
    rf"|(?P<particle>(?:бен|бин|ибн|әл|аль|фон|ван|де)-?(?=[\s{_UPPER}])))(?![^\W_])?"
)
_SENTENCE_END = re.compile(r"[.!?…:;«»\"“”()\n—–•*]\s*$|^\s*$")
# What follows the name of an institution, a street or a place that is called after a person.
# More than one of a family: «семья Ивановых».
# A Russian verb that begins a sentence: «Наградили Зою Андреевну».
_PAST = re.compile("(?:или|овали|[аи]лись|овала)$")
_RUSSIAN_PLURAL = ("ых", "ыми")
_CALLED_AFTER = re.compile(r"\s*(?:атындағы|атында|ат\.|атынд\.)(?!\w)", re.I)
_AFTER_IMENI = re.compile(r"(?:имени|им\.|named after)\s*$", re.I)
_PLACE = re.compile(
    r"\s+(?:көшес|даңғыл|аудан|облыс|ауыл|алаң|кент|қалас|селос|станцияс|орден|медал|сыйлығ|кубог|гимназияс|мектеб|университет|"
    r"колледж|институт|академияс|театр|мұражай|музей|оркестр|кітапханас|филармонияс|өзен|көл|тау|жағас|жағалау|проспектіс|орталығ|қор|банк)[ыі](?:н\w{0,4}|мен)?(?!\w)"
    r"|\s+(?:қаласы|street|avenue|university)",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:улиц\w|ул\.|проспект\w?|пр\.|площад\w{1,2}|бульвар\w?|аллея|парк\w?)\s+$", re.I
)
_TITLE_BEHIND = re.compile(rf"\s+(?:{TITLES_BEHIND.replace(' ', '|')})\w{{0,5}}(?!\w)")


# A line end inside a paragraph, and its place in a run.
_LINE_END = re.compile(r"[ \t\u00a0]{0,3}\r?\n[ \t\u00a0]{0,3}")
_WRAP = NameWord("", "")
# Words that a Russian genitive follows: «Фото Д. Омарова» is Омаров's, a woman's would be Омаровой; and men's
# offices that stand in it themselves: «приезд космонавта Ю. А. Козлова».
_GOVERNS_GENITIVE = re.compile(
    r"(?<!\w)(?:фото|фотография|снимок|портрет|бюст|памяти|книг(?:а|и|е|у|ой)|картина|музей|юбилей|дар|подарок|встреча|визит|приезд|прибытие"
    r"|чествование|выступление|приём|бригада|звено|архива|"
    r"роман[ауе]?|пьес[аыеу]|поэм[аыеу]|повест[ьи]|рассказ[ауы]?|стих(?:и|ов|ам)|творчеств[оауе]|кабинет|концерт|выставка|выставки|скульптура|рисунок|письмо|семья|семьи"
    r"|\w*(?:[нсв]та|ика|теля|иста|тора|ёра|[жн]ера"
    r"|лога|графа|евода|[лди]дата|енерала|дмирала|ника|министра|мика|поэта|героя|врача))\s+$",
    re.I,
)
# A single word with these endings is an adjective more often than a surname.
_ADJECTIVAL = ("ский", "ская", "ской", "цкий", "цкая")


@dataclass(frozen=True, slots=True)
class _Found:
    """A token of a run: its offsets, its reading, and whether a sentence begins with it."""

    start: int
    end: int
    text: str
    word: NameWord
    first: bool


def find(text: str) -> tuple[NameSpan, ...]:
    """The names of persons in `text`, in order; case endings belong to the span.

    A name that an institution bears («Н.В. Гоголь атындағы кітапхана») is marked `institution`.
    """
    spans: list[NameSpan] = []
    text = repair(text)
    for run in _runs(text):
        spans.extend(_cut(run, text))
    spans = courteous(spans, text)
    return tuple(with_maiden_names(spans, text)) if ")" in text else tuple(spans)


def _runs(text: str) -> Iterator[list[_Found]]:
    """Capitalised words and initials with nothing but a blank or one line end between them."""
    run: list[_Found] = []
    for match in _TOKEN.finditer(text):
        between = text[run[-1].end : match.start()] if run else ""
        wrapped = bool(run) and bool(_LINE_END.fullmatch(between))
        joined = bool(run) and (
            between in (" ", "\u00a0", "  ") or (between == "" and run[-1].word.role == "initial")
        )
        if run and not joined and not wrapped:
            yield run
            run = []
        if match["particle"] and not joined:
            continue
        if wrapped:
            run.append(_Found(run[-1].end, match.start(), between, _WRAP, False))
        run.append(_token(match, text, joined))
    if run:
        yield run


def _token(match: re.Match[str], text: str, inside: bool) -> _Found:
    token = match[0]
    if match["initial"]:
        word = NameWord("initial", token[:-1])
    elif match["particle"]:
        word = NameWord("", token)
    else:
        word = classify(token)
    first = not inside and bool(_SENTENCE_END.search(text[max(0, match.start() - 6) : match.start()]))
    return _Found(match.start(), match.end(), token, word, first)


_QUOTE_OPEN, _QUOTE_CLOSED = re.compile("[«“][^.!?»”]*$"), re.compile("[^.!?«]{0,30}[»”]")
# What stands around an element of a list, or around a caption that is a name and nothing else.
_LISTED_BEFORE, _LISTED_BEHIND = re.compile(r"(?:^|[,;:(\n–—-])\s{0,3}$"), re.compile(r"\s*(?:[,;)\n]|$)")
_NEXT_WORD = re.compile(r"\s?[^\W\d_]{2,40}(?:-[^\W\d_]{1,40})?")
_ENDS_WITH_CASE = re.compile(r"(\w+)\s+$")


def _symbol(found: _Found) -> str:
    text, word = found.text, found.word
    if word is _WRAP:
        return "/"
    low = text.lower()
    if low in PARTICLES:
        return "p"
    if word.role == "initial":
        return "I"
    if low in SHORT_SURNAMES:
        return "E"
    if text.isupper() and len(text) > 1 and not _is_in_capitals(text, word):
        return "x"
    letter = {"given": "G", "surname": "S", "patronymic": "P", "initial": "I", "open": "O", "word": "W"}.get(
        word.role, "x"
    )
    if letter == "O" and len(text) < 3:
        # A syllable of a Korean name: «Ким Ду Хван».
        return "d" if len(text) == 2 and text.istitle() else "x"
    return letter if word.sure else letter.lower()


def _is_in_capitals(text: str, word: NameWord) -> bool:
    """Whether a word in capitals is a name and no abbreviation."""
    if word.role in ("open", "word", ""):
        return False
    return len(text) > 4 or (len(text) == 4 and word.role == "given" and word.sure)


def _cut(run: list[_Found], text: str) -> Iterator[NameSpan]:
    symbols = "".join(map(_symbol, run))
    at = 0
    while at < len(run):
        if _is_title(run[at]) and _GIVEN_AND_MORE.match(symbols, at + 1):
            at += 1
            continue
        for pattern, parts in SHAPES:
            match = pattern.match(symbols, at)
            if not match:
                continue
            if _is_place(run[at : match.end()], text):
                at = match.end()
                break
            words = [found for found in run[at : match.end()] if found.word is not _WRAP]
            if _is_person(words, match[0].replace("/", ""), parts, text):
                yield _span(words, parts, text)
                at = match.end()
                break
        else:
            at += 1


# «Батыр Бауыржан Момышұлы»: a given name that is a title too, before a given name.
_GIVEN_AND_MORE = re.compile("G[SsP]")


def _is_title(found: _Found) -> bool:
    return found.first and not found.word.sure and found.text.lower() in TITLES


def _is_place(words: list[_Found], text: str) -> bool:
    """Whether a street, a district or a prize is called so: «Абай көшесі»."""
    if _PLACE_BEFORE.search(text[max(0, words[0].start - 14) : words[0].start]):
        return True
    return not words[-1].word.inflected and bool(_PLACE.match(text, words[-1].end))


def _is_person(words: list[_Found], shape: str, parts: str, text: str) -> bool:
    """Whether words of this shape name somebody here."""
    if not _may_be_parts(words, shape, parts) or _is_followed_by_institution(words, shape, text):
        return False
    inner = [found.word for found in words[:-1] if found.word.inflected]
    if any(not word.russian for word in inner) and shape not in ("SGP", "sGP", "SgP", "OGP"):
        return False
    first, last = words[0], words[-1]
    if shape in ("GI", "gI") or (shape == "OI" and not looks_like_surname(first.text.lower())):
        return _is_listed(text, first.start, last.end)
    if (
        not last.word.inflected
        and _PLACE.match(text, last.end)
        and not _is_called_after(text, first.start, last.end)
    ):
        return False
    if len(words) == 1:
        return _is_alone(first, shape, text)
    if shape in ("GPW", "sO"):
        return is_kazakh_surname(next(iter(without_cases(last.text.lower())), last.text.lower()))
    if shape == "OO":
        return _after_title(text, first.start) or _is_kazakh_pair(first, last)
    # «Азамат Омарова»: a woman has no man's name; here it is the word.
    if shape[0] == "g" and first.first and last.word.sex == "f" and is_mans(first.word.nominative):
        return False
    return shape != "GW" or (last.text.lower() not in TITLES and len(last.text) > 3)


def _may_be_parts(words: list[_Found], shape: str, parts: str) -> bool:
    """Whether what no list knows can be the part of a name that its place makes it."""
    last_word = words[-1].text
    if shape[0] == "O" and parts[0] == "s" and words[0].first and _PAST.search(words[0].text.lower()):
        return False
    if shape in ("OG", "OGO") and (
        words[0].first or words[0].word.inflected or is_place(words[0].text.lower())
    ):
        return False
    # Surely given: a capital inside a sentence before a father's name, or before a surname in capitals.
    is_sure = not words[0].first and shape in ("OP", "OPS")
    is_sure = is_sure or (last_word.isupper() and not words[0].text.isupper())
    for found, symbol, part in zip(words, shape, parts, strict=False):
        if symbol == "O" and part == "g" and not is_sure and is_no_given(found.text.lower()):
            return False
    if shape == "SO":
        given = words[1]
        return (
            not given.word.inflected
            and len(given.text) > 3
            and not given.text.isupper()
            and not is_place(given.text.lower())
        )
    # «Г. Каркаралинск» is a town.
    if shape[0] == "I" and words[0].text == "Г." and is_place(last_word.lower()):
        return False
    if shape in ("IW", "IIW"):
        return is_unusual(last_word.lower())
    return shape[0] != "P" or "I" not in shape or words[0].text.lower().endswith("вич")


def _is_followed_by_institution(words: list[_Found], shape: str, text: str) -> bool:
    """Whether the initials behind a word belong to what follows: «Мектебіміз Н.В. Гоголь атындағы»."""
    if shape[-1] != "I":
        return False
    behind = _NEXT_WORD.match(text, words[-1].end)
    return bool(behind and _is_called_after(text, behind.start(), behind.end()))


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether what stands here is an element of a list, or the whole caption."""
    return bool(_LISTED_BEFORE.search(text[max(0, start - 4) : start]) and _LISTED_BEHIND.match(text, end))


def _is_alone(found: _Found, shape: str, text: str) -> bool:
    """A single word: a surname, or a given name that is no other word here."""
    # Of a longer title only a declined given name is taken for a part: «Абай жолы», «Путь Абая».
    reach = 40 if found.word.russian and shape in "GgP" else 1
    quoted = _QUOTE_OPEN.search(text[max(0, found.start - reach) : found.start])
    if quoted and _QUOTE_CLOSED.match(text[found.end : found.end + 31]):
        return False
    if shape == "O":
        return bool(_TITLE_BEHIND.match(text, found.end))
    if found.text.lower()[len(found.word.nominative) :] in _RUSSIAN_PLURAL:
        return False
    if len(found.text) < 3 or (shape == "s" and found.word.nominative.endswith(_ADJECTIVAL)):
        return False
    # A sentence begins with a capital; a comma behind the word makes it an address: «Азамат, сәлеметсіз бе».
    if found.text.lower() in FEASTS:
        return False
    return shape in "SGP" or not found.first or text[found.end : found.end + 1] == ","


def _is_kazakh_pair(first: _Found, last: _Found) -> bool:
    """Two words that no list knows, of which the second ends as Kazakh names alone do: Ақселеу Сейдімбек."""
    if first.word.inflected or is_place(first.text.lower()):
        return False
    return is_kazakh_surname(last.word.nominative.lower())


def _is_called_after(text: str, start: int, end: int) -> bool:
    return bool(_CALLED_AFTER.match(text, end)) or bool(_AFTER_IMENI.search(text[max(0, start - 14) : start]))


def _after_title(text: str, start: int) -> bool:
    """Whether a word of office stands before: «президенті Никол Пашинян»."""
    before = _ENDS_WITH_CASE.search(text[max(0, start - 30) : start])
    if not before:
        return False
    low = before[1].lower()
    return low in TITLES or any(stem in TITLES for stem in cuts(low).known)


def _span(words: list[_Found], parts: str, text: str) -> NameSpan:
    genitive = bool(_GOVERNS_GENITIVE.search(text[max(0, words[0].start - 30) : words[0].start]))
    codes = parts.replace("*", "-" * (len(words) - 1))
    named = [(code, found.text, found.word) for code, found in zip(codes, words, strict=True)]
    name = assembled(named, genitive)
    start, end = words[0].start, words[-1].end
    return NameSpan(start, end, name, _is_called_after(text, start, end))
