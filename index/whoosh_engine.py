"""The engine on Whoosh: the only module that knows it. Postings, columns and segments are Whoosh's;
sets of document numbers are taken from them and put together in `index.evaluate`."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE

from archive.errors import Busy, IndexUnusable, MuragatError
from index.answering import Answering
from index.days import NO_FIRST, NO_LAST
from index.engine import EVERYTHING, FACETS, Results, Sort
from index.evaluate import Docs
from index.marker import Marker, read_marker, write_marker
from index.postings import WhooshPostings
from index.query import Query
from index.schema import CODED, POSITIONED, ready

# Whoosh sorts postings in runs of this many megabytes before it writes a segment.
RUN_MB = 128
REBUILD = "Run: muragat index rebuild"


class _Places(formats.Format):  # type: ignore[misc]
    """Positions as four bytes each."""

    def decode_positions(self, value: bytes) -> array[int]:
        return array("I", value)


class _Terms(fields.FieldType):  # type: ignore[misc]
    """A field whose terms are given ready: a set of them, or a mapping of each to its positions."""

    def __init__(self, format_: formats.Format, *, column: columns.Column | None = None) -> None:
        super().__init__(format_, None, sortable=column or False)

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        if isinstance(value, Mapping):
            for term, places in value.items():
                yield term.encode(), 1, 1.0, array("I", places).tobytes()
        else:
            for term in value:
                yield term.encode(), 1, 1.0, b""


class _Column(fields.COLUMN):  # type: ignore[misc]
    """A column of text or numbers."""

    def to_column_value(self, value: Any) -> Any:
        return value.encode() if isinstance(value, str) else value


def _schema() -> fields.Schema:
    held = {name: _Terms(_Places()) for name in POSITIONED}
    held |= {name: _Terms(formats.Existence()) for name in CODED}
    held |= {"id": _Terms(formats.Existence())}
    held |= {"id_column": _Column(columns.VarBytesColumn()), "order": _Column(columns.NumericColumn("q"))}
    held |= {"first": _Column(columns.NumericColumn("i", default=NO_FIRST))}
    held |= {"last": _Column(columns.NumericColumn("i", default=NO_LAST))}
    held |= {f"facet_{name}": _Column(columns.VarBytesColumn()) for name in FACETS}
    return fields.Schema(**held)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, without lengths of fields: our ranking has no use for them, and asking for
    them cost a look at the file system for every posting. Most terms stand in few items: blocks so
    small do not become smaller by compression."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)


SCHEMA = _schema()


class _Mapped(BufferFile):  # type: ignore[misc]
    """A file that is mapped: Whoosh's own reader of mapped files copies each of them when it opens."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            held = mmap(file.fileno(), 0, access=ACCESS_READ)
        super().__init__(b"", name=path.name)
        self.file: mmap | None = held
        self._buf: memoryview | None = memoryview(held)

    def close(self) -> None:
        """Let go of the mapping, now or when the last reader of a piece of it is gone."""
        self._buf = self.file = None


class _MappedStorage(FileStorage):  # type: ignore[misc]
    """The files of a generation, mapped for reading."""

    def open_file(self, name: str, **options: Any) -> Any:
        path = Path(self._fpath(name))
        if options:
            return super().open_file(name, **options)
        # Whoosh leaves the list of segments open when it cannot read it; an empty file cannot be mapped.
        if name.endswith(".toc") or not path.stat().st_size:
            return BufferFile(path.read_bytes(), name=name)
        return _Mapped(path)


