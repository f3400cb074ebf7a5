"""What is not known and could change the advice; the advice says so, and the interview asks it.

A question stands here only where two answers to it lead to different advice for this person (the issue of this part:
"asks nothing else"); tests hold each against the advice itself. The order is that of value: what changes most of the
advice first, what only money and rights turn on last, because it is private and settles least.
"""
from __future__ import annotations

from typing import Iterable, Optional

from knowledge.advice import entry, informal
from knowledge.advice.exclusion import a_colleague_can_show, excluded
from knowledge.advice.informal import SHARED
from knowledge.advice.member import phrase_for
from knowledge.advice.ranking import score
from knowledge.advice.rules_fit import LEARNING, NEW_DUTY
from knowledge.advice.situation import Situation
from knowledge.records import Qualification

# Rules of entry that what people do in a normal week decides.
ABOUT_WORK = ("role", "placement", "experience")
BASICS, UNDER_ELEVEN = ("english", "maths"), ("primary", "nursery")
NEEDED = 2
NOT_EMPLOYED = ("agency", "volunteer")
# So many qualifications the advice suggests.
MOST = 3


def missing(situation: Situation, chosen: list[dict], money: Iterable[str] = ()) -> list[dict]:
    """Questions whose answer could change the advice, most valuable first: [{key, question}].

    Args:
        chosen: the qualifications that the advice suggests, as its rows.
        money: the keys that the rows of money and rights depend on (`money.asked_by`), asked last and in their words.
    """
    options = [situation.store.get("qualifications", row["id"]) for row in chosen]
    unknown = {row["kind"] for row in chosen for row in row["entry"] if row["met"] == entry.UNKNOWN}
    tests = {
        "roles": not situation.roles,
        "need": _need(situation),
        "aspiration": _aspiration(situation),
        "qualifications": _certificates(situation, options),
        "duties": _duties(situation, options),
        "english_level": _subject("english", situation, options),
        "maths_level": _subject("maths", situation, options),
        "science_level": _science(situation, options),
        "setting": _setting(situation, options),
        "constraints": situation.answer("constraints") is None,
        "need_source": _need_source(situation, options),
        "in_house": _in_house(situation, options),
        "residence_3_years": "residence" in unknown,
        "age_band": "age" in unknown and situation.answer("age_band") is None,
        "employer": _employer(situation, options),
    }
    rows = [{"key": key, "question": _question(key, situation)} for key, ask in tests.items() if ask]
    asked = {row["key"] for row in rows}
    return rows + [{"key": key, "question": phrase_for(situation.store, situation, f"money-ask-{key}")} for key in money if key not in asked]


def _question(key: str, situation: Situation) -> str:
    """The words of a question; where part of the answer is known, they ask for the rest."""
    id = f"missing-{key}"
    if key == "need" and situation.need is not None:
        id = "ask-which-topics"
    elif key == "aspiration" and situation.answer("focus") == "new role":
        id = "ask-which-job"
    return phrase_for(situation.store, situation, id)


def _need(situation: Situation) -> bool:
    """What should be different, and in what ([] says: in nothing special)."""
    return situation.need is None or situation.answer("need", "topics") is None


def _aspiration(situation: Situation) -> bool:
    """This job or another; and which, where another is hoped for."""
    named = situation.goal is not None or situation.store.find("roles", situation.answer("aspiration", "role")) is not None
    return not named and situation.answer("focus") != "current"


def _certificates(situation: Situation, options: list[Qualification]) -> bool:
    """Certificates, where something is suggested (they may hold it, or too little for it), or English or maths is unknown."""
    return situation.certificates is None and (bool(options) or None in (situation.subject_level(s) for s in BASICS))


def _duties(situation: Situation, options: list[Qualification]) -> bool:
    """What they do in a normal week: a rule of entry turns on it, or doing none or all of it changes what is suggested."""
    if situation.duties is not None or not situation.roles:
        return False
    if any(_by_duties(option, situation) for option in options):
        return True
    ids = {option.id for option in options}
    others = [option for option in situation.store.all("qualifications") if option.id not in ids and _may_turn(option, situation)]
    little, most = (_answered(situation, duties=duties) for duties in ([], [duty.id for duty in situation.store.all("duties")]))
    if _ways(little) != _ways(most):
        return True
    lowest = [min((score(option, told).points for option in options), default=0) for told in (little, most)]
    full = len(options) == MOST
    return any(
        _comes_in(option, little, lowest[0] if full else 0) != _comes_in(option, most, lowest[1] if full else 0) for option in others
    )


