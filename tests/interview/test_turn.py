"""Every move in the conversation, taken by the pure `turn`."""
from __future__ import annotations

import copy
import json

import pytest


def cook(person):
    return person.choose("for:self").choose("role:school-cook").choose("duties:cook-meals")


def to_advice(person, *certificates):
    cook(person).choose("aim:now").choose("need_source:ns01").choose("need:recognition")
    person.choose(*(certificates or ("qualifications:none",))).choose("constraints:nothing")
    return person.choose("check:yes")


def to_plan(person):
    to_advice(person).choose("pick:functional-skills-l2").choose("practicalities:all-todo")
    person.choose("agreed:not-yet").choose(person.offered()[0])
    return person.choose("review:m6")


def test_it_says_it_is_a_computer_and_who_can_see_this(person):
    assert "i am a computer" in person.shown()
    assert "nobody at your school sees" in person.shown()
    assert person.open == "for"


def test_the_answers_are_plain_json_and_the_old_ones_are_not_touched(person):
    before = copy.deepcopy(person.answers)
    old = person.answers
    person.choose("for:self")
    assert old == before
    assert json.loads(json.dumps(person.answers)) == person.answers


def test_what_is_known_is_not_asked(person):
    person.say("I'm a school cook, I want to be a kitchen manager, I have no exams")
    assert person.answers["for"] == "self"
    assert person.answers["roles"] == ["school-cook"]
    assert person.answers["aspiration"] == {"role": "kitchen-manager"}
    assert person.answers["qualifications"] == []
    assert person.open == "duties"


def test_their_own_word_for_the_job_is_echoed(person):
    person.say("im a dinner lady").choose("role:midday-supervisor")
    person.choose("say:answers")
    assert "dinner lady" in person.shown()


def test_an_unclear_job_is_asked_and_the_clear_one_kept(person):
    person.say("im a dinner lady and a cleaner")
    assert "role:midday-supervisor" in person.offered()
    person.choose("role:midday-supervisor")
    assert set(person.answers["roles"]) == {"midday-supervisor", "cleaner"}


@pytest.mark.parametrize("intent, text", [("why", "why do you ask"), ("repeat", "say that again"), ("thanks", "thank you"), ("ask_person", "can I talk to somebody")])
def test_a_move_keeps_the_open_question(person, intent, text):
    cook(person)
    person.say(text, intent)
    assert person.open == "aim"
    assert person.answers["duties"] == ["cook-meals"]


def test_why_gives_the_reason_for_this_question(person, store):
    cook(person).choose("say:why")
    assert store.get("interview_questions", "aim").why.lower()[:40] in person.shown()


def test_back_opens_the_question_before_with_its_old_answer(person):
    cook(person).choose("say:back")
    assert person.open == "duties"
    assert "cook the main meals" in person.shown()
    person.choose("say:back")
    assert person.open == "role"


def test_an_old_choice_changes_that_answer_and_says_so(person):
    cook(person).choose("aim:now")
    assert person.open == "need_source"
    person.choose("role:site-manager")
    assert person.answers["roles"] == ["site-manager"]
    assert "i have changed" in person.shown()
    assert "duties" not in person.answers


def test_the_same_choice_twice_changes_nothing(person):
    cook(person)
    answers = {k: v for k, v in person.answers.items() if k != "asked"}
    person.choose("duties:cook-meals")
    assert {k: v for k, v in person.answers.items() if k != "asked"} == answers


def test_a_skipped_question_is_not_asked_again_and_shows_as_left_out(person):
    person.choose("for:self").choose("role:school-cook").choose("say:skip")
    assert person.open == "aim"
    person.choose("say:answers")
    assert "left out" in person.shown()


def test_three_misunderstandings_rephrase_explain_and_carry_on(person):
    person.choose("for:self").choose("role:school-cook")
    person.say("wibble wobble")
    assert person.open == "duties" and person.answers["misses"] == 1
    person.say("flibble floo")
    assert person.open == "duties" and "buttons" in person.shown()
    person.say("grumble snork")
    assert person.open == "aim" and "union learning rep" in person.shown()


