"""What does it say? The only module that talks to Tesseract, always through pytesseract.

`MURAGAT_TESSERACT` names another program than `tesseract`. Each call runs in a process group of its own that
is killed at the time limit and when this process ends (see `limited-tesseract`).
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytesseract
from numpy.typing import NDArray

from archive.errors import MissingTool
from ingest.temporary import temporary_folder
from ingest.tsv import Word, words_by_page

PROGRAM_VARIABLE = "MURAGAT_TESSERACT"
_SECONDS_VARIABLE = "MURAGAT_TESSERACT_SECONDS"
_LAUNCHER = Path(__file__).with_name("limited-tesseract")
_NO_PROGRAM = (OSError, SystemExit, ValueError, subprocess.SubprocessError)
_KILLED = (137, -9, 124)
_SCRIPTS = frozenset({"Cyrillic", "Latin", "Arabic"})

Pixels = NDArray[np.uint8]


class OcrFailed(Exception):
    """Tesseract did not read the pictures. `timed_out` says whether it ran into the time limit."""

    def __init__(self, reason: str, timed_out: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.timed_out = timed_out


def check(languages: str) -> str:
    """The version of Tesseract, after a look whether all the languages (`kaz+rus+eng`) are installed.

    Raises MissingTool with the command that installs what is missing. Tesseract itself goes on silently
    without a language that it does not find.
    """
    with _calling(seconds=30):
        try:
            version = str(pytesseract.get_tesseract_version())
            installed = set(pytesseract.get_languages())
        except (pytesseract.TesseractNotFoundError, *_NO_PROGRAM) as error:
            raise MissingTool(
                "Tesseract is not installed or does not run.",
                f"Install it: apt-get install {_packages(languages)}",
            ) from error
    missing = [name for name in languages.split("+") if name not in installed and not _loads(name)]
    if missing:
        raise MissingTool(
            f"Tesseract has no language data for {', '.join(missing)}.",
            f"Install it: apt-get install {_packages('+'.join(missing))}",
        )
    return version


def _loads(name: str) -> bool:
    # pytesseract's list leaves out names with capitals, which are the models of scripts (`Cyrillic`).
    if not any(letter.isupper() for letter in name):
        return False
    try:
        read_lines([np.full((36, 36), 255, np.uint8)], name, 30)
    except OcrFailed:
        return False
    return True


def by(version: str, languages: str) -> str:
    """How a reading names its maker: `tesseract 5.3.0 kaz+rus+eng`."""
    return f"tesseract {version} {languages}"


def read_lines(crops: Sequence[Pixels], languages: str, seconds: float) -> list[tuple[Word, ...]]:
    """The words of each picture of one line, all read by one process. Raises OcrFailed."""
    if not crops:
        return []
    return _read(crops, languages, seconds, "--psm 7 -c tessedit_do_invert=0")


def read_page(page: Pixels, languages: str, seconds: float, mode: int = 3) -> tuple[Word, ...]:
    """The words of one upright page with their boxes. `mode` is Tesseract's `--psm`. Raises OcrFailed."""
    return _read([page], languages, seconds, f"--psm {mode} --dpi 200 -c tessedit_do_invert=0")[0]


def orientation(page: Pixels, seconds: float) -> int:
    """By how many degrees (0, 90, 180, 270) the page is to be turned clockwise; 0 when it cannot be told."""
    with _calling(seconds), _pictures([page]) as (paths, _):
        try:
            answer = pytesseract.image_to_osd(
                str(paths[0]),
                config="--psm 0 --dpi 200",
                output_type=pytesseract.Output.DICT,
                timeout=seconds + 5,
            )
            return int(answer.get("rotate", 0))
        except pytesseract.TesseractError as error:
            if error.status in _KILLED:
                raise OcrFailed("Tesseract took too long to tell the orientation", timed_out=True) from error
            return 0
        except (OSError, RuntimeError, ValueError, KeyError, AttributeError) as error:
            raise OcrFailed(f"Tesseract could not tell the orientation: {error}") from error


def _read(pictures: Sequence[Pixels], languages: str, seconds: float, config: str) -> list[tuple[Word, ...]]:
    try:
        with _calling(seconds), _pictures(pictures) as (_, listing):
            answer = pytesseract.image_to_data(str(listing), languages, config, timeout=seconds + 5)
        return words_by_page(answer, len(pictures))
    except pytesseract.TesseractError as error:
        if error.status in _KILLED:
            raise OcrFailed(f"Tesseract did not finish within {seconds:.0f} s", timed_out=True) from error
        raise OcrFailed(f"Tesseract failed with status {error.status}: {error.message[:200]}") from error
    except pytesseract.TesseractNotFoundError as error:
        raise OcrFailed("Tesseract is not installed") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise OcrFailed(f"Tesseract gave no answer: {error}") from error


@contextlib.contextmanager
def _pictures(pictures: Sequence[Pixels]) -> Iterator[tuple[list[Path], Path]]:
    """The grey pictures as PGM files and the list file that names them, removed afterwards."""
    with tempfile.TemporaryDirectory(dir=temporary_folder()) as folder:
        paths = [Path(folder, f"{number}.pgm") for number in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            height, width = picture.shape
            path.write_bytes(b"P5\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(picture).tobytes())
        listing = Path(folder, "list.txt")
        listing.write_text("".join(f"{path}\n" for path in paths))
        yield paths, listing


@contextlib.contextmanager
def _calling(seconds: float) -> Iterator[None]:
    """pytesseract set up for one call: program, time limit, one thread, our folder for its files."""
    before = {name: os.environ.get(name) for name in ("OMP_THREAD_LIMIT", _SECONDS_VARIABLE)}
    folder = tempfile.tempdir
    os.environ.update({"OMP_THREAD_LIMIT": "1", _SECONDS_VARIABLE: f"{seconds:.1f}"})
    tempfile.tempdir = str(temporary_folder())
    pytesseract.pytesseract.tesseract_cmd = _program()
    try:
        yield
    finally:
        tempfile.tempdir = folder
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def _program() -> str:
    limited = os.access(_LAUNCHER, os.X_OK) and shutil.which("setpriv") and shutil.which("timeout")
    return str(_LAUNCHER) if limited else os.environ.get(PROGRAM_VARIABLE, "tesseract")


def _packages(languages: str) -> str:
    names = [
        f"script-{name[:4].lower()}" if name in _SCRIPTS else name.replace("_", "-")
        for name in languages.split("+")
        if name
    ]
    return shlex.join(["tesseract-ocr", *(f"tesseract-ocr-{name}" for name in names)])
