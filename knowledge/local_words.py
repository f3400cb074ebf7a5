"""Local facts as people read them: a text for each, the place it comes from, and the day it was checked."""
from __future__ import annotations

import datetime
import re
from typing import Iterable, Optional

from knowledge.local import Local
from knowledge.record_local import Contact, Course, Fund, Item, KeyDate, OpeningHours, Provider, Reach
from knowledge.store import Store
from knowledge.text import capital, month, sentence


def day(text: str) -> str:
    """A date as people write it: "2027-01-12" is "12 January 2027", "2027-01" is "January 2027"; other words stay."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        date = datetime.date.fromisoformat(text)
        return f"{date.day} {date:%B %Y}"
    return month(text) if re.fullmatch(r"\d{4}-\d{2}", text) else text


def line(store: Store, local: Local, item: Item, text: str) -> dict:
    """A line of a card: where it is, what there is, and when that was checked."""
    return {"label": store.phrase("local-at", place=local.at(item)), "text": f"{text} {_checked(store, item)}"}


def whole(store: Store, local: Local, item: Item, text: str) -> str:
    """The same as one text."""
    return f"{store.phrase('local-line', place=local.at(item), text=text)} {_checked(store, item)}"


def sources(store: Store, local: Local, items: Iterable[Item]) -> list[dict]:
    """The places that items come from, as sources {id, title, url, checked}; a page of its own has its own title."""
    named = {}
    for item in items:
        web = getattr(item, "web", None)
        words = item.source or (getattr(item, "title", None) if web else None)
        title = store.phrase("local-source", place=local.at(item), source=words) if words else local.at(item)
        named.setdefault((title, item.checked), {"id": f"local-{item.place}", "title": title, "url": web, "checked": item.checked})
    return list(named.values())


def reach(who: str, person: Reach) -> str:
    """Who it is, and how and when to reach them."""
    ways = ", ".join(way for way in (person.phone, person.email, person.room, person.web) if way)
    return _joined(who, ways, _begun(person.hours))


def contact(store: Store, found: Contact) -> str:
    """What a contact is for, who it is, and how and when to reach them."""
    return reach(store.phrase(f"local-for-{found.purpose}", who=found.who), found)


def safeguarding(store: Store, local: Local) -> list[tuple[Item, str]]:
    """Whom to tell of a worry about a child: the lead, who stands in, and whom else the place names."""
    lead = local.safeguarding_lead
    told = [] if lead is None else [("local-lead", lead), *(("local-deputy", deputy) for deputy in lead.deputies)]
    found = [(lead, reach(store.phrase(name, who=person.who), person)) for name, person in told]
    return found + [(other, contact(store, other)) for other in local.whom("safeguarding")]


def hours(store: Store, found: OpeningHours) -> str:
    """Whose hours, and when."""
    return sentence(store.phrase(f"local-hours-{found.of}", hours=found.hours))


def course(store: Store, found: Course) -> str:
    """What a course is, with whom, where, when, for how much, and how to book."""
    return _joined(
        found.title, _begun(found.what), found.provider and store.phrase("local-course-provider", provider=found.provider),
        _begun(found.where), found.starts and store.phrase("local-course-starts", starts=day(found.starts)), _begun(found.times),
        found.cost and store.phrase("local-course-cost", cost=found.cost), store.phrase("local-course-book", book=found.book),
    )


def provider(store: Store, found: Provider, runs: bool) -> str:
    """Who a provider is, and how to reach it; `runs` where it runs what is talked of."""
    ways = ", ".join(way for way in (found.phone, found.email, found.web) if way)
    return _joined(store.phrase("local-provider-runs", title=found.title) if runs else found.title, _begun(found.what), ways)


def fund(store: Store, found: Fund) -> str:
    """What a fund is, for whom, and how to ask for it."""
    who = found.who_for and store.phrase("local-fund-for", who_for=found.who_for)
    return _joined(found.title, _begun(found.what), who, store.phrase("local-fund-how", how=found.how))


def key_date(found: KeyDate) -> str:
    """A day, and what it is."""
    return _joined(f"{day(found.date)}: {found.title}", _begun(found.what))


def _checked(store: Store, item: Item) -> str:
    return store.phrase("local-checked", checked=day(item.checked))


def _begun(text: Optional[str]) -> Optional[str]:
    """Words as a sentence begins: an editor writes "in our hall"."""
    return capital(text) if text else None


def _joined(*parts: Optional[str]) -> str:
    return " ".join(sentence(part) for part in parts if part)
