"""Brings the reading room's translations up to its source, and compiles them (see script/translations).

Everything is written so that the same source gives the same bytes: no dates, no line numbers.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ROOM = ROOT / "reading_room"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ("kk", "ru")
METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "text": None,
    "texts": (1, 2),
    "later": None,
    "mark": None,
}
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}}


def messages() -> Catalog:
    """Every message of the source."""
    found = Catalog(project="muragat", charset="utf-8")
    for name, _line, message, comments, _context in extract_from_dir(
        ROOM, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        found.add(message, None, [(name, 0)], auto_comments=comments)
    return found


def po_path(language: str) -> Path:
    """The translations of one language, as people write them."""
    return ROOM / "translations" / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """What has been translated so far."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The translations of a language with the messages of the source; those that are gone are dropped."""
    catalogue = read(language)
    catalogue.update(messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The file of translations, the same for the same translations."""
    out = BytesIO()
    write_po(out, catalogue, width=110, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER.format(forms=catalogue.plural_forms).encode() + out.getvalue()


HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: muragat\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"

"""


def mo_bytes(language: str) -> bytes:
    """The compiled translations of what the .po file says."""
    catalogue = read(language)
    # The times of the compiled file are those of nothing: the same translations, the same bytes.
    catalogue.creation_date = catalogue.revision_date = MOMENT
    catalogue.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", catalogue.plural_forms),
    ]
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def missing(language: str) -> list[str]:
    """The messages that have no translation, or one that somebody has to look at."""
    return [str(one.id) for one in updated(language) if one.id and (one.fuzzy or not _is_whole(one.string))]


def _is_whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main(only_compile: bool) -> None:
    """Update and compile; say what is missing."""
    for language in LANGUAGES:
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not only_compile:
            path.write_bytes(po_bytes(updated(language)))
        path.with_suffix(".mo").write_bytes(mo_bytes(language))
        for message in missing(language):
            print(f"{language}: {message!r}")


if __name__ == "__main__":
    main(sys.argv[1:] == ["compile"])
