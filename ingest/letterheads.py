"""The official names of institutions that stand by themselves above a paper. Pure."""

from __future__ import annotations

import re

from ingest.gatherings import is_held
from ingest.institutions import is_institution
from language import dates

_LONGEST = 200
# Words that only the official name of an institution has.
_OFFICIAL = re.compile(
    r"(?<!\w)(?:облы[сқ]|қала(?:сы|лық)|аудан|ауыл(?:ы|дық)|республика|мемлекеттік|атындағы|коммуналдық"
    r"|орталық(?= )|қазақстан|баспасөз|област|город|район|сельск|государственн|имени|им\.|казахстан"
    r"|управлени|министерств|пресс-|национальн|ұлттық|№|ММ(?!\w)|КММ|РММ|КГУ|ГУ(?!\w)|РГУ|КГКП|МКҚК|ГККП)",
    re.IGNORECASE,
)
_OFFICE_ENDS = re.compile(
    r"(?:қызметі|(?<!\w)(?:ММ|КММ|РММ|КГУ|РГУ|КГКП|МКҚК|ГККП|КМҚК|ҚБ|ТОО|ЖШС))\W*$", re.IGNORECASE
)
_VERB = re.compile(
    r"(?:л[аои]|л[аио]сь|лся|[аеяу][ею]т|[уюая]тся|ится|[ае]ется|[дт][ыі]|[аейп]ді|айды|ейді)(?!\w)",
    re.IGNORECASE,
)


def is_letterhead(text: str) -> bool:
    """Whether a line is the official name of an institution and nothing else."""
    plain = text.strip(" .,;–—-")
    if not _OFFICIAL.search(plain) or len(plain) > _LONGEST or dates.find(plain) or is_held(plain):
        return False
    words = re.findall(r"[^\W\d_][\w-]*", plain)
    if any(_VERB.search(word) and not is_institution(word) for word in words[1:]) and not plain.isupper():
        return False
    return bool(_OFFICE_ENDS.search(plain)) or is_institution(plain, at_end=True)
