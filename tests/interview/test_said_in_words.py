"""Answers in the person's own words, where a button could have been pressed."""
from __future__ import annotations

import pytest


@pytest.fixture
def cook(person):
    """A school cook who wants to stay one, at the question of certificates."""
    return person.say("I'm the school cook").say("cook the meals").say("no just my own job").say("new allergy rules").say("know more about allergens")


def to_advice(person):
    return person.say("no").say("nothing really").choose("check:yes")


def to_practical_points(person):
    return to_advice(person).say("the first one please")


@pytest.mark.parametrize(("said", "role"), [
    ("the first one", "midday-supervisor"), ("lunch duty and first aid mostly", "midday-supervisor"), ("kitchen one", "catering-assistant"),
    ("cooking the meals", "school-cook"), ("midday supervisor", "midday-supervisor"), ("the last one", "school-cook"),
])
def test_which_job_is_meant_can_be_said_in_words(person, said, role):
    person.say("im a dinner lady").say(said)
    assert person.answers["roles"] == [role] and person.open == "duties"
    assert "dinner lady" in person.shown()


def test_all_the_jobs_a_word_can_mean(person):
    person.say("im a dinner lady").say("bit of everything really")
    assert person.answers["roles"] == ["midday-supervisor", "catering-assistant", "school-cook"]


def test_another_job_named_at_which_job_is_meant_is_taken(person):
    person.say("im a dinner lady").say("actually I'm a teaching assistant")
    assert person.answers["roles"] == ["teaching-assistant"]


def test_duties_without_a_job_offer_the_jobs_that_do_them(person):
    person.say("i mop the floors")
    assert person.open == "role" and "role:cleaner" in person.offered() and len(person.offered()) <= 4


@pytest.mark.parametrize(("said", "duties"), [
    ("listen to readers", ["help-in-class"]), ("small groups and 1 to 1", ["small-groups"]), ("the first one", ["help-in-class"]),
    ("first aid and cover lessons", ["first-aid-duty", "whole-class"]),
])
def test_a_normal_week_in_words(person, said, duties):
    assert set(person.say("I'm a teaching assistant").say(said).answers["duties"]) == set(duties)


@pytest.mark.parametrize("said", ["nah stay in my job", "stay as i am", "do my job better", "happy where i am"])
def test_staying_in_the_job(person, said):
    person.say("I'm a teaching assistant").say("small groups").say(said)
    assert person.answers["focus"] == "current" and person.open == "need_source"


def test_what_prompted_it_said_too_early_is_kept(person):
    person.say("I'm a teaching assistant").say("small groups").say("stay in my job, my boss told me to")
    assert person.answers["need_source"] == "ns-asked-to" and person.open == "need"


def test_another_job_in_words_only_is_kept_and_not_asked_for_ever(person):
    person.say("I'm a school cleaner").say("mopping").say("want a better paid job").say("a better paid job")
    assert person.answers["aspiration"] == {"words": "a better paid job"}


@pytest.mark.parametrize(("said", "kind"), [
    ("i'd feel braver", "confidence"), ("i want to move up", "recognition"), ("get better at cooking", "skill"), ("know more about dyslexia", "knowledge"),
])
def test_the_kind_of_need_in_words(person, said, kind):
    person.say("I'm a teaching assistant").say("small groups").say("hlta").say(said)
    assert person.answers["need"]["kind"] == kind and person.answers["intended_change"] == said


def test_wanting_to_know_is_an_answer_to_what_should_be_different(person):
    person.say("I'm a midday supervisor").say("lunch duty").say("my job now").say("my own idea").say("I just want to know the first aid")
    assert person.answers["intended_change"] == "I just want to know the first aid"


@pytest.mark.parametrize("said", ["no", "none", "not yet", "nowt", "no i left school with nothing"])
def test_no_certificates_in_words(cook, said):
    assert cook.say(said).answers["qualifications"] == []


@pytest.mark.parametrize("said", ["a certificate in bee keeping", "i did an apprenticeship in plumbing in 1985"])
def test_a_certificate_that_is_not_known_is_kept_in_their_words(cook, said):
    assert cook.say(said).answers["qualifications"] == [{"words": said, "status": "held"}]


