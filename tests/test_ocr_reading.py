"""Reading files whole: captions, pages, backs, silence, and a Tesseract that misbehaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from archive.errors import MissingTool
from ingest import ocr, temporary
from ingest.read import read_batch
from ingest.reading import FileReading, PageReading, ReadRequest, ReadSettings

CAPTION = "Кітапханашылар күні, Қостанай қаласы\n1987 жылғы 24 қазан"
PAGE_TEXT = [
    "Облыстық мұрағаттың оқу залында көрме ашылды.",
    "Көрмеге өткен ғасырдың суреттері қойылды.",
    "Қонақтар ескі кітаптар мен хаттарды көрді.",
    "Мектеп оқушылары да мұрағатқа келіп жүр.",
    "Жиналыстың төрағасы Серік Әлімұлы болды.",
    "Директор ұжымға алғыс айтып, сыйлық берді.",
    "Үлкен залда ән айтылып, күй тартылды.",
    "Келесі кездесу күзде өтеді деп шешілді.",
    "Хатшы хаттаманы жазып, мөр басып қойды.",
    "Өңірдегі кітапханалар туралы айтылды.",
]


def typeset(folder: Path, name: str, body: str, ppi: int = 144) -> Image.Image:
    """A picture of typeset text; Typst's own fonts hold all Kazakh letters."""
    import typst

    source = folder / f"{name}.typ"
    source.write_text(body, encoding="utf-8")
    png = folder / f"{name}.png"
    typst.compile(str(source), output=str(png), format="png", ppi=ppi)
    with Image.open(png) as image:
        return image.convert("RGB")


