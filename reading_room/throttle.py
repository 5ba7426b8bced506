"""How often somebody may try to log in."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

# Failures within the window: of one login from one address, from one address, and of one login from anywhere.
WINDOW_SECONDS = 15 * 60
LIMITS = {"pair": 5, "address": 30, "login": 60}
MOST_KEYS = 20_000


class Throttle:
    """Counts failed logins. It is kept in memory: a restart forgives."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, ...], deque[float]] = {}
        self._lock = Lock()

    def wait(self, login: str, address: str) -> int:
        """Seconds until the next attempt is looked at; 0 when it may be made now."""
        with self._lock:
            now = self._clock()
            return max(self._wait(key, now) for key in _keys(login, address))

    def _wait(self, key: tuple[str, ...], now: float) -> int:
        times = self._failures.get(key)
        if times is None:
            return 0
        while times and now - times[0] >= WINDOW_SECONDS:
            times.popleft()
        if len(times) < LIMITS[key[0]]:
            return 0
        return int(WINDOW_SECONDS - (now - times[0])) + 1

    def failed(self, login: str, address: str) -> None:
        """Remember a failure."""
        with self._lock:
            for key in _keys(login, address):
                limit = LIMITS[key[0]]
                self._failures.setdefault(key, deque(maxlen=limit)).append(self._clock())
            while len(self._failures) > MOST_KEYS:
                del self._failures[next(iter(self._failures))]

    def succeeded(self, login: str, address: str) -> None:
        """Forget the failures of this login from this address."""
        with self._lock:
            self._failures.pop(("pair", login, address), None)


def _keys(login: str, address: str) -> tuple[tuple[str, ...], ...]:
    return ("pair", login, address), ("address", address), ("login", login)
