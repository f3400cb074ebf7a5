"""The small helps: which are offered, the card for the talk, and the page to keep.

A help is content (`small_helps*.yml`): what it asks, its card, and the parts of its page. Here a page is put together from
those parts, for a job and a day; what the lines are made from is in `small_helps_job`, `small_helps_lists` and
`small_helps_reading`. A page knows a job, a choice and a few words of the person's own. Of anything else it knows nothing,
so nothing private can come onto it.
"""
from __future__ import annotations

import datetime
import difflib
from typing import Any, Callable, Optional

from knowledge.advice import small_helps_job as job
from knowledge.advice import small_helps_lists as lists
from knowledge.advice import small_helps_reading as reading
from knowledge.advice.small_helps_lines import Filled, Told, made_of, our_lines
from knowledge.advice.team import TEMPLATES, NotThen, find_role
from knowledge.language.masking import mask
from knowledge.local_words import day as day_words
from knowledge.pages import template
from knowledge.record_base import was_open
from knowledge.records import HelpPart, Option, Role, SmallHelp
from knowledge.store import Store
from knowledge.text import listed

# A page is one sheet, so a few lines of somebody's own words are what it has room for.
MOST_SAID = 300
# What a part can be filled with: name -> maker of its lines.
FILLINGS: dict[str, Callable[[Told], Filled]] = {
    "purpose": job.purpose, "duties": job.duties, "group-duties": job.group_duties, "standards": job.standards, "interview": job.interview,
    "law": job.law, "entry": job.entry, "measures": job.measures, "moves": job.moves, "shared-units": job.shared_units, "profile": job.profile,
    "groups": lists.groups, "topics": lists.topics, "barriers": lists.barriers, "ways": lists.ways, "reading": reading.reading,
}


class HelpError(Exception):
    """No page can be made from what was given; the text says how to put it right."""


def offered(store: Store, day: datetime.date, who: Optional[str] = None, need_source: Optional[str] = None) -> list[dict]:
    """The helps there are for somebody, what fits their need first: [{id, title, offer, who, private, asks}].

    Args:
        store: the knowledge base.
        day: the day of the talk.
        who: "self", "manager" or "rep"; None for all.
        need_source: what prompted the need (an id of `need_sources`), where it is known.

    `asks` are the questions to put before the page is made: [{id, words, required, options: [{id, label}]}].
    """
    current = store.current_id("need_sources", need_source) if need_source else None
    there = [help for help in store.all("small_helps") if help.open_on(day) and who in (None, *help.who)]
    there.sort(key=lambda help: (current not in help.need_sources, help.order))
    return [
        {"id": help.id, "title": help.title, "offer": help.offer, "who": list(help.who), "private": help.private, "asks": _asks(help)}
        for help in there
    ]


def build(id: str, given: dict, store: Store, today: datetime.date) -> dict:
    """The page of a help, as plain data.

    Args:
        id: the help, by its id or what people call it.
        given: what was told: `role` (an id, or what people call the job), `say` (own words), `choice` (an id of an option). Other
            keys are not looked at.
        store: the knowledge base.
        today: what is shown existed on this day.

    Returns:
        {id, title, lead, note, private, role: {id, title} or None, parts, sources, made, knowledge}. A part is {id, heading, note,
        lines, table, blanks, sources}; a line {label, text, check, sources}; a blank {label, text, rows}, with `text` what stands
        there already. A table is {columns, lines, rows} or None: `columns` are empty, to fill in beside each of its lines and in
        `rows` rows after them. Sources are [{id, title, url, checked}].

    Raises:
        HelpError: if there is no such help, or something it needs was not told, or the choice is none of its own.
        NotFound: if no job is called that; the message names the nearest.
        NotThen: if the job did not exist on the day.
    """
    help, told = _told(id, given, store, today)
    parts = [part for each in help.parts if _stands(each, told) and (part := _part(each, told))]
    sources = {(s["id"], s["title"]): s for part in parts for s in [*part["sources"], *(s for line in all_lines(part) for s in line["sources"])]}
    return {
        "id": help.id,
        "title": help.title,
        "lead": made_of(help.lead, told),
        "note": store.phrase("help-private" if help.private else "help-open"),
        "private": help.private,
        "role": {"id": told.role.id, "title": told.role.title} if told.role else None,
        "parts": parts,
        "sources": list(sources.values()),
        "made": today.isoformat(),
        "knowledge": store.build,
    }


def card(id: str, given: dict, store: Store, today: datetime.date) -> dict:
    """A few lines for the talk: {kind, id, title, lines, sources, private, actions}. The same arguments and errors as `build`.

    The search that `reading` needs is no part of it, so it can be made where nothing that reads messages is loaded.
    """
    help, told = _told(id, given, store, today)
    return {
        "kind": "small-help",
        "id": help.id,
        "title": help.title,
        "lines": [*(made_of(line, told) for line in help.card), store.phrase("help-private" if help.private else "help-open")],
        "sources": store.sources(help),
        "private": help.private,
        "actions": [{"label": store.phrase("help-keep"), "href": f"page?help={help.id}"}],
    }


def all_lines(part: dict) -> list[dict]:
    """The lines of a part of a page: those of its table, and the others."""
    return [*(part["table"]["lines"] if part["table"] else []), *part["lines"]]


def html(page: dict, store: Store) -> str:
    """The page for reading and for one printed sheet; `page` as `build` gives it. Only addresses of the web become links."""
    numbers = {(source["id"], source["title"]): number for number, source in enumerate(page["sources"], start=1)}
    made = day_words(page["made"])
    return template(TEMPLATES, "small_help.html.j2").render(page=page, made=made, say=store.phrase, number=lambda source: numbers[(source["id"], source["title"])])


