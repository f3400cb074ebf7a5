"""A question left for the school's named person: what is asked and told before, what is kept, and how it is taken back."""
from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from knowledge import kept, opening
from knowledge.advice import interview, side_leave
from knowledge.advice.side_talks import asked_for
from tests.interview.conftest import Person
from tests.places import BROOK, MILL, SCHOOL, at_places

# A Tuesday, in the hours of the one school, and the midnight before a Sunday.
TUESDAY, MIDNIGHT = datetime.datetime(2026, 11, 24, 15, 20), datetime.datetime(2026, 11, 22, 0, 10)
UNKNOWN = "where can i park my bike at work"


class Visitor(Person):
    """A person on a school's page, at a time of day; the channel marks a message that gives a way to be reached."""

    def __init__(self, store, reader, school=MILL, now=TUESDAY):
        self.school, self.now, self.sent = school, now, 0
        super().__init__(store, reader)

    def reached(self, whole=True) -> "Visitor":
        return self._send({"text": "[how to reach me]", "intent": {"name": "nlu_fallback", "confidence": 1.0}, "contact": whole})

    def leave(self, reach="no") -> "Visitor":
        """As far as the agreement."""
        return self.say("can i leave a message for someone").say("Who orders the new aprons for us?").choose(f"side:reach={reach}")

    def lines(self) -> dict:
        card = next(m["card"] for m in self.last.messages if m.get("card"))
        return {line["label"]: line["text"] for line in card["lines"]}

    def _send(self, message):
        self.sent += 1
        given = {**message, "new_id": f"id{self.sent}", **({"school": self.school} if self.school else {})}
        self.last = interview.turn(self.last.answers, self.last.next, given, self.store, self.now.date(), self.now)
        return self


@pytest.fixture(scope="module")
def here(store):
    return at_places(store)


@pytest.fixture
def visitor(here, reader):
    return Visitor(here, reader).say("I'm a school cook")


@pytest.fixture
def at(here, reader):
    return lambda school, now=TUESDAY: Visitor(here, reader, school, now).say("I'm a school cook")


@pytest.mark.parametrize("text", [
    "can i leave a message for someone", "id like to leave a question", "could you pass this on", "can i leave my question for the head",
    "can someone at my school get back to me", "leave a note please", "leave this question for someone at my school", "could somebody answer that for me",
])
def test_it_is_asked_for_in_words(text, store):
    assert asked_for(text, store) == "inbox"


@pytest.mark.parametrize("text", ["can i leave this course", "annual leave question", "i have a question", "who can answer", "can someone like me become a teacher", "they passed me over", "how do i pass it on to my team", "can i leave this question", "drop that question",
    "send the question again", "can I leave a question out", "leave this question for now"])
def test_other_words_do_not_begin_it(text, store):
    assert asked_for(text, store) != "inbox"


def test_left_without_a_way_to_be_reached(visitor):
    visitor.leave()
    assert "left" not in visitor.answers and "leave" not in visitor.last.effects
    visitor.choose("side:agreed=yes")
    assert visitor.last.effects == ["leave"] and visitor.open == "duties" and "side" not in visitor.answers
    assert visitor.answers["left"] == [{"id": f"id{visitor.sent}", "question": "Who orders the new aprons for us?", "contact": False}]


def test_before_anything_is_kept_it_says_who_sees_it_when_and_what_happens_next(visitor):
    told = visitor.leave().lines()
    assert told["Your question"] == "Who orders the new aprons for us?"
    assert "Chris Bell, head's assistant, at Mill Lane School" in told["Who sees it"]
    assert "Tuesdays and Thursdays, 3 to 4, in term" in told["When it is read"]
    assert "cannot promise" in told["What happens next"] and f"{kept.INBOX} days" in told["What happens next"]
    card = next(m["card"] for m in visitor.last.messages if m.get("card"))
    assert card["sources"][0]["title"] == "Mill Lane School"


def test_the_way_to_be_reached_is_asked_for_after_they_agreed_and_is_no_part_of_the_answers(visitor):
    visitor.leave("yes").choose("side:agreed=yes")
    assert "leave" not in visitor.last.effects and visitor.last.messages[-1]["asks"] == "contact"
    visitor.reached()
    assert visitor.last.effects == ["leave"] and visitor.answers["left"][0]["contact"] is True
    assert not any(m.get("asks") for m in visitor.last.messages)


def test_before_agreeing_all_of_it_can_be_changed(visitor):
    visitor.leave().choose("side:agreed=change")
    assert "what would you like to ask" in visitor.shown() and "Who orders the new aprons" in str(visitor.last.messages[-1]["choices"])
    visitor.choose("side:question=last").choose("side:reach=yes").choose("side:agreed=yes").reached()
    assert [(one["question"], one["contact"]) for one in visitor.answers["left"]] == [("Who orders the new aprons for us?", True)]


