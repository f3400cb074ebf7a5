"""Side talks in which people look at their own work: a self-check, standards units, readiness for HLTA status, English and maths.

Nothing is scored. Each is the same question put in two ways at most ("which would you like help with?"), so that a list of
twenty lines takes two messages. The thinking is in `self_checks`, `standards_units`, `hlta_ready` and `basics_check`.
"""
from __future__ import annotations

from typing import Optional

from knowledge.advice import basics_check, cards, hlta_ready, self_checks, standards_units
from knowledge.advice.member import Speaking, for_another
from knowledge.advice.questions import View
from knowledge.advice.side import YES, Ask, Side, steps, yes_no
from knowledge.records import Option
from knowledge.text import inside, sentence

HELP, DO, PRACTICE, USE = "help", "do", "practice", "use"
UNITS_SHOWN, STEPS_SHOWN = 10, 4


def _job(view: View) -> Optional[str]:
    """The phrase that asks for the job first, where none is known."""
    return None if view.situation.roles else "side-job-first"


def _roles(view: View) -> list[str]:
    return [role.id for role in view.situation.roles]


def _lines_of(lines: list[self_checks.Line]) -> list[Option]:
    return [Option(id=line.id, label=line.text) for line in lines]


def _marked(lines: list[self_checks.Line], given: dict, help_: str = HELP, do: str = DO) -> dict[str, str]:
    """Line id -> what was said of it; what was ticked in neither list was left out."""
    wanted, done = set(given.get(help_) or []), set(given.get(do) or [])
    return {line.id: self_checks.HELP if line.id in wanted else self_checks.DO for line in lines if line.id in wanted | done}


# A self-check


def _offer(view: View) -> dict:
    return self_checks.offer(Speaking(view.situation), _roles(view), view.today)


def _check_bars(view: View) -> Optional[str]:
    return _job(view) or ("check-none" if not _offer(view)["lines"] else None)


def _check_asks(view: View, given: dict) -> Optional[Ask]:
    offer, store = _offer(view), Speaking(view.situation)
    if HELP not in given:
        words = [offer["intro"], store.phrase("side-check-help")]
        return Ask(HELP, " ".join(words), _lines_of(offer["lines"]), multi=True)
    rest = [line for line in offer["lines"] if line.id not in (given[HELP] or [])]
    if DO not in given and rest:
        return Ask(DO, store.phrase("side-check-do"), _lines_of(rest), multi=True)
    if USE not in given and _check_shows(view, given)["topics"]:
        return Ask(USE, store.phrase("side-check-use"), yes_no(view))
    return None


def _check_shows(view: View, given: dict) -> dict:
    lines = _offer(view)["lines"]
    return self_checks.needs(Speaking(view.situation), lines, _marked(lines, given), view.today)


def _check_ends(talk, given: dict) -> list[dict]:
    view = talk.view
    offer, shows, store = _offer(view), _check_shows(view, given), Speaking(view.situation)
    lines: list = [shows["words"]]
    lines += [{"label": store.phrase("side-begin-with"), "text": sentence(row["text"])} for row in shows["first"]]
    lines += [{"label": store.phrase("side-strength"), "text": sentence(row["text"])} for row in shows["strengths"]]
    lines += steps(shows["next"], view)
    if offer["note"]:
        lines.append(offer["note"])
    messages = [{"text": "", "card": cards.card("answer", store.phrase("side-check-title", title=inside(offer["title"])), lines, shows["sources"])}]
    _keep(view, shows)
    if given.get(USE) == YES:
        _use(view, shows)
        messages.append({"text": store.phrase("side-check-used")})
    if offer["units"]:
        messages.append(_also(view, "units"))
    return messages


def _keep(view: View, shows: dict) -> None:
    """What they do well and what they would like help with stands in their own copy of the plan; it belongs to the job it is of."""
    ids = {name: [row["id"] for row in shows[part]] for name, part in (("do", "strengths"), ("help", "needs"))}
    if any(ids.values()):
        view.answers["self_check"] = {"roles": _roles(view), **ids}
    duties = [id for id in ids["do"] if view.store.find("duties", id)]
    if duties:
        # Where the list is of the usual duties, what they do is part of their week.
        view.answers["said"]["duties"] = list(dict.fromkeys([*view.answers["said"].get("duties", []), *duties]))


def _use(view: View, shows: dict) -> None:
    """What they would like help with becomes what they want to learn; what they had said of it stays."""
    need = view.answers.setdefault("need", {})
    need["topics"] = list(dict.fromkeys([*need.get("topics", []), *shows["topics"]]))
    if shows["kind"]:
        need.setdefault("kind", shows["kind"])


def _also(view: View, name: str) -> dict:
    """The message that offers another side talk."""
    return {"text": view.situation.say(f"side-also-{name}"), "choices": [{"id": f"say:side-{name}", "label": view.situation.say(f"side-open-{name}")}]}


# Units of the standards


def _units(view: View, given: dict) -> Optional[dict]:
    roles = _roles(view)
    practice = given.get(PRACTICE)
    return standards_units.units_for(Speaking(view.situation), roles[0], view.answers.get("duties"), view.today, practice) if roles else None


def _units_bars(view: View) -> Optional[str]:
    return _job(view) or ("side-units-none" if _units(view, {}) is None else None)


def _units_asks(view: View, given: dict) -> Optional[Ask]:
    found = _units(view, given)
    if PRACTICE in given or not found or not found["level"]["ask"]:
        return None
    options = [Option(id=row["id"], label=row["label"]) for row in standards_units.practices(Speaking(view.situation))]
    return Ask(PRACTICE, view.situation.say("units-level-depends"), options)