def document(id: str, given: dict, store: Store, today: datetime.date) -> tuple[bytes, str, str]:
    """The page as a file: (content, content type, file name). The same arguments and errors as `build`."""
    page = build(id, given, store, today)
    return html(page, store).encode(), "text/html; charset=utf-8", f"five-steps-{page['id']}.html"


def _asks(help: SmallHelp) -> list[dict]:
    return [
        {"id": ask.id, "words": ask.words, "required": ask.required, "options": [{"id": o.id, "label": o.label} for o in ask.options]}
        for ask in help.asks
    ]


def _told(id: str, given: dict, store: Store, day: datetime.date) -> tuple[SmallHelp, Told]:
    """The help, and what was told of what it may know."""
    help = _find(id, store)
    if not help.open_on(day):
        raise HelpError(store.phrase("help-not-then", title=help.title, day=day_words(day.isoformat())))
    options = [option for ask in help.asks for option in ask.options]
    for ask in help.asks:
        if ask.required and not (given.get(ask.id) or "").strip():
            raise HelpError(_needs(ask.id, help, options, store))
    role = _role(given["role"], store, day) if given.get("role") else None
    choice = _choice(given["choice"], options, store) if given.get("choice") else None
    return help, Told(store, day, role, _said(given.get("say"), store), choice)


def _choice(name: str, options: list[Option], store: Store) -> Option:
    """The option by its id, its label or another word for it."""
    for option in options:
        if name.lower() in (option.id, option.label.lower(), *option.words):
            return option
    choices = ", ".join(option.id for option in options)
    raise HelpError(store.phrase("help-no-choice", choice=name, choices=choices or store.phrase("help-nothing")))


def _needs(what: str, help: SmallHelp, options: list[Option], store: Store) -> str:
    """What is still to be told, and how."""
    if what == "choice":
        return store.phrase("help-needs-choice", title=help.title, choices=", ".join(option.id for option in options))
    return store.phrase("help-needs-role" if what == "role" else "help-needs-say", title=help.title)


def _find(id: str, store: Store) -> SmallHelp:
    if help := store.find("small_helps", id):
        return help
    for help in store.all("small_helps"):
        if id.lower() in (help.title.lower(), *help.words):
            return help
    near = difflib.get_close_matches(id, [help.id for help in store.all("small_helps")], n=2, cutoff=0.5)
    hint = store.phrase("help-near", near=listed(near)) if near else ""
    raise HelpError(store.phrase("help-unknown", name=id, hint=hint))


def _role(name: str, store: Store, day: datetime.date) -> Role:
    """The job; a name that several jobs go by is no choice of ours."""
    several = next((a for a in store.all("aliases") if name.lower() in (a.text.lower(), *(also.lower() for also in a.also))), None)
    jobs = [ref.partition(":")[2] for ref in several.refs if ref.startswith("role:")] if several else []
    if jobs and not store.find("roles", name):
        raise HelpError(store.phrase("help-which-job", name=name, jobs=", ".join(jobs)))
    role = find_role(name, store)
    if not role.open_on(day):
        raise NotThen(store.phrase("team-not-then", role=role.title, day=day_words(day.isoformat())))
    return role


def _said(words: Optional[str], store: Store) -> str:
    """A person's own words on one line, without what identifies anybody, and as much as a sheet has room for."""
    text = mask(" ".join((words or "").split()), store)[0]
    return text if len(text) <= MOST_SAID else text[:MOST_SAID].rsplit(" ", 1)[0] + "…"


def _stands(part: HelpPart, told: Told) -> bool:
    """Whether a part is of that day, and of that choice; with no choice made, all parts stand."""
    wanted = not part.choices or told.choice is None or told.choice.id in part.choices
    return wanted and was_open(part.opened, part.closed, told.day)


def _part(part: HelpPart, told: Told) -> Optional[dict]:
    """A part with its lines, or None where nothing would stand under its heading."""
    filled = FILLINGS[part.fill](told.at_most(part.most)) if part.fill else Filled([])
    own, records = our_lines(part, told), lists.records(part, told)
    if not (own or records or filled.lines or filled.note or part.blanks or part.rows):
        return None
    # A table with rows of its own, and nothing to fill it from, is an empty form: our lines stand before it.
    form = part.rows and not part.fill
    rows = [] if form or not part.columns else [*own, *filled.lines]
    lines = [*([] if rows else [*own, *filled.lines]), *records]
    shared = _shared([*rows, *lines])
    return {
        "id": part.id,
        "heading": made_of(part.heading, told),
        "note": told.store.phrase("help-ideas") if lists.only_ideas(part) else filled.note,
        "lines": _without(shared, lines),
        "table": {"columns": list(part.columns), "lines": _without(shared, rows), "rows": part.rows} if rows or part.rows else None,
        "blanks": [{"label": made_of(blank.label, told), "text": told.text(blank.given), "rows": blank.rows} for blank in part.blanks],
        "sources": [*told.store.named_sources(part.sources), *shared],
    }


def _shared(lines: list[dict]) -> list[dict]:
    """The sources that all of the lines with sources share: these are told once, with the heading."""
    sourced = [line["sources"] for line in lines if line["sources"]]
    return sourced[0] if len(sourced) > 1 and all(sources == sourced[0] for sources in sourced) else []


def _without(shared: list[dict], lines: list[dict]) -> list[dict]:
    return [{**line, "sources": []} if shared else line for line in lines]
