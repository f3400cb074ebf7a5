"""One message read against the knowledge base: what it names, what it says of certificates, what it asks.

The result is plain JSON, because it travels with the message to the action server.
"""
from __future__ import annotations

import re

from knowledge.language import asking, status
from knowledge.language.link import NAMES, Link, Linker
from knowledge.language.results import lacking, results, says_none
from knowledge.language.search import Finder
from knowledge.language.topic_eye import TopicEye
from knowledge.language.work import Work
from knowledge.language.words import Word
from knowledge.store import Store

_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|one|them|they)\b")
_BREAK = re.compile(r"[.,;:!?\n]|\s-+\s|\bbut\b|\band\b", re.I)
# A clause that asks, yet tells of a certificate as well.
_OWNS = re.compile(
    r"\bi (?:only )?(?:have(?! to)|got|did|passed|failed)\b|\bi'?ve\b|\bmy\b.*\b(?:counts?|worth|valid|good|recognised|enough|out of date|accepted|use)\b"
)
# "Does an O level count? I have one."
_HAS_IT = re.compile(r"\b(?:i have (?:it|that|one)|(?:i'?ve )?got (?:it|that|one) already|i'?ve got (?:it|that|one)|that'?s what i(?:'ve)? (?:got|have))\b")
# Asks what a certificate is good for today.
_ASKS_WORTH = re.compile(
    r"\b(?:counts?(?: as| for| towards)?|worth|valid|recogni[sz]ed|accepted|equivalent|equal(?: to)?|good for|any good|still good|out of date|run out|expired?"
    r"|what level|which level|enough|redo|qualif(?:y|ies) me)\b"
)
_COUNTS_TOWARDS = re.compile(r"\b(?:counts?|enough|valid|good|accepted|recogni[sz]ed|use|worth)\b(?: \w+)? (?:for|towards|to|as|in)\b")
_SUBJECTS = ("english", "maths")
_A_NAME = 3
# Longer than this nobody tells of their work alone.
_MUCH = 400
_PART = re.compile(r"[,.;!?\n()]|\bbut\b")
# "I am the beekeeper" names a job that is not known: it tells of no work.
_NAMES_A_JOB = re.compile(r"\b(?:i am|i'?m) (?:an?|the) \w+(?: \w+)?\W*(?:$|and\b|at\b|in\b)", re.I)
# "She can't use a computer", "I work in a school", "a bit of everything": told so, no job's work is known.
_NO_WORK = re.compile(
    r"\W*(?:(?!\b(?:help|support|work|look|feed|care|assist|sit|teach)\w*\b).)*?\b(?:can'?t|can ?not|could(?:n'?t| not)|unable to|don'?t know how to|not able to|no good (?:at|with)|useless (?:at|with)|rubbish (?:at|with)|hopeless (?:at|with))\b.*"
    r"|\W*(?:and |so |well |just |only |currently |still )*(?:i|i'?m|i am|we)?(?: (?:just|only|currently|still))? ?(?:work(?:s|ing)?|employed|based)? ?(?:in|at|for) (?:an?|the|my|our|this|one|two|local|several)? ?"
    r"(?:(?:\w+ )?(?:primary|secondary|infants?|juniors?|special|high|small|big|large|local|village|church|faith|catholic) )?(?:schools?|academy|academies|college|trust|primary|secondary)\W*"
    r"|\W*(?:i |we )?(?:just |basically |literally |sort of |kind of )?(?:do |doing )?(?:an? (?:bit|little)(?: bit)? of |nearly |almost |pretty much )?(?:everything|anything|all sorts|whatever|lots of things|all of it|bits and bobs)(?: (?:really|basically|else|they need|needed|they ask|that needs doing))*\W*", re.I | re.S)
