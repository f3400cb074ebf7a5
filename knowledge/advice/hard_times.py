"""Hard news in the middle of a conversation: a job at risk, training refused, an exam failed, doubt in oneself, trouble at work.

It is acknowledged once, in one sentence, before anything is offered. Then comes who can help, and the way back to what the
guide can do. What is worse than hard (a child at risk, distress, danger) never comes here: the intake answers it.
"""
from __future__ import annotations

import re

from knowledge.advice import answers as state
from knowledge.advice import asides, meant
from knowledge.records import InterviewQuestion

JOB, REFUSED, FAILED, DOUBT, WENT_BADLY, DAY = "job", "refused", "failed", "doubt", "went-badly", "day"
# What people say of each; the first that matches is meant.
_SAID: tuple[tuple[str, re.Pattern], ...] = (
    (JOB, re.compile(
        r"\bredundan\w+|\b(?:my|our) (?:job|post|role)s?\b[^.?!]{0,20}\bat risk\b|\b(?:job|staff) cuts\b|\b(?:scared|afraid|worried) (?:for|about) my job\b"
        r"|\b(?:lose|losing|cut|cutting|axe|axing) (?:\w+ )?(?:my|our) (?:job|post|role)s?\b", re.I,
    )),
    (REFUSED, re.compile(
        r"\b(?:they|she|he|manager|boss|head|headteacher|school)\b(?:'s)?(?:\s\w+){0,2}\s(?:won'?t|will\snot|wouldn'?t|refuse[sd]?|doesn'?t|don'?t)(?:\sto)?\s"
        r"(?:let|give|allow|release|pay|send|agree|support)\b|\b(?:said|says|told\s(?:me|us|her|him))\sno\b|\bturned\s(?:me|her|him|it|us|(?:my|the)\srequest)\sdown\b"
        r"|\b(?:was|were|been|got)\s(?:refused|turned\sdown|knocked\sback)\b", re.I,
    )),
    (FAILED, re.compile(r"\b(?:i|i've|i\shave|we|she|he)(?:\sjust)?\sfailed\b|\bdid(?:n'?t|\snot)\spass\b", re.I)),
    (DOUBT, re.compile(
        r"\btoo (?:old|thick|stupid|dim|slow)\b|\bnot (?:clever|bright|good|brainy) enough\b|\b(?:i'm|i am|im) (?:so )?(?:thick|stupid|useless)\b"
        r"|\bno good at (?:learning|school|exams|anything)\b|\bnot the (?:studying|learning|academic) (?:type|kind)\b", re.I,
    )),
    (DAY, re.compile(
        r"\b(?:bad|hard|rough|tough|rubbish|awful|terrible|horrible|dreadful|lousy|stressful|shit+y?|crap+y?) (?:day|week|shift|month|term|time of it)\b", re.I,
    )),
)
# "What if they say no?" is no news yet.
_SUPPOSED = re.compile(r"\b(?:if|in case|suppose)\b", re.I)
# Nor is "can the school refuse?".
_ASKED = re.compile(
    r"\b(?:can|could|may|might|would|will) (?:they|she|he|(?:(?:my|our|the) )?(?:manager|boss|head|headteacher|school|employer|trust|council))"
    r" (?:\w+ )?(?:refuse|not|turn|stop|say)\b[^.?!]*", re.I,
)
# Where these words are themselves an answer to the open question.
_ANSWERED_BY_IT = ("need_source", "constraints", "agreed", "practicalities", "need", "success", "qualifications", "basics")
# Doubt in oneself is no wish, so it is not taken for one where any words are an answer.
_DOUBT_ANSWERS = ("constraints",)
# Where an old exam is told of, that it was failed is a plain fact, and no news.
_PLAIN_FACT = ("qualifications", "basics")
# Trouble that the union or the employer's staff office advises on; where none of these is named, words that fit all.
_TROUBLES: tuple[tuple[str, re.Pattern], ...] = (
    ("discipline", re.compile(r"\bdisciplin\w+|\bsuspend\w+|\bwarning\b|\bcapability\b|\bsacked\b|\bdismiss\w+|\bmisconduct\b", re.I)),
    ("grievance", re.compile(r"\bgrievance\b|\bbull(?:y|ies|ied|ying)\b|\btreat(?:s|ed|ing)? (?:me|us)\b|\bharass\w+|\bdiscriminat\w+|\bcomplain\w*", re.I)),
    ("pay", re.compile(r"\bpa(?:y|id|ys|yment)\b|\bsalar\w+|\bwages?\b|\bgrad(?:e|es|ed|ing)\b|\bregrad\w+|\bscale\b|\bpay ?rise\b|\bincrement\w*|\bmoney\b", re.I)),
)


def acknowledge(talk, matter: str) -> None:
    """One sentence of sympathy, the first time only."""
    heard = talk.view.answers["heard"]
    if matter not in heard:
        heard.append(matter)
        talk.say(f"hard-{matter}")


def met(talk, asked: InterviewQuestion, message: dict) -> bool:
    """Acknowledges hard news; True where the message says nothing else, so that help is named and the question stays."""
    text, reading = message.get("text", "").replace("’", "'"), message.get("reading") or {}
    matter = _matter(text)
    if matter is None or matter == FAILED and asked.id in _PLAIN_FACT:
        return False
    acknowledge(talk, matter)
    if asked.id in (_DOUBT_ANSWERS if matter == DOUBT else _ANSWERED_BY_IT) or _is_trouble(message, asked) or not alone(reading):
        return False
    _remember(talk, matter)
    talk.say(f"help-{matter}")
    _offer(talk, reading)
    talk.view.answers["misses"] = 0
    talk.hold(asked)
    return True


def trouble(talk, asked: InterviewQuestion, message: dict) -> None:
    """Pay, grading, discipline, a grievance or redundancy: kind, brief, to the union or the staff office, and back."""
    text = message.get("text", "")
    if _matter(text) == JOB:
        acknowledge(talk, JOB)
        _remember(talk, JOB)
        talk.say("help-job")
    else:
        named = next((name for name, said in _TROUBLES if said.search(text)), None)
        talk.say(f"trouble-{named}" if named else "pay")
    _offer(talk, message.get("reading") or {})
    talk.hold(asked)


def _matter(text: str) -> str | None:
    if _SUPPOSED.search(text):
        return None
    told = _ASKED.sub(" ", text)
    return next((name for name, said in _SAID if said.search(told)), None)


def _is_trouble(message: dict, asked: InterviewQuestion) -> bool:
    intent = meant.meant(message, asked.id)
    return intent.get("name") == "pay_or_grading" and intent.get("confidence", 0) >= meant.SURE


def alone(reading: dict) -> bool:
    """True if nothing else is said or asked that an answer could be taken from."""
    named = any(link["kind"] in ("roles", "qualifications") for link in reading.get("links", []))
    return not named and not reading.get("results") and not reading.get("questions")


def _remember(talk, matter: str) -> None:
    """What was told stays told: it is not asked again, and the advice knows it."""
    if matter == JOB:
        talk.view.answers.setdefault("need_source", "ns-job-at-risk")
    elif matter == REFUSED:
        state.merge(talk.view.answers, {"constraints": {"add_other": "manager"}})
    elif matter == DOUBT:
        state.merge(talk.view.answers, {"constraints": {"add_other": "confidence"}})


def _offer(talk, reading: dict) -> None:
    """What our records hold on it, to read if they wish."""
    questions = reading.get("questions") or []
    asides.offer(talk, "checked-on-this", questions[0]["nearest"] if questions else reading.get("about") or [])
