"""How the files of a backup are written: whole or not at all, and no copy stays about that nobody knows of."""
from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterable, Iterator

from bot import settings
from bot.launcher import is_alive

# The process that made a copy is in its name.
_MADE_BY = re.compile(r"(?:^(?:backup|restore)-|\.)(\d+)(?:-\w+|\.half)$")


def put(content: bytes, path: Path, mode: int = 0o600) -> None:
    """Puts content in place as a whole file; `mode` says who may use it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as written:
        written.write(content)
    to_disk(fresh)
    os.replace(fresh, path)


def to_disk(path: Path) -> None:
    """Waits until a file is on the disk: a power cut leaves no empty one under a name that says it is whole."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def workshop(name: str) -> Iterator[Path]:
    """A folder for copies, which goes at the end. So do those of earlier commands that were killed: they hold what people said."""
    sweep(settings.var_dir().glob(f"{name}-*"))
    with tempfile.TemporaryDirectory(dir=settings.var_dir(), prefix=f"{name}-{os.getpid()}-") as folder:
        yield Path(folder)


def sweep(found: Iterable[Path]) -> None:
    """Removes copies whose name says the process that made them, where it has ended."""
    for path in found:
        made_by = _MADE_BY.search(path.name)
        if made_by and not is_alive(int(made_by.group(1))):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
