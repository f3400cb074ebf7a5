"""What is missing: every question has two answers that change the advice, and what changes nothing is not asked."""
from __future__ import annotations

import datetime
import json

import pytest

from knowledge.advice.missing import missing
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, DEGREE, ENGLISH_C, LEVEL_3, NOTHING, THEN, ids, profile

DAY = datetime.date(2026, 11, 22)
SKILL = {"kind": "skill", "topics": []}
# Questions that money and rights turn on; most of them turn nothing else.
OF_MONEY = {
    "employer": ("council", "contractor", "agency"), "age_band": ("under 19", "19 to 23", "24 and over"), "contract": ("permanent", "agency", "none"),
    "hours_a_week": (10, 40), **{
        key: (True, False) for key in (
            "residence_3_years", "pay_below_threshold", "care_or_ehcp", "service_26_weeks", "service_2_years", "employer_250", "union_member",
            "union_recognised",
        )
    },
}


def told(profile_: dict, store, key: str = "", whole: bool = False) -> str:
    """The advice to compare: ids, fit, entry, ways and pathway; or all of it but the questions. For a key of money, money too."""
    advice = advise(profile_, store, DAY)
    if whole:
        return json.dumps({name: part for name, part in advice.items() if name != "missing"}, sort_keys=True)
    seen = {
        "qualifications": [(r["id"], r["fit"], [(e["requirement"], e["met"]) for e in r["entry"]]) for r in advice["qualifications"]],
        "informal": ids(advice["informal"]),
        "pathway": [(move["from"]["id"], move["to"]["id"]) for move in advice["pathway"]],
    }
    if key:
        seen["money"] = [(row["id"], row["applies"], row["for"]) for row in advice["funding"] + advice["rights"]]
    return json.dumps(seen, sort_keys=True)


def some_differ(somebody: dict, answers: list[dict], store, key: str, whole: bool = False) -> bool:
    """Whether any two of the answers make two different pieces of advice."""
    first, *others = answers
    before = told({**somebody, **first}, store, key, whole)
    return any(told({**somebody, **answer}, store, key, whole) != before for answer in others)


def asked(profile_: dict, store) -> list[str]:
    """The keys of the questions that the advice says are open."""
    return [row["key"] for row in advise(profile_, store, DAY)["missing"]]


# For every question: somebody of whom that is not known, and two answers that make two different pieces of advice.
PAIRS = {
    "roles": (dict(need=SKILL), {"roles": ["school-cook"]}, {"roles": ["teaching-assistant"]}),
    "need": (dict(role="school-cook", held=BOTH_C, need={}), {"need": {"kind": "legal"}}, {"need": {"kind": "confidence"}}),
    "need, in what": (
        dict(role="school-cook", held=BOTH_C, need={"kind": "skill"}),
        {"need": {"kind": "skill", "topics": ["allergens"]}}, {"need": {"kind": "skill", "topics": ["team-leading"]}},
    ),
    "aspiration": (
        dict(role="midday-supervisor", held=BOTH_C, focus=None),
        {"focus": "current"}, {"focus": "new role", "aspiration": {"role": "teaching-assistant"}},
    ),
    "aspiration, to which job": (
        dict(role="teaching-assistant", held=BOTH_C, focus="new role"),
        {"aspiration": {"role": "hlta"}}, {"aspiration": {"role": "school-business-manager"}},
    ),
    "qualifications": (dict(role="teaching-assistant", goal="teacher"), {"qualifications": NOTHING}, {"qualifications": DEGREE}),
    "duties": (dict(role="teaching-assistant", goal="hlta", held=LEVEL_3), {"duties": ["whole-class"]}, {"duties": ["help-in-class"]}),
    "english_level": (dict(role="cleaner", held=[{"level": 2, "status": "held"}]), {"english_level": 1}, {"english_level": 2}),
    "maths_level": (dict(role="cleaner", held=[ENGLISH_C]), {"maths_level": 1}, {"maths_level": 2}),
    "science_level": (
        dict(role="teaching-assistant", goal="teacher", held=DEGREE, setting="primary"), {"science_level": 1}, {"science_level": 2},
    ),
    "setting": (dict(role="teaching-assistant", goal="teacher", held=DEGREE), {"setting": "primary"}, {"setting": "secondary"}),
    "constraints": (dict(role="cleaner", held=BOTH_C, need=SKILL), {"constraints": {"other": ["language"]}}, {"constraints": {}}),
    "need_source": (dict(role="cleaner", held=BOTH_C, need=SKILL), {"need_source": "ns07"}, {"need_source": "ns03"}),
    "in_house": (dict(role="school-administrator", held=BOTH_C, need={"kind": "skill", "topics": ["digital"]}), {"in_house": True}, {"in_house": False}),
    "residence_3_years": (
        dict(role="teaching-assistant", goal="teacher", held=LEVEL_3, setting="secondary"),
        {"residence_3_years": True}, {"residence_3_years": False},
    ),
    "age_band": (dict(role="supply-ta", held=BOTH_C), {"age_band": "under 19"}, {"age_band": "24 and over"}),
    "employer": (dict(role="school-cook", held=BOTH_C), {"employer": "council"}, {"employer": "agency"}),
}