def test_a_question_in_between_is_answered_with_its_source_and_the_question_returns(person):
    cook(person).say("what is an hlta?", "ask_question")
    cards = [m["card"] for m in person.last.messages if m.get("card")]
    assert cards[0]["kind"] == "answer" and cards[0]["sources"][0]["checked"]
    assert person.open == "aim"


def test_what_it_cannot_answer_is_said_honestly(person):
    cook(person).say("how do I plumb in a dishwasher with copper pipe?", "ask_question")
    assert "do not have a checked answer" in person.shown()
    assert person.open == "aim"


def test_start_again_is_confirmed_first(person):
    cook(person).choose("say:restart")
    assert person.answers["roles"] == ["school-cook"]
    person.choose("say:keep")
    assert person.answers["roles"] == ["school-cook"] and person.open == "aim"
    person.choose("say:restart").choose("say:restart-yes")
    assert "roles" not in person.answers and person.open == "for"


def test_restart_yes_without_the_question_does_not_clear(person):
    cook(person).choose("say:restart-yes")
    assert person.answers["roles"] == ["school-cook"]


def test_forget_me_is_confirmed_and_then_asks_the_channel_to_forget(person):
    cook(person).choose("say:forget")
    assert person.last.effects == []
    person.choose("say:forget-yes")
    assert person.last.effects == ["forget"]


def test_stop_asks_for_a_code_and_keeps_every_answer(person):
    cook(person).choose("say:stop")
    assert person.last.effects == ["code"] and "{code}" in person.shown()
    assert person.answers["duties"] == ["cook-meals"]
    person.choose("say:carry-on")
    assert person.open == "aim"


def test_the_answers_are_checked_before_the_advice_with_a_change_button_each(person):
    cook(person).choose("aim:now").choose("need_source:ns01").choose("need:recognition").choose("qualifications:none").choose("constraints:nothing")
    card = next(m["card"] for m in person.last.messages if m.get("card"))
    assert person.open == "check"
    assert {"change:role", "change:need", "change:qualifications"} <= {line["action"]["id"] for line in card["lines"]}


def test_a_change_from_the_check_returns_to_the_check(person):
    cook(person).choose("aim:now").choose("need_source:ns01").choose("need:recognition").choose("qualifications:none").choose("constraints:nothing")
    person.choose("change:need")
    assert person.open == "need" and "proof" in person.shown()
    person.choose("need:skill")
    assert person.open == "check"


def test_the_advice_shows_cards_with_reasons_and_sources(person):
    to_advice(person)
    cards = [m["card"] for m in person.last.messages if m.get("card")]
    assert {card["kind"] for card in cards} == {"recommendation", "informal"} and len(cards) <= 3
    assert all(card["sources"] for card in cards)


def test_more_of_the_advice_is_a_press_away(person):
    more = [id for id in to_advice(person).offered() if id.startswith("say:more-")]
    assert "say:more-informal" in more and "say:more-money" in more
    for id in more:
        cards = [m["card"] for m in person.choose(id).last.messages if m.get("card")]
        assert 1 <= len(cards) <= 3 and all(card["sources"] for card in cards) and person.open == "pick"


def test_the_practical_points_become_steps_with_an_owner(person):
    to_advice(person).choose("pick:functional-skills-l2")
    card = next(m["card"] for m in person.last.messages if m.get("card"))
    first, second = card["lines"][0], card["lines"][1]
    person.choose(first["options"][0]["id"], second["options"][1]["id"])
    states = list(person.answers["practicalities"].values())
    assert states[0] == "sorted" and states[1] == "todo"


def test_it_ends_with_a_plan_and_stays_open(person):
    to_plan(person).choose("evidence:seen").choose("sharing:not-now")
    assert person.open == "after_plan"
    assert any((m.get("card") or {}).get("kind") == "plan" for m in person.last.messages)
    person.say("what is an hlta?", "ask_question")
    assert person.open == "after_plan"


