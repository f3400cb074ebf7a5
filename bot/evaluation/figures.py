"""Shares with their intervals, and precision, recall and F1."""
from __future__ import annotations

import math
from dataclasses import dataclass

# Of a normal distribution, for 95 of 100.
Z = 1.96


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing is 0."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval for 95 of 100: sound for few cases and for shares near 0 and 1."""
        if not self.of:
            return 0.0, 1.0
        spread = Z * Z / self.of
        middle = (self.value + spread / 2) / (1 + spread)
        half = Z * math.sqrt(self.value * (1 - self.value) / self.of + spread / (4 * self.of)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def as_dict(self) -> dict:
        """As JSON-ready data."""
        low, high = self.interval
        return {"hits": self.hits, "of": self.of, "value": round(self.value, 4), "low": round(low, 4), "high": round(high, 4)}


@dataclass(frozen=True)
class Found:
    """What was found of what was there: right ones, wrong ones, and those that were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> Share:
        """Of what was found, the share that is right."""
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """Of what was there, the share that was found."""
        return Share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        twice = 2 * self.right
        return twice / (twice + self.wrong + self.missed) if twice else 0.0

    def as_dict(self) -> dict:
        """As JSON-ready data."""
        return {"f1": round(self.f1, 4), "precision": self.precision.as_dict(), "recall": self.recall.as_dict()}