def _by_duties(option: Qualification, situation: Situation) -> bool:
    """Whether a rule of entry turns on what they do, and not on the name of their job."""
    return any(
        rule.kind in ABOUT_WORK and rule.duties and not situation.role_ids & set(rule.roles) for rule in entry.requirements(option, situation)
    )


def _may_turn(option: Qualification, situation: Situation) -> bool:
    """On offer, for their job, their aim or their topics, and weighed by what they do."""
    jobs = {situation.goal.id} if situation.goal else situation.role_ids
    for_them = jobs & set(option.goals + option.roles) or situation.topics & set(option.topics)
    if not for_them or not (option.offered and option.open_on(situation.as_of)):
        return False
    proof = situation.need == "recognition" and not situation.new_role
    return proof or option.introductory or _by_duties(option, situation)


def _comes_in(option: Qualification, situation: Situation, lowest: float) -> bool:
    """Whether an option would be suggested in that situation, where what is suggested now has at least so many points."""
    return excluded(option, situation) is None and score(option, situation).points > lowest


def _answered(situation: Situation, **answers: object) -> Situation:
    """The same person with these answers given."""
    return Situation({**situation.profile, **answers}, situation.store, situation.as_of, situation.local)


def _ways(situation: Situation) -> list[str]:
    return [way["id"] for way in informal.suggest(situation)]


def _subject(subject: str, situation: Situation, options: list[Qualification]) -> bool:
    """English or maths. Where the other is a known gap, a class for both comes anyway, so only an open rule of entry counts."""
    if situation.subject_level(subject) is not None:
        return False
    return not _basic_gap(situation) or any(
        subject in rule.subjects and entry.met(rule, situation) == entry.UNKNOWN
        for option in options for rule in entry.requirements(option, situation)
    )


def _basic_gap(situation: Situation) -> bool:
    return any(_is_gap(situation.subject_level(subject)) for subject in BASICS)


def _is_gap(level: Optional[int]) -> bool:
    return level is not None and level < NEEDED


def _science(situation: Situation, options: list[Qualification]) -> bool:
    """Science: an open rule of entry names it, or a gap in it would bring a course for young children's teachers."""
    if situation.subject_level("science") is not None:
        return False
    return _names_science(options, situation) or situation.answer("setting") in UNDER_ELEVEN and _science_course(situation)


def _setting(situation: Situation, options: list[Qualification]) -> bool:
    """Which age, where science turns on it (Get Into Teaching: primary teachers need it)."""
    if situation.goal is None or situation.answer("setting") is not None:
        return False
    return _names_science(options, situation) or _is_gap(situation.subject_level("science")) and _science_course(situation)


def _names_science(options: list[Qualification], situation: Situation) -> bool:
    return any("science" in rule.subjects for option in options for rule in entry.requirements(option, situation))


def _science_course(situation: Situation) -> bool:
    """Whether a gap in science would bring in a course: for those who aim to teach, where no other gap brings it already."""
    if situation.goal is None or situation.goal.id != "teacher" or _basic_gap(situation):
        return False
    return any(
        "science" in option.covers and "teacher" in option.goals and option.offered and option.open_on(situation.as_of)
        for option in situation.store.all("qualifications")
    )


def _need_source(situation: Situation, options: list[Qualification]) -> bool:
    """What prompted it: something new asks for speed (rule dr02), and what several share for a training day (dr09)."""
    if situation.answer("need_source") is not None:
        return False
    if any(not option.covers for option in options):
        return True
    return len({tuple(_ways(_answered(situation, need_source=source))) for source in ("ns03", *NEW_DUTY[:1], *SHARED[:1])}) > 1


def _in_house(situation: Situation, options: list[Qualification]) -> bool:
    """Whether a colleague can show it: that may do in place of a qualification (rule dr07)."""
    if situation.answer("in_house") is not None or situation.need not in LEARNING or situation.new_role or not situation.roles:
        return False
    shown, not_shown = (_answered(situation, in_house=answer) for answer in (True, False))
    return any(a_colleague_can_show(option, shown) for option in options) or _ways(shown) != _ways(not_shown)


def _employer(situation: Situation, options: list[Qualification]) -> bool:
    """Whose name is on the payslip, where it must offer an apprenticeship and pay for it; a volunteer has no such employer."""
    if situation.answer("employer") is not None or situation.answer("contract") in NOT_EMPLOYED:
        return False
    return any(option.type == "qt_apprenticeship" for option in options)