def landscape(width: int, height: int, seed: int = 1) -> Image.Image:
    """A photograph of nothing: soft blobs of colour."""
    blobs = np.random.default_rng(seed).integers(0, 255, (height // 40, width // 40, 3)).astype(np.uint8)
    blurred = Image.fromarray(blobs).resize((width, height), Image.Resampling.BICUBIC)
    return blurred.filter(ImageFilter.GaussianBlur(3))


def strip(folder: Path, text: str = CAPTION, size: int = 16) -> Image.Image:
    lines = text.replace("\n", " \\\n")
    return typeset(
        folder,
        "strip",
        f"#set page(width: 500pt, height: 70pt, margin: 12pt)\n#set text(size: {size}pt)\n{lines}",
    )


def captioned(folder: Path, name: str = "a.jpg", text: str = CAPTION) -> Path:
    words = strip(folder, text)
    whole = Image.new("RGB", (words.width, 640 + words.height), "white")
    whole.paste(landscape(words.width, 640), (0, 0))
    whole.paste(words, (0, 640))
    whole.save(folder / name, quality=90)
    return folder / name


def page(folder: Path) -> Image.Image:
    body = " \\\n".join(PAGE_TEXT)
    return typeset(
        folder,
        "page",
        f"#set page(width: 420pt, height: 300pt, margin: 40pt)\n#set text(size: 12pt)\n{body}",
        200,
    )


def read(*paths: Path, **settings: object) -> list[FileReading]:
    requests = [ReadRequest(str(path), "image/jpeg") for path in paths]
    return read_batch(requests, ReadSettings(**settings))  # type: ignore[arg-type]


def only(reading: FileReading) -> PageReading:
    (found,) = reading.readings
    return found


def test_captions_silence_and_damage_in_one_batch(tmp_path: Path) -> None:
    caption = captioned(tmp_path)
    silent = tmp_path / "b.jpg"
    landscape(1200, 900).save(silent)
    broken = tmp_path / "c.jpg"
    broken.write_bytes(caption.read_bytes()[:3000])
    first, second, third = read(caption, silent, broken)
    assert only(first).text == CAPTION
    assert only(first).outcome == "text"
    assert only(first).by == f"tesseract {ocr.check('kaz')} kaz+rus+eng"
    assert (first.kind, first.width, first.error) == ("photo", 1000, None)
    assert only(second).outcome == "none"
    assert third.error
    assert third.readings == ()


def test_boxes_are_in_pixels_of_the_upright_picture_at_full_size(tmp_path: Path) -> None:
    caption = captioned(tmp_path)
    with Image.open(caption) as image:
        large = image.resize((image.width * 4, image.height * 4))
    exif = Image.Exif()
    exif[274] = 8
    large.transpose(Image.Transpose.ROTATE_270).save(tmp_path / "l.jpg", exif=exif)
    (reading,) = read(tmp_path / "l.jpg")
    assert (reading.width, reading.height) == large.size
    assert only(reading).text == CAPTION
    for line in only(reading).lines:
        assert all(0 <= x <= large.width for x in line.polygon[::2])
        assert all(640 * 4 <= y <= large.height for y in line.polygon[1::2])


@pytest.mark.parametrize("angle", [-3, 3])
def test_a_tilted_caption_on_an_album_page(tmp_path: Path, angle: int) -> None:
    album = Image.new("RGB", (1200, 1000), (226, 214, 190))
    album.paste(landscape(900, 600), (150, 80))
    ink = strip(tmp_path)
    album.paste((40, 30, 30), (100, 760), ink.convert("L").point(lambda level: 255 - level))
    album.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(226, 214, 190)).save(tmp_path / "a.jpg")
    assert only(read(tmp_path / "a.jpg")[0]).text == CAPTION


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_caption_is_read_however_the_photograph_was_laid_on_the_scanner(tmp_path: Path, turn: int) -> None:
    with Image.open(captioned(tmp_path)) as upright:
        upright.rotate(turn, expand=True).save(tmp_path / "t.jpg", quality=92)
        width, height = upright.size
    silent = tmp_path / "s.jpg"
    landscape(1200, 900).save(silent)
    turned, nothing = read(tmp_path / "t.jpg", silent)
    assert only(turned).text == CAPTION
    assert only(nothing).outcome == "none"
    # The polygon begins where the words begin, which is at the left of the upright picture.
    x, y = only(turned).lines[0].polygon[:2]
    left, top = {90: (width - y, x), 180: (width - x, height - y), 270: (y, height - x)}[turn]
    assert left < width / 2 and top > 640


def test_white_letters_on_dark(tmp_path: Path) -> None:
    words = strip(tmp_path).convert("L").point(lambda level: 255 - level)
    whole = Image.new("RGB", (words.width, 640 + words.height))
    whole.paste(landscape(words.width, 640), (0, 0))
    whole.paste(words.convert("RGB"), (0, 640))
    whole.save(tmp_path / "a.jpg")
    assert only(read(tmp_path / "a.jpg")[0]).text == CAPTION


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_a_document_and_is_read_however_it_lies(tmp_path: Path, turn: int) -> None:
    page(tmp_path).rotate(turn, expand=True).save(tmp_path / "p.jpg", quality=92)
    (reading,) = read(tmp_path / "p.jpg")
    assert reading.kind == "document"
    assert only(reading).outcome == "text"
    found = only(reading).text.split()
    expected = " ".join(PAGE_TEXT).split()
    assert len(set(found) & set(expected)) >= 0.95 * len(set(expected))
    assert all(-2 <= value <= max(reading.width or 0, reading.height or 0) + 2
               for line in only(reading).lines for value in line.polygon)  # fmt: skip


def test_a_text_layer_is_taken_as_it_is(tmp_path: Path) -> None:
    import typst

    source = tmp_path / "a.typ"
    source.write_text("Қазақстан Республикасының Ұлттық кітапханасы", encoding="utf-8")
    typst.compile(str(source), output=str(tmp_path / "a.pdf"), format="pdf")
    request = ReadRequest(str(tmp_path / "a.pdf"), "application/pdf", thumbnail=str(tmp_path / "t.jpg"))
    (reading,) = read_batch([request], ReadSettings())
    assert reading.kind == "document"
    assert only(reading) == PageReading(
        1, "text", "Қазақстан Республикасының Ұлттық кітапханасы", 100.0, by="text layer"
    )
    assert (tmp_path / "t.jpg").is_file()


def test_without_ocr_there_is_a_thumbnail_and_no_reading(tmp_path: Path) -> None:
    request = ReadRequest(str(captioned(tmp_path)), "image/jpeg", thumbnail=str(tmp_path / "t.jpg"))
    (reading,) = read_batch([request], ReadSettings(ocr=False, thumbnail_side=100))
    assert reading.readings == ()
    with Image.open(tmp_path / "t.jpg") as small:
        assert max(small.size) == 100


def test_a_missing_language_is_named_with_what_installs_it() -> None:
    with pytest.raises(MissingTool, match="apt-get install tesseract-ocr tesseract-ocr-xyz"):
        ocr.check("kaz+xyz")


def test_a_missing_tesseract_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ocr.PROGRAM_VARIABLE, "no-such-program")
    with pytest.raises(MissingTool, match="not installed"):
        ocr.check("kaz")