@pytest.mark.parametrize(("said", "english", "maths"), [
    ("english yes maths no", 2, 1), ("no", 1, 1), ("yes", 2, 2), ("english is ok but no certificate", 1, 1), ("only maths", 1, 2),
])
def test_english_and_maths_in_words_keep_the_certificates(cook, said, english, maths):
    held = cook.say("a degree in biology from poland").answers["qualifications"][0]
    cook.say(said)
    assert (cook.answers["english_level"], cook.answers["maths_level"]) == (english, maths)
    assert held in cook.answers["qualifications"]


def test_two_hard_things_in_one_sentence_are_both_kept(cook):
    cook.say("no").say("money and there is no bus")
    assert cook.answers["constraints"] == {"cost": "none", "travel": "hard"}


def test_weak_english_is_not_taken_for_another_first_language(cook):
    cook.say("no").say("my english isn't very good")
    assert cook.answers["constraints"] == {"other": ["english-maths"]}


def test_an_employer_said_in_passing_is_kept(person):
    assert person.say("cook but i work for a catering company not the school").answers["employer"] == "contractor"


@pytest.mark.parametrize(("said", "picked"), [
    ("the first one please", slice(0, 1)), ("first two", slice(0, 2)), ("all of them", slice(0, None)), ("none of them", slice(0, 0)),
])
def test_picking_by_place(cook, said, picked):
    offered = [id.removeprefix("pick:") for id in to_advice(cook).offered() if id.startswith("pick:") and id != "pick:none"]
    assert cook.say(said).answers["picked"] == offered[picked]


@pytest.mark.parametrize(("said", "picked"), [("functional skills please", "functional-skills-l2"), ("just the allergen one", "food-allergen-l2"), ("food safety", "food-safety-l2")])
def test_picking_by_name_claims_no_certificate(cook, said, picked):
    assert to_advice(cook).say(said).answers["picked"] == [picked]
    assert cook.answers["qualifications"] == []


@pytest.mark.parametrize(("said", "state"), [("all sorted", "sorted"), ("not done any of it yet", "todo"), ("not sure about any of them", "not-sure")])
def test_the_practical_points_in_words(cook, said, state):
    assert set(to_practical_points(cook).say(said).answers["practicalities"].values()) == {state}


def test_one_practical_point_by_name(cook):
    given = to_practical_points(cook).say("costs are sorted").answers["practicalities"]
    assert given["pr08"] == "sorted" and set(given.values()) == {"sorted", "todo"}


@pytest.mark.parametrize(("said", "manager"), [
    ("she said yes", "yes"), ("shes happy", "yes"), ("my manager is fine with it", "yes"), ("no", "not yet"), ("havent asked her", "not yet"),
    ("dont want to ask", "not asking"), ("there is no manager", "not asking"), ("they turned me down", "no"), ("she said no", "no"),
])
def test_the_manager_s_answer_in_words(cook, said, manager):
    assert to_practical_points(cook).say("all sorted").say(said).answers["agreed"] == {"manager": manager}


@pytest.mark.parametrize(("said", "months"), [("6 months", 6), ("in a year", 12), ("half a year", 6), ("next summer", 8), ("the first one", 3)])
def test_the_review_date_in_words(cook, said, months):
    to_practical_points(cook).say("all sorted").say("she said yes").say("no mistakes with special diets").say(said)
    assert cook.answers["review"] == {"months": months} and cook.open == "evidence"
    assert cook.answers["evaluation"]["words"] == "no mistakes with special diets"


def test_a_member_s_manager_is_not_the_member(person):
    person.choose("for:member").say("she is a cook").say("cooking the meals").say("stay in her job").say("her manager told her to")
    assert person.answers["roles"] == ["school-cook"] and person.answers["need_source"] == "ns-asked-to"


def test_the_certificates_of_a_member_are_taken(person):
    person.choose("for:member").say("she is a cook").say("she has nvq 2 in catering and no english")
    held = person.answers["qualifications"]
    assert any(entry.get("level") == 2 and entry["status"] == "held" for entry in held)
    assert person.answers["english_level"] == 1 and not any(entry.get("subject") == "english" for entry in held)


def test_picking_by_another_name(person):
    person.say("I'm a teaching assistant").say("small groups, cover lessons and planning").say("hlta").say("get better at it")
    person.say("gcse english and maths C, nvq level 3").say("nothing").choose("check:yes").say("the hlta one")
    assert person.answers["picked"] == ["hlta-status"]


