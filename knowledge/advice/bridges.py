"""What lies ahead of a suggestion: its unmet entry requirements as first steps, and what is unknown as a question to ask.

Guide, Step 4: the person meets any entry requirements; Qualification levels in England: a bridging step comes first.
"""
from __future__ import annotations

from knowledge.advice.entry import NO, YES
from knowledge.store import Store
from knowledge.text import sentence

STEP, ASK = "step", "ask"
# Whom to ask, by who sets the requirement (a phrase `bridge-whom-...`); for all other rules the provider knows.
WHOM = {
    "employer": "employer", "university": "university", "union": "union", "employer and union": "union",
    "local authority": "council", "HLTA assessors": "assessor", "national HLTA rules": "assessor",
}
# What only the employer can give is asked of the employer, whoever sets the rule.
GIVEN_BY_EMPLOYER = ("employer",)
# How to ask, by the kind of requirement (a phrase `bridge-ask-...`); `rule` for the others.
HOW_TO_ASK = {
    "subject": "certificate", "level": "certificate", "status": "certificate", "licence": "certificate",
    "role": "work", "placement": "work", "experience": "work", "employer": "employer",
}


def bridges(chosen: list[dict], store: Store) -> list[dict]:
    """The first steps that open the way to what is suggested, in the order to take them, none twice.

    What is known to be missing comes first, hard requirements before usual ones; then questions where nothing is known.

    Args:
        chosen: qualifications as the advice (or the plan) lists them, best first; of each `id` and `entry` are read.
        store: the knowledge base.

    Returns:
        [{kind, what, time, cost, ref, whom, then, requirement, hard, for, line}]
        kind        "step", or "ask" where it is unknown whether the requirement is met (or nobody wrote a way across)
        what        what to do, or the question to ask; `time` and `cost` belong to it
        ref         the record that takes them across, or None
        whom        for "ask": whom
        then        for "ask": {what, time, cost, ref} if the answer is no, or None
        for         ids of the suggestions that it opens
        line        what, time and cost as one text
    """
    held = {row["id"] for row in chosen}
    unmet = [(row["id"], entry) for row in chosen for entry in row["entry"] if entry["met"] != YES]
    # Sorting is stable, so the better suggestion comes first among equals.
    unmet.sort(key=lambda pair: (pair[1]["met"] != NO, pair[1]["strength"] != "hard"))
    found: dict[str, dict] = {}
    for id, entry in unmet:
        bridge = entry["bridge"]
        if bridge and bridge["ref"] in held:
            # It is among the suggestions itself, with its own first step.
            continue
        row = _step(entry) if entry["met"] == NO and bridge else _ask(entry, store)
        key = row["ref"] or row["what"]
        told = found.get(key) or found.get((bridge or {}).get("ref"))
        if told is None:
            found[key] = told = row
        told["for"] += [id] if id not in told["for"] else []
    return list(found.values())


def _step(entry: dict) -> dict:
    bridge = entry["bridge"]
    parts = {name: sentence(bridge[name]) for name in ("what", "time", "cost")}
    return _row(STEP, entry, **parts, ref=bridge["ref"])


def _ask(entry: dict, store: Store) -> dict:
    asked = "employer" if entry["kind"] in GIVEN_BY_EMPLOYER else WHOM.get(entry["who_sets"], "provider")
    whom, bridge = store.phrase(f"bridge-whom-{asked}"), entry["bridge"]
    how = "way" if entry["met"] == NO else HOW_TO_ASK.get(entry["kind"], "rule")
    return _row(
        ASK, entry, what=store.phrase(f"bridge-ask-{how}", whom=whom, requirement=sentence(entry["requirement"])),
        time=store.phrase("bridge-asking-time"), cost=store.phrase("bridge-asking-cost"), whom=whom,
        then={key: bridge[key] for key in ("what", "time", "cost", "ref")} if bridge else None,
    )


def _row(kind: str, entry: dict, what: str, time: str, cost: str, ref=None, whom=None, then=None) -> dict:
    return {
        "kind": kind, "what": what, "time": time, "cost": cost, "ref": ref, "whom": whom, "then": then,
        "requirement": entry["requirement"], "hard": entry["strength"] == "hard", "for": [], "line": " ".join((what, time, cost)),
    }