Fake = Callable[[str], None]
TALKS = """#!/bin/sh
case "$1" in
--version) echo "tesseract 5.3.0"; exit 0 ;;
--list-langs) printf 'List of available languages (3):\\neng\\nkaz\\nrus\\n'; exit 0 ;;
esac
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Put a shell script in Tesseract's place; it still answers for its version and languages."""

    def install(body: str) -> None:
        path = tmp_path / "fake-tesseract"
        path.write_text(TALKS + body)
        path.chmod(0o755)
        monkeypatch.setenv(ocr.PROGRAM_VARIABLE, str(path))

    return install


MISBEHAVIOUR = {
    "crashing tesseract": "kill -SEGV $$",
    "refusing tesseract": "echo 'cannot open input file' >&2; exit 1",
    "silent tesseract": "exit 0",
    "babbling tesseract": 'echo "no table at all" > "$2.tsv"',
    "binary tesseract": 'head -c 2000 /dev/urandom > "$2.tsv"',
    "breaking off tesseract": 'printf "level\\tpage_num\\n1\\t1\\t0" > "$2.tsv"',
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_misbehaving_tesseract_costs_the_text_and_not_the_batch(
    tmp_path: Path, fake: Fake, name: str
) -> None:
    fake(MISBEHAVIOUR[name])
    silent = tmp_path / "b.jpg"
    landscape(1200, 900).save(silent)
    first, second = read(captioned(tmp_path), silent)
    assert only(first).outcome == "unread"
    assert only(first).reason
    assert (first.error, first.width) == (None, 1000)
    assert only(second).outcome == "none"


def test_one_poisoned_picture_does_not_spoil_the_others(tmp_path: Path, fake: Fake) -> None:
    # It dies whenever it is given the first file's two lines together with others, or alone.
    fake(
        'real=$(command -v tesseract)\n[ "$(wc -l < "$1")" -ge 3 ] && exit 9\n'
        '[ "$(wc -l < "$1")" -eq 1 ] && exit 9\nexec "$real" "$@"\n'
    )
    first, second = read(captioned(tmp_path, "a.jpg", "Қостанай қаласы"), captioned(tmp_path, "b.jpg"))
    assert only(first).outcome == "unread"
    assert only(second).outcome == "text"


def test_a_hanging_tesseract_is_killed_with_its_children(tmp_path: Path, fake: Fake) -> None:
    marks = tmp_path / "pids"
    fake(f"sleep 300 &\necho $! >> {marks}\necho $$ >> {marks}\nwait\n")
    started = time.monotonic()
    (reading,) = read(captioned(tmp_path), tesseract_seconds=1.0)
    assert only(reading).outcome == "unread"
    assert "1 s" in (only(reading).reason or "")
    assert time.monotonic() - started < 60
    assert [pid for pid in marks.read_text().split() if is_running(int(pid))] == []


def is_running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return False
        time.sleep(0.1)
    return True


def test_a_killed_worker_leaves_no_tesseract_and_its_folder_is_removed_later(
    tmp_path: Path, fake: Fake
) -> None:
    marks = tmp_path / "pids"
    fake(f"echo $$ >> {marks}\nexec sleep 300\n")
    code = (
        "import sys; from ingest.read import read_batch; from ingest.reading import *\n"
        "from ingest.temporary import temporary_folder; print(temporary_folder(), flush=True)\n"
        "read_batch([ReadRequest(sys.argv[1], 'image/jpeg')], ReadSettings())\n"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", code, str(captioned(tmp_path))], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert worker.stdout is not None
    folder = Path(worker.stdout.readline().strip())
    while not marks.exists() or not marks.read_text().strip():
        time.sleep(0.1)
        assert worker.poll() is None
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert not is_running(int(marks.read_text().split()[0]))
    assert folder.is_dir()
    temporary.remove_stale(folder.parent)
    assert not folder.exists()


def test_a_full_disk_for_temporary_files_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    caption = captioned(tmp_path)
    monkeypatch.setattr(ocr, "_pictures", full)
    (reading,) = read(caption)
    assert only(reading).outcome == "unread"
    assert "No space left" in (only(reading).reason or "")


def test_a_language_that_vanished_is_unread_and_never_silently_left_out(tmp_path: Path) -> None:
    (reading,) = read(captioned(tmp_path), languages="kaz+xyz")
    assert only(reading).outcome == "unread"
    assert "xyz" in (only(reading).reason or "")


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path) -> None:
    read(captioned(tmp_path))
    assert list(temporary.temporary_folder().iterdir()) == []


def test_the_folder_that_a_parent_names_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(temporary.FOLDER_VARIABLE, str(tmp_path))
    assert temporary.temporary_folder() == tmp_path
