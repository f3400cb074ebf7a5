"""Profiles that cannot be right: refused in one plain line, or advised on with a caution, and never a traceback."""
from __future__ import annotations

import copy
import datetime
import json
import os

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.cli import main
from knowledge.advice import doubts, profile as profiles
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from tests.advice import cases
from tests.advice.people import BOTH_C, DEGREE, ENGLISH_C, MATHS_C, TODAY, profile

DAY = datetime.date(2026, 11, 22)
EXAMPLES = int(os.environ.get("FIVESTEPS_EXAMPLES", 150))
OFTEN = settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 150, suppress_health_check=list(HealthCheck))
DEEP = "[" * 900 + "]" * 900
# Fifty jobs that there are.
JOBS = "learning-mentor pastoral-officer cleaner teaching-assistant hlta school-cook site-manager senco".split()

REFUSED = [
    # unknown ids
    ('{"roles": ["dinner-lady"]}', "midday-supervisor"), ('{"roles": ["TA"]}', "teaching-assistant"), ('{"duties": ["sing"]}', "sing"), ('{"need_source": "whim"}', "whim"),
    ('{"raised": ["magic-award"]}', "magic-award"), ('{"aspiration": {"role": "hltta"}}', "hlta"),
    ('{"aspiration": {"qualification": "hlta-statuss"}}', "hlta-status"), ('{"qualifications": [{"id": "gcse-new-grade"}]}', "gcse-new-grades"),
    # values that are none of ours
    ('{"for": "mum"}', "self; member; team"), ('{"employer": "nhs"}', "council"), ('{"setting": "university"}', "primary"),
    ('{"need": {"kind": "skil"}}', "skill"), ('{"focus": "new"}', "new role"), ('{"contract": "zero hours"}', "casual"),
    ('{"constraints": {"release": "never"}}', "agreed"), ('{"constraints": {"cost": 0}}', "own"),
    ('{"qualifications": [{"status": "lost"}]}', "failed"),
    # ages
    ('{"age_band": 47}', "24 and over"), ('{"age_band": "47"}', "24 and over"), ('{"age_band": "forty-seven"}', "24 and over"),
    ('{"age": 47}', "age_band"), ('{"age": "47"}', "age_band"),
    # dates and years
    ('{"as_of": "1066-10-14"}', "from 2000"), ('{"as_of": "2266"}', "from 2000"), ('{"as_of": "2026-02-30"}', "2026-11-22"),
    ('{"as_of": "tomorrow"}', "2026-11-22"), ('{"as_of": 20261122}', "2026-11-22"), ('{"as_of": ""}', "2026-11-22"),
    ('{"as_of": "2026-11-22-05"}', "2026-11-22"), ('{"as_of": "-1"}', "2026-11-22"), ('{"as_of": ["2026"]}', "2026-11-22"),
    ('{"qualifications": [{"year": "long ago"}]}', "year"),
    # numbers
    ('{"english_level": NaN}', "0 to 3"), ('{"maths_level": Infinity}', "0 to 3"), ('{"science_level": -1}', "0 to 3"),
    ('{"english_level": 2.5}', "0 to 3"), ('{"english_level": true}', "0 to 3"), ('{"english_level": 9}', "0 to 3"),
    ('{"english_level": 1e999}', "0 to 3"), ('{"hours_a_week": NaN}', "0 to 100"), ('{"hours_a_week": "full time"}', "0 to 100"),
    ('{"hours_a_week": -5}', "0 to 100"), ('{"qualifications": [{"level": 12}]}', "0 to 8"), (f'{{"maths_level": 1{"0" * 400}}}', "0 to 3"),
    # wrong types
    ('{"roles": "school-cook"}', "list"), ('{"roles": {"id": "school-cook"}}', "list"), ('{"roles": [["school-cook"]]}', "roles"),
    ('{"roles": [{}]}', "roles"), ('{"need": "skill"}', "object"), ('{"need": {"topics": "reading"}}', "list"),
    ('{"need": {"topics": [1]}}', "need.topics"), ('{"aspiration": ["hlta"]}', "object"), ('{"constraints": "none"}', "object"),
    ('{"constraints": {"other": "family"}}', "list"), ('{"union_member": "yes"}', "true or false"), ('{"intended_change": {}}', "text"),
    ('{"school": 7}', "text"), ('{"qualifications": "none"}', "list"), ('{"qualifications": ["a degree"]}', "each of"),
    ('{"qualifications": [{"grade": []}]}', "grade"), ('{"qualifications": [{"subject": 4}]}', "subject"),
    # far too much
    (json.dumps({"roles": JOBS}), "Keep the 6"), (json.dumps({"duties": ["budget"] * 5000}), "5000"),
    (json.dumps({"qualifications": [{"words": f"award {n}"} for n in range(500)]}), "500"), (json.dumps({"intended_change": "x" * 5000}), "sentences"),
    (f'{{"need": {DEEP}}}', "object"), (f'{{"qualifications": [{{"grade": {DEEP}}}]}}', "grade"),
    # slips of the pen
    ('{"role": ["school-cook"]}', "roles"), ('{"qualification": []}', "qualifications"), ('{"constraint": {}}', "constraints"),
    ('{"job": "cook"}', "roles"), ('{"certificates": []}', "qualifications"),
]


