"""How quickly N synthetic items are indexed and found: records a second, size, p50 and p95 per kind of query.

Run from the project's root:  python script/bench_search.py 20000
Text is put together here from syllables and Kazakh endings, words drawn by Zipf's law, 2 % of the
letters confused as OCR does. Times are wall-clock; every query is asked of an engine that has just
been opened, as the command line does.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archive.model import Depiction, Event, Item, ItemSide, Original, Text, When
from index import maintain
from index.engine import Sort
from index.query import parse
from language.kazakh import NOMINALS

WORDS_A_CAPTION = 95
ENDINGS = "лар лардың да дағы ның ы ының ға мен лары ларында ымыз ымыздың дан"
FRONT = "лер лердің де дегі нің і інің ге мен лері лерінде іміз іміздің ден"
CONFUSED = dict(zip("қғңөұүәіһ", "кгноууаих", strict=True))
GIVEN = "Айнұр Бақытжамал Гүлмира Ерлан Марат Асель Дәурен Сәуле Нұрлан Жанар Арман Тимур"
SURNAMES = "Оспан Маханбет Шаймұхан Қалиев Сұлтан Жақып Бейсен Төлеген Иса Нұрпейіс Әбіш Смағұл"
PLACES = "Қарағанды Алматы Астана Шымкент Ақтөбе Атырау Орал Семей Тараз Қызылорда"


class Vocabulary:
    """Stems drawn by rank (Zipf): Kazakh words and as many made-up ones, as they are or in a form."""

    def __init__(self, random_: random.Random) -> None:
        self.random = random_
        known = sorted(NOMINALS)
        self.stems = known + [self._made_up() for _ in known]
        random_.shuffle(self.stems)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.stems) + 1)))

    def _made_up(self) -> str:
        vowels = self.random.choice(["аоұы", "еөүі"])
        consonants = "бгдзклмнпрстшқғңж"
        one = self.random.choice
        syllables = range(self.random.choice([2, 2, 3]))
        return "".join(one(consonants) + one(vowels) + one(["", one(consonants)]) for _ in syllables)

    def text(self, length: int) -> str:
        words = self.random.choices(self.stems, cum_weights=self.weights, k=length)
        return " ".join(self._read(self._formed(word)) for word in words)

    def _formed(self, stem: str) -> str:
        if self.random.random() < 0.4:
            return stem
        endings = FRONT if any(vowel in stem for vowel in "еөүі") else ENDINGS
        return stem + self.random.choice(endings.split())

    def _read(self, word: str) -> str:
        if self.random.random() > 0.02 * len(word):
            return word
        return "".join(CONFUSED.get(char, char) if self.random.random() < 0.5 else char for char in word)


class Archive:
    """Synthetic items, made when they are asked for (index.maintain.Source)."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.vocabulary = Vocabulary(random.Random(1))

    def outbox_head(self) -> int:
        return 0

    def outbox_after(self, mark: int, limit: int) -> list[tuple[int, str]]:
        return []

    def ids_after(self, last_id: str, limit: int) -> list[str]:
        first = int(last_id[5:]) + 1 if last_id else 1
        return [f"0001-{number:06}" for number in range(first, min(self.count + 1, first + limit))]

    def items(self, ids: Sequence[str]) -> list[Item]:
        return [self._item(one) for one in ids]

    def _item(self, item_id: str) -> Item:
        draw, number = self.vocabulary.random, int(item_id[5:])
        event = number // 40
        year = 1930 + event % 95
        names = [
            f"{draw.choice(SURNAMES.split())}ова {draw.choice(GIVEN.split())}"
            for _ in range(draw.randint(0, 4))
        ]
        day = f"{year}-{1 + event % 12:02}-{1 + number % 28:02}"
        text = Text("caption", "front", 1, self.vocabulary.text(WORDS_A_CAPTION), "kk", 80.0, "bench", True)
        return Item(
            item_id,
            "photo" if number % 7 else "document",
            (ItemSide("front", Original("0" * 64, 1, "image/jpeg", f"{number}.jpg", f"img{number}.jpg")),),
            title=self.vocabulary.text(5),
            when=When(day, day, day, day, "exif") if number % 5 else None,
            place=draw.choice(PLACES.split()),
            event=Event(
                f"E{event}",
                {"kk": f"{PLACES.split()[event % 10]} {self.vocabulary.stems[event % 500]} шарасы"},
            ),
            persons=tuple(Depiction(f"P{abs(hash(n)) % 5000}", n, "suggested") for n in dict.fromkeys(names)),
            texts=(text,),
        )


