"""What is a question and what is not, and which part of a message asks it."""
from __future__ import annotations

import pytest

from knowledge.language.asking import questions, rest


@pytest.mark.parametrize("text", [
    "im a dinner lady and do a bit of cleaning", "I can do mornings", "when i finish work i am tired", "I have a degree", "what i do is clean",
    "how i see it is im stuck", "i know what i want", "i dont know how to use a computer", "do the dishes and serve", "have a level 2", "is fine",
    "can do tuesdays", "will do", "would like to be a TA", "i could do it in the evening", "which is why i left", "who knows", "that's what my manager said",
    "i asked if i can go and they said no", "i was told what to do", "what a day", "i can do it in my head", "so i can do more for the kids",
    "i want to be able to explain things better", "because it is near home", "is hard to get time off", "where i work there are two of us",
    "wanna go for hlta??", "HLTA???", "????", "", "TA", "my colleague, who is a cook", "my head, who is new, is keen",
])
def test_a_statement_asks_nothing(text):
    assert questions(text) == []


@pytest.mark.parametrize("text, part", [
    ("how long does it take", "how long does it take"), ("no, how long does it take?", "how long does it take?"),
    ("im a TA what is an hlta", "what is an hlta"), ("can i do it online", "can i do it online"), ("who pays", "who pays"),
    ("whats qts", "whats qts"), ("TA here. Do I need GCSEs?", "Do I need GCSEs?"), ("I'm a cook, do I need level 3?", "do I need level 3?"),
    ("ok and is there an exam", "is there an exam"), ("yes but what happens if i fail", "what happens if i fail"),
    ("i have a D in maths is that enough", "is that enough"), ("hlta - what is it", "what is it"), ("who was the tda", "who was the tda"),
    ("is maths free for adults", "is maths free for adults"), ("what goes in the portfolio", "what goes in the portfolio"),
    ("my boss refused can she do that", "can she do that"), ("i was wondering if i need a degree", "wondering if i need a degree"),
    ("does a foundation degree make you a teacher", "does a foundation degree make you a teacher"), ("I work 8.45 to 3.15. Is that enough?", "Is that enough?"),
    ("i work in the kitchen, are there any courses for us", "are there any courses for us"), ("cook here btw is hlta still going", "is hlta still going"),
    ("number two please, whens it start", "whens it start"), ("she said no, is she allowed", "is she allowed"), ("the first one. how much??", "how much??"),
    ("no car so is it all online", "so is it all online"), ("teacher, i dont suppose you can do it part time", "i dont suppose you can do it part time"),
    ("office work. what computer skills they want", "what computer skills they want"), ("how recent does first aid have to be", "how recent does first aid have to be"),
    ("can cleaners get training too", "can cleaners get training too"), ("dyslexia better, got any tips on where to start", "got any tips on where to start"),
    ("not sure if I have enough experience", "not sure if I have enough experience"), ("do cleaners need safeguarding", "do cleaners need safeguarding"),
])
def test_the_part_that_asks_is_found(text, part):
    assert questions(text) == [part]


def test_each_sentence_that_asks_is_a_question_of_its_own():
    assert questions("What is an HLTA? I am a TA. How much does it cost?") == ["What is an HLTA?", "How much does it cost?"]


def test_the_part_is_in_the_persons_own_words_even_with_odd_spaces_and_letters():
    text = "İm  a TA,\twhat  IS an HLTA"
    part, = questions(text)
    assert part in text


@pytest.mark.parametrize("text, left", [
    ("skip that, how long does it take?", "skip that"), ("how long does it take", ""), ("ok and how long does it take?", "ok"), ("and who pays?", ""),
    ("None. Is that a problem?", "None"),
])
def test_what_is_said_beside_a_question(text, left):
    assert rest(text, questions(text)) == left
