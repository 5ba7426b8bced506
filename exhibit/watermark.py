"""A visible watermark for the screen, in letters that typst carries: Pillow's own are without Kazakh."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

_SOURCE = b"""
#set page(width: auto, height: auto, margin: 3pt, fill: none)
#set text(font: "Libertinus Serif", size: 24pt, weight: "bold", fill: rgb(sys.inputs.colour))
#sys.inputs.text
"""
# The share of the picture's longer side that the words take, and of its width at most.
_SHARE, _MOST = 0.34, 0.9
_WHITE, _SHADE = "#ffffffb0", "#00000080"


def watermarked(picture: Image.Image, text: str) -> Image.Image:
    """A copy of the RGB `picture` with `text` in its lower right corner, light on a shade."""
    words, shade = _drawn(text, _WHITE), _drawn(text, _SHADE)
    width = max(1, round(min(max(picture.size) * _SHARE, picture.width * _MOST)))
    size = (width, max(1, round(words.height * width / words.width)))
    left = picture.width - size[0] - round(picture.width * 0.02)
    top = picture.height - size[1] - round(picture.height * 0.02)
    step = max(1, width // 250)
    marked = picture.copy()
    for drawn, shift in ((shade, step), (words, 0)):
        small = drawn.resize(size, Image.Resampling.LANCZOS)
        marked.paste(small, (max(0, left) + shift, max(0, top) + shift), small)
    return marked


@lru_cache(maxsize=8)
def _drawn(text: str, colour: str) -> Image.Image:
    import typst

    drawn = typst.compile(
        _SOURCE,
        format="png",
        ppi=300.0,
        ignore_system_fonts=True,
        sys_inputs={"text": text, "colour": colour},
    )
    return Image.open(io.BytesIO(drawn)).convert("RGBA")
