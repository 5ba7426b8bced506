"""A bag in a zip file: whatever happens to its bytes, it is read as it was written, or named as damaged."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from archive import zipped_bag
from archive.errors import BadInput, Damaged

# The end of central directory record, without a comment (APPNOTE 4.3.16).
END = 22


def test_no_flipped_bit_of_its_end_gives_another_error(tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    with zipped_bag.writing(file, "bag") as writer:
        writer.text("words.txt", ["сөз"])
        writer.close({})
    content = file.read_bytes()
    for bit in range(8 * END):
        flipped = bytearray(content)
        flipped[len(content) - END + bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        with contextlib.suppress(Damaged), zipped_bag.reading(file, "bag") as reader:
            assert reader.open("words.txt").read().decode() == "сөз"


def test_what_is_no_file_is_said_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.zip"):
        with pytest.raises(BadInput, match="cannot be read"), zipped_bag.reading(path, "bag"):
            pass
