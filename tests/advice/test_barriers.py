"""What makes learning hard: every kind of it is met with a small step, what may help, and a way that needs none of it."""
from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st

from knowledge.advice import barriers as module
from knowledge.advice import entry
from knowledge.advice.barriers import INSTEAD, NAMED, barriers
from knowledge.advice.bridges import ASK, STEP, bridges
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from tests.advice.people import BOTH_C, NOTHING, ids, profile
from tests.advice.test_properties import OFTEN

DAY, THEN = datetime.date(2026, 11, 22), "2010-01-01"
NEEDS_NO_LEAVE = ("time", "cover", "workload", "contract", "hours", "personal", "manager", "employer", "pay")
EMPLOYEES_REMEDIES = {
    "request-time-to-train", "flexible-working-request", "training-time-working-time", "mandatory-training-paid-and-in-time",
    "part-time-workers-training",
}


def rows_of(store, answers: dict | None = None, **profile_) -> dict[str, dict]:
    return {row["id"]: row for row in barriers(Situation({"roles": ["teaching-assistant"], **profile_}, store, DAY), answers)}


def constrained(**given) -> dict:
    return {"constraints": given}


class TestNaming:
    @pytest.mark.parametrize(("said", "id"), [
        (constrained(release="none"), "ba01"),
        (constrained(release="none"), "ba02"),
        (constrained(cost="none"), "ba16"),
        (constrained(travel="hard"), "ba14"),
        (constrained(online="no"), "ba46"),
        (constrained(hours="evenings"), "ba-hours"),
        (constrained(other=["contract"]), "ba12"),
        ({"contract": "term-time"}, "ba12"),
        ({"contract": "casual"}, "ba58"),
        (constrained(other=["manager"]), "ba35"),
        ({"employer": "agency"}, "ba-agency"),
        ({"contract": "agency"}, "ba-agency"),
        ({"roles": ["supply-ta"]}, "ba-agency"),
        ({"employer": "contractor"}, "ba47"),
        ({"contract": "volunteer"}, "ba-volunteer"),
        ({"roles": ["parent-volunteer"]}, "ba-volunteer"),
        (constrained(other=["information"]), "ba21"),
        (constrained(other=["confidence"]), "ba42"),
        ({"need": {"kind": "confidence"}}, "ba42"),
        (constrained(other=["family"]), "ba13"),
        (constrained(other=["language"]), "ba-language"),
        (constrained(other=["english-maths"]), "ba-english-maths"),
        (constrained(other=["health"]), "ba-disability"),
        (constrained(other=["disability"]), "ba-disability"),
        ({"roles": ["science-technician"], **constrained(release="none")}, "ba05"),
        ({"duties": ["whole-class"], **constrained(release="none")}, "ba06"),
    ])
    def test_the_profile_names_it(self, store, said, id):
        assert id in rows_of(store, **said)

    @pytest.mark.parametrize(("state", "id"), [("no", "ba38"), ("not asking", "ba-not-asking")])
    def test_what_the_manager_says_names_it(self, store, state, id):
        assert next(iter(rows_of(store, {"agreed": {"manager": state}}))) == id

    @pytest.mark.parametrize("state", ["yes", "not yet", None])
    def test_a_manager_who_may_still_agree_is_no_barrier(self, store, state):
        assert rows_of(store, {"agreed": {"manager": state}}) == {}

    @pytest.mark.parametrize("said", [
        {}, constrained(release="some", cost="own", travel="ok", online="yes", hours="any", other=[]), {"employer": "council"},
        {"contract": "permanent"}, {"need": {"kind": "skill"}}, constrained(release="skipped", other="not_sure"),
    ])
    def test_nothing_hard_is_nothing(self, store, said):
        assert rows_of(store, **said) == {}

    def test_every_barrier_can_be_named_by_its_id_or_its_kind(self, store):
        for barrier in store.all("barriers"):
            assert barrier.id in rows_of(store, **constrained(other=[barrier.id]))
            kinds = {row["kind"] for row in rows_of(store, **constrained(other=[barrier.kind])).values()}
            assert kinds == {barrier.kind}

    def test_what_says_it_more_closely_takes_the_place_of_the_general(self, store):
        alone = rows_of(store, roles=["science-technician"], **constrained(release="none"))
        assert "ba05" in alone and "ba02" not in alone

    def test_a_practical_point_still_to_do_names_its_barrier_under_its_own_name(self, store):
        rows = rows_of(store, {"practicalities": {"pr26": "todo", "pr08": "not-sure", "pr27": "sorted", "pr28": "na"}})
        assert [(row["id"], row["title"], row["named_by"]) for row in rows.values()] == [
            ("ba13", "Family and childcare", "practicalities"), ("ba16", "Costs", "practicalities"),
        ]

    def test_what_the_profile_names_comes_first_and_once(self, store):
        rows = rows_of(store, {"practicalities": {"pr08": "todo", "pr26": "todo"}}, **constrained(other=["family"]))
        assert list(rows) == ["ba13", "ba16"] and rows["ba13"]["named_by"] == "profile"

    def test_the_tables_name_only_what_there_is(self, store):
        named = {id for _, _, id in NAMED} | {closer for rows in module.CLOSER.values() for closer, _ in rows} | set(module.CLOSER)
        assert all(store.find("barriers", id) for id in named)
        assert all(store.find("informal_options", id) for group in INSTEAD.values() for id in group)
        assert all(store.find("resources", id) for group in (*module.HELP.values(), module.ANYBODY) for id in group)
        kinds = {barrier.kind for barrier in store.all("barriers")}
        assert kinds == set(INSTEAD) and set(module.HELP) | set(module.ASKS_AN_EMPLOYER) <= kinds