def kinds(archive: Archive, folder: Path) -> dict[str, list[tuple[str, Sort, bool]]]:
    """Queries of each kind: text, order, with facets or not."""
    draw = archive.vocabulary
    common, some = draw.stems[:10], draw.stems[10:400]
    one = draw.random.choice

    def of(
        make: Callable[[], str], sort: Sort = "relevance", facets: bool = False
    ) -> list[tuple[str, Sort, bool]]:
        return [(make(), sort, facets) for _ in range(40)]

    return {
        "word": of(lambda: one(some)),
        "common word": of(lambda: one(common)),
        "two words": of(lambda: f"{one(common)} {one(some)}"),
        "a OR b": of(lambda: f"{one(common)} OR {one(some)}"),
        "phrase": of(lambda: f'"{one(common)} {one(some)}"'),
        "phrase of common words": of(lambda: f'"{one(common)} {one(common)}"'),
        "prefix": of(lambda: one(draw.stems)[:3] + "*"),
        "person": of(lambda: f"person:{one(SURNAMES.split())}ова"),
        "person, two names": of(lambda: f'person:"{one(GIVEN.split())} {one(SURNAMES.split())}ова"'),
        "common word, ten years": of(lambda: f"{one(common)} date:1950..1959"),
        "wide range": of(lambda: f"date:..{one(range(1940, 2020))}"),
        "month and day": of(lambda: f"date:{one(range(1, 13)):02}-{one(range(1, 29)):02}"),
        "common word, facets": of(lambda: one(common), facets=True),
        "everything, facets": of(lambda: "", facets=True),
        "common word by date": of(lambda: one(common), "date"),
        "without": of(lambda: f"{one(some)} -{one(common)}"),
        "no such word": of(lambda: one(some) + "щщщ"),
    }


def timed(folder: Path, queries: list[tuple[str, Sort, bool]]) -> Iterator[tuple[float, int]]:
    """Milliseconds and hits of each query, the engine's opening among them."""
    for text, sort, facets in queries:
        begin = time.perf_counter()
        engine, _ = maintain.open_current(folder)
        found = engine.search(parse(text).tree, sort=sort, facets=facets)
        yield (time.perf_counter() - begin) * 1000, found.total
        engine.close()


def main(count: int) -> None:
    """Print the measurement for `count` items."""
    with tempfile.TemporaryDirectory() as name:
        folder, archive = Path(name), Archive(count)
        begin = time.perf_counter()
        for first in range(1, count, 500):
            archive.items([f"0001-{number:06}" for number in range(first, min(first + 500, count + 1))])
        making = time.perf_counter() - begin
        begin, cpu = time.perf_counter(), time.process_time()
        maintain.rebuild(folder, archive)
        wall, cpu = time.perf_counter() - begin - making, time.process_time() - cpu - making
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{count} items: {count / wall:.0f} records/s ({cpu:.0f} s CPU), {size / 1e6:.1f} MB")
        print(f"{'query':26}{'p50 ms':>8}{'p95 ms':>8}{'hits (median)':>15}")
        for kind, queries in kinds(archive, folder).items():
            took = sorted(timed(folder, queries))
            times, hits = sorted(t for t, _ in took), sorted(h for _, h in took)
            middle, late = len(times) // 2, int(len(times) * 0.95)
            print(f"{kind:26}{times[middle]:8.1f}{times[late]:8.1f}{hits[len(hits) // 2]:15}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
