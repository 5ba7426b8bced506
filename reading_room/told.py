"""Sentences of the other rooms, which are English, in the visitor's language."""

from __future__ import annotations

import re
from functools import cache

from reading_room import told_record, told_work
from reading_room.languages import mark, text

# As they are said in index/ and archive/; what varies has a name. A test holds them to the source.
SENTENCES = (
    mark("A quotation mark was not closed: its words were looked for one by one."),
    mark("A bracket was not closed."),
    mark("A bracket was closed that had not been opened."),
    mark("There is no word to look for."),
    mark("Only the first %(count)s words were looked for."),
    mark("Brackets deeper than %(count)s levels are not looked at."),
    mark("%(word)s was looked for as a whole word: * needs %(count)s letters before it."),
    mark("%(word)s stands for more than %(most)s words: the first %(count)s were looked for."),
    mark("No item says so itself: these belong to events whose press text does."),
    mark("The current index cannot be read; an older one answered. Run: muragat index rebuild"),
    mark("The index was made by older rules; it is made anew by: muragat index update"),
    mark("%(field)s: has no value %(value)s."),
    mark("%(field)s: is given no value."),
    mark("%(field)s: is a field only with a value behind it: %(choices)s."),
    mark("AND is not needed: parts side by side must all match."),
    mark("Use one of: %(choices)s."),
    mark("%(value)s is not a date: %(why)s."),
    mark("%(value)s is not a date."),
    mark("a range needs a beginning or an end"),
    mark("%(first)s is after %(last)s"),
    mark("an end of a range needs a year: %(value)s"),
    mark("there is no year 0"),
    mark("there is no month %(month)s"),
    mark("there is no day %(day)s in month %(month)s"),
    mark("Dates look like 2024, 2024-09, 2024-09-18, 09-18, 1930..1939, ..1950 or unknown."),
    mark("%(value)s is not an item's id."),
    mark("An id looks like 0003-0017, an accession like 0003."),
    mark("There is no item %(id)s in this archive."),
    mark("The archive has no index that can be read."),
    mark("The archive is busy: another process is writing."),
    mark("Try again in a moment."),
    mark("The search cannot be saved under this name."),
    mark("Give it a name of up to %(count)s letters."),
    mark("You have %(count)s saved searches already."),
    mark("Remove one that you no longer need."),
    *told_work.SENTENCES,
    *told_record.SENTENCES,
)


def told(sentence: str) -> str:
    """The sentence in the visitor's language; as it is when nobody has translated it."""
    for template in SENTENCES:
        found = _pattern(template).fullmatch(sentence)
        if found:
            parts = {name: told(part) if name == "why" else part for name, part in found.groupdict().items()}
            return text(template, **parts)
    return sentence


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What the sentence looks like when its names have values."""
    parts = re.split(r"%\((\w+)\)s", template)
    pieces = [f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)]
    return re.compile("".join(pieces), re.DOTALL)