class TestWaysThatNeedNoneOfIt:
    @pytest.mark.parametrize("kind", NEEDS_NO_LEAVE)
    def test_they_need_no_leave(self, store, kind):
        assert {store.get("informal_options", id).release for id in INSTEAD[kind]} == {"none"}

    def test_without_a_manager_they_are_the_person_s_own(self, store):
        assert {store.get("informal_options", id).learn_from for id in INSTEAD["manager"]} == {"self"}

    def test_without_a_computer_none_is_online(self, store):
        assert not any(store.get("informal_options", id).online for id in INSTEAD["computer"])
        told = rows_of(store, **constrained(online="no", release="none", travel="hard", cost="none", other=["family"]))
        assert "e-learning" not in {way["id"] for row in told.values() for way in row["instead"]}

    def test_near_home_none_is_elsewhere(self, store):
        ways = [store.get("informal_options", id) for id in INSTEAD["travel"]]
        assert all(way.learn_from != "others" or way.online for way in ways)


class TestRefused:
    @pytest.fixture
    def rows(self, store):
        return rows_of(store, {"agreed": {"manager": "no"}}, **constrained(release="none", cost="none", other=["manager"]))

    def test_a_talk_with_the_manager_is_never_the_only_remedy(self, store):
        for id in [barrier.id for barrier in store.all("barriers") if barrier.kind == "manager"]:
            row = rows_of(store, **constrained(other=[id]))[id]
            assert {"union-rep-or-ulr", "acas-helpline-and-codes"} <= {who["id"] for who in row["help"]}
            assert all(store.get("informal_options", way["id"]).release == "none" for way in row["instead"]) and row["instead"]

    def test_the_reason_is_asked_for_in_writing_and_nothing_else_is_asked(self, rows):
        assert "in writing" in rows["ba38"]["step"] and "in writing" in rows["ba38"]["request"]
        assert [id for id, row in rows.items() if row["request"]] == ["ba38"]

    def test_no_step_needs_leave_or_asks_again(self, rows):
        assert "no time off" in rows["ba01"]["step"] and rows["ba01"]["step"] == rows["ba02"]["step"]

    def test_a_refusal_says_all_that_a_worry_about_the_manager_would(self, rows):
        assert "ba35" not in rows

    def test_who_does_not_ask_has_nothing_to_send(self, store):
        rows = rows_of(store, {"agreed": {"manager": "not asking"}}, **constrained(release="none", cost="none"))
        assert not any(row["request"] for row in rows.values())