@pytest.mark.parametrize("question", PAIRS)
def test_two_answers_to_every_question_change_the_advice(store, question):
    who, one, other = PAIRS[question]
    somebody, key = profile(**who), question.split(",")[0]
    assert key in asked(somebody, store)
    assert told({**somebody, **one}, store, key) != told({**somebody, **other}, store, key)


def test_every_question_that_can_be_asked_has_such_a_pair(store):
    keys = {phrase.id[len("missing-"):] for phrase in store.all("phrases") if phrase.id.startswith("missing-") and not phrase.id.endswith("-member")}
    assert keys <= {question.split(",")[0] for question in PAIRS}


# People of whom different things are known, and answers to try on each.
PEOPLE = {
    "somebody": dict(need={}, focus=None),
    "somebody with English and maths": dict(need={}, focus=None, english_level=2, maths_level=2),
    "cook": dict(role="school-cook", held=BOTH_C),
    "cook with nothing": dict(role="school-cook", held=NOTHING, need={"kind": "skill", "topics": ["special diets"]}, constraints={}),
    "cleaner short of maths": dict(role="cleaner", held=[ENGLISH_C], maths_level=1, need={"kind": "confidence", "topics": []}),
    "midday supervisor for class": dict(role="midday-supervisor", goal="teaching-assistant"),
    "midday supervisor in 2010": dict(role="midday-supervisor", goal="teaching-assistant", held=NOTHING, as_of=THEN),
    "assistant for higher level": dict(role="teaching-assistant", goal="hlta", held=LEVEL_3, need_source="ns03"),
    "graduate who would teach": dict(role="teaching-assistant", goal="teacher", held=DEGREE, duties=["help-in-class"]),
    "would teach young children": dict(role="hlta", goal="teacher", setting="primary", need={}),
    "would teach, with a gap": dict(role="sports-coach", goal="teacher", held=NOTHING, setting="nursery"),
    "administrator": dict(role="school-administrator", need={"kind": "knowledge"}, english_level=2),
    "site manager in 2010": dict(role="site-manager", held=LEVEL_3, need={"kind": "legal"}, as_of=THEN),
    "new job, unnamed": dict(role="science-technician", focus="new role", held=BOTH_C),
    "head teacher": dict(role="line-manager-headteacher", need=SKILL, english_level=3, maths_level=2, as_of=THEN, constraints={}, need_source="ns03"),
    "groundsperson": dict(role="groundsperson", held=BOTH_C, need=SKILL, constraints={}, need_source="ns03", duties=["grounds-work"]),
}


