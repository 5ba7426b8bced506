"""Who may enter the reading room: logins, roles and password hashes in `users.json` of the archive folder.

They are not in the catalogue, because its dump and backups go to people who need no password hashes.
The file is readable by its owner alone; every change replaces it whole, under a lock, and is history.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from archive.errors import BadInput, Busy, Damaged, NotFound
from archive.home import Archive

Role = Literal["reader", "archivist", "admin"]
# From the least to the most.
ROLES: tuple[Role, ...] = get_args(Role)
FILE_NAME = "users.json"
LOGIN = re.compile(r"[\w.@-]{1,64}")
# NIST SP 800-63B, 3.1.1.2: length counts, rules of composition do not.
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1024
LOCK_SECONDS = 10.0
# One hash takes 64 MiB and both cores' attention: logins wait for each other.
_hashing = threading.Lock()


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may enter. `stamp` changes with the password and the role: older sessions then end."""

    login: str
    role: Role
    name: str
    password: str
    stamp: str
    added_at: str


def users(folder: Path) -> tuple[User, ...]:
    """Everybody who may enter, by login. Raises Damaged when the file cannot be understood."""
    path = folder / FILE_NAME
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["users"]
        return tuple(User(**row) for row in rows)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Damaged(
            f"The file of users {path} cannot be read ({error}).",
            "Correct it, or remove it and add the users again.",
        ) from error


def user(folder: Path, login: str) -> User | None:
    """The user of that login, or None."""
    return next((one for one in users(folder) if one.login == login), None)


def proved(folder: Path, login: str, password: str) -> User | None:
    """The user, when the password is theirs. An unknown login takes as long as a wrong password."""
    from argon2.exceptions import InvalidHashError, VerificationError

    one = user(folder, login)
    with _hashing:
        try:
            _hasher().verify(one.password if one else _nobody(), password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
    return one


def add(archive: Archive, login: str, password: str, role: str = "reader", name: str = "") -> User:
    """Let somebody in. Raises BadInput for a login that is taken or cannot be, or a password too short."""
    if not LOGIN.fullmatch(login):
        raise BadInput(
            f"{login!r} cannot be a login.", "Use up to 64 letters, digits, and the signs . _ - @ ."
        )
    from archive.history import now

    new = User(login, _role(role), name or login, _hash(password), secrets.token_hex(16), now())
    with _changing(archive.folder) as everybody:
        if login in everybody:
            raise BadInput(f"There is a user {login} already.", "Choose another login.")
        everybody[login] = new
    _log(archive, "user add", new)
    return new


def change(archive: Archive, login: str, *, password: str | None = None, role: str | None = None) -> User:
    """Give a user another password or role; their sessions end. Raises NotFound, BadInput."""
    with _changing(archive.folder) as everybody:
        old = _known(everybody, login)
        new = replace(
            old,
            password=_hash(password) if password is not None else old.password,
            role=_role(role) if role is not None else old.role,
            stamp=secrets.token_hex(16),
        )
        everybody[login] = new
    _log(archive, "user password" if password is not None else "user role", new, old)
    return new


def remove(archive: Archive, login: str) -> User:
    """Let somebody in no longer; who that was. What they did stays in the history. Raises NotFound."""
    with _changing(archive.folder) as everybody:
        old = _known(everybody, login)
        del everybody[login]
    _log(archive, "user remove", None, old)
    return old


def user_json(one: User) -> dict[str, str]:
    """A user as plain values, without what is secret."""
    return {name: value for name, value in asdict(one).items() if name not in ("password", "stamp")}


def _known(everybody: dict[str, User], login: str) -> User:
    if login not in everybody:
        raise NotFound(f"There is no user {login}.", "See `muragat user list`.")
    return everybody[login]


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise BadInput(f"There is no role {role!r}.", f"Use one of: {', '.join(ROLES)}.")


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(
            f"The password is too short: {len(password)} characters.",
            f"Use {SHORTEST_PASSWORD} or more; several words are easy to remember.",
        )
    if len(password) > LONGEST_PASSWORD:
        raise BadInput("The password is too long.", f"Use up to {LONGEST_PASSWORD} characters.")
    return str(_hasher().hash(password))


@cache
def _hasher():  # type: ignore[no-untyped-def]
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    return str(_hasher().hash(secrets.token_hex(16)))


def _log(archive: Archive, action: str, new: User | None, old: User | None = None) -> None:
    about = new or old
    assert about is not None
    before, after = (user_json(one) if one else None for one in (old, new))
    with archive.catalogue.writing(archive.actor) as transaction:
        transaction.log.add(action, f"user:{about.login}", before, after)


@contextmanager
def _changing(folder: Path) -> Iterator[dict[str, User]]:
    """The users by login, to be changed; written when the block ends without an error."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "locks" / "users.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy("Somebody else is changing the users.", "Try again in a moment.") from error
    try:
        everybody = {one.login: one for one in users(folder)}
        yield everybody
        rows = [asdict(one) for _, one in sorted(everybody.items())]
        write_secret(folder / FILE_NAME, json.dumps({"users": rows}, ensure_ascii=False, indent=1))
    finally:
        lock.release()


def write_secret(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
