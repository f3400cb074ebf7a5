"""What was taken of a message, held against what ought to be taken: right, wrong and missed."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterable

from bot.evaluation.figures import Found

# Of a qualification, besides its id.
KEYS = ("subject", "grade", "level", "year", "status")


@dataclass(frozen=True)
class Named:
    """A thing that is named, or ought to be.

    ids     of what is taken, its choices, or its one id; of what is expected, each id that is right.
            Nothing: a certificate known by its level only, or (expected) words that mean nothing to the guide
    keys    what else is known of it; of what is expected, what is judged
    """

    ids: tuple[str, ...]
    keys: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """One message judged. Counts of the right ones: `choices` had to be asked for, `by_level` are known by level only."""

    found: Found = Found()
    choices: int = 0
    by_level: int = 0

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(self.found + other.found, self.choices + other.choices, self.by_level + other.by_level)

    @property
    def perfect(self) -> bool:
        """True where nothing is wrong and nothing is missed."""
        return not self.found.wrong and not self.found.missed

    def as_dict(self) -> dict:
        """As JSON-ready data."""
        return {**self.found.as_dict(), "of_the_right_were_a_choice": self.choices, "of_the_right_by_level_only": self.by_level}


def expected(written: str, keys: dict[str, Any] | None = None) -> Named:
    """`a|b` as it is written in the cases."""
    return Named(tuple(written.split("|")), {key: value for key, value in (keys or {}).items() if key in KEYS})


def judge(taken: list[Named], wanted: list[Named], may: Iterable[str] = (), keys: bool = True) -> Judged:
    """Each taken thing stands for one wanted thing at most; what `may` be taken is neither right nor wrong.

    Args:
        taken: what the guide took; one with several ids is a choice that it would offer.
        wanted: what is right.
        may: ids that are left out of the count.
        keys: False where only ids are judged.
    """
    pairs = _pairs([[_fits(one, want, keys) for one in taken] for want in wanted])
    right = [taken[place] for place in pairs.values()]
    spare = [one for place, one in enumerate(taken) if place not in pairs.values() and not set(one.ids) & set(may)]
    return Judged(
        Found(len(right), len(spare), len(wanted) - len(right)),
        choices=sum(len(one.ids) > 1 for one in right), by_level=sum(not one.ids for one in right),
    )


def _fits(one: Named, want: Named, keys: bool) -> bool:
    if keys and any(_plain(one.keys.get(key)) != _plain(value) for key, value in want.keys.items()):
        return False
    if one.ids:
        return bool(set(one.ids) & set(want.ids))
    # "My level 2" names no certificate. It is understood where several would be right and the level is.
    level = want.keys.get("level")
    return len(want.ids) != 1 and level is not None and one.keys.get("level") == level


def _plain(value: Any) -> str:
    return str(value).strip().lower()


def _pairs(fits: list[list[bool]]) -> dict[int, int]:
    """Wanted place -> taken place, as many pairs as there can be (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(want: int, seen: set[int]) -> bool:
        for one, fit in enumerate(fits[want]):
            if fit and one not in seen:
                seen.add(one)
                if one not in owner or place(owner[one], seen):
                    owner[one] = want
                    return True
        return False

    for want in range(len(fits)):
        place(want, set())
    return {want: one for one, want in owner.items()}
