"""Opening files: signatures, limits, orientation, modes, pages, damage, thumbnails."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from media import opening, thumbnail
from media.identify import media_type, of_bytes
from media.limits import Limits
from media.modes import to_reading_mode

ORIENTATION = 274


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red top left corner, blue elsewhere."""
    image = Image.new("RGB", (width, height), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def heic(path: Path, image: Image.Image) -> Path:
    import pillow_heif

    pillow_heif.from_pillow(image).save(path, quality=90)
    return path


def pdf(path: Path, source: str) -> Path:
    import typst

    path.with_suffix(".typ").write_text(source, encoding="utf-8")
    typst.compile(str(path.with_suffix(".typ")), output=str(path), format="pdf")
    return path


def test_the_type_comes_from_the_first_bytes_not_from_the_name(tmp_path: Path) -> None:
    kinds = {
        "JPEG": "image/jpeg",
        "PNG": "image/png",
        "TIFF": "image/tiff",
        "WEBP": "image/webp",
        "BMP": "image/bmp",
    }
    for form, expected in kinds.items():
        assert media_type(saved(tmp_path, f"{form}.txt", picture(), format=form)) == expected
    assert media_type(heic(tmp_path / "a.heic", picture(64, 64))) == "image/heic"
    assert media_type(pdf(tmp_path / "a.pdf", "Абай")) == "application/pdf"


@pytest.mark.parametrize(
    "head", [b"", b"BM", b"GIF89a", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x18ftypmp42", b"II", b"BMP is text"]
)
def test_anything_else_has_no_type(head: bytes) -> None:
    assert of_bytes(head) is None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_orientations_are_turned_upright(tmp_path: Path, form: str, orientation: int) -> None:
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
    upright = picture(64, 32)
    stored = upright
    if orientation > 1:
        undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
        stored = upright.transpose(Image.Transpose(undo))
        assert turns[orientation] in range(7)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    path = saved(tmp_path, "a", stored, format=form, exif=exif)
    (page,) = opening.pages(path)
    assert page.picture is not None
    assert (page.width, page.height) == page.picture.size == (64, 32)
    probe = opening.probe(path)
    assert (probe.width, probe.height, probe.pages) == (64, 32, 1)
    red, green, blue = page.picture.convert("RGB").getpixel((4, 4))  # type: ignore[misc]
    assert red > 200 > 60 > blue + green
    assert opening.full_picture(path).size == (64, 32)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_mode_becomes_eight_bits_and_keeps_light_and_dark(mode: str) -> None:
    ramp = np.zeros((20, 40), np.uint16)
    ramp[:, 20:] = 65535
    if mode == "I;16":
        image = Image.fromarray(ramp)
    elif mode in ("I", "F"):
        image = Image.fromarray((ramp // 257).astype(np.uint8)).convert(mode)
    else:
        image = Image.fromarray((ramp // 257).astype(np.uint8)).convert("RGB").convert(mode)
    ready = to_reading_mode(image)
    assert ready.mode in ("L", "RGB")
    grey = np.asarray(ready.convert("L"))
    assert grey[:, :20].max() < 30
    assert grey[:, 20:].min() > 225


def test_what_is_transparent_becomes_white() -> None:
    assert to_reading_mode(Image.new("RGBA", (4, 4), (0, 0, 0, 0))).getpixel((1, 1)) == (255, 255, 255)


def test_a_tiff_has_its_pages_without_previews(tmp_path: Path) -> None:
    first, second, preview = picture(60, 40), picture(30, 50), picture(15, 10)
    preview.encoderinfo = {"tiffinfo": {254: 1}}
    path = saved(tmp_path, "a.tif", first, format="TIFF", save_all=True, append_images=[second, preview])
    assert [(page.number, page.width, page.height) for page in opening.pages(path)] == [
        (1, 60, 40),
        (2, 30, 50),
    ]
    assert opening.probe(path).pages == 2
    assert opening.full_picture(path, 2).size == (30, 50)
    with pytest.raises(opening.Undecodable, match="no page 3"):
        opening.full_picture(path, 3)


def test_a_pdf_gives_its_text_layer_or_a_picture(tmp_path: Path) -> None:
    text = pdf(
        tmp_path / "a.pdf", "#set page(width: 200pt, height: 100pt)\nҚазақстан Республикасы\n#pagebreak()\n12"
    )
    first, second = opening.pages(text)
    assert "Қазақстан Республикасы" in first.text
    assert first.picture is None
    assert second.text == ""
    assert second.picture is not None
    assert second.picture.size == (second.width, second.height) == pytest.approx((556, 278), abs=1)
    assert opening.probe(text).pages == 2
    assert opening.full_picture(text, 2).width == pytest.approx(833, abs=1)


def test_a_large_jpeg_is_decoded_smaller_and_says_its_full_size(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", picture(4000, 3000))
    (page,) = opening.pages(path, enough=1900)
    assert page.picture is not None
    assert (page.width, page.height, page.picture.width) == (4000, 3000, 2000)


def test_heic_is_opened(tmp_path: Path) -> None:
    path = heic(tmp_path / "a.heic", picture(64, 48))
    (page,) = opening.pages(path)
    assert (page.width, page.height) == (64, 48)
    assert opening.probe(path).media_type == "image/heic"


def test_more_pixels_than_the_limit_are_refused_without_decoding(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.png", Image.new("1", (2000, 2000)))
    before = Image.MAX_IMAGE_PIXELS
    for action in (opening.probe, opening.full_picture, lambda p, limits: list(opening.pages(p, limits))):
        with pytest.raises(opening.Undecodable, match="pixels"):
            action(path, limits=Limits(pixels=1_000_000))
    assert before == Image.MAX_IMAGE_PIXELS
    assert opening.probe(path, Limits(pixels=4_000_000)).width == 2000


def test_more_pages_than_the_limit_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.tif", picture(), format="TIFF", save_all=True, append_images=[picture()] * 3)
    with pytest.raises(opening.Undecodable, match="pages"):
        opening.probe(path, Limits(pages=3))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_a_damaged_file_is_undecodable_and_nothing_worse(tmp_path: Path, form: str) -> None:
    whole = io.BytesIO()
    noise = np.random.default_rng(5).integers(0, 255, (80, 80, 3)).astype(np.uint8)
    Image.fromarray(noise).save(whole, format=form)
    data = whole.getvalue()
    path = tmp_path / "a"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(opening.Undecodable):
        list(opening.pages(path))
    flips = np.random.default_rng(6)
    for _ in range(40):
        broken = bytearray(data)
        for place in flips.integers(0, min(len(data), 400), 6):
            broken[place] = int(flips.integers(0, 256))
        path.write_bytes(bytes(broken))
        try:
            assert all(page.picture for page in opening.pages(path))
        except opening.Undecodable as error:
            assert error.reason


@pytest.mark.parametrize(
    "data", [b"", b"text", b"%PDF-1.4 nothing else", b"\xff\xd8\xff", b"II*\0\xff\xff\xff\xff"]
)
def test_what_is_no_picture_is_undecodable(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    for action in (opening.probe, opening.full_picture, lambda p: list(opening.pages(p))):
        with pytest.raises(opening.Undecodable):
            action(path)


def test_a_missing_file_is_undecodable(tmp_path: Path) -> None:
    with pytest.raises(opening.Undecodable, match="cannot be read"):
        opening.probe(tmp_path / "none.jpg")


def test_a_thumbnail_is_small_srgb_and_without_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[271] = "Zenit"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(tmp_path, "a.jpg", picture(900, 600), exif=exif, icc_profile=profile)
    target = tmp_path / "deep" / "t.jpg"
    thumbnail.write(opening.full_picture(path), target, 256)
    with Image.open(target) as small:
        assert small.size == (256, 171)
        assert small.format == "JPEG"
        assert not small.getexif()
        assert "icc_profile" not in small.info
    assert [entry.name for entry in target.parent.iterdir()] == ["t.jpg"]


@pytest.mark.parametrize("mode", ["CMYK", "LA", "1", "I;16", "P"])
def test_any_mode_has_a_thumbnail_even_with_a_broken_profile(tmp_path: Path, mode: str) -> None:
    image = Image.new("I;16", (30, 20), 40000) if mode == "I;16" else picture(mode=mode)
    image.info["icc_profile"] = b"not a profile"
    thumbnail.write(image, tmp_path / "t.jpg", 16)
    with Image.open(tmp_path / "t.jpg") as small:
        assert max(small.size) == 16


def test_a_full_picture_keeps_mode_and_profile(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(tmp_path, "a.jpg", picture(mode="CMYK"), icc_profile=profile)
    found = opening.full_picture(path)
    assert found.mode == "CMYK"
    assert found.info["icc_profile"] == profile


def run_limited(code: str) -> subprocess.CompletedProcess[str]:
    start = "import sys; from media.limits import Limits, limit_this_process\n"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, env=environment, timeout=60
    )


def test_a_limited_process_cannot_take_more_memory_or_dump_core() -> None:
    done = run_limited(
        "import os, resource\n"
        "limit_this_process(Limits(address_space=1 << 30, cpu_seconds=50))\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], resource.getrlimit(resource.RLIMIT_CPU)[0],"
        " os.environ['OMP_THREAD_LIMIT'])\n"
        "try: bytearray(2 << 30)\nexcept MemoryError: print('refused')\n"
    )
    assert done.stdout.split() == ["0", "50", "1", "refused"], done.stderr


def test_the_detector_runs_within_the_limits_of_a_worker() -> None:
    done = run_limited(
        "limit_this_process(Limits())\n"
        "import numpy\nfrom ingest.detect import find_text\n"
        "print(find_text(numpy.zeros((3000, 4000, 3), numpy.uint8)))\n"
    )
    assert done.stdout.strip() == "[]", done.stderr
