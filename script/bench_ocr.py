"""Reads a folder in three ways in one run and prints a table: `script/bench ocr FOLDER`.

The folder holds `gt.json`: {"captions/000.jpg": {"kind": "strip", "group": "caption", "text": "…"}, …}; files
of the group `notext` hold no text. The first way is what the pytesseract manual shows.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["OMP_THREAD_LIMIT"] = "1"

from ingest import ocr
from ingest.read import read_batch
from ingest.reading import ReadRequest, ReadSettings
from media.identify import media_type

KAZAKH = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
BATCH = 16
TRUE_WAY = "ours"


@dataclass(frozen=True, slots=True)
class Sample:
    """One file with what stands on it."""

    path: Path
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What one way read of one kind: the texts, and the wall and CPU seconds it took."""

    texts: tuple[str, ...]
    wall: float
    cpu: float


def main(arguments: Sequence[str]) -> int:
    """Print the table for the folder named first; `--kinds a,b` and `--limit N` (of each kind) choose."""
    if not arguments or arguments[0].startswith("-"):
        print("usage: script/bench ocr FOLDER [--kinds strip,dark] [--limit N]", file=sys.stderr)
        return 2
    options = dict(zip(arguments[1::2], arguments[2::2], strict=False))
    samples = list(chosen(Path(arguments[0]), options.get("--kinds"), int(options.get("--limit", "0"))))
    print(heading(samples))
    for way in ways().values():
        way([samples[0].path])  # imports and models are loaded once in an ingest, too
    for kind, group in groupby(samples, key=lambda sample: sample.kind):
        same = list(group)
        for name, way in ways().items():
            print(row(kind, name, same, timed(way, same)), flush=True)
    return 0


def chosen(folder: Path, kinds: str | None, limit: int) -> Iterator[Sample]:
    """The samples of the folder by kind, in a stable order."""
    truth = json.loads((folder / "gt.json").read_text(encoding="utf-8"))
    samples = [Sample(folder / name, entry["kind"], entry["text"]) for name, entry in truth.items()]
    for kind, group in groupby(sorted(samples, key=lambda s: (s.kind, s.path)), key=lambda s: s.kind):
        if kinds is None or kind in kinds.split(","):
            yield from list(group)[: limit or None]


def ways() -> dict[str, Callable[[Sequence[Path]], list[str]]]:
    """The ways to read that are compared."""
    return {"naive kaz": naive("kaz"), "naive kaz+rus+eng": naive("kaz+rus+eng"), TRUE_WAY: ours}


def naive(languages: str) -> Callable[[Sequence[Path]], list[str]]:
    """`pytesseract.image_to_string(Image.open(path), lang=…)`, one file after the other."""
    import pytesseract
    from PIL import Image

    def read(paths: Sequence[Path]) -> list[str]:
        return [str(pytesseract.image_to_string(Image.open(path), lang=languages)) for path in paths]

    return read


def ours(paths: Sequence[Path]) -> list[str]:
    """`read_batch` as an ingest calls it, 16 files at a time; what is unsure does not count as read."""
    texts = []
    for start in range(0, len(paths), BATCH):
        requests = [ReadRequest(str(path), media_type(path) or "") for path in paths[start : start + BATCH]]
        for reading in read_batch(requests, ReadSettings()):
            texts.append("\n".join(page.text for page in reading.readings if page.outcome == "text"))
    return texts


def timed(way: Callable[[Sequence[Path]], list[str]], samples: Sequence[Sample]) -> Read:
    """The texts, and the seconds this process and its children took."""
    before, wall = os.times(), time.perf_counter()
    texts = way([sample.path for sample in samples])
    after = os.times()
    return Read(tuple(texts), time.perf_counter() - wall, sum(after[:4]) - sum(before[:4]))


def row(kind: str, name: str, samples: Sequence[Sample], read: Read) -> str:
    """One line of the table."""
    pairs = [(normal(s.text), normal(text)) for s, text in zip(samples, read.texts, strict=True)]
    numbers = (
        f"{60 * len(samples) / read.wall:.0f} | {60 * len(samples) / read.cpu:.0f}" if read.cpu else "- | -"
    )
    false = sum(bool(re.search(r"\w{3,}", text)) for truth, text in pairs if not truth)
    if not any(truth for truth, _ in pairs):
        return f"| {kind} | {len(samples)} | {name} | - | - | - | {false / len(samples):.2f} | {numbers} |"
    scores = f"{character_errors(pairs):.4f} | {word_f1(pairs):.3f} | {kazakh_right(pairs):.3f}"
    return f"| {kind} | {len(samples)} | {name} | {scores} | - | {numbers} |"


def normal(text: str) -> str:
    """NFC, one kind of dash, quote and apostrophe, single spaces: typography is not what is measured."""
    text = re.sub("-{2,}", "-", re.sub("[–—−‑‒―]", "-", unicodedata.normalize("NFC", text)))
    text = re.sub("[‘’‚`´]", "'", re.sub("[«»“”„‟]", '"', text))
    return " ".join(text.split())


def character_errors(pairs: Sequence[tuple[str, str]]) -> float:
    """CER: edits over characters of the truth, all files together."""
    from rapidfuzz.distance import Levenshtein

    return sum(Levenshtein.distance(*pair) for pair in pairs) / sum(len(truth) for truth, _ in pairs)


def word_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 of lower-cased words as bags, all files together: what a search sees."""
    bags = [[Counter(re.findall(r"\w+", text.lower())) for text in pair] for pair in pairs]
    common = sum((truth & read).total() for truth, read in bags)
    return 2 * common / max(1, sum(truth.total() + read.total() for truth, read in bags))


def kazakh_right(pairs: Sequence[tuple[str, str]]) -> float:
    """The share of the letters that Kazakh adds to the Russian alphabet which were read as they are."""
    from rapidfuzz.distance import Levenshtein

    right = every = 0
    for truth, text in pairs:
        edits = Levenshtein.editops(truth, text)
        wrong = {edit.src_pos for edit in edits if edit.tag in ("replace", "delete")}
        places = [place for place, letter in enumerate(truth) if letter in KAZAKH]
        every += len(places)
        right += sum(place not in wrong for place in places)
    return right / max(1, every)


def heading(samples: Sequence[Sample]) -> str:
    """What was measured with which versions, and the head of the table."""
    names = ("pytesseract", "onnxruntime", "opencv-python", "pillow")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{len(samples)} files; Tesseract {ocr.check('kaz+rus+eng')}, OMP_THREAD_LIMIT=1; {packages}; "
        f"Python {platform.python_version()}; {os.cpu_count()} cores, one used.\n"
        "CPU: this process and its children, after a warm-up.\n\n"
        "| kind | files | way | CER | word F1 | Kazakh letters | false text | files/min | files/CPU min |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
