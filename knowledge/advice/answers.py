"""The answers of one person: the profile, plus where the conversation stands. Plain JSON, one shape, `schema: 1`.

Besides the profile's own keys:
    open        the open question            asked       question ids in the order they were answered
    misses      misunderstandings in a row    skipped     question ids left out
    said        their own words, by question (the job as they call it)
    pending     a word to be cleared up: {question, choices, ask, status}
    raised      qualifications they asked about or wished for
    picked, practicalities, agreed, evaluation, review, evidence, sharing    steps 3 to 5
    start       the later step at which they began (starting.py)
    chosen      what they had chosen before they came: {words, maybe, closed} (chosen.py)
    made        the day the plan was made; it is made anew where an answer before step 5 changes
    self_check  what they said of their own work: {roles, do: [ids of lines], help: [ids of lines]}
    looked      the looks back that were had: [{on, look, outcome, used, why}] (coming_back.py)
    reminded    the day on which they were asked how it went
    gentle      {left: for how many messages no gentle line comes, safe: they said that nobody is in danger}
    confirm     what was asked "are you sure?" about
    school      the id of the school that the page named
    unanswered  their last question that we could not answer (side_leave.py)
    not_known   topics of questions that we could not answer, for counting (not_known.py)
    left        what was left for the school's named person: [{id, question, contact: whether there is a way to reach them}]
    heard       hard news that was acknowledged (hard_times.py)
    helper      who helps, where this is for another: rep, manager or other
    helps       small help -> what was told for its page: {role, say, choice}
    shared      what a copy to hand on may hold: names of `sharing.PRIVATE` that were ticked (side_share.py)
    mark        a random mark of the plan, from which the names of its calendar entries are made (plan_calendar.py)
"""
from __future__ import annotations

import copy

SCHEMA = 1
SKIPPED, NOT_SURE = "skipped", "not_sure"
# Questions whose answer may be any words of the person's own.
OPEN_WORDS = ("need", "success", "chosen", "evidence", "sharing")
# The keys of the profile that the answer to each question fills; a change clears them first.
FILLS = {
    "for": ["for"],
    "helper": ["helper"],
    "role": ["roles", "past_roles"],
    "duties": ["duties"],
    "aim": ["focus", "aspiration"],
    "need_source": ["need_source"],
    "setting": ["setting"],
    "need": ["need", "intended_change"],
    "qualifications": ["qualifications", "english_level", "maths_level", "science_level"],
    "basics": ["english_level", "maths_level"],
    "constraints": ["constraints"],
    "check": ["checked"],
    "pick": ["picked", "chosen"],
    "chosen": ["picked", "chosen"],
    "in_house": ["in_house"],
    "practicalities": ["practicalities"],
    "agreed": ["agreed"],
    "success": ["evaluation"],
    "review": ["review"],
    "evidence": ["evidence"],
    "sharing": ["sharing"],
    "after_plan": [],
}
# Asked even where something of it was said in passing, because the list may bring out more.
ASKED_IN_ANY_CASE = ("constraints", "duties")
# What no longer holds once an earlier answer changes: (question changed, answers to take out).
STALE = {
    "role": ["duties", "in_house", "pick", "practicalities", "agreed"],
    "aim": ["setting", "in_house", "pick", "practicalities", "agreed"],
    "duties": ["pick", "practicalities", "agreed"],
    "need": ["in_house", "pick", "practicalities", "success"],
    "qualifications": ["basics", "pick", "practicalities"],
    "basics": ["pick", "practicalities"],
    "setting": ["pick", "practicalities"],
    "constraints": [],
    "pick": ["practicalities", "agreed"],
    "chosen": ["practicalities", "agreed"],
}


def fresh() -> dict:
    """The answers of somebody who has said nothing yet."""
    return {"schema": SCHEMA, "open": None, "asked": [], "misses": 0, "skipped": [], "said": {}, "raised": [], "heard": []}


def anew(answers: dict) -> dict:
    """The answers of somebody who starts again: what was left at the school can still be taken back."""
    return {**fresh(), **({"left": answers["left"]} if answers.get("left") else {})}


