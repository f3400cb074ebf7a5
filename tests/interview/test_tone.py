"""What could hurt somebody, and what the guide does instead: each hazard of tone is met in its real output."""
from __future__ import annotations

import datetime
import re

import pytest

from knowledge.advice import documents, hard_times, plan, self_checks, team
from knowledge.plain_words import sentences, words
from tests.interview.test_turn import cook, to_advice

DAY = datetime.date(2026, 11, 22)
HARD_NEWS = {
    "job": ["they are making me redundant", "my job is at risk", "I might be losing my job"],
    "refused": ["they won't give me time off for training", "my manager said no to the course", "my request was turned down", "he won't let me go on it"],
    "failed": ["I failed my exam", "I didn't pass the test"],
    "day": ["had a shit day", "it has been a really tough week"],
    "doubt": ["I'm too old and too thick for this", "I'm not clever enough"],
}
TROUBLES = {
    "trouble-pay": ["I should be paid more", "my grade is wrong"],
    "trouble-discipline": ["I'm being disciplined", "I've got a capability meeting", "I was suspended"],
    "trouble-grievance": ["I want to put in a grievance", "my boss is bullying me", "boss treats me like dirt"],
    "help-job": ["am I being made redundant"],
    "pay": ["they changed my contract"],
}


def asked_of(person) -> list[str]:
    """The questions in the order of asking, each skipped or answered with its first choice, up to the advice."""
    order = []
    while person.open not in order and person.open != "pick":
        order.append(person.open)
        person.choose("say:skip")
        if person.open == order[-1]:
            person.choose(person.offered()[0])
    return order


def said(person) -> list[str]:
    """The messages of the last reply, without cards."""
    return [message["text"] for message in person.last.messages if message["text"]]


def labels(person) -> list[str]:
    return [choice["label"] for message in person.last.messages for choice in message.get("choices", [])]


class TestEnglishAndMaths:
    def test_they_are_asked_after_hopes_and_it_is_said_first_who_sees_it(self, person):
        assert "nobody at your school sees" in person.shown()
        order = asked_of(person)
        assert order.index("qualifications") > max(order.index("aim"), order.index("need"))

    def test_no_level_number_stands_beside_them_and_having_none_is_fine(self, person):
        cook(person).choose("aim:now").choose("need_source:ns01").choose("need:skill")
        assert person.open == "qualifications"
        mine = [label for label in labels(person) if re.search("english|maths", label, re.I)]
        assert mine and not re.search(r"\blevel\b", " ".join([*said(person), *mine]), re.I)
        assert "fine if you have none" in person.shown() and "nobody at your school sees this" in person.shown()
        person.choose("qualifications:level-2")
        assert person.open == "basics" and "fine if not" in person.shown() and "nobody at your school sees this" in person.shown()
        assert "level" not in " ".join([*said(person), *labels(person)]).lower()


class TestVerdicts:
    def test_a_self_check_asks_what_would_help_and_names_no_gap(self, store):
        offered = [store.phrase(f"check-{answer}") for answer in self_checks.ANSWERS]
        assert offered == ["I do this", "I'd like help", "Not my job"]

    def test_no_certificates_is_a_place_to_start(self, person):
        to_advice(person, "qualifications:none").choose("say:answers")
        assert "no certificates yet" in person.shown() and "no qualifications" not in person.shown()

    @pytest.mark.parametrize("held", [
        {"english_level": 1, "maths_level": 0, "qualifications": [{"level": 2, "words": "NVQ 2", "status": "held"}]},
        {"qualifications": [{"id": "gcse-old-letters", "subject": "maths", "status": "failed"}]},
    ])
    def test_beside_a_certificate_stands_a_step_and_never_a_label(self, store, held):
        answers = {"schema": 1, "for": "self", "roles": ["teaching-assistant"], "said": {}, "asked": [], "skipped": [], "picked": [], **held}
        text = documents.render(answers, store, documents.HTML, plan.MINE, DAY)[0].decode()
        about = re.sub(r"<[^>]+>", " ", text.split(f"<h2>{store.phrase('plan-about')}</h2>")[1].split("<h2>")[0]).lower()
        assert "maths" in about and not re.search(r"not yet|\bfail|\bbelow\b|not passed|\bno maths\b", about), about
        assert re.search(r"college|take it again|come back", about), about


