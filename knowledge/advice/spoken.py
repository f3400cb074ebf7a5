"""What words say to the choices on offer: by their own words, by place ("the first one"), by part of a name, or all of them."""
from __future__ import annotations

import re
from functools import lru_cache

from knowledge.advice import checklist
from knowledge.advice.questions import View, options
from knowledge.language import pointing
from knowledge.language.words import plain
from knowledge.records import InterviewQuestion, Option

# Questions whose choices are a list that people point into.
_LISTS = ("pick", "success", "duties", "need", "need_source", "aim", "review")
_ALL_OF_THEM = ("pick", "success", "duties")
# What follows a "no" that stands by itself.
_AFTER_A_NO = set(
    "not no nope nothing none thanks thank ta cheers sorry please i i'm im i've ive we they she he it it's its that that's thats there but just only"
    " really never don't dont didn't didnt haven't havent hasn't hasnt can't cant won't wont wouldn't my nobody neither because so and".split()
)
_BY_PART = ("pick", "duties")
_NONE = re.compile(r"^\W*(?:no|none|nope|nah|nothing|nowt)\b(?: (?:of (?:these|them|those)|really|much|at all|thanks?|thank you))*\W*$")


def spoken_options(question: InterviewQuestion, view: View, text: str) -> list[Option]:
    """The options a text names: by place, else by label or words (the longest first), by part of a name, or all."""
    if question.id == "practicalities":
        return _practical(question, view, text)
    offered = options(question, view)
    if question.id in _LISTS and (at := pointing.places(text, len([o for o in offered if o.id != "none"]))):
        return [offered[place] for place in at]
    found = _by_words(_with_aliases(offered, view) if question.id == "pick" else offered, text)
    if question.id in _BY_PART:
        found += [o for o in _by_part(offered, text) if o not in found]
    if not found and question.id in _ALL_OF_THEM and pointing.says_all(text):
        found = [o for o in offered if o.id != "none"]
    if not found and question.id == "aim":
        found = _stay_or_leave(offered, text)
    return found


def named(offered: list[Option], text: str) -> list[Option]:
    """The options that a text names, outside the questions of the interview: by place, by label or words, or by part."""
    if at := pointing.places(text, len(offered)):
        return [offered[place] for place in at]
    found = _by_words(offered, text)
    return found or [offered[place] for place in pointing.by_part_of([" ".join([o.label, *o.words]) for o in offered], text)]


def says_none(text: str) -> bool:
    """True for "none of these", "nothing really": none of a list."""
    return bool(_NONE.match(text.lower()))


def _with_aliases(offered: list[Option], view: View) -> list[Option]:
    """The options with the other names of what they stand for ("the HLTA one")."""
    records = {option.id: view.store.find("qualifications", option.id) for option in offered}
    return [o.copy(update={"words": [*o.words, *records[o.id].aliases]}) if records[o.id] else o for o in offered]


def _by_part(offered: list[Option], text: str) -> list[Option]:
    real = [option for option in offered if option.id != "none"]
    return [real[place] for place in pointing.by_part_of([" ".join([o.label, *o.words]) for o in real], text)]


def _by_words(offered: list[Option], text: str) -> list[Option]:
    said = plain(text)
    hits = []
    for option in offered:
        names = [_plain(option.label), *(_plain(word) for word in option.words)]
        best = max((len(name) for name in names if _holds(said, name)), default=0)
        # A bare "no" or "none" is an answer only when it is (nearly) all that is said.
        if best and not (best == 1 and len(said) > 3 and _said_is_small(said, names)):
            hits.append((-best, option))
    return [option for _, option in sorted(hits, key=lambda hit: hit[0])]


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, ...]:
    return tuple(plain(name))


def _said_is_small(said: list[str], names: list[tuple[str, ...]]) -> bool:
    """True if only a small word (yes, no, none ...) matched inside a longer message."""
    small = {"yes", "no", "none", "nope", "nothing", "now", "me", "fine", "right", "ok", "home", "nowt"}
    return all(name[0] in small for name in names if len(name) == 1 and name[0] in said)


def _holds(said: list[str], name: tuple[str, ...]) -> bool:
    places = (i for i in range(len(said) - len(name) + 1) if tuple(said[i:i + len(name)]) == name)
    return bool(name) and any(not _denied(said, i, name) for i in places)


def _denied(said: list[str], place: int, name: tuple[str, ...]) -> bool:
    """True for "not for me", which does not say "for me", and for "no exams", which says no to exams and to nothing else."""
    after = said[place + 1] if place + 1 < len(said) else None
    return place > 0 and said[place - 1] == "not" or name == ("no",) and after is not None and after not in _AFTER_A_NO


def _stay_or_leave(offered: list[Option], text: str) -> list[Option]:
    wanted = {pointing.STAY: "now", pointing.LEAVE: "other"}.get(pointing.stay_or_leave(text))
    return [option for option in offered if option.id == wanted]


def _practical(question: InterviewQuestion, view: View, text: str) -> list[Option]:
    """Each practical point with the state that is said of it; a state with no point is said of all."""
    points = checklist.lines(view.situation, view.answers.get("picked") or [])
    offered = {option.id: option for option in options(question, view)}
    said = pointing.states([f"{point.title} {point.question}" for point in points], text)
    return [offered[f"{points[place].id}={state}"] for place, state in said.items()]