@pytest.fixture
def fivesteps(knowledge_db, tmp_path, monkeypatch):
    """Runs a command on the test's own knowledge base and folder."""
    monkeypatch.setenv("FIVESTEPS_KNOWLEDGE", str(knowledge_db))
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path))
    return lambda *args, input=None: CliRunner().invoke(main, args, input=input)


def refused(result, word: str) -> None:
    """One line on stderr that holds the word, exit code 2, nothing on stdout."""
    assert (result.exit_code, result.stdout) == (2, ""), result.exception
    assert len(result.stderr.strip().splitlines()) == 1 and result.stderr.strip()[-1] in ".?"
    assert word in result.stderr and len(result.stderr) < 400


@pytest.mark.parametrize("text, word", REFUSED, ids=[f"{n}-{case[1]}" for n, case in enumerate(REFUSED)])
class TestWhatCannotBeUsed:
    def test_the_check_says_what_to_correct_in_one_line(self, store, text, word):
        with pytest.raises(profiles.BadProfile) as refusal:
            profiles.check(json.loads(text), store)
        assert word in str(refusal.value) and "\n" not in str(refusal.value) and str(refusal.value).isprintable()

    def test_the_advice_goes_on_with_the_rest(self, store, text, word):
        usable = profiles.read(json.loads(text), store).profile
        assert advise(usable, store, DAY)["next_steps"]
        assert profiles.read(usable, store).faults in ([], profiles.read(json.loads(text), store).faults)


@pytest.mark.parametrize("text, word", [REFUSED[0], REFUSED[16], REFUSED[21], REFUSED[31], ('{"roles": [5]}', "5"), (f'{{"need": {DEEP}}}', "object")])
def test_the_command_line_refuses_it_with_exit_code_2(fivesteps, text, word):
    refused(fivesteps("advise", "-", input=text), word)


def test_the_command_line_refuses_nesting_that_python_cannot_follow(fivesteps):
    refused(fivesteps("advise", "-", input='{"need": ' + "[" * 100_000), "nested too deeply")


def test_the_command_line_refuses_a_number_that_python_cannot_read(fivesteps):
    refused(fivesteps("advise", "-", input='{"maths_level": ' + "9" * 5000 + "}"), "number")


@pytest.mark.parametrize("nothing", [None, [], "", "school-cook", 5, float("nan"), True, [{}]])
def test_what_is_no_profile_at_all(store, nothing):
    reading = profiles.read(nothing, store)
    assert reading.profile == {} and "JSON object" in reading.faults[0]
    with pytest.raises(profiles.BadProfile):
        profiles.check(nothing, store)


