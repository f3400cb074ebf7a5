"""A whole message: what it names, says and asks; and that no text at all upsets the reader."""
from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

_FIELD = st.sampled_from(
    "TA t.a. dinner lady cook hlta nvq2 level 3 maths english gcse C grade failed never want to be a no , . ? & / ' ’ <b> İ ß ﬁ 98 1983 /restart what is".split(" ")
)
_ANY = st.one_of(st.text(max_size=1000), st.lists(_FIELD, max_size=60).map(" ".join), st.lists(_FIELD | st.text(max_size=5), max_size=60).map("".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=_ANY)
@example(text="")
@example(text="   \n\t ")
@example(text="🙂" * 500)
@example(text="<script>alert('TA')</script>" * 30)
@example(text="أنا مساعد معلم، هل أحتاج إلى شهادة؟")
@example(text="\x00\x01 TA \x1b[31m \u202ecook\u202c")
@example(text="half a pair \ud83d of letters, what is it?")
@example(text='/inform{"role": 5}')
@example(text="level level level level" * 40)
@example(text="İİİ what IS an HLTA?")
def test_any_text_is_read_with_every_place_inside_it(reader, text):
    reading = reader.read(text)
    assert all(0 <= k["start"] < k["end"] <= len(text) and text[k["start"]:k["end"]] == k["said"] for k in reading["links"])
    assert all(question["text"] in text for question in reading["questions"])
    assert all(entry["status"] in ("held", "doing", "failed") and "place" not in entry for entry in reading["results"])
    json.dumps(reading)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_ANY)
def test_the_same_text_is_read_the_same_way(reader, text):
    assert reader.read(text) == reader.read(text)


def test_one_sentence_that_says_it_all(reader):
    reading = reader.read("im a dinner lady and do a bit of cleaning, got gcse english but failed maths, want to be a TA one day")
    named = {(k["id"], k["status"]) for k in reading["links"]}
    assert {("teaching-assistant", "want"), ("cleaning-duty", "have")} <= named
    assert [len(k["choices"]) for k in reading["links"] if k["choices"] and k["choices"][0].startswith("role:")] == [3]
    assert [(r["subject"], r["status"]) for r in reading["results"]] == [("english", "held"), ("maths", "failed")]
    assert reading["questions"] == [] and reading["none"] is False


@pytest.mark.parametrize("text, nearest", [
    ("im a TA what is an hlta", "q-what-is-an-hlta"),
    ("hlta - what is it", "q-what-is-an-hlta"),
    ("i have a D in maths is that enough", "q-what-does-a-gcse-d-count-for"),
    ("I did swis in 2008, does it count?", "q-what-does-swis-count-for"),
])
def test_a_question_inside_an_answer_is_looked_up_with_what_it_points_back_to(reader, text, nearest):
    question, = reader.read(text)["questions"]
    assert question["nearest"][0]["id"] == nearest