def _units_ends(talk, given: dict) -> list[dict]:
    view = talk.view
    found, store = _units(view, given), Speaking(view.situation)
    lines: list = [found["level"]["why"]]
    lines += [{"label": row["code"], "text": sentence(row["plain"])} for row in found["units"][:UNITS_SHOWN]]
    lines += [rule["text"] for rule in found["rules"]] + found["not_covered"]
    sources = cards.merged([found["sources"], found["level"]["sources"], *[rule["sources"] for rule in found["rules"]]])
    return [{"text": "", "card": cards.card("answer", store.phrase("side-units-title"), lines, sources)}]


# Ready for higher level teaching assistant status


def _hlta(view: View, given: dict) -> Optional[dict]:
    shows = hlta_ready.ready(view.situation, {"examples": given.get("examples"), "head": given.get("head")})
    if shows is None or given.get(HELP) is None:
        return shows
    # They have seen them all, so what was not ticked they do.
    numbers = [str(one["number"]) for group in shows["standards"] for one in group["standards"]]
    standards = {number: self_checks.HELP if number in given[HELP] else self_checks.DO for number in numbers}
    return hlta_ready.ready(view.situation, {"examples": given.get("examples"), "head": given.get("head"), "standards": standards})


def _hlta_bars(view: View) -> Optional[str]:
    shows = _hlta(view, {})
    return "side-hlta-closed" if shows is None else "hlta-held" if shows["state"] == hlta_ready.HELD else None


# Question -> its answers: what the rules call it, the phrase of its label, and words that say it.
_HLTA_ASKS = {
    "examples": (
        ("none", "side-hlta-examples-none", ["none", "no", "never", "not yet"]),
        ("few", "side-hlta-examples-few", ["few", "one", "two", "once", "twice", "a bit", "sometimes"]),
        ("several", "side-hlta-examples-several", ["several", "lots", "many", "often", "every week", "yes"]),
    ),
    "head": (
        ("yes", "side-hlta-head-yes", ["yes", "agreed", "supportive", "she does", "he does"]),
        ("not yet", "side-hlta-head-not-yet", ["not yet", "not asked", "havent asked"]),
        ("no", "side-hlta-head-no", ["no", "said no", "refused"]),
    ),
}


def _hlta_asks(view: View, given: dict) -> Optional[Ask]:
    store = Speaking(view.situation)
    for id, answers in _HLTA_ASKS.items():
        if id not in given:
            options = [Option(id=one, label=store.phrase(label), words=words) for one, label, words in answers]
            return Ask(id, store.phrase(f"side-hlta-{id}"), options)
    known = [one for group in _hlta(view, given)["standards"] for one in group["standards"]]
    if HELP not in given and known:
        return Ask(HELP, store.phrase("side-hlta-help"), [Option(id=str(one["number"]), label=one["text"]) for one in known], multi=True)
    return None


def _hlta_ends(talk, given: dict) -> list[dict]:
    view = talk.view
    shows, store = _hlta(view, given), Speaking(view.situation)
    lines: list = [shows["words"]]
    lines += [{"label": row["title"], "text": store.phrase(f"side-state-{row['state']}")} for row in shows["points"]]
    lines += steps(shows["next_steps"][:STEPS_SHOWN], view) + shows["not_covered"]
    return [{"text": "", "card": cards.card("answer", store.phrase("side-hlta-title"), lines, shows["sources"])}]


# English and maths in everyday work


def _basics_bars(view: View) -> Optional[str]:
    """How somebody reads, writes and counts is theirs to look at."""
    return "side-basics-theirs" if for_another(view.situation) else None


def _basics_asks(view: View, given: dict) -> Optional[Ask]:
    for subject in basics_check.SUBJECTS:
        if subject not in given:
            words = view.situation.say(f"side-basics-{subject}")
            intro = [view.situation.say("basics-intro")] if subject == basics_check.SUBJECTS[0] else []
            return Ask(subject, " ".join([*intro, words]), _lines_of(basics_check.lines_for(view.store, subject)), multi=True)
    return None


def _basics_ends(talk, given: dict) -> list[dict]:
    view, store = talk.view, Speaking(talk.view.situation)
    marked: dict[str, str] = {}
    for subject in basics_check.SUBJECTS:
        lines = basics_check.lines_for(store, subject)
        if given.get(subject) is not None:
            marked.update({line.id: self_checks.HELP if line.id in given[subject] else self_checks.DO for line in lines})
    shows = basics_check.look(view.situation, marked, view.answers.get("picked") or [])
    lines, sources = [], []
    for subject, found in shows["subjects"].items():
        lines.append({"label": store.phrase(f"side-{subject}"), "text": " ".join([found["words"], *found["next"]])})
        if found["class"]:
            cost = [sentence(found["class"]["cost"])] if found["class"]["cost"] else []
            lines.append({"label": store.phrase("side-class"), "text": " ".join([sentence(found["class"]["title"]), *cost])})
            sources.append(found["class"]["sources"])
    return [{"text": "", "card": cards.card("answer", store.phrase("side-basics-title"), [*lines, *shows["not_covered"]], cards.merged(sources))}]


CHECKS: dict[str, Side] = {
    "check": Side(_check_asks, _check_ends, _check_bars, _roles),
    "units": Side(_units_asks, _units_ends, _units_bars, _roles, instead="check"),
    "hlta": Side(_hlta_asks, _hlta_ends, _hlta_bars, _roles),
    "basics": Side(_basics_asks, _basics_ends, _basics_bars),
}
