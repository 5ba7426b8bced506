#!/usr/bin/env python3
"""Measure the language layer: how well and how quickly.

    python script/bench_language.py [FOLDER]

FOLDER holds material with the right answers (any of them may be missing):

    lemmas.tsv        form, lemma, upos, count: word forms of real sentences
    names.tsv         a, b, same (1 or 0): is it the same person's name?
    dates.tsv         text, year, edtf: the EDTF expected, `-` for no date
    sentences.jsonl   text, persons, dates: spans of persons and dates

Without FOLDER declined nouns and an invented caption are measured. Speeds are of processor time; the first
pass over names and dates is measured, before anything is cached.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from language import dates, names
from language.alphabet import fold
from language.data.kazakh_nominals import NOMINALS
from language.morphology import stems

# The endings after a and, with front vowels, after е.
ENDINGS = ("", "лар", "ның", "ны", "ға", "да", "дан", "мен", "сы", "лары", "ларында", "ларындағы", "мыздың")
FRONT = str.maketrans("аығқ", "еігк")
CAPTION = "Кеше 18 қыркүйекте кітапхана директоры Сейітова Ажар Маратқызы Ерлан Жүнісовпен кездесті, 1962 ж. "


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def timed(work: Callable[[], object], size: int) -> str:
    """How many units of `size` a second of processor time does."""
    start = time.process_time()
    work()
    return f"{size / max(1e-9, time.process_time() - start):,.0f}"


def measure_stems(forms: list[tuple[str, str, str]]) -> None:
    """Query = the dictionary form: does it reach its inflected forms, and only them?"""
    for group in (("NOUN", "PROPN", "ADJ"), ("NOUN", "PROPN", "ADJ", "VERB")):
        chosen = [(form, lemma) for form, lemma, upos in forms if upos in group]
        index: dict[str, set[str]] = collections.defaultdict(set)
        truth: dict[str, set[str]] = collections.defaultdict(set)
        for form, lemma in chosen:
            truth[lemma].add(form)
            for stem in {form, *stems(form)}:
                index[fold(stem)].add(form)
        hits = misses = wrong = 0
        for lemma, want in truth.items():
            got = set().union(*(index.get(fold(stem), set()) for stem in {lemma, *stems(lemma)[:2]}))
            hits += len(want & got - {lemma})
            misses += len(want - got - {lemma})
            wrong += len(got - want)
        found = sum(len(want) for want in truth.values()) - misses
        recall, precision = hits / max(1, hits + misses), found / max(1, found + wrong)
        print(f"stems   {'+'.join(group):20} inflected recall {recall:.3f}  precision {precision:.3f}")


def measure_speed(words: list[str], text: str) -> None:
    # Loading Snowball and building tables, some 10 ms once, is no part of stemming.
    for word in ("музей", "museum", "каласынын"):
        stems(word)
    stems.cache_clear()
    print(
        f"stems   {timed(lambda: [stems(word) for word in words], len(words))} words/s the first time", end=""
    )
    print(f", {timed(lambda: [stems(word) for word in words * 20], 20 * len(words))} again")
    print(f"names   {timed(lambda: names.find(text), len(text))} characters/s")
    print(f"dates   {timed(lambda: dates.find(text), len(text))} characters/s")


def measure_pairs(pairs: list[dict[str, str]]) -> None:
    bad = [pair for pair in pairs if (names.match(pair["a"], pair["b"]) >= 0.5) != (pair["same"] == "1")]
    print(f"names   matched {len(pairs) - len(bad)} of {len(pairs)}")
    for pair in bad:
        print(f"          {pair['a']} – {pair['b']}: expected {pair['same']}")


def measure_dates(cases: list[dict[str, str]]) -> None:
    bad = []
    for case in cases:
        found = dates.find(case["text"], int(case["year"]) if case["year"] else None)
        if (found[0].edtf if found else "-") != case["edtf"]:
            bad.append(case)
    print(f"dates   {len(cases) - len(bad)} of {len(cases)}")
    for case in bad:
        print(f"          {case['text']}: expected {case['edtf']}")


def measure_spans(sentences: list[dict[str, Any]]) -> None:
    overlap = exact = found = wanted = reached = 0
    for sentence in sentences:
        want = [tuple(span) for span in sentence["persons"]]
        got = [(span.start, span.end) for span in names.find(sentence["text"])]
        overlap += sum(any(a < d and c < b for c, d in want) for a, b in got)
        reached += sum(any(a < d and c < b for a, b in got) for c, d in want)
        exact += len(set(got) & set(want))
        found, wanted = found + len(got), wanted + len(want)
    precision, recall = overlap / max(1, found), reached / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"names   overlap F1 {f1:.3f}  exact F1 {2 * exact / max(1, found + wanted):.3f}")


def own_forms() -> list[tuple[str, str, str]]:
    """The nouns of our list that end in а or е, declined."""
    return [
        (noun + (ending.translate(FRONT) if noun[-1] == "е" else ending), noun, "NOUN")
        for noun in sorted(NOMINALS)
        if noun[-1] in "ае"
        for ending in ENDINGS
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the language layer.")
    parser.add_argument("folder", nargs="?", type=Path, help="material with the right answers")
    folder = parser.parse_args().folder
    sentences: list[dict[str, Any]] = []
    forms, text = own_forms(), CAPTION * 1000
    if folder and (folder / "lemmas.tsv").exists():
        forms = [(r["form"].lower(), r["lemma"].lower(), r["upos"]) for r in rows(folder / "lemmas.tsv")]
    if folder and (folder / "sentences.jsonl").exists():
        lines = (folder / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
        sentences = [json.loads(line) for line in lines]
        text = " ".join(sentence["text"] for sentence in sentences)
    measure_speed(list(dict.fromkeys(form for form, *_ in forms)), text)
    if sentences:
        measure_spans(sentences)
    measure_stems(forms)
    if folder and (folder / "names.tsv").exists():
        measure_pairs(rows(folder / "names.tsv"))
    if folder and (folder / "dates.tsv").exists():
        measure_dates(rows(folder / "dates.tsv"))


if __name__ == "__main__":
    main()