class TestRefusals:
    def test_nothing_is_refused_that_nobody_asked_about(self, person):
        assert "you asked about" not in to_advice(person).shown()

    def test_of_several_wishes_one_is_answered_first_and_each_has_a_step_instead(self, person, store):
        person.say("I'm a teaching assistant and I want to do HLTA and assessment only").choose("duties:help-in-class")
        person.answers["raised"] = ["hlta-status", "qts-assessment-only", "nvq-ta"]
        while person.open != "check":
            person.choose("say:skip")
            if person.open == "check":
                break
        person.choose("check:yes")
        refused = [m for m in person.last.messages if m["text"] == store.phrase("not-suggested-heading")]
        assert len(refused) == 1 and len(refused[0]["card"]["lines"]) >= 2


class TestTheWayOn:
    def test_the_job_they_have_comes_first_and_sideways_is_offered_like_up(self, person):
        person.say("im a dinner lady").choose("role:midday-supervisor").choose("say:skip")
        assert person.open == "aim" and labels(person)[0] == "My job now"
        assert {"aim:to-playworker", "aim:playworker"} & set(person.offered())

    def test_nothing_draws_a_ladder_with_somebody_at_the_foot_of_it(self, store):
        text = " ".join(phrase.text for phrase in store.all("phrases")).lower()
        assert not re.search(r"\bladder\b|you are here|bottom|\blow(?:er)? (?:grade|skilled|paid) (?:job|staff|work)|\bonly a\b", text)

    def test_every_job_can_be_grown_in_without_a_move(self, store):
        grown = {move.from_role for move in store.all("progressions") if move.kind == "deepen"}
        offered = {role.id for role in store.all("roles") if not role.goal_only and role.closed is None}
        assert offered <= grown, offered - grown


class TestTheirOwnWords:
    def test_dinner_lady_is_echoed_and_never_corrected(self, person):
        person.say("im a dinner lady").choose("role:midday-supervisor")
        assert "your job: dinner lady" in person.shown() and "midday supervisor" not in person.shown()

    def test_age_is_asked_in_groups_and_never_as_a_number(self, store):
        asked = [p.text for p in store.all("phrases")] + [q.words for q in store.all("interview_questions")]
        assert not [text for text in asked if re.search(r"\bhow old\b|\byour age\b|date of birth\b.*\?|\bborn\b", text, re.I)]
        assert "24 and over" in store.phrase("money-ask-age_band")

    def test_it_says_in_one_line_that_it_is_a_computer_and_gets_on(self, person):
        telling = [line for line in said(person) if "computer" in line]
        assert len(telling) == 1 and words(telling[0]) <= 14
        assert said(person)[-1].endswith("?")


