"""Modes and orientation of pictures: any Pillow mode as 8-bit grey or RGB, any EXIF orientation upright."""

from __future__ import annotations

import numpy as np
from PIL import Image

_ORIENTATION = 274
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF 2.32, tag 0x0112: what turns the stored picture into the one that was seen."""

_WIDE = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})
_SEE_THROUGH = frozenset({"LA", "La", "PA", "RGBA", "RGBa"})


def upright(image: Image.Image) -> Image.Image:
    """The decoded picture as a viewer shows it; of a file with more frames, a copy."""
    image.load()
    # Asked only after loading: Pillow's TIFF reader turns the picture itself and forgets the tag.
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    if turn is None:
        return image.copy() if getattr(image, "is_animated", False) else image
    return image.transpose(turn)


def to_reading_mode(image: Image.Image) -> Image.Image:
    """The picture in mode L or RGB, 8 bits a sample, over white where it is transparent."""
    if image.mode in ("L", "RGB"):
        return image
    if image.mode in _WIDE:
        return _eight_bits(image)
    if image.mode in _SEE_THROUGH or "transparency" in image.info:
        return _over_white(image.convert("RGBA"))
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    samples = np.asarray(image).astype(np.float32)
    # 32-bit files hold 8- or 16-bit samples or any range of measurements: stretch what is there.
    top = 65535.0 if image.mode.startswith("I;16") else float(samples.max(initial=1.0))
    low = 0.0 if image.mode.startswith("I;16") else float(min(samples.min(initial=0.0), 0.0))
    return Image.fromarray(((samples - low) * (255.0 / max(top - low, 1e-6))).clip(0, 255).astype(np.uint8))


def _over_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, mask=image.getchannel("A"))
    return ground