def test_words_that_give_no_way_to_be_reached_are_asked_again_and_it_can_be_left_without(visitor):
    visitor.leave("yes").choose("side:agreed=yes").say("at the usual place")
    assert "no whole phone number" in visitor.shown() and visitor.last.messages[-1]["asks"] == "contact"
    visitor.choose("side:contact=without")
    assert visitor.last.effects == ["leave"] and visitor.answers["left"][0]["contact"] is False


@pytest.mark.parametrize("said", ["yes please", "phone is fine", "[phone number]", "an email"])
def test_wanting_to_be_reached_in_words(visitor, said):
    visitor.say("leave a question").say("Who orders the new aprons for us?").say(said)
    assert "phone number or email" in visitor.lines()["Reaching you"]


@pytest.mark.parametrize("said", ["no", "no thanks", "i will ask them myself"])
def test_not_wanting_it_in_words(visitor, said):
    visitor.say("leave a question").say("Who orders the new aprons for us?").say(said)
    assert "Ask them yourself" in visitor.lines()["Reaching you"]


@pytest.mark.parametrize(("said", "left"), [("yes leave it", 1), ("ok", 1), ("Yes please do", 1), ("no leave it", 0), ("no thanks", 0), ("don't leave it", 0)])
def test_agreeing_in_words(visitor, said, left):
    visitor.leave().say(said)
    assert len(visitor.answers.get("left", [])) == left and visitor.open == "duties" and "side" not in visitor.answers


@pytest.mark.parametrize("said", ["leave it", "yes but not yet", "hmm", "ok wait"])
def test_what_is_no_plain_yes_or_no_leaves_nothing(visitor, said):
    visitor.leave().say(said)
    assert not visitor.answers.get("left")


def test_a_number_with_slips_is_asked_for_again_and_again(visitor):
    visitor.leave("yes").choose("side:agreed=yes")
    for _ in range(3):
        visitor.reached(False)
        assert "no whole phone number" in visitor.shown() and visitor.last.messages[-1]["asks"] == "contact"
    assert visitor.reached().last.effects == ["leave"]


@pytest.mark.parametrize("how", ["side:agreed=no", "say:skip", "say:side-leave", "say:back"])
def test_not_agreed_or_left_halfway_nothing_is_left(visitor, how):
    visitor.leave().choose(how)
    assert not visitor.answers.get("left") and visitor.last.effects == [] and "nothing was left" in visitor.shown() and visitor.open == "duties"


def test_taken_up_again_where_it_was(visitor):
    visitor.leave().choose("say:side-leave").choose("duties:cook-meals").say("leave a question")
    assert "where you left off" in visitor.shown() and "side:agreed=yes" in visitor.offered()


def test_taken_back_by_its_button(visitor):
    visitor.leave().choose("side:agreed=yes")
    action = next(m["card"]["actions"][0]["id"] for m in visitor.last.messages if m.get("card"))
    visitor.choose(action)
    assert visitor.last.effects == ["take-back"] and visitor.answers["left"] == [] and "taken back and deleted" in visitor.shown()
    visitor.choose(action)
    assert visitor.last.effects == [] and "taken back before" in visitor.shown()


def test_in_words_it_shows_what_was_left_and_a_press_takes_it_back(visitor):
    visitor.leave().choose("side:agreed=yes").say("leave a question").say("Is there a key for the store?").choose("side:reach=no").choose("side:agreed=yes")
    assert len({entry["id"] for entry in visitor.answers["left"]}) == 2
    visitor.say("how do i take my question back")
    assert visitor.last.effects == [] and len([id for id in visitor.offered() if id.startswith("say:take-back=")]) == 2
    visitor.choose(f"say:take-back={visitor.answers['left'][1]['id']}")
    assert visitor.last.effects == ["take-back"] and [entry["question"] for entry in visitor.answers["left"]] == ["Who orders the new aprons for us?"]


def test_words_of_taking_back_mean_nothing_where_nothing_was_left(visitor):
    visitor.say("take my question back")
    assert visitor.last.effects == [] and visitor.open == "duties"


def test_after_starting_again_it_can_still_be_taken_back(visitor):
    visitor.leave().choose("side:agreed=yes")
    action = next(m["card"]["actions"][0]["id"] for m in visitor.last.messages if m.get("card"))
    visitor.choose("say:restart").choose("say:restart-yes")
    assert "roles" not in visitor.answers
    assert visitor.choose(action).last.effects == ["take-back"]


def test_what_we_could_not_answer_is_offered_to_be_left(visitor):
    visitor.say(UNKNOWN + "?", "ask_question")
    assert "say:side-inbox" in visitor.offered() and visitor.answers["unanswered"].lower().startswith(UNKNOWN)
    visitor.choose("say:side-inbox")
    assert any(UNKNOWN in choice["label"].lower() for m in visitor.last.messages for choice in m.get("choices", []))
    visitor.choose("side:question=last").choose("side:reach=no").choose("side:agreed=yes")
    assert visitor.answers["left"][0]["question"].lower().startswith(UNKNOWN) and "unanswered" not in visitor.answers


