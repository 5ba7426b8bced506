"""Runs the commands of the README's transcript again and prints what they say now.

`.venv/bin/python script/transcript.py` shows it; `--write` puts it into the README. A test compares the two.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def run_in(folder: Path, lines: str) -> subprocess.CompletedProcess[str]:
    """What a shell in `folder`, with the samples beside it, says to these lines; it stops at an error."""
    shutil.copytree(
        ROOT / "samples", folder / "samples", ignore=shutil.ignore_patterns("*.py", "__pycache__")
    )
    surroundings = {name: value for name, value in os.environ.items() if name != "MURAGAT_ARCHIVE"}
    surroundings["PATH"] = f"{Path(sys.executable).parent}:{surroundings['PATH']}"
    return subprocess.run(
        ["sh", "-ec", lines], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


def run_again(transcript: str) -> str:
    """The commands of a transcript, each after its `$ `, with what they print today."""
    commands = re.findall(r"^\$ (.*)$", transcript, re.MULTILINE)
    lines = "\n".join(f"cat <<'END'\n$ {command}\nEND\n{command} 2>&1" for command in commands)
    with tempfile.TemporaryDirectory() as folder:
        done = run_in(Path(folder), lines)
    if done.returncode:
        raise SystemExit(f"The transcript's commands fail:\n{done.stdout}{done.stderr}")
    return done.stdout


def main(write: bool) -> None:
    """Print the transcript of today, or put it into the README."""
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    today = run_again(BLOCK.findall(text)[0])
    if write:
        readme.write_text(BLOCK.sub(lambda _: today, text, count=1), "utf-8")
    else:
        sys.stdout.write(today)


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
