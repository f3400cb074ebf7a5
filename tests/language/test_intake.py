"""The intake: what is cut, masked and recognised before anything else sees a message."""
from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.intake import MOST_CHARACTERS, receive
from knowledge.language.tongues import language

LINES = yaml.safe_load((Path(__file__).parent / "care_lines.yml").read_text(encoding="utf-8"))
TRAINING_LINES = [
    row[2:]
    for path in sorted((Path(__file__).resolve().parents[2] / "data" / "nlu").glob("*.yml"))
    for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    for row in block["examples"].splitlines()
]
WORRIES = ("child", "self", "danger", "colleague")


def _sign(line, store):
    got = receive(line, store)
    return got.care or got.maybe


@pytest.mark.parametrize("line", [line for w in WORRIES for line in LINES[w]])
def test_a_message_that_needs_care_is_met(line, store):
    assert _sign(line, store)


def test_the_kind_of_worry_is_mostly_right(store):
    named = [(w, _sign(line, store)) for w in WORRIES for line in LINES[w]]
    assert sum(w == kind for w, kind in named) >= 0.85 * len(named), [pair for pair in named if pair[0] != pair[1]]


@pytest.mark.parametrize("line", LINES["oblique"])
def test_care_is_met_in_unusual_words(line, store):
    assert _sign(line, store)


def test_most_of_it_is_met_at_once(store):
    lines = [line for group in (*WORRIES, "oblique") for line in LINES[group]]
    asked_only = [line for line in lines if not receive(line, store).care]
    assert len(asked_only) <= 0.05 * len(lines), asked_only


@pytest.mark.parametrize("line", ["help me", "please help me", "he hits me", "want to die", "i want to die", "i cant go on", "I can't go on", "I can’t carry on",
                                  "ive been thinking about suicide", "my other half shoved me against the door"])
def test_a_few_words_that_say_it_all_are_met_at_once(line, store):
    assert receive(line, store).care


@pytest.mark.parametrize("line", ["my husband pushed me to apply", "thinking about suicide prevention training", "the fees hit me for six", "my ex kicked me out of the kitchen"])
def test_what_only_sounds_like_it_stops_nothing(line, store):
    assert receive(line, store).care is None


@pytest.mark.parametrize("line", LINES["ordinary"])
def test_ordinary_talk_is_not_taken_for_a_worry(line, store):
    assert receive(line, store).care is None


def test_ordinary_talk_is_seldom_asked_about(store):
    asked = [line for line in LINES["ordinary"] if receive(line, store).maybe]
    assert len(asked) <= 0.1 * len(LINES["ordinary"]), asked


@pytest.mark.parametrize("line", ["he hits me, the boy I look after in class", "the pupil I work with hurts himself when he's upset, is there autism training"])
def test_a_pupil_who_hurts_is_the_days_work_or_a_worry_so_it_is_asked(line, store):
    got = receive(line, store)
    assert got.care is None and got.maybe


@settings(max_examples=60, deadline=None)
@given(said=st.lists(st.sampled_from("no yes cook english maths nvq 3 thursdays monday two 2004 evenings skip both caretaker the and a".split()), min_size=1, max_size=4))
def test_a_few_words_that_answer_never_stop_the_talk(said, store):
    assert receive(" ".join(said), store).care is None


def test_few_training_lines_are_taken_for_a_worry(store):
    # Every sixth, by its checksum: all of them take minutes.
    lines = [line for line in TRAINING_LINES if zlib.crc32(line.encode()) % 6 == 0]
    alarms = [line for line in lines if receive(line, store).care]
    assert len(lines) > 1000 and len(alarms) <= len(lines) * 0.002, alarms


def test_care_is_met_inside_a_longer_message_about_something_else(store):
    said = "Im a TA in year 3 and want my level 3. My maths is ok. A boy told me his dad hits him. How long is the course?"
    assert receive(said, store).care == "child"


def test_care_is_met_beyond_where_a_message_is_cut(store):
    assert receive("I like my job. " * 100 + "I want to kill myself.", store).care == "self"