def test_a_job_that_is_wished_for_in_passing_is_not_a_job_they_have(person):
    person.say("parent helper in reception class, i'd like a paid job as TA")
    assert person.answers["roles"] == ["parent-volunteer"] and person.answers["aspiration"] == {"role": "teaching-assistant"}


def test_change_my_job_is_no_answer_to_this_job_or_another(person):
    person.say("I'm a teaching assistant").say("small groups").say("change my job", "change_answer")
    assert person.open == "role"


def test_jobs_offered_from_duties_are_not_offered_for_ever(person):
    person.say("i look after attendance")
    for _ in range(3):
        person.say("purple")
    assert person.open != "role" and "pending" not in person.answers


def test_both_takes_the_two_likeliest_jobs(person):
    person.choose("for:self").say("I clean and help in kitchen").say("both")
    assert set(person.answers["roles"]) >= {"cleaner", "catering-assistant"}


def test_none_with_a_reason_is_no_certificates(person):
    person.say("I'm a cleaner, I want to be a teaching assistant").choose("duties:cleaning-duty").choose("need:skill")
    person.say("none sorry left school at 15")
    assert person.answers["qualifications"] == []


def test_no_idea_is_not_no_certificates(person):
    person.say("I'm a cleaner, I want to be a teaching assistant").choose("duties:cleaning-duty").choose("need:skill")
    person.say("no idea where they are")
    assert person.answers.get("qualifications") is None


def test_certificates_told_at_another_question_are_no_wish_to_learn_them(person):
    person.say("I'm a cook, I want to be a kitchen manager").choose("duties:cook-meals")
    person.say("nvq 3 in catering, english C maths B")
    assert len(person.answers["qualifications"]) == 3 and person.open == "need"
    assert "need" not in person.answers


def test_a_story_is_met_with_answers_of_its_topic(person):
    person.choose("for:self").choose("role:school-cook")
    open_ = person.open
    person.say("It was lovely to meet people from other schools that day and it gave me a lot to think about")
    offered = [id for id in person.offered() if id.startswith("tell:open_questions=")]
    assert 1 <= len(offered) <= 3 and "thank you for telling me" in person.shown() and person.open == open_
    person.choose(offered[0])
    assert any((message.get("card") or {}).get("kind") == "answer" for message in person.last.messages) and person.open == open_


def test_a_few_words_that_say_nothing_are_not_a_story(person):
    person.choose("for:self").choose("role:school-cook").say("bla bla bla")
    assert not any(id.startswith("tell:") for id in person.offered())


def test_a_place_and_a_name_in_one_message_pick_both(cook):
    to_advice(cook)
    picks = [id.removeprefix("pick:") for id in cook.offered() if id.startswith("pick:")]
    assert "visiting-another-school" in picks[1:]
    assert cook.say("the first one and the visit to another school").answers["picked"] == [picks[0], "visiting-another-school"]


@pytest.mark.parametrize("said", ["they said no", "my boss said no"])
def test_a_refusal_is_a_barrier_and_not_nothing_much(cook, said):
    cook.say("no certificates").say(said)
    assert cook.answers["constraints"]["other"] == ["manager"]


def test_nothing_much_is_not_shown_beside_something(cook):
    cook.answers.setdefault("constraints", {}).update({"cost": "none"})
    cook.say("no certificates").say("nothing really")
    assert "money" in cook.shown() and "nothing much" not in cook.shown()


@pytest.mark.parametrize("at_need", [True, False])
def test_what_makes_it_hard_told_at_another_question_is_noted_and_answers_nothing_else(person, at_need):
    person.say("I'm the school cook")
    if at_need:
        person.say("cook the meals").say("no just my own job").say("new allergy rules")
    open_ = person.open
    person.say("no money and I can't get time off", "answer_barriers")
    assert person.open == open_ and "noted" in person.shown()
    assert person.answers["constraints"] == {"cost": "none", "release": "none"} and not person.answers.get("intended_change")


def test_a_need_that_names_a_hindrance_is_a_need(person):
    person.say("I'm the school cook").say("cook the meals").say("no just my own job").say("new allergy rules")
    person.say("be less nervous with the computer", "answer_need")
    assert person.answers["intended_change"] == "be less nervous with the computer" and not person.answers.get("constraints")


@pytest.mark.parametrize("said", ["I want to talk to a person", "i want to talk to someone"])
def test_who_asks_for_a_person_names_nothing(person, said):
    assert "you can talk to a person" in person.choose("for:self").say(said, "ask_person").shown() and person.open == "role"