def test_another_question_in_between_does_not_change_what_is_left(visitor):
    visitor.say(UNKNOWN + "?", "ask_question").choose("say:side-inbox").choose("side:question=last")
    visitor.say("what is the wifi password for the staff room?", "ask_question").choose("side:reach=no")
    assert visitor.lines()["Your question"].lower().startswith(UNKNOWN)


def test_it_is_offered_where_a_person_is_asked_for(visitor):
    assert "say:side-inbox" in visitor.say("can i talk to a person", "ask_person").offered()


@pytest.mark.parametrize("text", [
    "why is my pay so much lower than that of the others?", "what could i become here if I stay for five years?",
    "Can I leave it for now and take the exam next summer instead?", "who should I ask to be my mentor, the head or the cook?",
])
def test_a_whole_question_is_taken_as_it_is_though_it_looks_like_something_else(visitor, text):
    visitor.say("leave a question").say(text, "pay_or_grading").choose("side:reach=no")
    assert visitor.lines()["Your question"] == text


@pytest.mark.parametrize(("said", "intent"), [("forget everything about me now please", "forget_me"), ("i want to stop for today", "goodbye_stop")])
def test_commands_stay_commands(visitor, said, intent):
    visitor.say("leave a question").say(said, intent)
    assert "side:reach=no" not in visitor.offered()


def test_one_word_is_no_question(visitor):
    visitor.say("leave a question").say("aprons")
    assert "very short" in visitor.shown() and visitor.answers["side"] == "inbox"


def test_what_may_show_a_worry_is_not_taken_as_a_question(visitor):
    visitor.say("leave a question").maybe("I saw marks on a little one and wondered whom to ask")
    assert "marks" not in str(visitor.answers) and "not kept that" in visitor.shown() and "side:reach=no" not in visitor.offered()
    assert any(m.get("passing") for m in visitor.last.messages), "the gentle line comes first"


def test_nor_kept_as_what_was_not_answered(visitor):
    visitor.maybe("can i ask you something about marks i saw?", "ask_question")
    assert "unanswered" not in visitor.answers


MOVES = ["say:side-inbox", "say:side-inbox", "say:skip", "say:back", "say:why", "say:not-sure", "say:restart", "say:restart-yes", "say:forget", "say:keep", "say:person"]
LINES = ["leave a question", "Who orders the aprons?", UNKNOWN, "yes", "no", "leave it", "take my question back", "I'm a teaching assistant", "07"]


