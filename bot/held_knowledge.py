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
from typing import Iterator

from bot.launcher import is_alive

_NAME = re.compile(r"serving-(\d+)\.db")


@contextmanager
def held(knowledge: Path, folder: Path) -> Iterator[Path]:
    """A second name in `folder` for the file that is now at `knowledge`, for as long as the block runs.

    What launchers left there that were killed is removed. On disks that give no second name it is a copy.

    Raises:
        OSError: if there is no knowledge base, or no room.
    """
    for left in folder.glob("serving-*.db"):
        if (found := _NAME.fullmatch(left.name)) and not is_alive(int(found.group(1))):
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
