"""Small pictures for screens."""

from __future__ import annotations

import contextlib
import io
import os
import threading
from pathlib import Path

from PIL import Image, ImageCms

from media.modes import to_reading_mode

QUALITY = 82


def write(image: Image.Image, path: str | Path, long_side: int) -> None:
    """Write the upright picture as a small JPEG: sRGB, no metadata, whole or not at all.

    It is written beside `path` under another name, then renamed. Raises OSError when that fails.
    """
    small = _reduced(image, long_side)
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        small.save(part, format="JPEG", quality=QUALITY, exif=b"")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _reduced(image: Image.Image, long_side: int) -> Image.Image:
    share = long_side / max(image.size)
    small = image
    if share < 1:
        size = max(1, round(image.width * share)), max(1, round(image.height * share))
        small = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    return _srgb(small, image.info.get("icc_profile"))


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    result = to_reading_mode(image)
    if profile:
        # A broken profile, or one for another mode, is no reason to be without a thumbnail.
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            kept = image if image.mode in ("L", "RGB", "CMYK") else result
            mode = "L" if kept.mode == "L" else "RGB"
            converted = ImageCms.profileToProfile(
                kept, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            result = converted or result
    return Image.frombytes(result.mode, result.size, result.tobytes())


# Pictures of a grid, quality by long side: two beside each other on a telephone, four to eight on a wall.
# A page of two dozen of the smaller ones is to stay below 150 KB (docs/benchmarks.md).
GRID_QUALITY = {240: 42, 384: 55}


def reduce(thumbnail: Path, target: Path, long_side: int) -> None:
    """Write a thumbnail that `write` made as a smaller WebP, whole or not at all. Raises OSError."""
    part = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        with Image.open(thumbnail, formats=("JPEG",)) as image:
            image.thumbnail((long_side, long_side), Image.Resampling.BICUBIC)
            image.save(part, format="WEBP", quality=GRID_QUALITY[long_side], method=3)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
