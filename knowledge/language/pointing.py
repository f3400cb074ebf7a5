"""Words that point at things in a list: "the first and third", "the kitchen one", "all of them"; to stay or to leave; done or to do."""
from __future__ import annotations

import re

from knowledge.language.words import joined, plain, words

STAY, LEAVE = "stay", "leave"
SORTED, TODO, NOT_SURE, DOES_NOT_APPLY = "sorted", "todo", "not-sure", "na"
_ORDINALS = {
    "first": 1, "1st": 1, "top": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6,
    "last": -1, "bottom": -1,
}
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3}
# What may stand beside an ordinal; with anything else in it, the message says something of its own.
_BESIDE = set(
    "the one ones a an and or & , . ! please i i'll will would like want pick choose take go for with is of them these option options number no nos just think "
    "only both maybe probably let's do have try my yes yeah ok okay looks sounds good best from list on then also plus choice to it that's that's thanks thank you".split()
)
_ALL = re.compile(
    r"\b(?:all (?:of )?(?:them|it|these|those|that|the above|three|four|five|six)|everything|the lot|(?:a )?bit of (?:everything|all|both)|both of them|every one|all)\b"
)
_NEGATED = re.compile(r"\b(?:not|no|none|neither|never|without|except|apart|hate|don't|doesn't|didn't|can't|won't|isn't|rather than|instead)\b")
_PART = re.compile(r"[,;.\n/+]|\b(?:and|or|plus|also|then)\b")
_COMMON = set(
    "with when from work school help people what that this their them other person colleague course level award certificate diploma make take give good need want "
    "would like please think mine might look about which really mostly some more just into does done have first second third last the and for you one not any all can but "
    "how who was are his her has had our out day job two new try get got use its per own yet too may see say".split()
)
_STEM = 5
_STAYS = re.compile(
    r"\b(?:stay|staying|stick|sticking|keep|keeping|remain|stop|stopping)\b.*\b(?:job|role|post|here|put|am|where|it|doing)\b|\b(?:happy|fine|ok) (?:where|in|with|doing)\b"
    r"|\b(?:in|do|at|about|better at|for|just|only) (?:my|this|the) (?:own |same |present |current )?(?:job|role|post|work)\b|\b(?:same|present|current|own) (?:job|role|post)\b"
    r"|\bmy job\b(?! title)|\b(?:as|where) i am\b|\bwhat i do(?: now)?\b|\b(?:don't|do not|not) (?:want to |wanting to |looking to |going to )?(?:move|moving|change|changing|leave|leaving)\b"
)
_LEAVES = re.compile(
    r"\b(?:another|different|new|better|better paid|paid|change|changing|other|proper) (?:jobs?|role|post|work|career)\b|\bsomething (?:else|different|new|better)\b"
    r"|\bmov(?:e|ing) (?:on|up|to)\b|\b(?:promotion|promoted|step up|go up|career change)\b|\bleave (?:my|this) job\b"
)
# "Change my job" corrects an answer.
_CHANGES_AN_ANSWER = re.compile(r"^(?:can i |i want to |please )?(?:change|correct|edit|fix) (?:my|the|this) (?:job|role|answer)\b")
# How a practical point stands, in the order in which it is looked for.
_STATES = [
    (DOES_NOT_APPLY, re.compile(r"\b(?:doesn't|does not|don't|won't) (?:apply|matter)\b|\bnot (?:for me|relevant|needed|applicable)\b|\bno need\b|\bn / a\b")),
    (NOT_SURE, re.compile(r"\b(?:not sure|don't know|dunno|unsure|no idea|not certain)\b")),
    (TODO, re.compile(r"\b(?:not|no|none|nope|nothing|nowt|still|to do|to sort|haven't|hasn't|isn't|aren't|didn't|need|needs|yet|later|must)\b")),
    (SORTED, re.compile(r"\b(?:sorted|done|settled|agreed|fine|ok|okay|yes|yep|got|all good|ready|happy|arranged|complete)\b")),
]
_CLAUSE = re.compile(r"[,;.\n]|\b(?:and|but|except)\b")
_A_FEW = 7
_SOME = re.compile(r"\b(?:some|half|most|few|bits?|couple)\b")


def says_all(text: str) -> bool:
    """True for "all of them", "bit of everything"."""
    said = joined(words(text))
    return bool(_ALL.search(said)) and not _NEGATED.search(said)


def places(text: str, count: int) -> list[int]:
    """The places (from 0) in a list of `count` that a text points to: "the first and third", "number 2", "the last one"."""
    said = [w for w in _spelt(text) if w]
    if not said or _NEGATED.search(" ".join(w for w in said if w != "no")):
        return []
    numbers = [int(w) for w in said if w.isdigit()]
    ordinals = [_ORDINALS[w] for w in said if w in _ORDINALS]
    others = [w for w in said if w not in _ORDINALS and not w.isdigit() and w not in _BESIDE and w not in _COUNTS]
    if others or not (ordinals or numbers):
        return []
    many = next((_COUNTS[after] for word, after in zip(said, said[1:]) if word in ("first", "top") and after in _COUNTS), 0)
    if many:
        found = list(range(1, many + 1))
    else:
        found = ordinals or numbers
    return list(dict.fromkeys(n - 1 if n > 0 else count - 1 for n in found if n <= count))


def by_part_of(names: list[str], text: str) -> list[int]:
    """Which names a text means by their place ("first one") or a part that only one of them has ("the kitchen one"), part by part of the text."""
    stems = [_stems(plain(name)) for name in names]
    found: list[int] = []
    for part in _PART.split(joined(words(text))):
        if _NEGATED.search(part):
            continue
        # Not by digits: "1 to 1" is a way of working.
        if not _ORDINALS.keys().isdisjoint(part.split()) and (at := places(part, len(names))):
            found += at
            continue
        said = _stems(plain(part))
        scores = [len(said & stem) for stem in stems]
        best = max(scores, default=0)
        if best and scores.count(best) == 1:
            found.append(scores.index(best))
    return list(dict.fromkeys(found))


def stay_or_leave(text: str) -> str | None:
    """Whether a text tells of staying in the present job or of another one; None where it tells neither."""
    said = joined(words(text))
    if _CHANGES_AN_ANSWER.search(said):
        return None
    if _STAYS.search(said):
        return STAY
    return LEAVE if _LEAVES.search(said) and not _NEGATED.search(said) else None


def states(names: list[str], text: str) -> dict[int, str]:
    """How each named thing stands: {place: state}. A state said of none of them, in a few words, is said of all."""
    parts = [part for part in _CLAUSE.split(joined(words(text))) if part.strip()]
    said = [next((state for state, cue in _STATES if cue.search(part)), None) for part in parts]
    found: dict[int, str] = {}
    for number, part in enumerate(parts):
        # "The cost and the time are sorted": what follows tells of both.
        state = said[number] or next((s for s in said[number:] if s), None)
        for place in by_part_of(names, _NEGATED.sub(" ", part)) if state else ():
            found[place] = state
    state = next((s for s in said if s), None)
    if found or state is None or sum(len(part.split()) for part in parts) > _A_FEW or state == SORTED and _SOME.search(joined(words(text))):
        return found
    return dict.fromkeys(range(len(names)), state)


def _spelt(text: str) -> list[str]:
    """Words for places: "2nd" and "no. 2" as people type them."""
    return re.findall(r"\d(?:st|nd|rd|th)\b|[a-z']+|\d+", text.lower().replace("’", "'"))


def _stems(said: list[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in said if len(word) >= 3 and word not in _COMMON)
