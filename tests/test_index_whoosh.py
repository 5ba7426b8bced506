"""What we lean on in whoosh-reloaded 2.7.5, which is no longer developed: if one of these fails after a
change of version, `index/whoosh_engine.py` and `index/postings.py` must be looked at again."""

from __future__ import annotations

import os
import pickle
import warnings
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import whoosh
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, LockError
from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import TermNotFound
from whoosh.writing import NO_MERGE

from index import schema
from index.postings import WhooshPostings, _block_ids
from index.whoosh_engine import SCHEMA, Codec, WhooshEngine, _MappedStorage, merge_small
from tests.index_world import item

Words = fields.Schema(
    id=fields.ID(unique=True), text=fields.KEYWORD, n=fields.COLUMN(columns.NumericColumn("i", default=-1))
)


def plain(folder: Path) -> FileIndex:
    return FileIndex.create(FileStorage(str(folder)), Words)


def put(index: FileIndex, *documents: dict[str, Any], merge: Callable[..., Any] = NO_MERGE) -> None:
    writer = index.writer()
    for document in documents:
        writer.add_document(**document)
    writer.commit(mergetype=merge)


def filled(folder: Path, count: int = 300, batch: int = 100) -> WhooshEngine:
    engine = WhooshEngine.create(folder, "x")
    for first in range(1, count + 1, batch):
        numbers = range(first, min(first + batch, count + 1))
        engine.apply(
            [schema.document(item(n, f"қала сурет{n} {'жұп' * (n % 2)}")) for n in numbers], (), first
        )
    return engine


def postings(engine: WhooshEngine) -> WhooshPostings:
    return engine._postings


def test_the_version_is_the_one_that_was_measured() -> None:
    assert whoosh.__version__ == (2, 7, 5)


def test_an_index_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(EmptyIndexError):
        FileIndex(FileStorage(str(tmp_path)))


def test_a_cut_list_of_segments_raises_and_stays(tmp_path: Path) -> None:
    plain(tmp_path)
    toc = tmp_path / "_MAIN_0.toc"
    toc.write_bytes(toc.read_bytes()[:20])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with pytest.raises(Exception, match=r".") as caught:
            FileIndex(FileStorage(str(tmp_path)))
        assert not isinstance(caught.value, EmptyIndexError) and toc.exists()
        del caught


def test_a_schema_that_is_given_is_not_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine.create(tmp_path, "x")
    engine.close()
    monkeypatch.setattr(pickle, "loads", None)
    assert TOC.read(_MappedStorage(str(tmp_path)), "MAIN", schema=SCHEMA).schema is SCHEMA


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    index = plain(tmp_path)
    first = index.writer()
    with pytest.raises(LockError):
        index.writer()
    first.cancel()
    index.writer().cancel()


def test_cancel_leaves_everything_as_it_was(tmp_path: Path) -> None:
    index = plain(tmp_path)
    put(index, {"id": "1", "text": "a"})
    writer = index.writer()
    writer.add_document(id="2", text="a")
    writer.delete_document(0)
    writer.cancel()
    with index.reader() as reader:
        assert reader.doc_count() == 1 and not reader.has_deletions()


def test_a_commit_is_seen_by_readers_opened_later_only(tmp_path: Path) -> None:
    index = plain(tmp_path)
    put(index, {"id": "1", "text": "a"})
    before = index.reader()
    put(index, {"id": "2", "text": "a"})
    assert before.doc_count() == 1
    with index.reader() as after:
        assert after.doc_count() == 2
    before.close()


def test_without_merging_each_commit_is_a_segment(tmp_path: Path) -> None:
    index = plain(tmp_path)
    for number in range(4):
        put(index, {"id": str(number), "text": "a"})
    assert len(TOC.read(index.storage, "MAIN").segments) == 4


