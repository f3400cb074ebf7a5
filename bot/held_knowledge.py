"""The knowledge base that one `fivesteps run` serves: the same file for both of its servers until it ends.

A new build takes the place of the file at the usual path. Without this, an action server that is started again would tell
from the new build, and the server beside it from the old one.
"""
from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional

from bot.launcher import is_alive

_NAME = re.compile(r"serving-(\d+)\.db")


@contextmanager
def held(knowledge: Path, folder: Path) -> Iterator[Path]:
    """A second name in `folder` for the file that is now at `knowledge`, for as long as the block runs.

    What launchers left there that were killed is removed. On disks that give no second name it is a copy.

    Raises:
        OSError: if there is no knowledge base, or no room.
    """
    for left, process in _names(folder):
        if not is_alive(process):
            left.unlink(missing_ok=True)
    name = folder / f"serving-{os.getpid()}.db"
    name.unlink(missing_ok=True)
    try:
        os.link(knowledge, name)
    except OSError:
        shutil.copyfile(knowledge, name)
    try:
        yield name
    finally:
        name.unlink(missing_ok=True)


def serving(folder: Path) -> Optional[Path]:
    """The file by which a guide that runs with this folder shows itself, on whichever port; None if there is none."""
    return next((name for name, process in _names(folder) if is_alive(process)), None)


def _names(folder: Path) -> Iterator[tuple[Path, int]]:
    """The second names in a folder, each with the process that gave it."""
    for name in sorted(folder.glob("serving-*.db")):
        if found := _NAME.fullmatch(name.name):
            yield name, int(found.group(1))
