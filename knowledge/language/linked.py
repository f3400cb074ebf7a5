"""Something a message names: `Link`, which the linker makes and all that judges it works on."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Optional

from knowledge.language import status

EXACT, LOOSE, SLIP = 1.0, 0.9, 0.8
# Kinds whose names compete for the same words: the longest name wins.
NAMES = ("roles", "qualifications", "aliases")


@dataclass(frozen=True)
class Link:
    """Something a message names.

    kind        the kind of record (`roles`, `qualifications`, `duties`, `topics`, `settings`, `barriers`, `need_sources`)
    id          its id; None where the word could mean several things
    choices     then: the refs (`role:school-cook`) to choose from, and `ask` what to ask
    status      have, want, doing, failed, past, not
    other       True where it is said of somebody else
    said        the person's own words; [start, end) their place
    """

    kind: str
    id: Optional[str]
    said: str
    start: int
    end: int
    confidence: float = EXACT
    status: str = status.HAVE
    other: bool = False
    choices: tuple[str, ...] = ()
    ask: Optional[str] = None

    def as_dict(self) -> dict:
        """As JSON-ready data."""
        return {**asdict(self), "choices": list(self.choices)}

    @property
    def is_a_job(self) -> bool:
        """True for a job, and for words that can mean a few."""
        return self.kind == "roles" or self.kind == "aliases" and self.choices[0].startswith("role:")

    @property
    def ids(self) -> tuple[str, ...]:
        """The one id, or those of the choices."""
        return (self.id,) if self.id else tuple(ref.split(":")[1] for ref in self.choices)