@settings_of_hypothesis(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(begun=st.sampled_from([None, "no", "yes"]), steps=st.lists(st.one_of(st.integers(0, 9), st.integers(0, 3), st.sampled_from(MOVES), st.sampled_from(LINES), st.booleans()), max_size=25))
def test_in_any_order_something_is_left_only_after_a_yes_and_each_once(here, reader, begun, steps):
    """Numbers press what is offered; true and false are a way to be reached, whole or not, where it is asked for."""
    visitor = Visitor(here, reader)
    if begun:
        visitor.leave(begun)
    for step in steps:
        asks, before = visitor.last.messages[-1].get("asks"), visitor.answers.get("left", [])
        agreeing = any(choice["id"] == "side:agreed=yes" for choice in visitor.last.messages[-1].get("choices", []))
        if isinstance(step, bool):
            visitor.reached(step) if asks else visitor.say("yes")
        elif isinstance(step, int):
            offered = visitor.offered()
            visitor.choose(offered[step % len(offered)]) if offered else visitor.say("no")
        else:
            visitor.choose(step) if step.startswith("say:") else visitor.say(step)
        left = visitor.answers.get("left", [])
        json.dumps(visitor.answers)
        assert ("leave" in visitor.last.effects) == (len(left) > len(before)) and visitor.last.messages
        assert "leave" not in visitor.last.effects or asks or agreeing
        assert len({one["id"] for one in left}) == len(left)


# Nobody who reads it


@pytest.mark.parametrize("school", [None, "no-such-school"])
def test_without_a_local_file_nobody_would_read_it_and_nothing_is_kept(at, school):
    visitor = at(school, MIDNIGHT).say("can i leave a message for someone")
    assert "nobody would read" in visitor.shown() and "late" in visitor.shown() and "national careers service" in visitor.shown() and "union" in visitor.shown()
    assert visitor.open == "duties" and "side" not in visitor.answers and visitor.last.effects == []


def test_where_nobody_is_named_it_names_who_else_there_is(at):
    visitor = at(SCHOOL).say("can i leave a message for someone")
    assert "has named nobody" in visitor.shown() and "jo marsh" in visitor.shown() and "side" not in visitor.answers


@pytest.mark.parametrize("school", [None, SCHOOL])
def test_it_is_not_offered_where_nobody_reads_it(at, school):
    visitor = at(school).say("can i talk to a person", "ask_person")
    assert "say:side-inbox" not in visitor.offered()
    assert "say:side-inbox" not in visitor.say(UNKNOWN + "?", "ask_question").offered()


@pytest.mark.parametrize("steps", [[], ["side:reach=no"], ["side:reach=yes", "side:agreed=yes"]])
def test_where_nobody_is_named_any_more_halfway_the_talk_goes_on(visitor, steps):
    visitor.say("leave a question").say("Who orders the new aprons for us?")
    for step in steps:
        visitor.choose(step)
    visitor.school = SCHOOL
    visitor.choose("side:agreed=yes")
    assert visitor.open == "duties" and not visitor.answers.get("left") and visitor.last.effects == []
    assert "has named nobody" in visitor.say("leave a question").shown()


# When it is read


def test_in_hours_it_says_until_when_somebody_is_there(visitor):
    assert "somebody is there now, until 4pm" in visitor.leave().lines()["When it is read"]


def test_at_midnight_it_says_that_nobody_is_there_and_when_somebody_will_be(at):
    when = at(MILL, MIDNIGHT).leave().lines()["When it is read"]
    assert "Nobody is there now" in when and "Tuesday 24 November 2026, from 3pm to 4pm" in when


def test_hours_in_words_stay_words(at):
    when = at(BROOK, MIDNIGHT).leave().lines()["When it is read"]
    assert "every Friday morning in term" in when and "late" in when
    assert "late" not in at(BROOK).leave().lines()["When it is read"]


def test_asked_for_a_person_at_midnight_it_says_that_nobody_is_there(at):
    assert "it is late" in at(BROOK, MIDNIGHT).say("can i talk to a person", "ask_person").shown()
    assert "it is late" not in at(BROOK).say("can i talk to a person", "ask_person").shown()


@pytest.mark.parametrize(("now", "day", "begins"), [
    ("2026-11-24T14:59", "2026-11-24", "15:00"), ("2026-11-24T15:00", "2026-11-26", "15:00"), ("2026-11-26T16:00", "2026-12-01", "15:00"),
])
def test_the_next_time_is_after_now(now, day, begins):
    spans = [opening.span("Tuesday 15:00-16:00"), opening.span("thursday 15:00-16:00")]
    found, span = opening.following(spans, datetime.datetime.fromisoformat(now))
    assert (found.isoformat(), f"{span.begins:%H:%M}") == (day, begins)


@pytest.mark.parametrize("text", ["Tuesday 3 to 4", "Tuesday 16:00-15:00", "Tues 15:00-16:00", "Tuesday 15:00-25:00", ""])
def test_times_that_cannot_be_counted_with_are_none(text):
    assert opening.span(text) is None


@pytest.mark.parametrize(("time", "said"), [("15:00", "3pm"), ("08:30", "8.30am"), ("12:00", "midday"), ("00:15", "12.15am"), ("12:05", "12.05pm")])
def test_times_as_people_say_them(time, said):
    assert opening.clock(datetime.time.fromisoformat(time)) == said


@pytest.mark.parametrize("said", ["leave it without", "leave the question without", "without", "no thanks", "no", "I'd rather not give it"])
def test_in_words_too_it_can_be_left_without_a_way_to_be_reached(visitor, said):
    visitor.choose("say:side-inbox").say("who pays for my first aid course").choose("side:reach=yes").choose("side:agreed=yes").say(said)
    assert [entry["contact"] for entry in visitor.answers["left"]] == [False], visitor.shown()


def test_one_person_can_leave_a_few_and_not_a_flood(visitor):
    for number in range(side_leave.MOST_LEFT):
        visitor.choose("say:side-inbox").say(f"what about course number {number}").choose("side:reach=no").choose("side:agreed=yes")
    visitor.choose("say:side-inbox")
    assert "several questions already" in visitor.shown() and len(visitor.answers["left"]) == side_leave.MOST_LEFT


@pytest.mark.parametrize("said", ["will my manager see this?", "who reads it", "is it confidential?", "what happens next"])
def test_who_will_see_it_is_told_and_is_no_question_to_leave(visitor, said):
    visitor.choose("say:side-inbox").say(said)
    assert "given" in visitor.answers["sides"]["inbox"] and not visitor.answers["sides"]["inbox"]["given"]
    assert "cannot promise an answer" in visitor.shown() and visitor.answers["side"] == "inbox"
    visitor.say("who pays for my first aid course").say(said)
    assert visitor.answers["sides"]["inbox"]["given"] == {"question": "who pays for my first aid course"}