class TestStanding:
    @pytest.mark.parametrize("who", [{"contract": "agency"}, {"employer": "agency"}, {"contract": "volunteer"}, {"roles": ["parent-volunteer"]}])
    def test_agency_staff_and_volunteers_get_no_employee_s_remedy(self, store, who):
        rows = rows_of(store, **who, **constrained(release="none", cost="none", hours="mornings", other=["manager", "contract", "review", "pay"]))
        for row in rows.values():
            assert row["to"] != store.phrase("barrier-to-employee")
            if row["kind"] in module.ASKS_AN_EMPLOYER:
                assert row["rights"] == [] and row["request"] is None and row["step"] != store.get("barriers", row["id"]).remedy
            assert not {"request-time-to-train", "flexible-working-request"} & {right["id"] for right in row["rights"]}
            assert "line manager" not in row["step"]

    def test_a_right_to_ask_in_law_is_not_for_agency_staff_or_volunteers_whatever_the_barrier(self, store):
        for barrier in store.all("barriers"):
            for contract in ("agency", "volunteer"):
                rights = {r["id"] for row in rows_of(store, contract=contract, **constrained(other=[barrier.id])).values() for r in row["rights"]}
                assert not rights & {"request-time-to-train", "flexible-working-request"}

    def test_access_to_work_is_not_for_volunteers_but_changes_in_tests_are(self, store):
        rights = ids(rows_of(store, contract="volunteer", **constrained(other=["health"]))["ba-disability"]["rights"])
        assert rights == ["reasonable-adjustments-in-assessment"]

    def test_agency_staff_have_a_right_of_their_own(self, store):
        assert ids(rows_of(store, contract="agency")["ba-agency"]["rights"]) == ["agency-workers-rights"]

    def test_one_step_for_several_kinds_is_said_once(self, store):
        rows = rows_of(store, contract="agency", **constrained(release="none", other=["manager", "pay"]))
        steps = [row["step"] for row in rows.values()]
        assert len(steps) == len(set(steps))

    def test_a_contractor_s_staff_write_to_that_company(self, store):
        row = rows_of(store, employer="contractor", **constrained(release="none"))["ba01"]
        assert "company" in row["to"] and "request-time-to-train" in ids(row["rights"])


class TestRightsAndMoney:
    def right(self, store, **known) -> dict | None:
        rights = rows_of(store, **constrained(release="none"), **known)["ba01"]["rights"]
        return next((right for right in rights if right["id"] == "request-time-to-train"), None)

    def test_what_it_depends_on_is_said_until_it_is_known(self, store):
        told = self.right(store, contract="permanent")["depends"]
        assert "250 people" in told and "26 weeks" in told
        assert self.right(store, contract="permanent", employer_250=True, service_26_weeks=True)["depends"] is None

    @pytest.mark.parametrize("known", [{"employer_250": False}, {"service_26_weeks": False}, {"as_of": THEN}])
    def test_a_right_that_is_not_theirs_is_not_offered(self, store, known):
        assert self.right(store, **known) is None

    def test_each_right_says_how_to_use_it(self, store):
        for barrier in store.all("barriers"):
            for row in rows_of(store, **constrained(other=[barrier.id])).values():
                assert all(right["title"] and right["how"] for right in row["rights"] + row["funding"])

    def test_money_for_adults_is_not_for_the_young(self, store):
        young = ids(rows_of(store, age_band="under 19", **constrained(cost="none"))["ba16"]["funding"])
        assert not {"adult-funding", "learner-support-hardship"} & set(young)
        assert {"adult-funding", "learner-support-hardship"} <= set(ids(rows_of(store, **constrained(cost="none"))["ba16"]["funding"]))

    def test_in_2010_nothing_is_offered_that_came_later(self, store):
        for barrier in store.all("barriers"):
            for row in rows_of(store, as_of=THEN, **constrained(other=[barrier.id])).values():
                for kind in ("rights", "funding"):
                    assert all(store.get(kind, r["id"]).open_on(datetime.date(2010, 1, 1)) for r in row[kind])
                assert all(store.get("resources", who["id"]).open_on(datetime.date(2010, 1, 1)) for who in row["help"])


@pytest.fixture(scope="module")
def hindered(store):
    """A strategy for (profile, answers) of people with anything at all in the way, sense or nonsense."""
    kinds = sorted({barrier.kind for barrier in store.all("barriers")} | {"family", "health", "nonsense"})
    work = [role.id for role in store.all("roles")]
    made = st.fixed_dictionaries({}, optional={
        "roles": st.lists(st.sampled_from(work), max_size=2),
        "employer": st.sampled_from(["council", "trust", "contractor", "agency", "skipped"]),
        "contract": st.sampled_from(["permanent", "casual", "agency", "volunteer", "term-time"]),
        "need": st.fixed_dictionaries({"kind": st.sampled_from(["skill", "confidence"])}),
        "constraints": st.fixed_dictionaries({}, optional={
            "release": st.sampled_from(["none", "some", 3]), "cost": st.sampled_from(["none", "own"]), "travel": st.sampled_from(["hard", "ok"]),
            "online": st.sampled_from(["yes", "no"]), "hours": st.one_of(st.text(max_size=8), st.integers()),
            "other": st.one_of(st.lists(st.sampled_from(kinds), max_size=5), st.just("family"), st.none()),
        }),
        "employer_250": st.booleans(), "service_26_weeks": st.booleans(), "as_of": st.sampled_from(["2026-11-22", THEN]),
    })
    answers = st.fixed_dictionaries({}, optional={
        "agreed": st.fixed_dictionaries({"manager": st.sampled_from(["yes", "not yet", "no", "not asking"])}),
        "practicalities": st.dictionaries(st.sampled_from(ids_of(store, "practicalities")), st.sampled_from(["todo", "sorted", "not-sure"]), max_size=8),
    })
    return st.tuples(made, answers)