class TestReading:
    def test_every_sound_profile_of_the_tests_is_left_as_it_is(self, store):
        for file in ("personas.yml", "many_people.yml"):
            for person in cases.people(file):
                assert profiles.read(person["profile"], store) == (person["profile"], []), person["id"]

    def test_what_was_given_is_not_changed(self, store):
        bad = {"roles": ["nobody", "cleaner", "cleaner"], "qualifications": [{"id": "x", "subject": " English "}], "need": {"topics": [5, "a"]}}
        before = copy.deepcopy(bad)
        profiles.read(bad, store)
        assert bad == before

    def test_a_list_of_which_nothing_is_usable_is_unknown_and_not_none(self, store):
        for key in ("qualifications", "duties", "roles"):
            assert key not in profiles.read({key: ["nonsense"]}, store).profile
            assert profiles.read({key: []}, store).profile == {key: []}

    def test_the_same_twice_counts_once(self, store):
        usable = profiles.read({"roles": ["cleaner", "cleaner"], "qualifications": [ENGLISH_C, dict(ENGLISH_C), MATHS_C]}, store)
        assert usable == ({"roles": ["cleaner"], "qualifications": [ENGLISH_C, MATHS_C]}, [])

    def test_what_is_skipped_or_unknown_is_no_fault(self, store):
        given = {key: value for key, value in zip(profiles.KEYS, ["skipped", "not_sure", None] * 20)}
        assert profiles.read(given, store) == ({}, [])

    def test_what_a_program_may_write_is_understood(self, store):
        given = {"english_level": "2", "maths_level": 2.0, "constraints": {"online": True, "hours": 25}, "qualifications": [{"subject": "English", "grade": 4, "year": "2019"}]}
        reading = profiles.read(given, store)
        assert reading.faults == [] and reading.profile == {
            "english_level": 2, "maths_level": 2, "constraints": {"online": "yes", "hours": "25"},
            "qualifications": [{"subject": "english", "grade": "4", "year": 2019}],
        }

    def test_a_former_id_is_an_id(self, store):
        assert profiles.read({"qualifications": [{"id": "qu22"}], "raised": ["qu08"]}, store).faults == []

    def test_the_answers_of_a_talk_are_a_profile_with_more_in_it(self, store):
        more = {"schema": 1, "open": "need", "asked": ["role"], "misses": 0, "skipped": [], "said": {}, "picked": [], "practicalities": {}, "agreed": {}, "evaluation": {}, "review": {}, "checked": True, "finished": None}
        assert profiles.read({**more, "roles": ["cleaner"]}, store) == ({**more, "roles": ["cleaner"]}, [])

    def test_the_last_day_checked_is_of_the_build_and_not_of_today(self, store):
        assert datetime.date(2026, 1, 1) < profiles.last_checked(store) < datetime.date(2027, 1, 1)


def said(store, **who) -> str:
    """What the advice would say of answers that do not go together."""
    reading = profiles.read(profile(**who), store)
    assert not reading.faults
    return " ".join(row["text"] for row in doubts.cautions(Situation(reading.profile, store, DAY)))


A_DEGREE = {"id": "bachelors-degree", "level": 6, "year": 2004, "status": "held"}


class TestWhatDoesNotGoTogether:
    @pytest.mark.parametrize("who, words", [
        (dict(held=[], english_level=2), ["no certificates", "English at level 2"]),
        (dict(held=[A_DEGREE, {"words": "no qualifications"}]), ["no certificates", "you hold honours degree"]),
        (dict(held=[{"words": "none"}, {"words": "BSc from abroad", "level": 6}]), ["no certificates", "BSc from abroad"]),
        (dict(held=BOTH_C, english_level=1), ["your English is below level 2", "you hold English at level 2"]),
        (dict(held=[{"id": "food-safety-l2"}, {"id": "food-safety-l2", "status": "doing"}]), ["you hold", "doing it now"]),
        (dict(held=[{**A_DEGREE, "year": 2031}]), ["2031", "after the day of this advice"]),
        (dict(held=[{**A_DEGREE, "year": 1066}]), ["1066", "very early"]),
        (dict(held=[{**A_DEGREE, "year": 2019}], as_of="2010-01-01"), ["2019", "after the day of this advice"]),
        (dict(held=[{**ENGLISH_C, "year": 1985}], age_band="under 19"), ["you are under 19", "1985"]),
        (dict(role="cleaner", goal="teaching-assistant", focus="current"), ["your job now", "teaching assistant"]),
        (dict(roles=["cleaner", "school-cook", "hlta", "site-manager"]), ["four", "4 jobs"][1:]),
        (dict(role="teacher"), ["not teachers"]),
        (dict(role="specialist-teaching-assistant", as_of="2010-01-01"), ["other years"]),
        (dict(as_of="2031-05-01"), ["May 2031", "checked our facts"]), (dict(as_of="2003-01-01"), ["before 2004"]),
    ])
    def test_is_told(self, store, who, words):
        text = said(store, **who)
        for word in words:
            assert word in text, text

    @pytest.mark.parametrize("who", [
        dict(role="cleaner", held=[]), dict(role="cleaner", held=DEGREE), dict(role="cleaner", held=[], english_level=1, maths_level=0),
        dict(role="cleaner", held=BOTH_C, english_level=2), dict(held=[{"words": "none"}]), dict(held=None, english_level=2),
        dict(held=[{**ENGLISH_C, "grade": "E"}, {**ENGLISH_C, "grade": "C"}]), dict(held=[{**ENGLISH_C, "status": "failed"}, ENGLISH_C]),
        dict(held=[{**MATHS_C, "year": 2027, "status": "doing"}]), dict(held=[ENGLISH_C, {**MATHS_C, "status": "doing"}]),
        dict(held=[{**ENGLISH_C, "year": 2024}], age_band="under 19"), dict(held=[{"words": "no idea what it was called", "level": 2}]),
        dict(role="cleaner", goal="teaching-assistant"), dict(roles=["cleaner", "midday-supervisor"]), dict(as_of="2027-01-15"), dict(as_of="2010-01-01"),
    ])
    def test_and_nothing_else_is(self, store, who):
        assert said(store, **who) == ""

    def test_nobody_of_the_tests_is_told_that_they_do_not_go_together(self, store):
        for file in ("personas.yml", "many_people.yml"):
            for person in cases.people(file):
                assert doubts.doubts(Situation(person["profile"], store, DAY)) == [], person["id"]

    def test_the_sentences_are_the_same_whatever_day_it_is(self, store):
        who = profile("teacher", held=[{**A_DEGREE, "year": 2031}], as_of="2031-05-01")
        days = (DAY, datetime.date(2035, 1, 1))
        assert len({str(doubts.cautions(Situation(who, store, day))) for day in days}) == 1

    def test_words_that_cannot_be_printed_are_told_all_the_same(self, store):
        text = said(store, held=[{"words": "none"}, {"words": "\ud800 award"}])
        assert "award" in text and text.encode("utf-8")


