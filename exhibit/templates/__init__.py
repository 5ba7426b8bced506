"""The pages of a package as Jinja templates; every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exhibit.sets import LANGUAGES
from exhibit.words import WORDS
from exhibit.works import in_language


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(template: str, **values: Any) -> str:
    """The page `template` with these values, the words of the package and its languages."""
    shared = {"codes": LANGUAGES, "words": WORDS, "in_language": in_language}
    return _environment().get_template(template).render(**shared, **values)
