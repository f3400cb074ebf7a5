"""The public pages of what this guide knows: each fact, where it comes from and when that was checked.

Plain HTML that needs no script. The words are phrases (`knowledge-...`), the layout is in `templates`.
"""
from __future__ import annotations

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from knowledge import checked
from knowledge.pages import template
from knowledge.records import BEFORE_2004, KINDS, Dated, Fact, Qualification, Record
from knowledge.references import SUCCESSORS
from knowledge.review import is_about_then
from knowledge.store import Store

_TEMPLATES = Path(__file__).parent / "templates"
INDEX, SOURCES = "index", "sources"
# What a page says of each kind of fact, in short: the first field below its title, the others under names of their own.
# Kinds with nothing here are all title.
SAYS = {
    "groups": ("what",), "roles": ("what_they_do", "legal_requirement"), "qualification_types": ("definition",),
    "levels": ("what",), "qualifications": ("what", "who_for", "counts_as"), "progressions": ("why",),
    "informal_options": ("what",), "practicalities": ("question", "todo"), "barriers": ("remedy",), "evaluation_measures": (),
    "rights": ("what", "who_for"), "funding": ("what", "who_for"), "resources": ("what",), "organisations": ("what", "fate"),
    "glossary_terms": ("meaning",), "open_questions": ("answer",), "need_sources": (), "decision_rules": (),
    "urgent_help": ("what",), "self_checks": ("rests_on", "follows"), "unit_groups": ("what",), "standards_units": ("plain",),
    "good_practices": (), "statistics": ("meaning",), "clarifying_questions": ("why",),
    "hlta_standards": ("what",), "provider_questions": ("listen_for",), "review_reasons": ("means",),
    "small_helps": ("offer",), "job_profiles": ("family",),
}
TITLES = ("title", "term", "question", "value", "text")


@dataclass(frozen=True)
class Links:
    """Where the pages are: the address of a page is `page` with its name in it."""

    page: str = "/knowledge/{name}"
    index: str = "/knowledge"
    style: str = "/widget/knowledge.css"
    guide: Optional[str] = "/"

    def to(self, name: str) -> str:
        """The address of a page by its name."""
        return self.index if name == INDEX else self.page.format(name=name)


AS_FILES = Links(page="{name}.html", index="index.html", style="knowledge.css", guide=None)


def pages(store: Store, today: datetime.date, links: Links = Links()) -> dict[str, str]:
    """Every page as HTML by its name: `index`, a page for each kind of fact that there is, and `sources`.

    Args:
        store: the knowledge base.
        today: the day from which ages are counted and ended things are told from open ones.
        links: where the pages will be.
    """
    kinds = [kind for kind in KINDS if issubclass(KINDS[kind], Fact) and store.all(kind)]
    shared = {"say": store.phrase, "links": links, "build": store.build, "made": day_words(today.isoformat())}
    made = {INDEX: template(_TEMPLATES, "knowledge_index.html.j2").render(**_overview(store, kinds, today), **shared)}
    for kind in kinds:
        records = [_record(store, kind, record, today, links) for record in store.all(kind)]
        made[kind] = template(_TEMPLATES, "knowledge_kind.html.j2").render(kind=kind, records=records, **shared)
    made[SOURCES] = template(_TEMPLATES, "knowledge_sources.html.j2").render(kind=SOURCES, records=_all_sources(store), **shared)
    return made


def _overview(store: Store, kinds: list[str], today: datetime.date) -> dict[str, Any]:
    """The numbers of the first page: by kind, by how sure we are, by age, and what we do not know."""
    facts = [(kind, record, _age(store, record, today)) for kind in kinds for record in store.all(kind)]
    ages, sure = Counter(age for _, _, age in facts), Counter(record.confidence for _, record, _ in facts)
    counted = Counter(kind for kind, _, _ in facts)
    recent = Counter(kind for kind, _, age in facts if age == "recent")
    open_ones = [r for r in store.all("qualifications") if not is_about_then(r, today)]
    asks = sum(1 for r in store.all("qualifications") for count in r.counts if count.verdict == "ask")
    unknown = {
        "undated": ages["unknown"],
        "low": sure["low"],
        "cost": sum(1 for r in open_ones if not r.cost and r.cost_band == "unknown"),
        "release": sum(1 for r in open_ones if r.release == "unknown"),
        "ask": asks,
    }
    return {
        "total": len(facts),
        "sources": len(store.all(SOURCES)),
        "rows": [{"kind": kind, "count": counted[kind], "recent": recent[kind]} for kind in kinds],
        "sure": [(level, sure[level]) for level in ("high", "medium", "low")],
        "ages": [(age, ages[age]) for age in ("recent", "old", "then", "unknown")],
        "unknown": [(what, number) for what, number in unknown.items() if number],
    }


