"""The jobs that a message tells of: held, left behind, or in a word that may mean several."""
from __future__ import annotations

import re

from knowledge.advice import answers as state
from knowledge.advice.certificates import HOPES
from knowledge.advice.questions import View
from knowledge.advice.situation import CORE_DUTIES
from knowledge.language import own_job
from knowledge.records import Role

_TOLD = re.compile(r"(?:i|we)\b", re.I)


def take(view: View, question, links: list[dict], reading: dict) -> list[str]:
    """Takes in the jobs of a message; returns the ids of the questions that they answer. A word for several jobs is left pending."""
    answers, store = view.answers, view.store
    asking = question.id in ("role", "aim")
    held, past = [], []
    hoped = question.id in HOPES
    own = own_job.told(links, reading.get("text", "")) if hoped else []
    clear = [store.get("roles", link["id"]) for link in links if link["kind"] == "roles" and link["status"] in ("have", "doing")]
    for link in links:
        if are_roles(link) and any(_like(role, store.get("roles", ref.split(":")[1])) for role in clear for ref in link["choices"]):
            # "I do the school dinners, I'm the cook": the clear job says which is meant.
            continue
        if link["kind"] == "aliases" and link["status"] in ("have", "doing", "want") and are_roles(link):
            if not state.answered(answers, "role") or asking:
                answers["pending"] = {
                    "question": "aim" if link["status"] == "want" or question.id == "aim" and link not in own else "role",
                    "choices": [ref.split(":")[1] for ref in link["choices"]], "ask": link["ask"], "said": _name(link),
                }
        if link["kind"] != "roles":
            continue
        role = store.get("roles", link["id"])
        if link["status"] == "past":
            past.append(role.id)
        elif not role.goal_only and (link in own if hoped else link["status"] in ("have", "doing")):
            held.append(role.id)
            if name := _name(link):
                answers["said"].setdefault("roles", {})[role.id] = name
    if past:
        answers["past_roles"] = sorted({*(answers.get("past_roles") or []), *past})
    if answers.get("pending", {}).get("question") == "role" and held:
        # "dinner lady and do a bit of cleaning": the clear job is kept, the unclear one is asked.
        answers["pending"]["with"] = held
        return []
    if held and (answers.get("roles") is None or question.id == "role"):
        answers["roles"] = list(dict.fromkeys(held))
        return ["role"]
    return []


def _name(link: dict) -> str:
    """What they call the job; nothing where they told what they do ("I do the dinners")."""
    return "" if _TOLD.match(link["said"]) else link["said"]


def _like(one: Role, other: Role) -> bool:
    """Whether two jobs share a part of what is at the heart of both."""
    return one.id != other.id and bool(set(one.duties[:CORE_DUTIES]) & set(other.duties[:CORE_DUTIES]))


def are_roles(link: dict) -> bool:
    """Whether a link is a word that may mean several jobs."""
    return bool(link["choices"]) and all(ref.startswith("role:") for ref in link["choices"])
