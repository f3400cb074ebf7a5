"""Planning for a team as a side talk: which jobs, and what helps people in them under the five headings. The thinking is in `team`.

A team may have many jobs, jobs that we do not know, 200 people or nobody yet; each is said, and none of it is about a person.
"""
from __future__ import annotations

import re
from typing import Optional

from knowledge.advice import cards, team
from knowledge.advice.jobs_held import are_roles
from knowledge.advice.questions import View
from knowledge.advice.side import Ask, Side
from knowledge.language.words import plain
from knowledge.records import Option
from knowledge.text import capital, inside, listed

JOBS, GROUP, WHICH = "jobs", "group", "which"
# So many pages at once, with so many lines in all under a heading; from so many people on, a word on large teams.
MOST_JOBS, MOST_LINES, MANY = 3, 3, 20
_NUMBER = re.compile(r"\b\d{1,5}\b")
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one|none|zero)\b|\b0 (?:people|staff|of)\b|^\W*0\W*$")
_PART = re.compile(r",|;|&|\+|\band\b|\bplus\b|\bwith\b", re.I)
# Words beside a job that name none.
_NO_JOB = frozenset(
    "a an the our my some few all about around of in at for we i have has are is there team teams staff people persons members member total nobody"
    " no one none zero yet just only half dozen more other others school schools small big large lots many several whole it they two three four five six seven eight nine ten twelve twenty".split()
)
_MOST_NAME = 3


def jobs_in(message: dict) -> list[str]:
    """The jobs that a message names; where a word may mean several, all of those."""
    found: list[str] = []
    for link in (message.get("reading") or {}).get("links", []):
        if link["kind"] == "roles" and link["id"]:
            found.append(link["id"])
        elif are_roles(link):
            found += [choice.partition(":")[2] for choice in link["choices"]]
    return list(dict.fromkeys(found))


def _told(view: View, message: dict) -> Optional[dict]:
    """{jobs, either, unknown, count}: jobs that are sure, those of which a word could mean one, words that name none we know, how many people.

    None where nothing of the kind is said.
    """
    text, links = message.get("text", ""), (message.get("reading") or {}).get("links", [])
    sure = [link["id"] for link in links if link["kind"] == "roles" and link["id"]]
    either = [id for id in jobs_in(message) if id not in sure]
    numbers = [int(number) for number in _NUMBER.findall(text)]
    count = 0 if _NOBODY.search(text.lower()) else max(max(numbers), sum(numbers[1:])) if numbers else None
    unknown = [] if view.wordless else _unknown(text, links)
    if not (sure or either or unknown or count is not None):
        return None
    return {"jobs": list(dict.fromkeys(sure)), "either": either, "unknown": unknown, "count": count}


def _unknown(text: str, links: list[dict]) -> list[str]:
    """The parts of a list that name no job that we know, in their words."""
    found, start = [], 0
    for part in _PART.split(text):
        start = text.find(part, start)
        known = any(start <= link["start"] < start + len(part) for link in links if link["kind"] == "roles" or are_roles(link))
        words = [word for word in plain(part) if word.isalpha() and word not in _NO_JOB]
        if words and not known and len(words) <= _MOST_NAME:
            found.append(" ".join(words))
    return found


def _asks(view: View, given: dict) -> Optional[Ask]:
    say, store = view.situation.say, view.store
    if JOBS not in given:
        return Ask(JOBS, say("side-team-ask"), take=_told)
    told = given[JOBS]
    if told is None:
        return None
    if not told["jobs"] and not told["either"]:
        # None that we know: the kind of work leads to the nearest.
        if GROUP not in given:
            words = _before(view, told) + [say("side-team-kind")]
            return Ask(GROUP, " ".join(words), [Option(id=group.id, label=group.title) for group in store.all("groups")])
        if WHICH not in given and given[GROUP]:
            jobs = [role for role in store.all("roles") if role.group == given[GROUP] and not role.goal_only and role.open_on(view.today)]
            return Ask(WHICH, say("side-which-job"), [Option(id=role.id, label=role.title, words=role.aliases) for role in jobs])
    if told["either"] and WHICH not in given:
        return Ask(WHICH, say("side-which-job"), [Option(id=role.id, label=role.title) for id in told["either"] if (role := store.find("roles", id))])
    return None


def _before(view: View, told: dict) -> list[str]:
    """What is said of the team as a whole: its size, and what we do not know."""
    say, count = view.situation.say, told["count"]
    words = [say("side-team-zero")] if count == 0 else [say("side-team-many", count=count)] if count and count >= MANY else []
    return words + ([say("side-team-unknown", what=listed(told["unknown"]))] if told["unknown"] else [])


def _ends(talk, given: dict) -> list[dict]:
    view = talk.view
    told, say = given.get(JOBS), view.situation.say
    jobs = list(dict.fromkeys([*(told or {}).get("jobs", []), *([given[WHICH]] if given.get(WHICH) else [])]))
    if not jobs:
        return [{"text": say("side-left-out")}]
    messages = [{"text": text} for text in (_before(view, told) if GROUP not in given else [])]
    messages += [_page(view, job, max(1, MOST_LINES // len(jobs[:MOST_JOBS]))) for job in jobs[:MOST_JOBS]]
    if left := jobs[MOST_JOBS:]:
        messages.append({"text": say("side-team-left", jobs=listed([inside(view.store.get("roles", id).title) for id in left]))})
    more = [("team", "side-open-team-again"), ("team-helps", "side-open-team-helps")]
    return [*messages, {"text": say("side-team-more"), "choices": [{"id": f"say:side-{name}", "label": say(label)} for name, label in more]}]


def _page(view: View, job: str, most: int) -> dict:
    """The page of one job as a card: so many lines under each of its five headings. A job of another time says so."""
    try:
        page = team.page(job, view.store, view.today)
    except team.NotThen as why:
        return {"text": str(why)}
    lines, sources = [], []
    for heading in page["headings"]:
        for line in heading["lines"][:most]:
            lines.append({"label": heading["title"], "text": f"{capital(line['label'])}: {line['text']}"})
            sources.append(line["sources"])
        if not heading["lines"]:
            lines.append({"label": heading["title"], "text": heading["note"]})
    title = view.situation.say("side-team-title", job=inside(view.store.get("roles", job).title))
    card = cards.card("answer", capital(title), lines, cards.merged(sources))
    card["actions"] = [{"label": view.store.phrase("help-keep"), "href": f"page?team={job}"}]
    return {"text": "", "card": card}


TEAM = Side(_asks, _ends)
