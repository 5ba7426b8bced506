"""Which of the archive's languages a text is in."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["kk", "ru", "en", ""]

_KAZAKH = re.compile("[әғқңөұүһі]", re.I)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]", re.I)
# Letters of the Kazakh Latin alphabets of 2018 and 2021 that English lacks. Not with re.I: it takes ı for i.
_KAZAKH_LATIN = re.compile("[äğıñöşūüáǵńóúýÄĞÑÖŞŪÜÁǴŃÓÚÝ]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
# Letters, endings and small words that one of the two languages has and the other has not.
_RUSSIAN_MARKS = re.compile(
    r"\b(?:и|в|во|с|со|на|по|из|от|за|для|при|не|что|как|его|был[аио]?|года?|году|г)\b"
    r"|[а-яё](?:ый|ой|ая|ое|ые|ий|ого|его|ому|ыми|ами|ость|ения|ение|тся|ться)\b|[щёъэ]",
    re.I,
)
_KAZAKH_MARKS = re.compile(
    r"\b(?:мен|бен|пен|да|де|та|те|ал|бар|бір|жылы|жыл|ж)\b|[а-я](?:дың|тың|лар|дар|тар|ды|ты|ға|дан|тан|ы)\b",
    re.I,
)


def language(text: str) -> Language:
    """`kk`, `ru` or `en`, the language that most of `text` seems to be in; empty without letters.

    What stands in brackets counts only when nothing else has letters. Latin letters count as English, but for
    one in fifty that only Kazakh has. Cyrillic is Kazakh when at least one letter in fifty is one that
    Russian lacks, or when it has more Kazakh endings than Russian ones.
    """
    bare = _BRACKETS.sub(" ", text)
    return _language(bare) or _language(text)


def _language(text: str) -> Language:
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if latin > cyrillic:
        return "kk" if len(_KAZAKH_LATIN.findall(text)) * 50 >= latin else "en"
    if not cyrillic:
        return ""
    if len(_KAZAKH.findall(text)) * 50 >= cyrillic:
        return "kk"
    return "kk" if len(_KAZAKH_MARKS.findall(text)) > len(_RUSSIAN_MARKS.findall(text)) else "ru"