def test_changing_after_the_plan_gives_new_advice(person):
    to_plan(person).choose("role:site-manager")
    assert "no longer fits" in person.shown()
    assert person.open == "duties"


def test_helping_somebody_asks_for_no_name(person):
    person.choose("for:member")
    assert "do not type their name" in person.shown()


def test_a_refusal_is_met_kindly_once(person):
    to_advice(person).choose("pick:functional-skills-l2").choose("practicalities:all-todo").choose("agreed:no")
    assert person.shown().count("sorry") == 1 and "in writing" in person.shown() and "union learning rep" in person.shown()


def test_pay_is_signposted_and_the_question_stays(person):
    cook(person).say("they cut my grade, is that legal", "pay_or_grading")
    assert "union" in person.shown() and person.open == "aim"


def test_two_things_named_are_shown_side_by_side(person):
    cook(person).say("which is better, a school cook or a kitchen manager?", "compare")
    cards = [m["card"]["title"].lower() for m in person.last.messages if m.get("card")]
    assert len(cards) == 2 and person.open == "aim"


def test_anything_cheaper_is_taken_as_what_makes_it_hard_and_the_advice_is_looked_at_again(person):
    to_advice(person).say("anything cheaper?", "cheaper_shorter_other")
    assert person.answers["constraints"]["cost"] == "none"
    assert person.open == "pick" and "looked again" in person.shown()


def test_a_move_does_not_show_the_cards_again_but_repeat_does(person):
    to_advice(person).choose("say:why")
    assert not any(m.get("card") for m in person.last.messages) and "pick:none" in person.offered()
    person.choose("say:repeat")
    assert any(m.get("card") for m in person.last.messages)


def test_none_of_these_goes_on_without_practical_points(person):
    to_advice(person).choose("pick:none")
    assert person.open == "success"


def test_a_worry_about_the_job_is_acknowledged_once(person):
    cook(person).choose("aim:now").choose("need_source:ns-job-at-risk")
    assert person.shown().count("sorry") == 1


def test_an_unclear_job_stays_open_when_something_else_is_pressed(person):
    person.say("im a dinner lady").choose("for:self")
    assert "role:midday-supervisor" in person.offered() and "role:site-manager" not in person.offered()


def test_english_and_maths_both_ticked_are_both_shown(person):
    to_advice(person, "qualifications:english", "qualifications:maths").choose("say:answers")
    assert "english: at grade c" in person.shown() and "maths: at grade c" in person.shown()


def test_a_yes_long_after_start_again_clears_nothing(person):
    cook(person).choose("say:restart").choose("aim:now")
    person.say("yes")
    assert person.answers["roles"] == ["school-cook"]


def test_something_else_said_after_are_you_sure_is_taken(person):
    cook(person).choose("say:restart").say("I have no exams")
    assert person.answers["qualifications"] == [] and person.answers["roles"] == ["school-cook"]


def test_a_job_it_does_not_know_is_said_so_with_choices(person):
    person.choose("for:self").say("I am the school archivist and beekeeper")
    assert "role:school-cook" in person.offered() and person.open == "role"


def test_another_job_it_does_not_know_is_kept_in_their_words(person):
    cook(person).choose("aim:other").say("a beekeeper on the school roof")
    assert person.answers["aspiration"] == {"words": "a beekeeper on the school roof"}
    assert person.answers["focus"] == "new role" and person.open == "need"


def test_a_way_to_learn_asked_before_the_advice_is_answered_as_a_question(person):
    cook(person).say("can I do it in the evenings?", "cheaper_shorter_other")
    assert "constraints" not in person.answers and person.open == "aim"


def test_naming_what_was_not_suggested_says_what_it_is_and_why_not(person):
    to_advice(person).say("what about hlta status please")
    assert any((m.get("card") or {}).get("kind") == "answer" for m in person.last.messages)
    assert person.open == "pick"


def test_an_unclear_job_is_left_after_three_misses(person):
    person.say("im a dinner lady").say("wibble flop").say("gronk snee").say("blarg fumble")
    assert "pending" not in person.answers