# Anything that JSON can hold, and what Python's reader lets in besides.
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["cleaner", "held", "hlta-status", "2010", "level 3", 10**50]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=12,
)


def nested(keys: dict):
    """Objects with keys of ours and anything in them."""
    return st.dictionaries(st.sampled_from(sorted(keys)), anything, max_size=4)


wild = st.fixed_dictionaries({}, optional={
    **{key: anything for key in profiles.KEYS},
    "need": anything | nested(profiles.NEED), "aspiration": anything | nested(profiles.ASPIRATION),
    "constraints": anything | nested(profiles.CONSTRAINTS), "qualifications": anything | st.lists(anything | nested(profiles.CERTIFICATE), max_size=4),
    "roles": anything | st.lists(anything | st.sampled_from(JOBS), max_size=4), "nonsense": anything,
})


class TestAnythingAtAll:
    def test_is_read_and_what_is_left_can_be_advised_on(self, store):
        @OFTEN
        @given(wild | anything)
        def check(given_):
            usable, faults = profiles.read(given_, store)
            assert all(fault.isprintable() and len(fault) < 500 for fault in faults) and len(faults) <= profiles.MOST_FAULTS
            assert profiles.read(usable, store).profile == usable
            situation = Situation(usable, store, DAY)
            assert json.dumps(doubts.cautions(situation)) and advise(usable, store, DAY)["next_steps"]

        check()

    def test_is_refused_where_anything_of_it_is_left_out(self, store):
        @OFTEN
        @given(wild)
        def check(given_):
            usable, faults = profiles.read(given_, store)
            if {key: value for key, value in given_.items() if value is not None}.keys() - usable.keys():
                assert faults

        check()


class TestTheAdviceItself:
    """`advise` with a profile that nobody checked, as another program may call it."""

    def test_never_stumbles(self, store):
        for text, _ in REFUSED:
            assert advise(json.loads(text), store, DAY)["next_steps"]

    def test_says_what_it_left_out(self, store):
        advice = advise({"roles": ["cleaner", "wizard"], "english_level": 9}, store, DAY)
        text = cases.words(advice["cautions"])
        assert "wizard" in text and "english_level" in text

    def test_says_what_does_not_go_together(self, store):
        assert "You said both" in cases.words(advise(profile("cleaner", held=[A_DEGREE, {"words": "no qualifications"}]), store)["cautions"])

    def test_has_no_cautions_where_all_is_well(self, store):
        assert advise(profile("cleaner", held=[], as_of=TODAY), store)["cautions"] == []