# "I am deaf" tells of a person, and of no work with deaf children.
_HOW_I_AM = re.compile(r"\W*(?:and |but |also |because )?(?:i am|i'?m|i have|i'?ve|i get|my)\b(?: \S+){1,5}\W*$", re.I)
# "Meetings with the EWO": somebody whom the work brings one together with.
_WITH_THEM = re.compile(r"\b(?:with|to|from|for|by|after|chas(?:e|ing)|ring(?:ing)?|phon(?:e|ing))(?: (?:the|our|an?|all the|some|my))? ?$", re.I)
_OF_ME = re.compile(r"\b(?:i|i'?m|im|me|my)\b.* \w+ \w+", re.I)
# "Was a hairdresser, now a cook" tells of a job, for all that it begins like a question.
_TELLS = re.compile(r"^(?:(?:was|am|been) (?:an?|the)|(?:did|done|had|have) (?:it|mine|that|them|my|the)|what (?:they|you|we|people) (?:\w+ ){0,2}calls?(?:ed)?)\b[^?]*$", re.I)
# Said of somebody who is helped: read again as if they said it themselves.
_THEIRS = [(re.compile(r"\b(?:she|he|they)(?:'s| has)\b", re.I), "I have"), (re.compile(r"\b(?:she|he|they)\b", re.I), "I"), (re.compile(r"\b(?:her|his|their)\b", re.I), "my")]


class Reader:
    """Reads messages with one linker and one finder over one knowledge base."""

    def __init__(self, store: Store):
        self._linker, self._finder, self._work = Linker(store), Finder(store), Work(store)
        self._eye = TopicEye.of(store)
        self._goals = {role.id for role in store.all("roles") if role.goal_only}

    def read(self, text: str, asks: bool = False) -> dict:
        """What is read in a message; with `asks`, all of it is a question where no part looks like one.

        `{links, results, lacking, none, work, theirs, questions, about, topic}`:

        links       what is named, as `Link` dictionaries
        results     certificates and exam results said of the speaker
        unsure      the same, with those that are told with a question mark alone ("NVQ 2?"), for who is asked what they have
        lacking     school subjects of which they say that they have no certificate ("no maths")
        none        True where they say that they have no certificates
        work        ids of up to four roles whose work is told, where no job is named
        theirs      certificates and results said of "she", "he" or "they", for somebody who is helped; `theirs_lacking` as `lacking`
        questions   [{text, nearest: [{kind, id, score}], worth, names}] for each clause that asks something; `worth` is the
                    certificate {id, subject, grade, level, year} where it asks what one counts for, else None; `names` is
                    True where the clause names a job or a qualification
        about       [{kind, id, score}] nearest to the whole message, where no clause asks: a question may be put as a statement
        topic       {topic, share, shares} of the whole message (see `TopicEye.seen`), or None where nothing was learned; and
                    `nearest`, up to three answers of that topic, where no clause asks
        """
        tokens = self._linker.words(text)
        links = self._linker.links_in(text, tokens)
        asked = [clause for clause in asking.questions(text) if not _TELLS.match(clause)]
        asked_for = [clause for clause in asked if not asking.only_marked(clause)]
        clauses = asked or ([text] if asks else [])
        stated = _stated(text, tokens, links, asked)
        said = results(*stated)
        return {
            "links": [link.as_dict() for link in links],
            "results": said,
            "unsure": results(*_stated(text, tokens, links, asked_for)) if len(asked_for) < len(asked) else said,
            "lacking": lacking(*stated),
            "work": self._told(text, links, asked),
            **self._theirs(text),
            "none": says_none(tokens) and not any(entry["status"] == "held" for entry in said),
            "questions": [
                {"text": clause, **self._looked_up(_whole(clause, text, links), said, text, links)} for clause in clauses
            ],
            "about": [] if clauses else self._nearest(text, links),
            "topic": self._topic(text, bool(clauses)),
        }

    def _told(self, text: str, links: list[Link], asked: list[str]) -> list[str]:
        """The jobs whose work is told. Where a job is named, or only something is asked, none."""
        jobs = [k for k in links if (k.kind == "roles" or k.choices and k.choices[0].startswith("role:")) and (k.id not in self._goals or k.status in (status.NOT, status.WANT))]
        if len(text) > _MUCH or _NAMES_A_JOB.search(text) or any(k.status in (status.HAVE, status.DOING) and not k.other for k in jobs):
            return []
        for clause in asked:
            text = text.replace(clause, " ")
        if jobs:
            # "My wife is a cook, I do the site": what is left beside the jobs that are not theirs.
            beside = all(k.other and _WITH_THEM.search(text[:k.start]) for k in jobs)
            text = ", ".join(part for part in _PART.split(text) if not any(k.said in part for k in jobs) and (beside or _OF_ME.search(part)))
        own = [k.said for k in links if k.kind == "barriers"]
        kept = [part for part in _PART.split(text) if not _NO_WORK.fullmatch(part) and not (_HOW_I_AM.match(part) and any(said in part for said in own))]
        text = text if len(kept) == len(_PART.split(text)) else ", ".join(kept)
        duties = [k.id for k in links if k.kind == "duties" and k.status in (status.HAVE, status.DOING)]
        return self._work.jobs(text, duties, plainly=any(k.kind in (*NAMES, "settings") for k in links))

    def _looked_up(self, question: str, said: list[dict], text: str, around: list[Link]) -> dict:
        """What the knowledge base says to a question, what it names first; and the certificate whose worth it asks."""
        links = self._linker.links(question)
        named = [ref for link in links for ref in _refs(link)] or [ref for link in around for ref in _refs(link)]
        hits = self._finder.search(question, named, message=text)
        return {"nearest": [hit.as_dict() for hit in hits], "worth": _worth(question, links, said), "names": any(link.kind in NAMES for link in links)}

    def _nearest(self, text: str, links: list[Link]) -> list[dict]:
        return [hit.as_dict() for hit in self._finder.search(text, [ref for link in links for ref in _refs(link)])]

    def _topic(self, text: str, asks: bool) -> dict | None:
        if self._eye is None:
            return None
        seen = self._eye.seen(text)
        return {**seen, "nearest": [] if asks else [hit.as_dict() for hit in self._finder.of_topic(text, seen["topic"])]}

    def _theirs(self, text: str) -> dict:
        told = text
        for pattern, instead in _THEIRS:
            told = pattern.sub(instead, told)
        if told == text:
            return {"theirs": [], "theirs_lacking": []}
        tokens = self._linker.words(told)
        stated = _stated(told, tokens, self._linker.links_in(told, tokens), asking.questions(told))
        return {"theirs": results(*stated), "theirs_lacking": lacking(*stated)}