class TestHelpers:
    def test_a_rep_is_not_asked_for_a_member_s_name_reading_or_nerves(self, person):
        person.choose("for:member")
        assert "do not type their name" in person.shown()
        person.say("she is a cook")
        seen = []
        while person.open != "check":
            seen.append(person.open)
            everything = " ".join([*said(person), *labels(person)]).lower()
            assert not re.search(r"what is (?:her|his|their) name|\breading\b|\bnerves\b|\bspelling\b|another grade", everything), everything
            person.choose("say:skip") if person.open != "aim" else person.choose("aim:now")
        assert "constraints" in seen and "qualifications" in seen and "basics" not in seen

    def test_a_rep_is_not_asked_for_english_and_maths_when_certificates_are_told(self, person):
        person.choose("for:member").say("she is a cook").choose("duties:cook-meals").choose("aim:now").choose("say:skip").choose("need:skill")
        person.choose("qualifications:level-2")
        assert person.open == "constraints"

    def test_a_helper_is_asked_about_them_and_the_person_about_you(self, person):
        person.choose("for:member").choose("helper:other")
        assert "their job" in person.shown() and "your job" not in person.shown()
        person.choose("for:self")
        assert "your job" in person.shown()

    def test_a_head_gets_a_page_about_a_job_with_no_one_ranked(self, store):
        page = team.page("teaching-assistant", store, DAY)
        text = re.sub(r"'sources': \[[^]]*\]", "", str(page)).lower()
        assert "not about any person" in page["note"]
        assert not re.search(r"\bweakest\b|\bbest (?:staff|people|member)|\brank|\bscores?\b|\bunderperform", text)


class TestHardNews:
    @pytest.mark.parametrize("matter, text", [(matter, text) for matter, texts in HARD_NEWS.items() for text in texts])
    def test_it_is_acknowledged_in_one_sentence_before_anything_is_offered(self, person, store, matter, text):
        cook(person).say(text)
        assert said(person)[0] == store.phrase(f"hard-{matter}") and len(sentences(said(person)[0])) == 1
        assert person.open == "aim" and store.phrase(f"help-{matter}") in said(person)

    @pytest.mark.parametrize("matter, text", [(matter, texts[0]) for matter, texts in HARD_NEWS.items()])
    def test_it_is_acknowledged_once(self, person, store, matter, text):
        cook(person).say(text)
        assert said(person).count(store.phrase(f"hard-{matter}")) == 1
        person.say(text)
        assert store.phrase(f"hard-{matter}") not in said(person) and store.phrase(f"help-{matter}") in said(person)

    def test_doubt_in_oneself_is_no_wish_and_makes_a_gentle_start(self, person, store):
        cook(person).choose("aim:now").choose("need_source:ns01").say("I'm too thick for this")
        assert person.open == "need" and not person.answers.get("intended_change")
        assert "confidence" in person.answers["constraints"]["other"] and store.phrase("hard-doubt") in said(person)

    def test_what_was_told_is_not_asked_again(self, person):
        cook(person).say("my job is at risk").choose("aim:now")
        assert person.answers["need_source"] == "ns-job-at-risk" and person.open == "need"

    @pytest.mark.parametrize("text", ["what if my manager says no?", "what happens if I lose my job", "can the school refuse to let me?", "could my head refuse to pay?"])
    def test_what_has_not_happened_is_not_mourned(self, person, text):
        assert "sorry" not in cook(person).say(text).shown()

    def test_an_old_exam_is_a_plain_fact(self, person):
        cook(person).choose("aim:now").choose("need_source:ns01").choose("need:skill").say("I failed my maths in 1985")
        assert "sorry" not in person.shown()

    def test_a_refusal_has_more_remedies_than_the_manager(self, person):
        person = to_advice(person).choose("pick:functional-skills-l2").choose("practicalities:all-todo").choose("agreed:no")
        assert "in writing" in person.shown() and "learning rep" in person.shown() and "no permission" in person.shown()

    def test_something_that_went_badly_is_acknowledged_where_it_is_chosen(self, person, store):
        cook(person).choose("aim:now").choose("need_source:ns-went-badly")
        assert said(person)[0] == store.phrase("hard-went-badly")


