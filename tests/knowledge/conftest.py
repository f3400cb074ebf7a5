"""A small, sound set of content that a test can break in one place."""
from __future__ import annotations

import copy

import pytest
import yaml

SOUND = {
    "sources": [{"id": "a-page", "title": "A page", "publisher": "Somebody", "url": "https://example.org", "checked": "2026-08"}],
    "groups": [{"id": "a-group", "title": "A group", "what": "Some jobs.", "sources": ["a-page"]}],
    "topics": [{"id": "cooking", "title": "cooking"}],
    "duties": [{"id": "cook-meals", "title": "Cook meals", "topics": ["cooking"]}],
    "qualification_types": [{"id": "qt_short_course", "title": "Short course", "plain": "a short course", "definition": "Short.", "sources": ["a-page"]}],
    "roles": [
        {
            "id": "school-cook", "title": "School cook", "aliases": ["cook"], "group": "a-group", "what_they_do": "Cooks.",
            "typical_entry": "None.", "legal_requirement": "None.", "duties": ["cook-meals"], "sources": ["a-page#The part about cooks"],
        },
        {
            "id": "kitchen-manager", "title": "Kitchen manager", "group": "a-group", "what_they_do": "Runs a kitchen.",
            "typical_entry": "None.", "legal_requirement": "None.", "sources": ["a-page"],
        },
    ],
    "aliases": [{"id": "chef", "text": "chef", "refs": ["role:school-cook", "role:kitchen-manager"], "ask": "Which?"}],
    "qualifications": [
        {
            "id": "food-safety", "former_ids": ["old-food-safety"], "title": "Food safety", "kind": "qualification", "type": "qt_short_course", "level": 2,
            "what": "Food safety.", "who_for": "Cooks.", "opened": "before-2004", "roles": ["school-cook"], "sources": ["a-page"],
            "entry": [{"kind": "role", "strength": "hard", "who_sets": "provider", "words": "You cook", "duties": ["cook-meals"]}],
        },
    ],
}


class Content:
    """Sound content in a folder of its own, with the records at hand to be broken."""

    def __init__(self, folder):
        self.folder = folder
        self.kinds = copy.deepcopy(SOUND)

    def first(self, kind: str) -> dict:
        """The first record of a kind, to be changed in place."""
        return self.kinds[kind][0]

    def write(self):
        """Writes the records, one file a kind, and gives the folder."""
        self.folder.mkdir(exist_ok=True)
        for kind, rows in self.kinds.items():
            (self.folder / f"{kind}.yml").write_text(yaml.safe_dump({kind: rows}), encoding="utf-8")
        return self.folder


@pytest.fixture
def content(tmp_path) -> Content:
    """A sound set of content to break."""
    return Content(tmp_path / "content")