def _worth(question: str, links: list[Link], said: list[dict]) -> dict | None:
    """The certificate whose worth is asked, with the subject, grade, level and year that the message tells.

    Of several that are named the held one is meant, or else the first: "is my NVQ enough for teacher training".
    """
    ids = [link.id for link in links if link.kind == "qualifications" and link.id]
    if not ids or not _ASKS_WORTH.search(question.lower()):
        return None
    told = next((entry for entry in said if entry.get("id") in ids), {"id": ids[0]})
    return {"id": told["id"], **{key: told[key] for key in ("subject", "grade", "level", "year") if key in told}}


def _refs(link: Link) -> list[str]:
    """`qualification:nvq-stl` for what a link names; all of its choices where it could be several."""
    kind = {"roles": "role", "qualifications": "qualification"}.get(link.kind)
    return [f"{kind}:{link.id}"] if kind and link.id else list(link.choices)


def _stated(text: str, tokens: list[Word], links: list[Link], asked: list[str]) -> tuple[list[Word], list[Link]]:
    """The words and links that state something: "do I need GCSEs" says nothing of having them, "is my O level any good" does."""
    places = []
    for clause in asked:
        start, owned, towards = text.find(clause), _OWNS.search(clause.lower()), _COUNTS_TOWARDS.search(clause.lower())
        # "does my HLTA count for teacher training" tells of the first and not of the second.
        owned = owned or _HAS_IT.search(text.lower())
        if start >= 0 and (not owned or towards):
            places.append((start + towards.end() if owned and towards else start, start + len(clause)))
    return tuple([k for k in things if not any(start <= k.start < end for start, end in places)] for things in (tokens, links))


def _whole(clause: str, text: str, links: list[Link]) -> str:
    """The clause, with what its "it" points back to ("I have a D in maths, is that enough", "the hlta, is it free?")."""
    start = text.find(clause)
    if not _POINTS_BACK.search(clause.lower()) or any(start <= k.start < start + len(clause) for k in links if k.kind in NAMES):
        return clause
    before = _BREAK.split(text[:max(start, 0)].strip(" ,;:-."))[-1]
    told = [k for k in links if k.end <= start and k.said in before and (
        k.kind == "qualifications" or k.choices and k.choices[0].startswith("qualification:") or k.kind in NAMES and k.status == status.WANT or k.id in _SUBJECTS or len(before.split()) <= _A_NAME
    )]
    return f"{clause} {before.strip()}" if told else clause
