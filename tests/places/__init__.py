"""Places on one server: a school, the trust, the council and the union branch that it is part of; and two schools with a named person."""
from __future__ import annotations

import copy
import shutil
from pathlib import Path

from knowledge import local_check, local_files, local_tables
from knowledge.content import Entry
from knowledge.local import Places
from knowledge.records import KINDS
from knowledge.store import Store

FOLDER = Path(__file__).parent
SCHOOL = "hill-school"
# A school whose file holds what could be taken for a script, and one whose intranet has the guide on its pages.
ODD, INTRANET = "odd-school", "intranet-school"
# Schools with somebody who reads what is left: hours as times, and in words alone.
MILL, BROOK = "mill-school", "brook-school"


def at_places(store: Store) -> Store:
    """The knowledge base as it would be with the files of this folder in local/."""
    entries = [Entry("", kind, record) for kind in KINDS for record in store.all(kind)]
    made = copy.copy(store)
    made.places = Places(*local_tables.gathered(local_check.sound(local_files.read(FOLDER), entries)))
    return made


def write(folder: Path, intranet_port: int) -> None:
    """Writes the files of all these places into a folder, as a running guide reads them.

    Args:
        folder: a new folder.
        intranet_port: the port of the intranet that INTRANET names.
    """
    shutil.copytree(FOLDER, folder, ignore=lambda _, names: [name for name in names if not name.endswith(".yml")])
    for path in (FOLDER / "browser").glob("*.yml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8").replace("PORT", str(intranet_port)), encoding="utf-8")
