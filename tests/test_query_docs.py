"""docs/query-language.md says what the parser does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.errors import BadQuery
from index import fields, grammar
from index.evaluate import MAX_EXPANSION
from index.query import Coded, Nothing, Word, leaves, parse

PAGE = (Path(__file__).parent.parent / "docs" / "query-language.md").read_text(encoding="utf-8")
EXAMPLES = [row.split("`")[1] for row in PAGE.splitlines() if row.startswith("| `")]
IN_TEXT = [text for text in re.findall(r"`([^`]+)`", PAGE) if re.match(r"-?[a-z]+:\S", text)]


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_read_without_notes(text: str) -> None:
    parsed = parse(text)
    assert parsed.notes == () and not isinstance(parsed.tree, Nothing)
    if ":" in text:
        assert not any(isinstance(leaf, Word) and leaf.field == "words" for leaf in leaves(parsed.tree))


@pytest.mark.parametrize("text", [text for text in IN_TEXT if text not in ("foo:bar",)])
def test_fields_in_the_text_are_fields(text: str) -> None:
    if text in ("date:2024-13", "kind:banana"):
        with pytest.raises(BadQuery):
            parse(text)
    else:
        assert not any(isinstance(leaf, Word) and leaf.field == "words" for leaf in leaves(parse(text).tree))


def test_every_field_and_value_is_on_the_page() -> None:
    for name in set(fields.NAMES.values()):
        assert f"`{name}:" in PAGE, name
    for field, values in fields.VALUES.items():
        for value in set(values.values()):
            assert value in PAGE and parse(f"{field}:{value}").tree == Coded(field, value)  # type: ignore[arg-type]


def test_names_in_other_languages_on_the_page_are_known() -> None:
    named = re.findall(r"`([^\W\d_a-z]+):`", PAGE)
    assert len(named) >= 12 and all(name in fields.NAMES for name in named)


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    assert f"More than {grammar.MAX_WORDS} words" in PAGE
    assert f"deeper than {grammar.MAX_DEPTH} levels" in PAGE
    assert f"more than {MAX_EXPANSION} words" in PAGE
