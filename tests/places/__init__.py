"""Places on one server: a school, the trust, the council and the union branch that it is part of; and two schools with a named person."""
from __future__ import annotations

import copy
from pathlib import Path

from knowledge import local_check, local_files, local_tables
from knowledge.content import Entry
from knowledge.local import Places
from knowledge.records import KINDS
from knowledge.store import Store

FOLDER = Path(__file__).parent
SCHOOL = "hill-school"
# Schools with somebody who reads what is left: hours as times, and in words alone.
MILL, BROOK = "mill-school", "brook-school"


def at_places(store: Store) -> Store:
    """The knowledge base as it would be with the files of this folder in local/."""
    entries = [Entry("", kind, record) for kind in KINDS for record in store.all(kind)]
    made = copy.copy(store)
    made.places = Places(*local_tables.gathered(local_check.sound(local_files.read(FOLDER), entries)))
    return made
