"""The sentence around some words, for showing where something was said. Pure."""

from __future__ import annotations

import re

# More than this is no sentence but a text without stops.
LONGEST = 800
_ABBREVIATED = re.compile(
    r"(?:(?<![^\W_])[^\W\d_]|(?<![^\W_])(?:жж|гг|ул|обл|т\.б|т\.д|т\.п|проф|акад|им|ат|атынд|стр|тел|қ|пр"
    r"|ред|сур|др|см|св|доц|канд))\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…][»”\"]?\s+(?=[«“\"–—-]?\s?[^\W_a-zа-яёәғқңөұүһі])")
# An empty line ends a sentence always; a single line end when the next line begins like a new one.
_PARAGRAPH = re.compile(r"\n\s*\n")


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence that holds the words from `start` to `end`, as it stands in the text, at most LONGEST "
    "long."""
    begin, stop = sentence_span(text, start, end)
    return text[begin:stop].strip()


def sentence_span(
    text: str, start: int, end: int, paragraph: re.Pattern[str] = _PARAGRAPH
) -> tuple[int, int]:
    """Where the sentence around the words begins and ends; `paragraph` is what always ends one."""
    begin, stop = _paragraph(text, start, end, paragraph)
    for found in _END.finditer(text, begin, stop):
        if _ABBREVIATED.search(text[begin : found.start() + 1][-8:]):
            continue
        if found.end() <= start:
            begin = found.end()
        elif found.start() >= end:
            stop = found.start() + 1
            break
    return _shortened(begin, stop, start, end)


def _paragraph(text: str, start: int, end: int, paragraph: re.Pattern[str]) -> tuple[int, int]:
    """The paragraph as far as it can matter: evidence in a long text must not look at all of it each time."""
    first, last = max(0, start - 2 * LONGEST), min(len(text), end + 2 * LONGEST)
    ends = [found.span() for found in paragraph.finditer(text, first, last)]
    begin = max((until for _, until in ends if until <= start), default=first)
    stop = min((since for since, _ in ends if since >= end), default=last)
    return begin, stop


def _shortened(begin: int, stop: int, start: int, end: int) -> tuple[int, int]:
    """Of a text without stops, what stands around the words."""
    if stop - begin <= LONGEST:
        return begin, stop
    left = max(begin, start - max(0, LONGEST - (end - start)) // 2)
    return left, min(stop, left + LONGEST)