@pytest.mark.parametrize(("text", "kind", "kept"), [
    ("ring me on 07700 900123 please", "phone", "ring me on [phone number] please"),
    ("01632 960 001", "phone", "[phone number]"),
    ("+44 (0)7700 900 123 is mine", "phone", "[phone number] is mine"),
    ("its jo.bloggs@school.example ok", "email", "its [email address] ok"),
    ("jo at school dot com", "email", "[email address]"),
    ("my ni is QQ 12 34 56 C", "insurance", "my ni is QQ 12 34 56 C"),
    ("my ni is AB123456C", "insurance", "my ni is [National Insurance number]"),
    ("i live at ls1 4ap", "postcode", "i live at [postcode]"),
    ("my name is Sharon Smith and im a cook", "name", "my name is [name] and im a cook"),
    ("my name's sharon and I clean", "name", "my name's [name] and I clean"),
    ("I'm called Dave", "name", "I'm called [name]"),
])
def test_what_identifies_a_person_is_masked(text, kind, kept, store):
    got = receive(text, store)
    assert got.text == kept
    assert got.masked == ((kind,) if kept != text else ())


@pytest.mark.parametrize("text", [
    "gcse maths grade 4 in 2004, english 5 in 2005", "level 3 2nd year", "nvq2 1998 - 2001", "18 hours a week, £12.50 an hour",
    "my name is on the list", "ks1 and year 2", "acef-ghjk-mnrs", "I am a TA", "call me when it is done", "l2 l3 and l4",
])
def test_what_is_about_nobody_is_left_alone(text, store):
    got = receive(text, store)
    assert got.text == text and got.masked == ()


@settings(max_examples=60, deadline=None)
@given(email=st.emails(), before=st.sampled_from(["", "my email is ", "write to me,"]), after=st.sampled_from(["", " thanks", "."]))
def test_masking_never_leaves_an_email(email, before, after, store):
    assert email not in receive(before + email + after, store).text


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=1500))
def test_every_text_is_taken_in(text, store):
    got = receive(text, store)
    assert len(got.text) <= MOST_CHARACTERS
    got.text.encode("utf-8")


@pytest.mark.parametrize(("text", "problem"), [
    ("", "blank"), ("  \n\t ", "blank"), ("\u200b\u200d", "blank"), ("🍕🍕", "no_words"), ("?!", "no_words"), ("...", "no_words"),
    ("x" * 1001, "too_long"), ("5", None), ("TA", None),
])
def test_a_message_with_a_problem_says_which(text, problem, store):
    assert receive(text, store).problem == problem


def test_a_long_message_keeps_its_beginning(store):
    got = receive("I am a cook. " + "and then " * 3000, store)
    assert got.problem == "too_long"
    assert got.text.startswith("I am a cook.") and len(got.text) == MOST_CHARACTERS


@pytest.mark.parametrize(("text", "code"), [
    ("jestem asystentką nauczyciela i chcę wiedzieć ile kosztuje kurs", "pl"),
    ("chce zostac nauczycielem ale nie mam matury", "pl"),
    ("bună ziua, lucrez la bucătărie și vreau un curs", "ro"),
    ("eu trabalho na cozinha da escola e quero um curso", "pt"),
    ("trabajo en la cocina de una escuela y quiero un curso", "es"),
    ("je travaille dans une école et je veux devenir professeur", "fr"),
    ("میں اسکول میں کام کرتی ہوں", "ur"), ("أنا أعمل في المدرسة", "ar"), ("я работаю в школе", "ru"),
    ("আমি স্কুলে কাজ করি", "bn"), ("ਮੈਂ ਸਕੂਲ ਵਿੱਚ ਕੰਮ ਕਰਦੀ ਹਾਂ", "pa"),
])
def test_another_language_is_recognised(text, code, store):
    assert language(text, store) == code


@pytest.mark.parametrize("text", [
    "dinner lady", "TA", "hlta", "chef de cuisine", "no", "nie", "maths a english b", "level 2 nvq", "GCSE C in maths 98",
    "café assistant and à la carte cook", "i am work in school kitchen", "im a TA in la cour primary school", "un site manager",
    "me and my son", "a la carte menu with fries", "BTEC HND HNC AAT", "ex cook now cleaner", "as a TA in a PRU",
])
def test_english_and_short_answers_are_not_taken_for_another_language(text, store):
    assert language(text, store) is None


def test_every_training_line_is_taken_for_english(store):
    assert [line for line in TRAINING_LINES if language(line, store)] == []


@pytest.mark.parametrize(("sign", "words"), [("👍", "yes"), ("👍🏽👍🏽", "yes"), ("👎", "no"), ("🤷‍♀️", "not sure"), ("🙏🙏", "thank you")])
def test_a_sign_alone_says_as_much_as_a_word(sign, words, store):
    got = receive(sign, store)
    assert (got.text, got.problem) == (words, None)