def answers(key: str, somebody: dict, store) -> list[dict]:
    """Answers to try: of each kind that there is."""
    levels = [{key: level} for level in (0, 1, 2, 3)]
    if key == "need" and (somebody.get("need") or {}).get("kind"):
        jobs = [store.get("roles", id) for id in [*somebody.get("roles", []), (somebody.get("aspiration") or {}).get("role")] if id]
        topics = dict.fromkeys(topic for job in jobs for duty in job.duties for topic in store.get("duties", duty).topics)
        return [{"need": {**somebody["need"], "topics": [topic]}} for topic in ["first-aid", "digital", *topics][:6]]
    suggested = [{"id": id, "status": "held"} for id in ids(advise(somebody, store, DAY)["qualifications"])]
    own = [duty for role in somebody.get("roles", []) for duty in store.get("roles", role).duties]
    return {
        "roles": [{"roles": [role]} for role in ("teaching-assistant", "school-cook", "school-administrator")],
        "need": [{"need": {"kind": kind}} for kind in ("knowledge", "skill", "recognition", "legal", "confidence")],
        "aspiration": [{"focus": "new role", "aspiration": {"role": role}} for role in ("teaching-assistant", "teacher", "site-manager")],
        "qualifications": [{"qualifications": held} for held in (NOTHING, BOTH_C, LEVEL_3, DEGREE, suggested)],
        "duties": [{"duties": duties} for duties in ([], own, [duty.id for duty in store.all("duties")])],
        "english_level": levels, "maths_level": levels, "science_level": levels,
        "in_house": [{key: True}, {key: False}],
        "setting": [{"setting": setting} for setting in ("nursery", "primary", "secondary", "special")],
        "constraints": [{"constraints": given} for given in ({}, {"release": "none", "cost": "none"}, {"travel": "hard"}, {"other": ["language"]})],
        "need_source": [{"need_source": source} for source in ("ns03", "ns05", "ns07", "law")],
        **{name: [{name: value} for value in values] for name, values in OF_MONEY.items()},
    }[key]


def unknown(somebody: dict, store) -> set[str]:
    """The keys that are not known of somebody, whether they matter or not."""
    situation = Situation(somebody, store, DAY)
    keys = {key for key in ("setting", "constraints", "need_source", "in_house", *OF_MONEY) if situation.answer(key) is None}
    keys |= {f"{subject}_level" for subject in ("english", "maths", "science") if situation.subject_level(subject) is None}
    keys |= {"roles"} if not situation.roles else {"duties"} if situation.duties is None else set()
    keys |= {"qualifications"} if situation.certificates is None else set()
    keys |= {"need"} if situation.answer("need", "topics") is None else set()
    return keys | ({"aspiration"} if situation.goal is None and situation.answer("focus") != "current" else set())


@pytest.mark.parametrize("who", PEOPLE)
class TestOfEverybody:
    def test_nothing_is_asked_that_is_known_or_changes_nothing(self, store, who):
        somebody = profile(**PEOPLE[who])
        assert set(asked(somebody, store)) <= unknown(somebody, store)
        for key in asked(somebody, store):
            assert some_differ(somebody, answers(key, somebody, store), store, key, whole=True), key

    def test_what_would_change_it_is_asked(self, store, who):
        somebody = profile(**PEOPLE[who])
        # A right is told to those whom it may help and asked about of them alone, so money has tests of its own.
        for key in unknown(somebody, store) - set(asked(somebody, store)) - set(OF_MONEY):
            assert not some_differ(somebody, answers(key, somebody, store), store, ""), key

    def test_each_question_stands_once_and_ends_as_a_sentence(self, store, who):
        somebody = profile(**PEOPLE[who])
        rows = advise(somebody, store, DAY)["missing"]
        assert len({row["key"] for row in rows}) == len(rows)
        assert all(row["question"].endswith(("?", ".")) for row in rows)


def test_the_job_comes_first_and_what_only_money_turns_on_last(store):
    nobody = Situation({"as_of": "2026-11-22"}, store, DAY)
    rows = missing(nobody, [], ["pay_below_threshold", "union_member", "qualifications"])
    keys = [row["key"] for row in rows]
    assert keys[:4] == ["roles", "need", "aspiration", "qualifications"]
    assert keys[-2:] == ["pay_below_threshold", "union_member"] and keys.count("qualifications") == 1
    assert rows[-1]["question"] == store.phrase("money-ask-union_member")


def test_where_part_of_an_answer_is_known_only_the_rest_is_asked(store):
    somebody = Situation(profile("school-cook", focus="new role", need={"kind": "skill"}), store, DAY)
    questions = {row["key"]: row["question"] for row in missing(somebody, [])}
    assert questions["need"] == store.phrase("ask-which-topics") and questions["aspiration"] == store.phrase("ask-which-job")


def test_a_helper_is_asked_about_the_person_and_never_for_what_is_private(store):
    helped = Situation(profile("school-cook", **{"for": "member"}), store, DAY)
    questions = {row["key"]: row["question"] for row in missing(helped, [])}
    assert "need not tell" in questions["english_level"] and "private" in questions["constraints"]
    assert not any("you have" in question.lower() for question in questions.values())