def test_an_old_reader_outlives_the_files_that_a_merge_removes(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    reader = engine._index.reader()
    old = WhooshPostings(reader)
    engine.apply([], (), 9, merge=True)
    assert len(old.docs("form", "кала|қала")) == 300
    assert engine.segments() == 1
    reader.close()


def test_old_files_are_removed_by_the_next_commit(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    engine.apply([], (), 9, merge=True)
    assert len(list(tmp_path.glob("*.toc"))) == 1 and len(list(tmp_path.glob("*.trm"))) == 1


@settings(deadline=None, max_examples=30)
@given(sizes=st.lists(st.integers(0, 5000), max_size=20))
def test_our_merging_leaves_few_segments(sizes: list[int]) -> None:
    class Segment:
        def __init__(self, size: int) -> None:
            self.size = size

        def doc_count_all(self) -> int:
            return self.size

        def deleted_count(self) -> int:
            return 0

        def has_deletions(self) -> bool:
            return False

    class Writer:
        storage = schema = None

        def doc_count(self) -> int:
            return 0

    segments = [Segment(size) for size in sizes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.whoosh_engine.SegmentReader", lambda *_: patch_reader())
        patch.setattr(Writer, "add_reader", lambda *_: None, raising=False)
        kept = merge_small(Writer(), segments)
    assert len(kept) <= 20 and [s for s in kept if s not in segments] == []
    for place, segment in enumerate(sorted(kept, key=lambda s: -s.size)):
        smaller = sorted(kept, key=lambda s: -s.size)[place + 1 :]
        assert segment.size >= sum(s.size for s in smaller)


def patch_reader() -> Any:
    class Reader:
        def close(self) -> None:
            """Nothing is open."""

    return Reader()


def test_deleted_documents_keep_their_numbers_until_a_merge(tmp_path: Path) -> None:
    engine = filled(tmp_path, 10, 10)
    engine.apply([], {"0001-0003", "0001-0004", "0001-0005"}, 2)
    assert postings(engine).size == 10 and postings(engine).deleted == {2, 3, 4}
    assert 2 not in postings(engine).docs("form", "кала|қала")
    engine.apply([], (), 3, merge=True)
    assert postings(engine).size == 7 and not postings(engine).deleted


def test_deleted_documents_wrap_postings_in_a_filter_with_a_child(tmp_path: Path) -> None:
    engine = filled(tmp_path, 10, 10)
    engine.apply([], {"0001-0003"}, 2)
    leaf = postings(engine).segments[0].reader
    found = leaf.postings("form", "кала|қала")
    assert isinstance(found, FilterMatcher) and isinstance(found.child, W3LeafMatcher)
    assert list(found.all_ids()) == [0, 1, *range(3, 10)]


def test_a_writer_numbers_documents_as_its_reader_does(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    engine.apply([schema.document(item(250, "мұрағат"))], {"0001-0001", "0001-0150"}, 9)
    assert engine.ids() == {f"0001-{n:04}" for n in range(1, 301) if n not in (1, 150)}


def test_blocks_of_ids_are_all_ids(tmp_path: Path) -> None:
    engine = filled(tmp_path, 700, 700)
    segment = postings(engine).segments[0]
    for term in ("кала|қала", "жуп|жұп", "сурет|сурет", "7|7"):
        by_block = [doc for block in _block_ids(segment.matcher("form", term)) for doc in block]
        assert by_block == list(segment.reader.postings("form", term).all_ids()) != []


def test_positions_are_those_that_were_given(tmp_path: Path) -> None:
    engine = filled(tmp_path, 300, 150)
    held = schema.document(item(151, "қала сурет151 жұп"))["form"]
    term = "сурет|сурет"
    assert list(postings(engine).positions("form", term, {150})[150]) == held[term]
    one = postings(engine).segments[1].reader.postings("form", term)
    assert list(one.value_as("positions")) == held[term]


def test_columns_read_whole_are_those_read_one_by_one(tmp_path: Path) -> None:
    engine = filled(tmp_path, 40, 15)
    for segment in postings(engine).segments:
        for name, code in (("order", "q"), ("first", "i"), ("last", "i")):
            assert list(segment.numbers(name, code)) == list(
                segment.reader.column_reader(name, translate=False)
            )
        for name in ("id_column", "facet_person", "facet_kind"):
            assert segment.texts(name) == list(segment.column(name))


def test_a_column_that_no_document_has_gives_defaults(tmp_path: Path) -> None:
    index = plain(tmp_path)
    put(index, {"id": "1", "text": "a"}, {"id": "2", "text": "b"})
    with index.reader() as reader:
        assert list(reader.column_reader("n", translate=False)) == [-1, -1]


def test_numbers_are_big_endian_without_trailing_defaults(tmp_path: Path) -> None:
    index = plain(tmp_path)
    put(index, {"id": "1", "text": "a", "n": 258}, {"id": "2", "text": "b"})
    with index.reader() as reader:
        column = reader.column_reader("n", translate=False)
        assert column._count == 1 and column._dbfile.get(column._basepos, 4) == b"\x00\x00\x01\x02"
        assert list(column) == [258, -1]


def test_a_missing_term_is_not_contained_and_raises(tmp_path: Path) -> None:
    engine = filled(tmp_path, 3, 3)
    leaf = postings(engine).segments[0].reader
    assert ("form", "жоқ|жоқ") not in leaf and ("form", "кала|қала") in leaf and ("nofield", "a") not in leaf
    with pytest.raises(TermNotFound):
        leaf.postings("form", "жоқ|жоқ")


def test_expanding_stays_in_the_field_and_in_order(tmp_path: Path) -> None:
    engine = filled(tmp_path, 30, 30)
    found = postings(engine).terms("form", "1", 100)
    assert found == sorted(found) == sorted({f"{n}|{n}" for n in range(1, 31) if str(n).startswith("1")})
    assert postings(engine).terms("yearless", "", 10) == []


def test_a_document_of_a_wrong_type_leaves_a_phantom_in_whoosh_but_none_with_us(tmp_path: Path) -> None:
    engine = WhooshEngine.create(tmp_path, "x")
    good = schema.document(item(1, "қала"))
    with pytest.raises(TypeError):
        engine.apply([good, {**good, "id": "0001-0002", "form": 3}], (), 1)
    assert engine.count() == 0 and engine.mark() == 0
    engine.apply([good], (), 1)
    assert engine.ids() == {"0001-0001"}


def test_files_of_an_uncommitted_writer_do_no_harm(tmp_path: Path) -> None:
    engine = filled(tmp_path, 3, 3)
    (tmp_path / "MAIN_abcdefghijklmnop.trm").write_bytes(b"left by a killed process")
    (tmp_path / "_MAIN_9.toc.1700000000.5").write_bytes(b"half a list")
    again = WhooshEngine(tmp_path)
    assert again.ids() == engine.ids()
    engine.apply([], {"0001-0001"}, 5)
    assert not (tmp_path / "MAIN_abcdefghijklmnop.trm").exists()


def test_a_lock_file_left_by_a_killed_process_locks_nobody(tmp_path: Path) -> None:
    engine = filled(tmp_path, 3, 3)
    assert (tmp_path / "MAIN_WRITELOCK").exists()
    engine.apply([], {"0001-0001"}, 5)
    assert engine.count() == 2


def test_mapped_files_read_as_others_do(tmp_path: Path) -> None:
    filled(tmp_path, 20, 20).close()
    name = next(tmp_path.glob("*.pst")).name
    mapped, other = _MappedStorage(str(tmp_path)).open_file(name), FileStorage(str(tmp_path)).open_file(name)
    assert mapped.get(0, 50) == other.get(0, 50) == mapped.file[:50]
    mapped.seek(4), other.seek(4)
    assert mapped.read_int() == other.read_int() and mapped.read_pickle() == other.read_pickle()
    mapped.close(), other.close()


def test_opening_maps_and_does_not_read(tmp_path: Path) -> None:
    filled(tmp_path, 20, 20).close()
    engine = WhooshEngine(tmp_path)
    assert all(isinstance(s.reader._terms._dbfile._buf, memoryview) for s in postings(engine).segments)


def test_no_lengths_are_kept_so_no_posting_asks_the_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = WhooshEngine.create(tmp_path, "x")
    asked: list[str] = []
    monkeypatch.setattr(
        os.path, "exists", lambda path, was=os.path.exists: asked.append(str(path)) or was(path)
    )
    engine.apply([schema.document(item(n, "қала " * 5 + f"сөз{n}")) for n in range(1, 200)], (), 1)
    assert len(asked) < 100 and not Codec.length_stats


@settings(deadline=None, max_examples=30)
@given(
    terms=st.dictionaries(
        st.text(min_size=1, max_size=70), st.lists(st.integers(0, 2**31), min_size=1), max_size=8
    )
)
def test_any_term_and_position_comes_back(
    tmp_path_factory: pytest.TempPathFactory, terms: dict[str, list[int]]
) -> None:
    try:
        keys = {term: term.encode() for term in terms}
    except UnicodeEncodeError:
        return
    engine = WhooshEngine.create(tmp_path_factory.mktemp("terms"), "x")
    engine.apply([{**schema.document(item(1)), "form": {term: terms[term] for term in keys}}], (), 1)
    for term, places in terms.items():
        assert list(postings(engine).positions("form", term, {0})[0]) == places
    assert engine.read_through() == 1
    engine.close()


def test_a_format_of_our_own_is_asked_to_decode() -> None:
    places: formats.Format = SCHEMA["form"].format
    assert places.supports("positions") and not places.supports("characters")
    assert places.decode_as("positions", array("I", [1, 70_000]).tobytes()) == array("I", [1, 70_000])


def test_the_language_analyser_knows_no_kazakh() -> None:
    from whoosh.analysis import LanguageAnalyzer

    def stems(text: str) -> Iterator[str]:
        return (token.text for token in LanguageAnalyzer("kk")(text))

    assert list(stems("кітапханалары")) == ["кітапханалары"]