class WhooshEngine:
    """An open index of one generation (index.engine.Engine)."""

    def __init__(self, folder: Path) -> None:
        """Open the index that `create` made in `folder`. Raises IndexUnusable; changes nothing."""
        self._folder = folder
        with _damage(folder):
            self._index = FileIndex(_MappedStorage(str(folder)), schema=SCHEMA)
            self._open()

    @classmethod
    def create(cls, folder: Path, fingerprint: str, *, mark: int = 0, complete: bool = True) -> WhooshEngine:
        """A new, empty index in the empty `folder`."""
        FileIndex.create(_MappedStorage(str(folder)), SCHEMA)
        write_marker(folder, Marker(fingerprint, mark, complete))
        return cls(folder)

    def _open(self) -> None:
        self._reader = self._index.reader()
        self._postings = WhooshPostings(self._reader)
        self._answering = Answering(self._postings)

    def search(
        self,
        tree: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        ids: AbstractSet[str] | None = None,
        facets: bool = False,
    ) -> Results:
        with _damage(self._folder):
            return self._answering.search(tree, limit=limit, offset=offset, sort=sort, ids=ids, facets=facets)

    def count(self, tree: Query = EVERYTHING) -> int:
        with _damage(self._folder):
            return self._answering.count(tree)

    def counts(self, tree: Query, parts: Sequence[Query]) -> list[int]:
        with _damage(self._folder):
            return self._answering.counts(tree, parts)

    def words(self, prefix: str, limit: int) -> list[str]:
        with _damage(self._folder):
            return self._answering.words(prefix, limit)

    def common(self, words: Iterable[str]) -> list[tuple[str, int]]:
        with _damage(self._folder):
            return self._answering.common(words)

    def ids(self) -> set[str]:
        with _damage(self._folder):
            alive = self._postings.everything()
            return {
                one.decode() for doc, one in enumerate(self._postings.column("id_column")) if doc in alive
            }

    def read_through(self) -> int:
        """Read every term, posting and column once; how many ids there are. Raises IndexUnusable."""
        with _damage(self._folder):
            for segment in self._postings.segments:
                for field, term in segment.reader.all_terms():
                    matcher = segment.reader.postings(field, term)
                    if field in POSITIONED and matcher.is_active():
                        matcher.value_as("positions")
            for facet in FACETS:
                self._postings.column(f"facet_{facet}")
            self._postings.orders()
            self._postings.bounds()
            return len(
                {
                    one
                    for one in self._postings.terms("id", "", self._postings.size + 1)
                    if self._postings.docs("id", one)
                }
            )

    def segments(self) -> int:
        """How many segments the index has: many make it slow."""
        return len(self._postings.segments)

    def mark(self) -> int:
        marker = read_marker(self._folder)
        return marker.mark if marker else 0

    def apply(
        self, documents: Sequence[Mapping[str, Any]], gone: Iterable[str], mark: int, *, merge: bool = False
    ) -> None:
        """See Engine. Of two documents with one id in a batch the later one counts."""
        kept = {document["id"]: document for document in documents}
        fresh = [ready(document) for document in kept.values()]
        outdated = {*gone, *kept}
        if fresh or outdated or merge:
            with self._writer(merge_small if merge else NO_MERGE) as writer:
                for doc in _numbers(writer, outdated):
                    writer.delete_document(doc)
                for document in fresh:
                    writer.add_document(**document)
        self.remember(mark)

    def fill(self, documents: Iterable[Mapping[str, Any]], mark: int) -> None:
        """Put documents into an empty index, in one commit, as they come; each id once."""
        with self._writer(NO_MERGE) as writer:
            for document in documents:
                writer.add_document(**ready(document))
        self.remember(mark)

    @contextmanager
    def _writer(self, policy: Callable[[Any, list[Any]], list[Any]]) -> Iterator[Any]:
        """A writer whose changes become visible together at the end, or not at all."""
        try:
            writer = self._index.writer(limitmb=RUN_MB, codec=Codec(), compound=False)
        except LockError:
            raise Busy(
                "The index is being written by another process.", "Try again when it is done."
            ) from None
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=policy)
        self._reader.close()
        self._open()

    def remember(self, mark: int, *, complete: bool | None = None) -> None:
        """Bring the index to the disk and note how far it goes."""
        before = read_marker(self._folder)
        if before is None:
            raise IndexUnusable(f"{self._folder} has no marker.", REBUILD)
        toc = f"_MAIN_{self._index.latest_generation()}.toc"
        digest = sha256((self._folder / toc).read_bytes()).hexdigest()
        files = {path.name: path.stat().st_size for path in self._folder.iterdir() if _is_index_file(path)}
        is_complete = before.complete if complete is None else complete
        marker = Marker(
            before.fingerprint, mark, is_complete, len(self._postings.everything()), toc, digest, files
        )
        write_marker(self._folder, marker)

    def close(self) -> None:
        self._reader.close()


def _numbers(writer: Any, ids: AbstractSet[str]) -> Docs:
    """The numbers, as the writer counts, of the documents with these ids."""
    with writer.reader() as reader:
        postings = WhooshPostings(reader)
        return {doc for one in ids for doc in postings.docs("id", one)}


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """A merge policy: segments stay while each is at least twice as big as all smaller ones together.

    Their number so grows with the logarithm of the items, and each item is merged about as often.
    A segment of which a quarter is deleted is written anew.
    """
    by_size = sorted(segments, key=lambda s: s.doc_count_all() - s.deleted_count(), reverse=True)
    rest = sum(s.doc_count_all() - s.deleted_count() for s in by_size) + writer.doc_count()
    kept: list[Any] = []
    for segment in by_size:
        alive = segment.doc_count_all() - segment.deleted_count()
        rest -= alive
        if alive >= 2 * rest and segment.deleted_count() * 4 <= segment.doc_count_all():
            kept.append(segment)
            continue
        break
    merged = [segment for segment in segments if segment not in kept]
    if len(merged) == 1 and not writer.doc_count() and not merged[0].has_deletions():
        return segments
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return kept


def _is_index_file(path: Path) -> bool:
    return path.is_file() and path.name.startswith(("MAIN_", "_MAIN_")) and "." in path.name


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Whatever Whoosh raises on a torn file becomes IndexUnusable (it raises a dozen kinds)."""
    try:
        yield
    except MuragatError:
        raise
    except Exception as error:
        what = f"The index in {folder} cannot be read ({type(error).__name__}: {error})."
        raise IndexUnusable(what, REBUILD) from error