def ids_of(store, kind: str) -> list[str]:
    return [record.id for record in store.all(kind)]


def test_every_barrier_of_anybody_has_a_step_somebody_else_to_turn_to_and_sources(store, hindered):
    @OFTEN
    @given(hindered)
    def check(person):
        rows = barriers(Situation(person[0], store, DAY), person[1])
        assert len({row["id"] for row in rows}) == len(rows)
        for row in rows:
            assert row["step"] and "{" not in row["step"] and row["to"] and row["instead"] and row["help"]
            assert row["sources"] and all(source["checked"] for source in row["sources"])
            facts = [store.get("rights", r["id"]) for r in row["rights"]] + [store.get("funding", r["id"]) for r in row["funding"]]
            assert {source["id"] for fact in facts for source in store.sources(fact)} <= set(ids(row["sources"]))

    check()


class TestBridges:
    def ahead(self, store, **more) -> tuple[list[dict], list[dict]]:
        chosen = advise(profile(**more), store)["qualifications"]
        return chosen, bridges(chosen, store)

    def test_what_is_missing_is_a_first_step_with_time_and_cost(self, store):
        row = {"id": "hlta-status", "entry": entry.assessed(store.get("qualifications", "hlta-status"), Situation(
            profile("teaching-assistant", "hlta", held=None, english_level=2, maths_level=1, duties=["help-in-class"]), store, DAY,
        ))}
        found = bridges([row], store)
        assert found[0]["kind"] == STEP and found[0]["hard"]
        for step in [step for step in found if step["kind"] == STEP]:
            assert step["what"] and step["time"] and step["cost"] and step["line"] == f"{step['what']} {step['time']} {step['cost']}"

    def test_what_is_unknown_is_a_question_with_whom_to_ask(self, store):
        _, found = self.ahead(store, role="teaching-assistant", goal="hlta")
        asked = [row for row in found if row["kind"] == ASK]
        assert asked and all(row["whom"] in row["what"] and row["requirement"].rstrip(".") in row["what"] for row in asked)

    def test_what_only_the_employer_gives_is_asked_of_the_employer(self, store):
        option = {"id": "x", "entry": [{
            "requirement": "The school agrees", "kind": "employer", "strength": "hard", "who_sets": "apprenticeship rules", "met": "unknown", "bridge": None,
        }]}
        assert bridges([option], store)[0]["whom"] == store.phrase("bridge-whom-employer")

    def test_a_suggestion_that_is_itself_the_way_across_is_not_said_again(self, store):
        unmet = {
            "requirement": "Maths at level 2", "kind": "subject", "strength": "hard", "who_sets": "provider", "met": "no",
            "bridge": {"what": "Take the class.", "time": "A term.", "cost": "Free.", "ref": "functional-skills-l2"},
        }
        course, basics = {"id": "hlta-status", "entry": [unmet]}, {"id": "functional-skills-l2", "entry": []}
        assert [row["ref"] for row in bridges([course], store)] == ["functional-skills-l2"]
        assert bridges([basics, course], store) == []
        twice = bridges([course, {"id": "l4-cert-hlta", "entry": [unmet]}], store)
        assert len(twice) == 1 and twice[0]["for"] == ["hlta-status", "l4-cert-hlta"]

    @pytest.mark.parametrize("who", [
        dict(role="midday-supervisor", goal="teaching-assistant", held=NOTHING), dict(role="teaching-assistant", goal="teacher", held=BOTH_C),
        dict(role="school-cook", held=NOTHING), dict(role="school-administrator", goal="school-business-manager"),
        dict(role="teaching-assistant", goal="hlta", held=BOTH_C, as_of=THEN),
    ])
    def test_known_gaps_come_first_and_none_is_said_twice_or_forgotten(self, store, who):
        chosen, found = self.ahead(store, **who)
        missing = {line["requirement"] for option in chosen for line in option["entry"] if line["met"] == "no"}
        places = [(row["requirement"] not in missing, not row["hard"]) for row in found]
        assert places == sorted(places)
        assert len({row["what"] for row in found}) == len(found)
        known = set(ids(chosen))
        for option in chosen:
            for line in [line for line in option["entry"] if line["met"] == "no" and line["bridge"]]:
                assert line["bridge"]["ref"] in known or any(option["id"] in row["for"] for row in found)
        assert all(set(row["for"]) <= known for row in found)

    def test_nothing_unmet_is_nothing_to_cross(self, store):
        assert bridges([{"id": "x", "entry": []}], store) == [] and bridges([], store) == []
