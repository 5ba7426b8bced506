"""The donor's own checksum files: what they promise is compared while copying."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive import copying

# `DIGEST  NAME` as of md5sum and BagIt, `MD5 (NAME) = DIGEST` as of BSD and macOS.
GNU = re.compile(rb"([0-9a-fA-F]{32,128})[ \t]+\*?(.+)")
BSD = re.compile(rb"(?:MD5|SHA1|SHA256|SHA512) ?\((.+)\) ?= ?([0-9a-fA-F]{32,128})", re.IGNORECASE)
ALGORITHMS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Promised:
    """Digests by path and algorithm, with the checksum file that states them."""

    by_path: dict[bytes, dict[str, tuple[str, bytes]]] = field(default_factory=dict)

    def algorithms(self, path: bytes) -> frozenset[str]:
        """The algorithms that a file has to be hashed with."""
        return frozenset(self.by_path.get(path, {}))

    def broken(self, path: bytes, digests: dict[str, str]) -> str | None:
        """Why the file is not what its donor sent, or None."""
        for algorithm, (expected, stated_in) in self.by_path.get(path, {}).items():
            if digests[algorithm] != expected:
                name = os.fsdecode(os.path.basename(stated_in))
                return f"its {algorithm} is not the one in {name}: ask the donor for the file again"
        return None

    def absent(self, paths: Iterable[bytes]) -> list[bytes]:
        """What is promised and does not stand among these paths."""
        return sorted(self.by_path.keys() - set(paths))


def promises(files: Iterable[bytes]) -> Promised:
    """What the checksum files state about the files beside and below them."""
    promised = Promised()
    for path in files:
        for digest, name in _lines(path):
            target = os.path.normpath(os.path.join(os.path.dirname(path), name))
            stated = promised.by_path.setdefault(target, {})
            stated[ALGORITHMS[len(digest)]] = (digest.lower(), path)
    return promised


def _lines(path: bytes) -> list[tuple[str, bytes]]:
    try:
        with os.fdopen(copying.open_source(path), "rb") as file:
            text = file.read(LARGEST)
    except OSError:
        return []
    lines = text.removeprefix(codecs.BOM_UTF8).splitlines()
    return [stated for line in lines if (stated := _line(line.rstrip()))]


def _line(line: bytes) -> tuple[str, bytes] | None:
    gnu, bsd = GNU.fullmatch(line), BSD.fullmatch(line)
    digest, name = (gnu[1], gnu[2]) if gnu else (bsd[2], bsd[1]) if bsd else (b"", b"")
    if len(digest) not in ALGORITHMS:
        return None
    return digest.decode(), name.replace(b"\\", b"/")
