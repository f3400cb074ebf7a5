"""A way to be reached, planted in a whole conversation with the real servers, and looked for in every byte that they leave."""
from __future__ import annotations

import sqlite3

from tests.places import MILL

PHONE = "07700 900166"
# Six figures alone stand in many a time of day.
PIECES = [b"07700 900166", b"07700900166", b"700 900166", b"700900166", b"marjoram@mail.example", b"marjoram"]


def files(guide) -> dict[str, bytes]:
    """Everything in the guide's folder: databases, their logs, and what it printed."""
    return {str(path): path.read_bytes() for path in guide.var.rglob("*") if path.is_file()}


def seen(guide) -> list[str]:
    return [f"{piece!r} in {path}" for path, content in files(guide).items() for piece in PIECES if piece in content]


def test_it_is_in_the_inbox_and_once_forgotten_in_no_file(guide):
    client = guide.client()
    client.start(MILL)
    client.say("I'm a lab technician")
    client.say("leave a question")
    client.say("Who mends the fume cupboard?")
    client.choose("side:reach=yes")
    client.choose("side:agreed=yes")
    client.say(f"{PHONE} or marjoram@mail.example")
    with sqlite3.connect(guide.var / "people.db") as database:
        rows = database.execute("select contact from inbox where contact like ?", (f"%{PHONE}%",)).fetchall()
        assert rows == [("marjoram@mail.example, 07700 900166",)]
        for table in ("plans", "turns", "events"):
            text = str(database.execute(f"select * from {table}").fetchall()).encode()
            assert not [piece for piece in PIECES if piece in text], table
    database.close()
    assert PHONE in guide.inbox(MILL)
    assert not [found for found in seen(guide) if "people.db" not in found], "no log or other file has it"
    client.forget()
    assert seen(guide) == []
    assert PHONE not in guide.inbox(MILL)
