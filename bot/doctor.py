"""`fivesteps doctor`: looks at everything the guide runs on, and says what is wrong and how to put it right.

Nothing is changed by looking. Each check gives findings; a finding is fine, to be looked at, or wrong.
"""
from __future__ import annotations

import datetime
import os
import re
import shutil
import sqlite3
import stat
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Iterator

import sqlalchemy as sa

from bot import settings

FINE, LOOK, WRONG = "fine", "look", "wrong"
LOCK = settings.PROJECT / "requirements.lock"
PYTHON = (3, 11)
# Below the first the guide may stop keeping answers; below the second it is time to make room.
LEAST_MIB, GOOD_MIB = 200, 1024
# Local contacts are looked through once a term (local/README.md); a year is far too long.
STALE_DAYS = 366
# So long a database server may take for each answer; a count of what is kept too long takes it a second or two.
PATIENCE_SECONDS = 10.0
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)(?:\s*;\s*(.*?))?\s*\\?$")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `about`, its `state` (fine, look, wrong), and what to know or do."""

    about: str
    state: str
    told: str


def look(today: datetime.date) -> list[Finding]:
    """Everything that was found, in the order in which to put it right."""
    checks = (_python, _packages, _user, _disk, _knowledge, _model, _secret, _people, _ports)
    found = [finding for check in checks for finding in check()]
    return found + list(_local(today))


def _python() -> Iterator[Finding]:
    here = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info[:2] == PYTHON
    yield Finding("Python", FINE if good else WRONG, here if good else f"{here}. The guide needs Python 3.11: delete .venv, then run 'make setup'.")


def _packages() -> Iterator[Finding]:
    """Every package as requirements.lock has it, where the lock wants it on this machine."""
    wrong = []
    pins = locked(LOCK.read_text(encoding="utf-8"))
    for name, wanted in pins.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "missing"
        if found != wanted:
            wrong.append(f"{name} {found}, not {wanted}")
    told = f"{len(pins)} as locked; Rasa {pins.get('rasa')}"
    if wrong:
        told = f"{'; '.join(wrong[:5])}{' and more' * (len(wrong) > 5)}. Delete .venv, then run 'make setup'."
    yield Finding("Packages", WRONG if wrong else FINE, told)


def locked(text: str) -> dict[str, str]:
    """Name -> version of every package that a lock wants on this machine."""
    from packaging.markers import Marker

    pins = {}
    for line in text.splitlines():
        found = _PIN.match(line)
        if found and (not found.group(3) or Marker(found.group(3)).evaluate()):
            pins[found.group(1)] = found.group(2)
    return pins


def _user() -> Iterator[Finding]:
    if getattr(os, "geteuid", lambda: 1)() == 0:
        yield Finding("User", LOOK, "This is the administrator (root). Run the guide as an ordinary user, so that a fault in it can do less.")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.var_dir()).free // 2**20
    state = WRONG if free < LEAST_MIB else LOOK if free < GOOD_MIB else FINE
    yield Finding("Disk", state, f"{free:,} MiB free in {settings.var_dir()}." + " Make room: answers cannot be kept on a full disk." * (state != FINE))


def _knowledge() -> Iterator[Finding]:
    from knowledge import build
    from knowledge.store import KnowledgeError, Store

    path = settings.knowledge_path()
    try:
        store = Store.open(path)
    except KnowledgeError as error:
        yield Finding("Knowledge base", WRONG, str(error))
        return
    if build.is_current(path):
        yield Finding("Knowledge base", FINE, f"build {store.build[:12]}, {len(store.all('qualifications'))} qualifications, {len(store.all('roles'))} jobs")
    else:
        yield Finding("Knowledge base", LOOK, "The content or a local file changed after it was built. Start the guide again: it builds first.")


def _model() -> Iterator[Finding]:
    from bot import train

    model = settings.models_dir() / f"{train.fingerprint()}.tar.gz"
    if model.exists():
        yield Finding("Model", FINE, f"{model.name}, {model.stat().st_size // 2**20} MiB, made from the lines and settings as they are")
    else:
        yield Finding("Model", LOOK, "None was made from the lines and settings as they are. 'make train' makes it; so does the next start.")


def _secret() -> Iterator[Finding]:
    if os.environ.get("FIVESTEPS_SECRET"):
        short = len(os.environ["FIVESTEPS_SECRET"]) < 32
        yield Finding("Secret", WRONG if short else FINE, "FIVESTEPS_SECRET is too short: give it 32 random letters and figures or more." if short else "from FIVESTEPS_SECRET")
        return
    if not settings.people_url().startswith("sqlite"):
        yield Finding("Secret", WRONG, "FIVESTEPS_SECRET is not set, and every server of this database needs the same one. Set it.")
        return
    kept = settings.var_dir() / "secret"
    if fault := key_is_gone():
        yield Finding("Secret", WRONG, fault)
    elif not kept.exists():
        yield Finding("Secret", FINE, "made at the first start")
    elif kept.stat().st_size < settings.SECRET_CHARACTERS:
        yield Finding("Secret", WRONG, f"{kept} is damaged. {settings.RESTORE_KEY}")
    elif stat.S_IMODE(kept.stat().st_mode) & 0o077:
        yield Finding("Secret", WRONG, f"Others on this machine can read {kept}. Run: chmod 600 {kept}")
    else:
        yield Finding("Secret", FINE, f"in {kept}, for its owner alone")


