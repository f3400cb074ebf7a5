"""Which job is meant, where a word or a duty could be several: settles what is open, and opens what is unclear."""
from __future__ import annotations

import re

from knowledge.advice.questions import View
from knowledge.language.pointing import by_part_of, places, says_all

MOST_TO_CHOOSE = 4
_BOTH = re.compile(r"\W*(?:i do |i am |they are )?both\b", re.I)


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


def from_duties(view: View, question, links: list[dict]) -> None:
    """"I clean the school" names no job: the jobs that do it are offered."""
    answers = view.answers
    if question.id not in ("for", "role") or answers.get("roles") is not None or answers.get("pending"):
        return
    done = [link["id"] for link in links if link["kind"] == "duties" and link["status"] in ("have", "doing")]
    doing = {r.id: [r.duties.index(d) for d in done if d in r.duties] for r in view.store.all("roles") if not r.goal_only}
    likely = sorted((id for id in doing if doing[id]), key=lambda id: (-len(doing[id]), sum(doing[id])))
    if likely:
        answers["pending"] = {"question": "role", "choices": likely[:MOST_TO_CHOOSE], "ask": None, "said": "", "once": True}
