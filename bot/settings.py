"""Where things are and what may be set from outside: folders, ports, secret, retention.

Every setting has a default that works; an environment variable of the same name changes it.
"""
from __future__ import annotations

import datetime
import os
import secrets
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parent.parent

TRANSCRIPT_DAYS = 30
# A look back after a year still finds its plan, with two months to spare.
PLAN_DAYS = 425
INBOX_DAYS = 90
MESSAGE_CHARACTERS = 1000
SECRET_LETTERS = 32
FEEDBACK_CHARACTERS = 280
# From one address, which may be a whole school's: far more than people do, far less than a program can.
SESSIONS_A_MINUTE, REQUESTS_A_MINUTE = 60, 2400


def var_dir() -> Path:
    """The folder for what running makes (databases, secret). FIVESTEPS_VAR moves it."""
    folder = Path(os.environ.get("FIVESTEPS_VAR", PROJECT / "var"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def today() -> datetime.date:
    """The day that the guide goes by. FIVESTEPS_TODAY (such as 2026-11-22) sets it, so that a conversation can be played again."""
    given = os.environ.get("FIVESTEPS_TODAY")
    return datetime.date.fromisoformat(given) if given else datetime.date.today()


def now() -> datetime.datetime:
    """The time at schools in England, for opening hours. FIVESTEPS_TIME (such as 23:40) sets the time of day, on the day of `today`."""
    at, given = datetime.datetime.now(ZoneInfo("Europe/London")).replace(tzinfo=None), os.environ.get("FIVESTEPS_TIME")
    if not given and not os.environ.get("FIVESTEPS_TODAY"):
        return at
    return datetime.datetime.combine(today(), datetime.time.fromisoformat(given) if given else at.time())


def knowledge_path() -> Path:
    """The built knowledge base. FIVESTEPS_KNOWLEDGE moves it."""
    return Path(os.environ.get("FIVESTEPS_KNOWLEDGE", var_dir() / "knowledge.db"))


def register_path() -> Path:
    """The official register as last loaded. FIVESTEPS_REGISTER moves it."""
    return Path(os.environ.get("FIVESTEPS_REGISTER", var_dir() / "register.db"))


def people_url() -> str:
    """SQLAlchemy address of the database of what users leave behind. FIVESTEPS_PEOPLE changes it."""
    return os.environ.get("FIVESTEPS_PEOPLE", f"sqlite:///{var_dir() / 'people.db'}")


def models_dir() -> Path:
    """Where trained models are kept. FIVESTEPS_MODELS moves it."""
    return Path(os.environ.get("FIVESTEPS_MODELS", PROJECT / "models"))


def host() -> str:
    """The address to listen on: this machine only, unless FIVESTEPS_HOST says otherwise."""
    return os.environ.get("FIVESTEPS_HOST", "127.0.0.1")


def port() -> int:
    """The port people use."""
    return int(os.environ.get("FIVESTEPS_PORT", "5005"))


def actions_port() -> int:
    """The port of the action server, on this machine only."""
    return int(os.environ.get("FIVESTEPS_ACTIONS_PORT", "5055"))


def origins() -> tuple[str, ...]:
    """Sites whose pages may talk to the guide for any school: FIVESTEPS_ORIGINS, with commas between them.

    Raises:
        ValueError: if one of them is no site; the text says how to write it.
    """
    from knowledge import origins as sites

    return sites.listed(os.environ.get("FIVESTEPS_ORIGINS", ""))


def frames() -> tuple[str, ...]:
    """Sites that may show the guide in a frame, besides those: FIVESTEPS_FRAMES, with commas between them.

    Raises:
        ValueError: if one of them is no site; the text says how to write it.
    """
    from knowledge import origins as sites

    return sites.listed(os.environ.get("FIVESTEPS_FRAMES", ""), sites.frame)


def sessions_a_minute() -> int:
    """How many conversations one address may begin in a minute, in the long run. FIVESTEPS_SESSIONS_A_MINUTE changes it."""
    return _count("FIVESTEPS_SESSIONS_A_MINUTE", SESSIONS_A_MINUTE)


def requests_a_minute() -> int:
    """How many requests of one address are answered in a minute, in the long run. FIVESTEPS_REQUESTS_A_MINUTE changes it."""
    return _count("FIVESTEPS_REQUESTS_A_MINUTE", REQUESTS_A_MINUTE)


def _count(name: str, usual: int) -> int:
    number = int(os.environ.get(name) or usual)
    if number < 1:
        raise ValueError(f"{name} must be 1 or more.")
    return number


def secret() -> bytes:
    """The key for tokens and code hashes: FIVESTEPS_SECRET, or one made on first use and kept in var/."""
    given = os.environ.get("FIVESTEPS_SECRET")
    if given:
        return given.encode()
    kept = var_dir() / "secret"
    if not kept.exists():
        _keep_secret(kept)
    value = kept.read_bytes()
    if len(value) < SECRET_LETTERS:
        # Anybody could make tokens of a key that was cut short.
        raise ValueError(f"{kept} is damaged. Bring it back with 'fivesteps restore', or delete it: codes that were given out end then.")
    return value


def _keep_secret(path: Path) -> None:
    """Makes the key under a name of its own and then gives it its place, so that nobody ever reads half of it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        # Another process may have been quicker: its key stays.
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
