"""From certificates that a message tells of to the answers; "English yes, maths no" among them."""
from __future__ import annotations

import re
from typing import Callable

from knowledge.advice import answers as state
from knowledge.advice.questions import View, find_option
from knowledge.language import trainings
from knowledge.language.results import results, starts_with_none
from knowledge.language.rewording import both_named
from knowledge.language.words import words

_A_CERTIFICATE = re.compile(r"\b(?:diplomas?|certificates?|apprent\w+|city (?:and|&) guilds|c ?& ?g|licen[cs]e|award|courses?|qualification|trained as|btec|college|university|uni|school leaving|training)\b", re.I)
_NONE_OF_IT = re.compile(r"\b(?:no|not|never|none|didn'?t|don'?t|haven'?t|failed|want|would like|if)\b", re.I)
_NAMES_ONE = re.compile(r"\b(?:gcses?|cses?|o.?levels?|functional|key skills|fs)\b", re.I)
# What is named there is hoped for.
HOPES = ("aim", "success")
_ALREADY = re.compile(r"\b(?:did my|done my|passed my|i have|i've|ive|i did|i got|i passed|already|done that|did that|got (?:a|my|the)|with (?:a|an|my))\b", re.I)


def told(view: View, question, reading: dict, text: str) -> list[dict]:
    """The certificates a message tells of. "Functional skills please", to a list that has it, is a choice and no certificate."""
    found = read(question.id, reading)
    if view.answers.get("for") == "member":
        found = found or reading.get("theirs", [])
    # Words that can mean several certificates are kept as they were said.
    found = [{key: value for key, value in entry.items() if key != "choices"} for entry in found]
    found = stated(question.id, text, found)
    if question.id != "pick" or _ALREADY.search(text):
        return found
    return [entry for entry in found if not find_option(question, view, entry.get("id") or "")]


def read(question: str, reading: dict) -> list[dict]:
    """The certificates that were read; "NVQ 2?", to the question which there are, tells of one with doubt."""
    return reading.get("unsure" if question == "qualifications" else "results") or reading.get("results", [])


def stated(question: str, text: str, found: list[dict]) -> list[dict]:
    """The certificates that are told of as held. "HLTA", to "what would you like to do?", names a wish; "both at C" names English and maths.

    Args:
        question: the open question.
        text: the message.
        found: the certificates that were read in it.
    """
    if question == "basics" and not found:
        return [entry for entry in results(both_named(words(text)), []) if "subject" in entry and {"grade", "level"} & set(entry)]
    if question == "qualifications" and not found:
        return trainings.alone(text)
    if question not in HOPES or _ALREADY.search(text):
        return found
    return [entry for entry in found if entry["status"] == "failed"]


def said_none(question: str, text: str, reading: dict) -> bool:
    """True for "none", "sadly not a thing" and the like, to the question which certificates there are."""
    return question == "qualifications" and not (reading.get("results") or reading.get("lacking") or reading.get("questions")) and starts_with_none(text)


def take(view: View, question, links: list[dict], reading: dict) -> list[str]:
    """Takes in the certificates of a message; returns the ids of the questions that they answer."""
    answers = view.answers
    found = reading.get("results", [])
    asking = question.id == "qualifications"
    missing = reading.get("lacking") or (reading.get("theirs_lacking", []) if answers.get("for") == "member" else [])
    if lacking := [subject for subject in missing if not any(entry.get("subject") == subject for entry in found)]:
        return _without(answers, question, lacking, found, lambda: take(view, question, links, {**reading, "lacking": [], "theirs_lacking": []}))
    if reading.get("none") and not [r for r in found if r["status"] == "held"]:
        if not answers.get("qualifications") or asking:
            answers["qualifications"] = []
            return ["qualifications"]
    if not found and question.id == "basics" and reading.get("none"):
        # "English is fine but no certificate": what is held otherwise stays.
        state.merge(answers, {"english_level": 1, "maths_level": 1})
        return ["basics"]
    if said_none(question.id, reading.get("text", ""), reading):
        answers["qualifications"] = []
        return ["qualifications"]
    if not found and asking and not view.wordless:
        found = _unknown(reading.get("text", ""), reading)
    if not found:
        return []
    answered = _basics(answers, found) if question.id == "basics" else []
    if answered and only_whether(question.id, reading.get("text", ""), found):
        return answered
    kept = list(answers.get("qualifications") or [])
    for entry in found:
        # "I got a C in English" says more of the English already named; it is not a second one.
        kept = [k for k in kept if not (entry.get("subject") and k.get("subject") == entry["subject"] and not k.get("grade"))]
        if entry not in kept:
            kept.append(entry)
    answers["qualifications"] = kept
    return [*answered, "qualifications"]


def only_whether(question: str, text: str, found: list[dict]) -> bool:
    """True where a message answers the question on English and maths, and names no certificate: "English yes, maths no"."""
    plain = all(entry.get("subject") in ("english", "maths") and not {"grade", "level", "year"} & set(entry) for entry in found)
    return question == "basics" and plain and not _NAMES_ONE.search(text)


def added(before: dict, answers: dict) -> list[dict]:
    """The certificates that were told beside those known before; [] where any of those was taken back."""
    known, now = before.get("qualifications") or [], answers.get("qualifications") or []
    return [entry for entry in now if entry not in known] if all(entry in now for entry in known) else []


def _without(answers: dict, question, lacking: list[str], found: list[dict], others: Callable[[], list[str]]) -> list[str]:
    """"No maths": a subject that is missing is below level 2, and no certificate, failed or held."""
    filled = others() if found else []
    for subject in lacking:
        answers[f"{subject}_level"] = 1
    if question.id == "basics":
        # "English yes, maths no" was asked of both; the one that is not named is held to be there only where it is said.
        for subject in ("english", "maths"):
            if answers.get(f"{subject}_level") is None:
                answers[f"{subject}_level"] = 2 if any(entry.get("subject") == subject and entry["status"] == "held" for entry in found) else 1
        return list({*filled, "basics"})
    # To "what certificates do you have?" it tells of one that there is not, and not of the others: that stays open.
    return filled


def _unknown(text: str, reading: dict) -> list[dict]:
    """A certificate that is not in the knowledge base, in their words: "a diploma from Ukraine"."""
    if not _A_CERTIFICATE.search(text) or _NONE_OF_IT.search(text) or reading.get("questions"):
        return []
    return [{"words": text.strip(), "status": "held"}]


def _basics(answers: dict, found: list[dict]) -> list[str]:
    """"English yes, maths no", to "do you have them at grade C or 4?"; a grade or a level that is said tells more than that."""
    told = {entry["subject"]: entry for entry in found if entry.get("subject") in ("english", "maths")}
    if not told or any("grade" in entry or "level" in entry for entry in told.values()):
        return []
    for subject in ("english", "maths"):
        if subject in told or answers.get(f"{subject}_level") is None:
            held = subject in told and told[subject]["status"] == "held"
            state.merge(answers, {f"{subject}_level": 2 if held else 1})
    return ["basics"]
