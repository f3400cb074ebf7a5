"""What one school, trust, council or union branch tells people, with what it takes from those it is part of.

Of contacts, opening hours and the safeguarding lead the nearest place that has one speaks: the school's own,
else its trust's, its council's or its branch's, in the order of `part_of`. Courses, providers, funds and dates
of all of them are shown, its own first.
"""
from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Iterable, Optional

from knowledge.origins import together
from knowledge.record_local import (
    Contact, Course, Fund, Item, KeyDate, OpeningHours, Place, Provider, SafeguardingLead,
)


@dataclass(frozen=True)
class Local:
    """What holds at one place on one day. Without a place it is empty, and false.

    names    the names of the places that its items come from, by id
    """

    place: Optional[Place] = None
    contacts: tuple[Contact, ...] = ()
    opening_hours: tuple[OpeningHours, ...] = ()
    safeguarding_lead: Optional[SafeguardingLead] = None
    courses: tuple[Course, ...] = ()
    providers: tuple[Provider, ...] = ()
    funds: tuple[Fund, ...] = ()
    dates: tuple[KeyDate, ...] = ()
    names: dict[str, str] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return self.place is not None

    @property
    def name(self) -> str:
        """The name of the place itself."""
        return self.place.name if self.place else ""

    def at(self, item: Item) -> str:
        """The name of the place that an item comes from."""
        return self.names.get(item.place, item.place)

    def whom(self, *purposes: str) -> list[Contact]:
        """The contacts for some purposes, in the order of these."""
        return [contact for purpose in purposes for contact in self.contacts if contact.purpose == purpose]

    def hours(self, *whose: str) -> list[OpeningHours]:
        """The opening hours of some, in the order of these."""
        return [hours for name in whose for hours in self.opening_hours if hours.of == name]


NOWHERE = Local()


class Places:
    """All places of one knowledge base. `items` are by kind, as `record_local.KINDS` names them."""

    def __init__(self, places: Iterable[Place] = (), items: Optional[dict[str, list[Item]]] = None):
        self._places = {place.id: place for place in places}
        self._items: dict[tuple[str, str], list[Item]] = {}
        for kind, found in (items or {}).items():
            for item in found:
                self._items.setdefault((item.place, kind), []).append(item)
        self._made: dict[tuple[str, datetime.date], Local] = {}

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def ids(self, kind: str) -> list[str]:
        """The ids of all places of a kind (school, trust, council, union-branch)."""
        return [place.id for place in self._places.values() if place.kind == kind]

    def local(self, id: Optional[str], day: datetime.date) -> Local:
        """What holds at a place on a day; for an unknown place, or None, an empty view."""
        if id not in self._places:
            return NOWHERE
        if (id, day) not in self._made:
            if len(self._made) > 10 * len(self._places):
                # A process that runs for months would keep every day.
                self._made.clear()
            self._made[(id, day)] = self._view(id, day)
        return self._made[(id, day)]

    def origins(self, id: Optional[str] = None) -> tuple[str, ...]:
        """The sites whose pages may talk to the guide for a place: its own and those of the places it is part of. Without an id, all."""
        return together(*(place.origins for place in self._those(id)))

    def frames(self, id: str) -> tuple[str, ...]:
        """The sites that may show the guide of a place in a frame: those whose pages may talk to it, and those named for that."""
        return together(self.origins(id), *(place.frames for place in self._those(id)))

    def _those(self, id: Optional[str]) -> list[Place]:
        if id is None:
            return list(self._places.values())
        return [self._places[part] for part in self._chain(id)] if id in self._places else []

    def _view(self, id: str, day: datetime.date) -> Local:
        chain = self._chain(id)
        leads = self._nearest("safeguarding_lead", chain, day, lambda lead: None)
        return Local(
            place=self._places[id],
            contacts=tuple(self._nearest("contacts", chain, day, lambda contact: contact.purpose)),
            opening_hours=tuple(self._nearest("opening_hours", chain, day, lambda hours: hours.of)),
            safeguarding_lead=leads[0] if leads else None,
            names={place: self._places[place].name for place in chain},
            **{kind: tuple(self._all(kind, chain, day)) for kind in ("courses", "providers", "funds", "dates")},
        )

    def _chain(self, id: str) -> list[str]:
        """A place and those it is part of, nearest first, each once."""
        chain = [id]
        for here in chain:
            chain += [part for part in dict.fromkeys(self._places[here].part_of) if part in self._places and part not in chain]
        return chain

    def _all(self, kind: str, chain: list[str], day: datetime.date) -> list:
        return [item for place in chain for item in self._items.get((place, kind), []) if item.holds_on(day)]

    def _nearest(self, kind: str, chain: list[str], day: datetime.date, about) -> list:
        """Of what is about the same (`about`), all that the nearest place says and nothing of those further away."""
        who: dict[object, str] = {}
        return [item for item in self._all(kind, chain, day) if who.setdefault(about(item), item.place) == item.place]