class TestTroubleAtWork:
    @pytest.mark.parametrize("phrase, text", [(phrase, text) for phrase, texts in TROUBLES.items() for text in texts])
    def test_it_goes_to_the_union_or_the_staff_office_and_the_question_stays(self, person, store, phrase, text):
        cook(person).say(text, "pay_or_grading")
        told = store.phrase(phrase)
        assert told in said(person) and person.open == "aim"
        assert "union" in told and "HR (human resources, your employer's staff office)" in told
        assert "learn next" in told and sum(words(s) for s in sentences(told)) <= 50

    def test_each_kind_of_trouble_has_words_of_its_own(self, store):
        assert len({store.phrase(phrase) for phrase in TROUBLES}) == len(TROUBLES)

    def test_no_raise_or_job_is_promised(self, store):
        promised = re.compile(r"you will (?:get|earn|be paid)|more pay\b(?! for)|guarantee|a better job", re.I)
        found = [p.id for p in store.all("phrases") if promised.search(p.text) and not re.search(r"\bnot promise\b", p.text)]
        assert not found

    def test_what_is_held_on_it_can_be_read(self, person):
        cook(person).say("I'm being made redundant")
        assert "tell:open_questions=q-facing-redundancy" in person.offered()
        person.choose("tell:open_questions=q-facing-redundancy")
        assert any(m.get("card", {}).get("sources") for m in person.last.messages)


class TestAdjustments:
    @pytest.mark.parametrize("text, holds", [
        ("I'm dyslexic, what help can I get?", "extra time|reader|reasonable changes"),
        ("English is not my first language, is there help?", "english classes"),
        ("I am disabled, what changes can I ask for at work?", "reasonable|access to work"),
    ])
    def test_what_to_ask_for_is_said_with_its_source(self, person, text, holds):
        cook(person).say(text, "ask_question")
        answers = [m["card"] for m in person.last.messages if m.get("card")]
        assert answers and re.search(holds, str(answers[0]["lines"]), re.I) and answers[0]["sources"]
        assert person.open == "aim"

    @pytest.mark.parametrize("text, matter", [
        ("I'm dyslexic", "disability"), ("I have a disability", "disability"), ("I'm autistic", "disability"), ("english is my second language", "language"),
    ])
    def test_told_in_passing_it_is_noted_and_met_with_what_to_ask_for(self, person, store, text, matter):
        cook(person).say(text, "pay_or_grading" if "disability" in text else "none")
        cards = [m["card"] for m in person.last.messages if m.get("card")]
        assert said(person)[0] == store.phrase("adjust-noted") and cards[0]["lines"] and cards[0]["sources"]
        assert person.open == "aim" and matter in person.answers["constraints"]["other"] and "union, or for hr" not in person.shown()

    @pytest.mark.parametrize("matter, holds", [("health", "changes|extra time|reader"), ("language", "english"), ("english-maths", "class|college|private")])
    def test_the_plan_holds_a_step_for_each_with_its_source(self, store, matter, holds):
        answers = {
            "schema": 1, "for": "self", "roles": ["teaching-assistant"], "said": {}, "asked": [], "skipped": [], "picked": ["coaching"],
            "need": {"kind": "skill", "topics": []}, "constraints": {"other": [matter]},
        }
        made = plan.build(answers, store, DAY)
        assert re.search(holds, str(made["barriers"]), re.I) and made["sources"]


class TestEveryStepHelps:
    def test_why_we_ask_is_short_and_names_a_use(self, store):
        for question in store.all("interview_questions"):
            assert sum(words(s) for s in sentences(question.why)) <= 32 and not question.why.lower().startswith("so that"), question.id

    def test_three_misunderstandings_each_bring_something_new(self, person, store):
        cook(person).choose("aim:now")
        first = said(person.say("xq zzv"))
        second = said(person.say("xq zzv"))
        third = said(person.say("xq zzv"))
        assert store.get("interview_questions", "need_source").simpler in first and person.open == "need"
        assert "button" in second[0] and "my answers" in third[0].lower()

    def test_hard_news_is_named_in_content_for_each_matter(self, store):
        matters = (hard_times.JOB, hard_times.REFUSED, hard_times.FAILED, hard_times.WENT_BADLY)
        assert all(store.phrase(f"hard-{matter}").startswith("I am sorry") for matter in matters)
