"""English and maths in everyday work: a few lines, no test and no marks, and one of three ways on.

Guide, Step 2: ask whether it would help to brush up literacy, language or numeracy before anything else. The lines are ours
(`self_checks` with a `subject`). They cannot tell a level, and they say so. What comes out belongs to the person's own copy only.
"""
from __future__ import annotations

from typing import Iterable, Optional

from knowledge.advice import entry
from knowledge.advice.self_checks import ANSWERS, HELP, Line, lines_of
from knowledge.advice.situation import Situation
from knowledge.records import Qualification
from knowledge.store import Store

SUBJECTS = ("english", "maths")
FREE_CLASS, COLLEGE, ENOUGH, LEFT = "free-class", "check-with-college", "enough", "left"


def lines_for(store: Store, subject: str) -> list[Line]:
    """The everyday lines of english or maths, to answer as in any self-check."""
    return [line for check in store.all("self_checks") if check.subject == subject for line in lines_of(store, check)]


def look(situation: Situation, answers: Optional[dict], options: Iterable[str] = ()) -> dict:
    """Where the answers lead, subject by subject.

    Args:
        situation: the person.
        answers: line id -> "do", "help" or "not-mine", of both subjects together.
        options: ids of what they picked, or think of; what they named as their wish counts too.

    Returns:
        {intro, subjects: {english, maths: {way, words, asked, next: [text], class: {id, title, cost, sources} or None}},
        not_covered: [text]}.
        way is free-class, check-with-college, enough, or left where they answered nothing. `asked` is True where something
        they want asks for a certificate in the subject that they do not have, or of which we do not know.
    """
    store = situation.store
    wanted = [option for id in options if (option := store.find("qualifications", id))]
    wanted += [situation.wished] if situation.wished else []
    return {
        "intro": store.phrase("basics-intro"),
        "subjects": {subject: _subject(situation, subject, answers or {}, wanted) for subject in SUBJECTS},
        "not_covered": [store.phrase("basics-not-level")],
    }


def _subject(situation: Situation, subject: str, answers: dict, wanted: list[Qualification]) -> dict:
    store = situation.store
    said = {answers.get(line.id) for line in lines_for(store, subject)} & set(ANSWERS)
    asked = _asked(situation, subject, wanted)
    way = FREE_CLASS if HELP in said else LEFT if not said else COLLEGE if asked else ENOUGH
    course = _course(situation, subject) if way in (FREE_CLASS, COLLEGE) else None
    steps = [store.phrase(f"basics-find-{subject}")] if way == COLLEGE and situation.subject_level(subject) is None else []
    steps += [course.first_step] if course and course.first_step else []
    if way == FREE_CLASS:
        steps += [store.phrase("basics-next-pupils"), store.phrase("basics-next-help")]
    if course and subject == "english" and "language" in (situation.constraint("other") or []):
        steps.append(store.phrase("basics-next-language"))
    about = course and {"id": course.id, "title": course.title, "cost": course.cost, "sources": store.sources(course)}
    return {"way": way, "words": store.phrase(f"basics-way-{way}"), "asked": asked, "next": steps, "class": about}


def _asked(situation: Situation, subject: str, wanted: list[Qualification]) -> bool:
    """True where something wanted asks for the subject at a level that they are not known to hold."""
    held = situation.subject_level(subject)
    levels = [
        2 if rule.level is None else rule.level
        for option in wanted for rule in entry.requirements(option, situation) if rule.kind == "subject" and subject in rule.subjects
    ]
    return any(held is None or held < level for level in levels)


def _course(situation: Situation, subject: str) -> Optional[Qualification]:
    """The class of the day in the subject: made for adults, and on offer."""
    return next(
        (
            option for option in situation.store.all("qualifications")
            if subject in option.covers and option.introductory and option.offered and option.open_on(situation.as_of)
            and option.type == "qt_basic_skills"
        ),
        None,
    )