def key_is_gone() -> str | None:
    """What to do where there are answers, but no key of theirs any more: a new one would lock everybody out for good. None if all is well."""
    kept, path = settings.var_dir() / "secret", _answers_file()
    if os.environ.get("FIVESTEPS_SECRET") or kept.exists() or path is None or not path.exists() or not path.stat().st_size:
        return None
    return f"{path} holds answers, but their key {kept} is gone. {settings.RESTORE_KEY}"


def _people() -> Iterator[Finding]:
    """The database of what people leave: whether it opens, is whole, and what is kept too long."""
    path = _answers_file()
    if path is not None and not path.exists():
        yield Finding("Answers", FINE, f"no database yet; {path} is made at the first conversation")
        return
    if path is not None and (fault := damage() or _open_to_others(path)):
        yield Finding("Answers", WRONG, fault)
        return
    yield from _kept()


def _answers_file() -> Path | None:
    """The file of the database of answers; None if a server keeps them."""
    url = sa.engine.make_url(settings.people_url())
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def damage() -> str | None:
    """Why the file of the database of answers cannot be used, and what to do; None if it can, or there is none yet."""
    path = _answers_file()
    if path is None or not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=2.0)
        try:
            told = connection.execute("pragma quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        told = str(error)
    if told != "ok":
        return f"{path} is not whole ({told.splitlines()[-1]}). Stop the guide, then bring back the last backup: 'fivesteps restore FILE'."
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return f"{path} cannot be written. Give it and its folder to the user that runs the guide."
    return None


def _open_to_others(path: Path) -> str | None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return f"Others on this machine can read {path}. Run: chmod 600 {path}"
    return None


def _kept() -> Iterator[Finding]:
    from knowledge import kept
    from knowledge.people import People, PeopleError

    try:
        days = kept.days()
    except kept.BadSetting as error:
        yield Finding("Answers", WRONG, str(error))
        return
    # Nothing here goes by the key, and looking makes none.
    people = People(settings.people_url(), b"", patience=PATIENCE_SECONDS)
    try:
        people.check()
        due, doubt = people.purge(days), people.doubt()
    except PeopleError as error:
        yield Finding("Answers", WRONG, people.remedy(error))
        return
    finally:
        people.close()
    if doubt:
        yield Finding("Clock", WRONG, f"{doubt} Put it right: until then nothing old is removed. If the date is right, run 'fivesteps purge'.")
    overdue = not doubt and any(asdict(due).values())
    yield Finding("Answers", LOOK if overdue else FINE, "Some are kept longer than they may be. Run 'fivesteps purge', then 'fivesteps purge --really'." if overdue else "the database answers; nothing is kept too long")


def _ports() -> Iterator[Finding]:
    from bot.client import Client
    from bot.serve import CannotStart, address, check_ports

    if Client(address(settings.port())).is_guide():
        yield Finding("Ports", FINE, f"the guide answers at {address(settings.port())}/")
        return
    try:
        check_ports(settings.port(), settings.actions_port())
    except CannotStart as error:
        yield Finding("Ports", WRONG, str(error))
        return
    yield Finding("Ports", FINE, f"{settings.port()} and {settings.actions_port()} are free; the guide is not running")


def _local(today: datetime.date) -> Iterator[Finding]:
    """Each school's contacts: there, and looked through not too long ago."""
    from knowledge.record_base import last_day
    from knowledge.store import KnowledgeError, Store

    try:
        store = Store.open(settings.knowledge_path())
    except KnowledgeError:
        return
    ids = store.places.ids("school")
    if not ids:
        yield Finding("Schools", LOOK, "No school has a file in local/, so the guide names nobody near. local/README.md tells how to add one.")
    for id in ids:
        local = store.local(id, today)
        missing = [told for purpose, told in _WANTED.items() if not local.whom(purpose)]
        missing += [] if local.safeguarding_lead else ["the safeguarding lead"]
        items = [*local.contacts, *([local.safeguarding_lead] if local.safeguarding_lead else [])]
        old = [item.who for item in items if (today - last_day(item.checked)).days > STALE_DAYS]
        told = [f"names nobody as {', '.join(missing)}"] * bool(missing) + [f"last checked over a year ago: {', '.join(old)}"] * bool(old)
        if told:
            yield Finding(f"School {id}", LOOK, f"It {'; '.join(told)}. Correct its file in local/.")
        else:
            yield Finding(f"School {id}", FINE, f"{len(items)} contacts, looked through within a year")


_WANTED = {"named-person": "the named person", "learning": "who helps with training"}
