"""The document of an item is pure, plain, complete; the fingerprint follows the rules."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Item
from index import schema
from index.analysis import VALUE_SPAN, asked, indexed, key, words
from tests.index_world import event, item, person, when

ROOT = Path(__file__).parent.parent


def test_a_document_is_the_same_each_time_and_plain() -> None:
    one = item(1, "Ұлттық кітапхана", persons=(person("Оспанова Б"),), when=when("1936-01-01", "1936-12-31"))
    assert schema.document(one) == schema.document(one)
    assert pickle.loads(pickle.dumps(schema.document(one))) == schema.document(one)
    assert schema.ready(schema.document(one))["facet_year"] == "1936"


def test_forms_keep_their_positions_and_texts_stay_apart() -> None:
    form = schema.document(item(1, "қала мен қала", title="қала"))["form"]
    assert form[key("қала")][0] == 0
    second, third = form[key("қала")][1:3]
    assert third - second == 2 and second > 1


def test_names_stand_in_stretches_of_their_own() -> None:
    held = schema.document(
        item(1, persons=(person("Оспанова Б", variants=("Ospanova B",)), person("Ақын", number=2)))
    )
    first, second = held["person"][key("оспанова")][0], held["person"][key("ақын")][0]
    assert first // VALUE_SPAN != second // VALUE_SPAN


def test_who_was_rejected_on_an_item_is_not_found_though_they_took_part() -> None:
    guest = person("Гоголь Ержан", number=7)
    happening = event("Форум", participants=(guest,))
    assert "P0007" in schema.document(item(1, event=happening))["person_id"]
    rejected = item(1, event=happening, persons=(person("Гоголь Ержан", number=7, status="rejected"),))
    held = schema.document(rejected)
    assert (
        held["person_id"] == set()
        and key("гоголь") not in held["person"]
        and key("гоголь") not in held["form"]
    )


@pytest.mark.parametrize(
    ("name", "value"), [("stem", 17), ("form", ["a"]), ("order", "1"), ("facet_year", None), ("is", {1})]
)
def test_a_value_of_a_wrong_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(TypeError, match=name):
        schema.ready({**schema.document(item(1)), name: value})


@settings(deadline=None)
@given(
    st.text(max_size=200),
    st.text(max_size=50),
    st.sampled_from([{}, {"facts": None}, {"facts": {"keywords": ["а", 1]}}]),
)
def test_any_text_makes_a_document(caption: str, name: str, metadata: dict[str, object]) -> None:
    one: Item = item(1, caption, name=name, metadata=metadata, persons=(person(caption or "x"),))
    fields = schema.ready(schema.document(one))
    assert all(len(term.encode()) < 1000 for term in (*fields["form"], *fields["stem"]))


def test_ids_sort_as_numbers_do() -> None:
    ids = ["0001-0002", "0001-0010", "0001-10000", "0002-0001", "10000-0001"]
    orders = [schema._order(one) for one in ids]
    assert orders == sorted(orders) and len(set(orders)) == len(orders)


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    code = "from index.schema import fingerprint; print(fingerprint())"
    other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == schema.fingerprint()


def test_the_fingerprint_follows_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.fingerprint()
    monkeypatch.setattr(schema, "SCHEMA_VERSION", -1)
    schema.fingerprint.cache_clear()
    assert schema.fingerprint() != before
    monkeypatch.undo()
    schema.fingerprint.cache_clear()
    assert schema.fingerprint() == before


def test_a_word_emits_its_form_and_other_stems() -> None:
    found = indexed("Кітабының")
    assert found.form == key("кітабының") and key("кітап") in found.stems and found.form not in found.stems
    assert "китап" in asked("кітап").folds
    assert [word.form for word in words("Қарағанды09")] == [key("қарағанды"), key("09")]


def test_very_long_words_are_cut_alike() -> None:
    assert indexed("а" * 1000).form == asked("а" * 1000).form == indexed("а" * 64).form


def test_searching_imports_nothing_heavy() -> None:
    code = "import sys; from index import maintain, query, highlight, suggest; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"filelock", "sqlalchemy", "edtf", "snowballstemmer", "numpy", "PIL", "rich", "click", "cv2"}
    assert heavy.isdisjoint(loaded.stdout.split())