def _age(store: Store, record: Fact, today: datetime.date) -> str:
    """recent, old, unknown; or then, for what is over."""
    if is_about_then(record, today):
        return "then"
    return checked.age([source["checked"] for source in store.sources(record)], today)


def _record(store: Store, kind: str, record: Fact, today: datetime.date, links: Links) -> dict[str, Any]:
    """One record as its page shows it; `rows` are (name, text)."""
    says = SAYS.get(kind, ())
    return {
        "id": record.id,
        "former_ids": record.former_ids,
        "title": _title(store, kind, record),
        "says": getattr(record, says[0]) if says else None,
        "rows": [*((field, text) for field in says[1:] if (text := getattr(record, field))), *_when(store, record, today)],
        "successors": _successors(store, kind, record, links),
        "confidence": record.confidence,
        "age": _age(store, record, today),
        "sources": [_source(store, source) for source in store.sources(record)],
    }


def _title(store: Store, kind: str, record: Record) -> str:
    if kind == "progressions":
        from_title, to_title = (store.get("roles", id).title for id in (record.from_role, record.to_role))
        return store.phrase("knowledge-move", start=from_title, end=to_title)
    return next((text for field in TITLES if (text := getattr(record, field, None))), record.id)


def _when(store: Store, record: Fact, today: datetime.date) -> list[tuple[str, str]]:
    """When it began and ended, and why it ended."""
    if not isinstance(record, Dated):
        return []
    rows = []
    if record.opened:
        begun = record.open_on(today) or record.closed is not None
        rows.append(("began" if begun else "begins", _date_words(store, record.opened)))
    if record.closed:
        rows.append(("ended" if is_about_then(record, today) else "ends", _date_words(store, record.closed)))
    elif isinstance(record, Qualification) and not record.offered:
        rows.append(("ended", store.phrase("knowledge-not-offered")))
    return [*rows, ("why-ended", record.closed_reason)] if record.closed_reason else rows


def _date_words(store: Store, text: str) -> str:
    return store.phrase("knowledge-before-2004") if text == BEFORE_2004 else day_words(text)


def _successors(store: Store, kind: str, record: Fact, links: Links) -> list[dict[str, str]]:
    """What came after, each with its address."""
    found = []
    for id in getattr(record, "replaced_by", []):
        for other_kind in dict.fromkeys([kind, *SUCCESSORS]):
            if other := store.find(other_kind, id):
                found.append({"title": _title(store, other_kind, other), "address": f"{links.to(other_kind)}#{other.id}"})
                break
    return found


def _source(store: Store, source: dict[str, Any]) -> dict[str, Any]:
    """A source as a page names it. Only an address of the web becomes a link."""
    url = source["url"] or ""
    return {
        "title": source["title"],
        "url": url if url.startswith(("https://", "http://")) else None,
        "checked": _checked_words(store, source["checked"]),
    }


def _checked_words(store: Store, text: str) -> str:
    """A `checked` text as people write it: "August 2026", "2009 (printed document)", "no date known (old page)"."""
    first, blank, rest = text.partition(" ")
    words = store.phrase("knowledge-undated") if first == "undated" else day_words(first)
    return words + blank + rest


def _all_sources(store: Store) -> list[dict[str, Any]]:
    """Every source by its title, with what it supports."""
    found = []
    for record in sorted(store.all(SOURCES), key=lambda source: source.title.lower()):
        shown = _source(store, {"title": record.title, "url": record.url, "checked": record.checked})
        kept = {name: getattr(record, name) for name in ("id", "former_ids", "publisher", "supports")}
        found.append({**shown, **kept})
    return found


def day_words(text: str) -> str:
    """A date text as people write it: "1 September 2026", "September 2026"; another text stays as it is."""
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3) or not 1 <= int(parts[1]) <= 12:
        return text
    month = f"{calendar.month_name[int(parts[1])]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month
