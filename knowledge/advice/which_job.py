"""Which job is meant, where a word or a duty could be several: settles what is open, and opens what is unclear."""
from __future__ import annotations

import re

from knowledge.advice.questions import View
from knowledge.language.pointing import by_part_of, places, says_all
from knowledge.text import capital, inside

_ASK_FOR_A_JOB = ("for", "role", "aim", "duties")
MORE, IN_GROUP = "more", "in-"
_BOTH = re.compile(r"\W*(?:i do |i am |they are )?both\b", re.I)


def first_choices(view: View, question: str) -> list[dict]:
    """The jobs that most people have (and the goals, for an aim), and a way to all the others."""
    held = set(view.answers.get("roles") or []) if question == "aim" else set()
    ids = [r.id for r in view.store.all("roles") if (r.common or question == "aim" and r.goal_only) and r.id not in held]
    more = {"id": f"{_prefix(question)}{MORE}", "label": view.store.phrase("another-job")}
    return [*_named(view, question, ids), more]


def ask(view: View, pending: dict) -> dict:
    """Asks which of several things a word means, or which job they would like."""
    question = pending["question"]
    text = pending.get("ask") or view.store.phrase("which-goal" if question == "aim" else "which-role-unknown")
    held = (view.answers.get("roles") or []) if question == "aim" else []
    named = [id for id in pending["choices"] if id not in held]
    return {"text": text, "choices": _named(view, question, named) if named else first_choices(view, question)}


def narrows(talk, asked, question: str, option: str) -> bool:
    """A press on "another job", or on a family of jobs: shows the families, or the jobs of one; False for any other press."""
    view, store = talk.view, talk.view.store
    option = option.removeprefix("to-")
    if question not in ("role", "aim") or not (option == MORE or option.startswith(IN_GROUP)):
        return False
    if option == MORE:
        groups = [{"id": f"{_prefix(question)}{IN_GROUP}{g.id}", "label": g.title} for g in store.all("groups")]
        talk.add({"text": store.phrase("which-group"), "choices": groups})
        talk.asks = False
        return True
    group = store.get("groups", option.removeprefix(IN_GROUP))
    jobs = [r.id for r in store.all("roles") if r.group == group.id and (question == "aim" or not r.goal_only)]
    said = (view.answers.get("pending") or {}).get("said", "")
    view.answers["pending"] = {"question": question, "choices": jobs, "ask": store.phrase("which-in-group", group=inside(group.title)), "said": said}
    talk.ask_question = store.get("interview_questions", question)
    return True


def _prefix(question: str) -> str:
    return "aim:to-" if question == "aim" else "role:"


def _named(view: View, question: str, ids: list[str]) -> list[dict]:
    return [{"id": f"{_prefix(question)}{id}", "label": capital(view.store.get("roles", id).title)} for id in ids]


def settle(view: View, question, text: str, links: list[dict]) -> list[str]:
    """An answer in words to "which of these is most like your day?": a name, a place, a part, what they do, or all."""
    pending = view.answers.get("pending")
    if not pending or not pending["choices"] or question.id != pending["question"]:
        return []
    ids, store = pending["choices"], view.store
    named = [link["id"] for link in links if link["kind"] == "roles" and link["id"] in ids]
    others = [link["id"] for link in links if link["kind"] == "roles" and link["id"] not in ids and link["status"] in ("have", "doing")]
    if others and not named:
        # None of these, but a clear job: it is taken as any answer is.
        view.answers.pop("pending")
        return []
    clauses = [part for part in re.split(r",|\bor\b", (pending.get("ask") or "").split(":")[-1]) if part.strip()]
    names = [f"{store.get('roles', id).title} {clause}" for id, clause in zip(ids, clauses if len(clauses) == len(ids) else [""] * len(ids))]
    chosen = named or [ids[place] for place in places(text, len(ids))] or _by_duties(store, ids, links) or [ids[place] for place in by_part_of(names, text)]
    if not chosen and question.id == "role" and _BOTH.match(text):
        chosen = ids[:2]
    if not chosen and question.id == "role" and says_all(text):
        chosen = ids
    if not chosen:
        if pending.get("once"):
            # Offered from what they do, and not taken up: the job is asked for afresh.
            view.answers.pop("pending")
        return []
    view.answers.pop("pending")
    if question.id == "aim":
        view.answers.update({"focus": "new role", "aspiration": {"role": chosen[0]}})
        return ["aim"]
    view.answers["roles"] = list(dict.fromkeys([*chosen, *pending.get("with", [])]))
    if pending.get("said"):
        view.answers["said"].setdefault("roles", {})[chosen[0]] = pending["said"]
    return ["role"]


def _by_duties(store, ids: list[str], links: list[dict]) -> list[str]:
    """The one job of these to which most of the duties belong that are named, the likelier first; none where two are alike."""
    done = [link["id"] for link in links if link["kind"] == "duties"]
    duties = {id: store.get("roles", id).duties for id in ids}
    ranks = {id: (sum(d in duties[id] for d in done), -sum(duties[id].index(d) for d in done if d in duties[id])) for id in ids}
    best = max(ranks.values())
    return [id for id in ids if ranks[id] == best] if best[0] and list(ranks.values()).count(best) == 1 else []


def told(question: str, reading: dict) -> list[str]:
    """"I clean the school" names no job: the jobs whose work it is, where a job is what was asked; the likeliest first."""
    return list(reading.get("work") or []) if question in _ASK_FOR_A_JOB else []


def from_work(view: View, question, reading: dict) -> None:
    """Offers the jobs whose work is told, where the open question asks for one and none is known."""
    answers, store = view.answers, view.store
    mine = set(answers.get("roles") or [])
    known = answers.get("aspiration") or answers.get("focus") if question.id == "aim" else answers.get("roles")
    if known is not None and known != {} or answers.get("pending"):
        return
    likely = [id for id in told(question.id, reading) if id not in mine and (question.id == "aim" or not store.get("roles", id).goal_only)]
    if likely:
        answers["pending"] = {"question": "aim" if question.id == "aim" else "role", "choices": likely, "ask": None, "said": "", "once": True}
