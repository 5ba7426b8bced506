"""What a process that opens strangers' files may use."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass

GIGABYTE = 1 << 30

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for opening pictures. `pixels` is per page; `address_space` in bytes, `cpu_seconds` per process.

    The address space is virtual memory, not resident: onnxruntime, OpenCV and their stacks reserve about
    1.2 GB of it before the first picture (measured with onnxruntime 1.32), and a page of 150 million
    pixels needs 450 MB more. A worker reads many files: its CPU time is no limit of one file.
    """

    pixels: int = 150_000_000
    pages: int = 5_000
    address_space: int = 4 * GIGABYTE
    cpu_seconds: int = 3_600


def limit_this_process(limits: Limits) -> None:
    """Bind this process, and what it starts, to the limits. Meant as the initialiser of a pool of workers.

    No core dumps; the process ends when its parent ends (Linux only); Tesseract and OpenCV use one thread.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.environ["OMP_NUM_THREADS"] = "1"
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_AS, limits.address_space)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    end_with_parent()


def end_with_parent() -> None:
    """Ask the kernel to kill this process when the one that started it ends. Does nothing outside Linux."""
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (soft, hard))
