"""Where things are and what may be set from outside: folders, ports, secret, retention.

Every setting has a default that works; an environment variable of the same name changes it.
"""
from __future__ import annotations

import datetime
import os
import secrets
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge.kept import BadSetting

PROJECT = Path(__file__).resolve().parent.parent
MESSAGE_CHARACTERS = 1000
# A key of fewer characters can be guessed.
SECRET_CHARACTERS = 32
FEEDBACK_CHARACTERS = 280
# Also where there is no key, but answers that were kept under one.
RESTORE_KEY = (
    "Bring back the key that was there: 'fivesteps restore FILE'. Where there is no backup, put 64 random letters and figures "
    "there; but no code and no open page from before leads back to its plan then."
)
# From one address, which may be a whole school's: far more than people do, far less than a program can.
SESSIONS_A_MINUTE, REQUESTS_A_MINUTE = 60, 2400


def var_dir() -> Path:
    """The folder for what running makes (databases, secret). FIVESTEPS_VAR moves it."""
    folder = Path(os.environ.get("FIVESTEPS_VAR", PROJECT / "var"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def endpoints_path() -> Path:
    """Rasa's endpoints. FIVESTEPS_ENDPOINTS names others, such as bot/endpoints.cluster.yml for one of several servers."""
    return PROJECT / os.environ.get("FIVESTEPS_ENDPOINTS", "bot/endpoints.yml")


def actions_port() -> int:
    """The port of the action server, on this machine only."""
    return int(os.environ.get("FIVESTEPS_ACTIONS_PORT", "5055"))


def browser() -> Path:
    """The Chromium of this machine, for the tests, the screenshots and the bench. FIVESTEPS_BROWSER names another."""
    return Path(os.environ.get("FIVESTEPS_BROWSER", "/usr/bin/chromium"))


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
    """The key for tokens and code hashes: FIVESTEPS_SECRET, or one made on first use and kept in var/, for its owner alone.

    Raises:
        BadSetting: if it is too short to be a key, or if there is none for a database that other servers may use too: one made
            here would lock them out.
    """
    given = os.environ.get("FIVESTEPS_SECRET")
    if given:
        return _long_enough(given.encode(), "FIVESTEPS_SECRET", "Give it as many random letters and figures, or more.")
    # What is no address of a server is told by whoever opens it.
    if "://" in people_url() and not people_url().startswith("sqlite"):
        raise BadSetting("FIVESTEPS_SECRET is not set, and every server of this database needs the same one. Set it as docs/deploy/cluster.md tells.")
    kept = var_dir() / "secret"
    if not kept.exists():
        _make_secret(kept)
    if kept.stat().st_mode & 0o077:
        # Copied back from elsewhere, perhaps: whoever reads it could open every plan.
        kept.chmod(0o600)
    return _long_enough(kept.read_bytes(), str(kept), RESTORE_KEY)


def _make_secret(kept: Path) -> None:
    """Puts a new key in place whole, so that another process that starts now reads no half of it; the first one made stays."""
    descriptor, made = tempfile.mkstemp(dir=kept.parent, prefix="secret-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(made, kept)
    except FileExistsError:
        pass
    finally:
        os.unlink(made)


def _long_enough(key: bytes, where: str, remedy: str) -> bytes:
    if len(key) < SECRET_CHARACTERS:
        raise BadSetting(f"{where} holds fewer than {SECRET_CHARACTERS} characters, which can be guessed. {remedy}")
    return key