def working_copy(answers: dict | None) -> dict:
    """A copy to change, with every key that the interview relies on."""
    return {**fresh(), **copy.deepcopy(answers or {})}


def answered(answers: dict, question: str) -> bool:
    """True if the question has an answer, or was skipped."""
    if question in answers["skipped"]:
        return True
    if question in ASKED_IN_ANY_CASE:
        return question in answers["asked"]
    if question == "aim":
        return answers.get("focus") is not None or bool(answers.get("aspiration"))
    if question == "need":
        return bool((answers.get("need") or {}).get("kind"))
    if question == "basics":
        return answers.get("english_level") is not None and answers.get("maths_level") is not None
    if question == "check":
        return bool(answers.get("checked"))
    keys = FILLS[question]
    return bool(keys) and answers.get(keys[0]) is not None


def clear(answers: dict, question: str) -> None:
    """Takes out everything the answer to a question filled."""
    for key in FILLS[question]:
        answers.pop(key, None)
    if question in answers["skipped"]:
        answers["skipped"].remove(question)
    answers["said"].pop(question, None)


def take_out_stale(answers: dict, question: str) -> list[str]:
    """After a change: clears the answers that no longer fit; returns the questions that had one."""
    gone = []
    for other in STALE.get(question, []):
        # What was said in passing, with the change, was never asked, and holds.
        known = any(answers.get(key) is not None for key in FILLS[other] if key not in FILLS[question])
        if known and other != "basics" and other in answers["asked"]:
            clear(answers, other)
            answers["asked"] = [id for id in answers["asked"] if id != other]
            gone.append(other)
        elif other in answers["skipped"]:
            clear(answers, other)
        elif other == "basics" and other in answers["asked"] and not answered(answers, other):
            # New certificates took its answers with them.
            answers["asked"].remove(other)
            gone.append(other)
    # The advice is looked at again, so the check comes again before it.
    if question in STALE and question != "pick" and answers.pop("checked", None) and "check" in answers["asked"]:
        answers["asked"].remove("check")
    return gone


def merge(answers: dict, value: dict) -> None:
    """Puts an option's `value` into the profile; dictionaries are merged, `add` appends a certificate."""
    for key, given in copy.deepcopy(value).items():
        if key == "add":
            answers["qualifications"] = [*(answers.get("qualifications") or []), given]
        elif key == "lower_grades":
            for subject in ("english", "maths"):
                if answers.get(f"{subject}_level") is None:
                    answers[f"{subject}_level"] = 1
                    _hold(answers, subject, 1)
        elif key == "constraints":
            other = given.pop("add_other", None)
            constraints = answers.setdefault("constraints", {})
            constraints.update(given)
            if other:
                constraints["other"] = sorted({*constraints.get("other", []), other})
        elif isinstance(given, dict) and isinstance(answers.get(key), dict):
            answers[key] = {**answers[key], **given}
        else:
            answers[key] = given
    # Someone with English at grade C holds a certificate, though they named no more.
    for subject in ("english", "maths"):
        if value.get(f"{subject}_level") == 2:
            _hold(answers, subject, 2)


def _hold(answers: dict, subject: str, level: int) -> None:
    held = answers.get("qualifications") or []
    if not any(entry.get("subject") == subject for entry in held):
        answers["qualifications"] = [*held, {"level": level, "subject": subject, "status": "held"}]


def profile(answers: dict) -> dict:
    """The profile alone, as the advice takes it."""
    keys = (
        "for", "roles", "past_roles", "duties", "employer", "setting", "need_source", "need", "intended_change", "focus",
        "qualifications", "english_level", "maths_level", "science_level", "aspiration", "constraints", "age_band",
        "pay_below_threshold", "residence_3_years", "contract", "hours_a_week", "service_26_weeks", "service_2_years", "employer_250",
        "union_member", "union_recognised", "in_house", "care_or_ehcp", "as_of", "raised", "school",
    )
    return {key: answers[key] for key in keys if answers.get(key) is not None}
