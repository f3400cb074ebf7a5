"""The evaluation: reading of cases, counting, figures, tables. No model is loaded and nothing is timed here."""
from __future__ import annotations

import io
import json
from pathlib import Path
from typing import get_args

import pytest
import yaml
from click.testing import CliRunner

from bot import cli_evaluate
from bot.cli_plain import PlainGroup
from bot.evaluation import bare, report, run, scores, topics
from bot.evaluation.cases import BadCases, Case, read
from bot.evaluation.figures import Found, Share
from bot.evaluation.linking import Judged, Named, expected, judge
from bot.evaluation.listening import Heard
from bot.evaluation.scores import Scores
from bot.evaluation.taken import Taken, taken
from bot.evaluation.wanted import UNKNOWN, Wanted, wanted
from knowledge import topics as of_topics
from knowledge.language import intake
from knowledge.language.understand import Reader
from knowledge.record_guide import AskedAbout

# What a reading holds of a link, where a test says nothing else.
LINK = {"kind": "roles", "id": None, "said": "", "start": 0, "end": 1, "status": "have", "other": False, "choices": [], "ask": None}


def heard(file: str, data: dict, **more) -> Heard:
    return Heard(Case(file, f"{file}:1", {"text": "hello", **data}), "hello", **more)


# figures


@pytest.mark.parametrize(
    "hits, of, low, high",
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662), (0, 0, 0.0, 1.0)],
)
def test_wilson(hits, of, low, high):
    assert Share(hits, of).interval == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_precision_recall_and_f1():
    found = Found(6, 2, 4)
    assert (found.precision.value, found.recall.value, found.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert Found().f1 == 0


# what is named


def counted(*args, **more) -> tuple[int, int, int]:
    found = judge(*args, **more).found
    return found.right, found.wrong, found.missed


def test_right_wrong_and_missed():
    assert counted([Named(("teacher",)), Named(("hlta",))], [expected("teacher"), expected("cleaner")]) == (1, 1, 1)
    assert counted([], []) == (0, 0, 0)


def test_either_of_two_ids_is_right():
    assert counted([Named(("swis-2",))], [expected("swis-2|nvq-ta")]) == (1, 0, 0)
    # The first could stand for both; the second only for one.
    assert counted([Named(("a",)), Named(("b",))], [expected("a|b"), expected("a")]) == (2, 0, 0)


def test_what_may_be_taken_is_left_out():
    assert counted([Named(("teacher",)), Named(("hlta",))], [expected("hlta")], may=["teacher"]) == (1, 0, 0)
    assert counted([], [], may=["teacher"]) == (0, 0, 0)


def test_a_choice_is_right_with_the_right_one_in_it():
    judged = judge([Named(("school-cook", "catering-assistant"))], [expected("catering-assistant")])
    assert (judged.found, judged.choices) == (Found(1, 0, 0), 1)
    assert counted([Named(("school-cook", "teacher"))], [expected("cleaner")]) == (0, 1, 1)


def test_of_a_qualification_only_the_keys_given_are_judged():
    taken_one = [Named(("gcse-old-letters",), {"subject": "maths", "grade": "c", "year": 1996, "status": "held"})]
    assert counted(taken_one, [expected("gcse-old-letters", {"id": "x", "subject": "maths", "grade": "C", "year": "1996"})]) == (1, 0, 0)
    wrong_status = [expected("gcse-old-letters", {"subject": "maths", "status": "doing"})]
    assert counted(taken_one, wrong_status) == (0, 1, 1)
    assert counted(taken_one, wrong_status, keys=False) == (1, 0, 0)
    assert counted(taken_one, [expected("gcse-old-letters", {"level": 2})]) == (0, 1, 1)


def test_known_by_level_only():
    level = Named((), {"level": 2, "status": "held"})
    judged = judge([level], [expected("swis-2|nvq-ta", {"level": 2, "status": "held"})])
    assert (judged.found.right, judged.by_level) == (1, 1)
    assert counted([level], [expected("swis-2|nvq-ta", {"level": 3})]) == (0, 1, 1)
    assert counted([level], [expected("swis-2", {"level": 2})]) == (0, 1, 1)
    assert counted([level], [UNKNOWN]) == (0, 1, 1)


# what is taken of a reading


def test_jobs_held_and_wished_for():
    reading = {"links": [
        {**LINK, "id": "cleaner"}, {**LINK, "id": "hlta", "status": "want"}, {**LINK, "id": "cook", "status": "past"},
        {**LINK, "id": "senco", "other": True}, {**LINK, "id": "headteacher"},
        {**LINK, "kind": "aliases", "choices": ["role:a", "role:b"]}, {**LINK, "kind": "duties", "id": "reading"},
    ]}
    took = taken("x", reading, "role", goals=frozenset(["headteacher"]))
    assert [named.ids for named in took.roles] == [("cleaner",), ("a", "b")]
    assert [named.ids for named in took.aspirations] == [("hlta",)]
    assert [named.ids for named in taken("x", reading, "role", helping=True).roles] == [("cleaner",), ("senco",), ("headteacher",), ("a", "b")]


def test_the_open_question_about_the_aim_makes_a_job_the_aim():
    reading = {"links": [{**LINK, "kind": "qualifications", "id": "nneb"}, {**LINK, "id": "cleaner"}]}
    took = taken("x", reading, "aim")
    assert (took.roles, [named.ids for named in took.aspirations]) == ([], [("cleaner",)])


def test_what_is_named_in_a_question_is_not_taken():
    text = "what does a cook do? cleaner"
    reading = {
        "links": [{**LINK, "id": "school-cook", "start": 12, "end": 16}, {**LINK, "id": "cleaner", "start": 21, "end": 28}],
        "questions": [{"text": "what does a cook do?", "nearest": [], "worth": None}],
    }
    assert [named.ids for named in taken(text, reading, "role").roles] == [("cleaner",)]


def test_certificates_of_somebody_who_is_helped():
    reading = {"links": [], "results": [], "theirs": [{"id": "nneb", "status": "held", "words": "nneb"}], "none": False}
    assert taken("x", reading, "role").qualifications == []
    assert taken("x", reading, "role", helping=True).qualifications == [Named(("nneb",), {"status": "held"})]


def test_a_message_is_judged_for_what_is_told_of_it_only():
    took = Taken([Named(("cleaner",))], [], [])
    rows = run.judged_all(took, Wanted("role", None, [], [expected("hlta")]), {})
    assert set(rows) == {"qualification", "qualification, its id alone", "aspiration"}
    assert rows["aspiration"].found == Found(0, 0, 1)


# what ought to be taken


def read_words(words: str) -> dict:
    """A reader that knows two words."""
    if words == "lab technician":
        return {"links": [{**LINK, "id": "science-technician"}], "results": []}
    if words == "assistant":
        return {"links": [{**LINK, "kind": "aliases", "choices": ["role:a", "role:b"]}], "results": []}
    if words == "NVQ level 2 (2008)":
        return {"links": [], "results": [{"id": "nvq-level-general", "level": 2, "year": 2008, "status": "held"}]}
    return {"links": [], "results": []}


ROLES = frozenset(["cleaner", "hlta"])


def test_our_own_shape():
    data = {"text": "x", "open": "aim", "roles": ["a|b"], "qualifications": [{"id": "c", "grade": "A"}], "aspiration": {"role": "d|e"}, "may": ["f"], "tags": ["helping"]}
    want = wanted(Case("links.yml", "", data), read_words, ROLES)
    assert (want.roles, want.qualifications, want.aspirations) == ([Named(("a", "b"))], [Named(("c",), {"grade": "A"})], [Named(("d", "e"))])
    assert (want.open, want.may, want.none, want.helping) == ("aim", ("f",), False, True)


def test_plain_words_are_resolved_by_our_reader():
    slots = {"role": ["cleaner", "lab-technician", "assistant"], "qualification": ["NVQ level 2 (2008)", "ECDL of old"], "aspiration": ["astronaut"]}
    want = wanted(Case("written.jsonl", "", {"text": "x", "bot_asked": "need_focus", "expected_slots": slots}), read_words, ROLES)
    assert [named.ids for named in want.roles] == [("cleaner",), ("science-technician",), ("a", "b")]
    assert want.qualifications == [Named(("nvq-level-general",), {"level": 2, "year": 2008, "status": "held"}), UNKNOWN]
    assert (want.aspirations, want.open, want.none) == ([UNKNOWN], "need", False)
    none = wanted(Case("written.jsonl", "", {"text": "x", "expected_slots": {"qualification": ["none"]}}), read_words, ROLES)
    assert (none.qualifications, none.none) == ([], True)


def test_a_job_that_is_not_known_is_not_judged():
    want = wanted(Case("real.jsonl", "", {"text": "x", "role": None, "mentions_quals": ["none"], "aspiration": None}), read_words, ROLES)
    assert (want.roles, want.qualifications, want.aspirations, want.mentioned) == (None, [], [], True)


# intents


ROWS = [
    ("1", ["answer_role"], "answer_role"), ("2", ["answer_role"], "answer_duties"), ("3", ["why", "ask_question"], "ask_question"),
    ("4", ["skip"], "nlu_fallback"), ("5", ["out_of_scope"], "nlu_fallback"), ("6", ["out_of_scope"], "why"),
    ("7", ["answer_role"], "answer_duties"), ("8", ["affirm"], "care"), ("9", ["small_talk", "out_of_scope"], "nlu_fallback"),
]


def test_intents():
    found = scores.intents(ROWS)
    assert found.shares == {
        "accuracy": Share(2, 9), "accuracy, answers as one": Share(4, 9), "accuracy, in scope": Share(2, 6),
        "in scope lost": Share(2, 6), "out of scope turned away": Share(1, 2),
    }
    assert found.wrong["in scope lost"] == ["4", "8"]
    assert found.wrong["out of scope turned away"] == ["6"]


def test_confusions_begin_with_the_commonest():
    assert scores.confused(ROWS)[0] == ("answer_role", "answer_duties", 2)
    assert len(scores.confused([(str(n), [f"intent{n}"], "x") for n in range(40)])) == 15


def test_lost_only_where_nothing_is_read_either():
    read_something = heard("intents.yml", {"intents": ["answer_role"]}, intent="nlu_fallback", reading={"links": [LINK]})
    nothing = heard("intents.yml", {"intents": ["answer_role"]}, intent="nlu_fallback", reading={"links": []})
    assert scores.lost_for_good([read_something, nothing]).shares == {"in scope lost, and nothing read either": Share(1, 2)}


# questions


def question(*hits, worth=None) -> dict:
    return {"text": "x", "nearest": [{"kind": "open_questions", "id": id, "score": score} for id, score in hits], "worth": worth}


def asked(data: dict, *questions, **more) -> Heard:
    return heard("questions.yml", data, reading={"questions": list(questions)}, **more)


def shares(*rows) -> dict:
    return scores.retrieval(list(rows), lambda id: id == "nneb").shares


def test_hits_and_floors():
    right = {"any": ["open_questions:q"]}
    assert shares(asked(right, question(("q", 0.9))))["hit at 1"] == Share(1, 1)
    third = shares(asked(right, question(("a", 0.9), ("b", 0.8), ("q", 0.7))))
    assert (third["hit at 1"], third["hit at 3"], third["wrong above the answer floor"]) == (Share(0, 1), Share(1, 1), Share(1, 1))
    low = shares(asked(right, question(("q", 0.5))))
    assert (low["hit at 1"], low["right above the answer floor"], low["wrong above the answer floor"]) == (Share(1, 1), Share(0, 1), Share(0, 1))


def test_a_question_that_is_not_noticed_is_no_hit():
    missed = shares(asked({"any": ["open_questions:q"]}))
    assert (missed["noticed as a question"], missed["hit at 3"]) == (Share(0, 1), Share(0, 1))
    assert "hit at 3, of those noticed" not in missed
    assert shares(asked({"any": ["open_questions:q"]}, question(("q", 0.9)), care="child"))["hit at 1"] == Share(0, 1)


def test_what_a_certificate_counts_for_comes_first():
    worth = question(("q", 0.3), worth={"id": "nneb"})
    assert shares(asked({"any": ["qualifications:nneb"]}, worth))["right above the answer floor"] == Share(1, 1)
    other = question(("q", 0.3), worth={"id": "cse"})
    assert shares(asked({"any": ["qualifications:cse"]}, other))["hit at 3"] == Share(0, 1)


def test_questions_without_an_answer_stay_without_one():
    name = "no answer known: none given"
    assert shares(asked({"none": True}, question(("q", 0.5))))[name] == Share(1, 1)
    assert shares(asked({"none": True}, question(("q", 0.9))))[name] == Share(0, 1)
    assert shares(asked({"none": True, "may": ["open_questions:q"]}, question(("q", 0.9))))[name] == Share(1, 1)


def about(score: float, id: str = "q", **more) -> Heard:
    return heard("questions.yml", {"any": ["open_questions:q"]}, reading={"about": [{"kind": "open_questions", "id": id, "score": score}]}, **more)


def test_what_does_not_look_like_a_question_counts_where_the_guide_would_answer_it():
    assert shares(about(0.9))["hit at 1"] == Share(1, 1)
    assert shares(about(0.4))["hit at 1"] == Share(0, 1)
    assert shares(about(0.4, intent="ask_question"))["hit at 1"] == Share(1, 1)
    assert shares(about(0.9, intent="out_of_scope"))["hit at 1"] == Share(0, 1)
    assert shares(about(0.9))["noticed as a question"] == Share(0, 1)


# topics

TOPIC_CASES = Path(__file__).parent / "evaluation_cases"
FEES = {"kind": "open_questions", "id": "q-who-pays", "score": 0.9}


def topic(store, **more) -> str:
    return topics.topic_of(heard("real.jsonl", {}, **more), store)


def test_the_topic_is_that_of_what_the_guide_does(store):
    hlta = {"questions": [], "links": [{**LINK, "id": "hlta", "status": "want"}]}
    assert topic(store, care="child") == "safeguarding-or-distress"
    assert topic(store, language="pl") == topic(store, intent="nlu_fallback") == topic(store, intent="out_of_scope") == "out-of-scope-other"
    assert topic(store, intent="pay_or_grading") == "pay-grading"
    assert topic(store, reading={"questions": [{"nearest": [FEES], "worth": None}]}) == "funding-cost"
    assert topic(store, reading={**hlta, "about": [{**FEES, "score": 0.3}]}) == "hlta"
    assert topic(store, reading={**hlta, "about": [FEES]}) == "funding-cost"
    assert topic(store, reading={"about": [{**FEES, "score": 0.3}]}) == "funding-cost"
    assert topic(store, reading={"about": [{**FEES, "score": 0.1}]}, intent="answer_barriers") == "time-off"


@pytest.mark.parametrize("kind, id, about", [
    ("roles", "teacher", "qts-teacher"), ("roles", "school-cook", "become-role"), ("qualifications", "nneb", "old-qualification-equivalence"),
    ("qualifications", "ta-apprenticeship-l3", "apprenticeship"), ("qualifications", "qts-pgce", "qts-teacher"),
    ("rights", "request-time-to-train", "time-off"), ("glossary_terms", "mentor", "mentor-assessor"),
])
def test_records_of_other_kinds_have_a_topic(store, kind, id, about):
    assert of_topics.of_record(store, kind, id) == about


def test_the_table_of_topics_names_records_and_topics_that_there_are(store):
    table, known = yaml.safe_load(Path(of_topics.__file__).with_suffix(".yml").read_text(encoding="utf-8")), set(get_args(AskedAbout))
    named = [*table["intents"].values(), *table["records"].values(), *table["kinds"].values(), *table["types"].values(), *table["prefixes"].values()]
    assert set(named) | {table["care"], table["other_language"], table["unknown"], table["worth"], table["closed"]} <= known
    assert [ref for ref in table["records"] if not store.find(*ref.split(":", 1))] == []


def test_topics_are_counted_and_confused():
    rows = [heard("real.jsonl", {"topic": "hlta", "kind": "question"}), heard("real.jsonl", {"topic": "time-off", "kind": "statement"}), heard("real.jsonl", {})]
    found, confused = topics.judged(rows, lambda one: "hlta")
    assert found.shares == {"topic": Share(1, 2), "topic, questions": Share(1, 1), "topic, statements": Share(0, 1)}
    assert confused == [("time-off", "hlta", 1)]


def test_most_lines_of_our_own_have_the_right_topic(store):
    """By the reading alone: what the intents add is measured by `fivesteps evaluate --cases tests/evaluation_cases`."""
    reader, (cases, _) = Reader(store), read([TOPIC_CASES])
    rows = []
    for case in cases:
        received = intake.receive(case.text, store)
        rows.append(Heard(case, received.text, received.care, received.language, None, reader.read(received.text)))
    found, _ = topics.judged(rows, lambda one: topics.topic_of(one, store))
    assert found.shares["topic"].of == 60 and found.shares["topic"].value >= 0.85


# an answer with a question, and care


def test_an_answer_and_a_question_in_one_message():
    data = {"answers": {"clause": "no", "intents": ["deny"]}, "asks": {"clause": "how long does it take?"}}
    reading = {"questions": [{"text": "how long does it take", "nearest": [], "worth": None}]}
    by_intent = heard("mixed.yml", data, intent="deny", reading=reading)
    by_filling = heard("mixed.yml", data, intent="why", reading=reading)
    neither = heard("mixed.yml", data, intent="why", reading={"questions": []})
    assert scores.mixed([by_intent, neither], lambda one: []).shares["both"] == Share(1, 2)
    assert scores.mixed([by_filling], lambda one: ["qualifications"]).shares["both"] == Share(1, 1)
    move = {**data, "answers": {"clause": "go back", "intents": ["go_back"]}}
    assert scores.mixed([heard("mixed.yml", move, intent="why", reading=reading)], lambda one: ["role"]).shares["both"] == Share(0, 1)


def test_care_and_false_alarms_with_the_doubtful_apart():
    rows = [
        heard("care.yml", {"care": True, "kind": "child"}, care="child"), heard("care.yml", {"care": True, "kind": "danger"}),
        heard("care.yml", {"care": True, "kind": "child", "sure": False}), heard("care.yml", {"care": False, "kind": "idiom"}, care="self"),
        heard("care.yml", {"care": False, "kind": "idiom"}),
    ]
    found = scores.care(rows)
    assert found.shares["care met, at once"] == Share(1, 2) and found.shares["care met, at once: danger"] == Share(0, 1)
    assert found.shares["care met, at once, where one might differ"] == Share(0, 1)
    assert found.shares["false alarms (conversation stopped)"] == Share(1, 2)
    assert found.wrong["care met, at once: danger"] == ["care.yml:1"]


def test_what_is_asked_about_gently_is_met_but_not_at_once_and_stops_nothing():
    rows = [
        heard("care.yml", {"care": True, "kind": "child"}, care="child"), heard("care.yml", {"care": True, "kind": "child"}, maybe="self"),
        heard("care.yml", {"care": True, "kind": "child"}), heard("care.yml", {"care": False, "kind": "idiom"}, maybe="self"),
        heard("care.yml", {"care": False, "kind": "idiom"}),
    ]
    found = scores.care(rows).shares
    assert found["care met, at once"] == Share(1, 3) and found["care met, at once or asked gently"] == Share(2, 3)
    assert found["false alarms (conversation stopped)"] == Share(0, 2) and found["asked gently without need"] == Share(1, 2)


# files


SOUND = {
    "intents.yml": "intents:\n  - {open: role, intents: [why], text: why}\n",
    "links.yml": "links:\n  - {text: TA, roles: [a|b], qualifications: [{id: c, level: 2}], aspiration: {role: d}, may: [e]}\n",
    "questions.yml": "# note\nquestions:\n  - {text: what, any: ['roles:a']}\n  - {text: who, none: true}\n",
    "care.yml": "care:\n  - {care: false, kind: idiom, text: my back is killing me}\n",
    "mixed.yml": "mixed:\n  - {text: 'no, why', answers: {clause: ['no'], intents: [deny]}, asks: {clause: why}}\n",
    "written.jsonl": '{"text": "TA", "bot_asked": "role", "expected_slots": {"role": ["ta"], "qualification": [], "aspiration": []}}\n\n',
    "real.jsonl": '{"text": "I am\u2028a TA", "role": null, "mentions_quals": [], "aspiration": null, "topic": "x"}\n',
}


def test_every_shape_is_read(tmp_path):
    for name, text in SOUND.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("# x", encoding="utf-8")
    cases, notes = read([tmp_path])
    assert {case.file for case in cases} == set(SOUND) and len(cases) == 8 and notes == []
    assert [case.place for case in cases if case.file == "questions.yml"] == ["questions.yml:3", "questions.yml:4"]


def test_our_own_cases_are_sound():
    cases, notes = read([cli_evaluate.HELDOUT])
    assert notes == [] and {case.file for case in cases} == {"intents.yml", "links.yml", "questions.yml", "care.yml", "mixed.yml"}


@pytest.mark.parametrize(
    "name, text, line, says",
    [
        ("intents.yml", "intents:\n  - {text: a, intents: [why]}\n  - {text: b\n", 4, "not YAML"),
        ("intents.yml", "intents:\n  - {text: a, intents: [why]}\n  - {text: b, intents: why}\n", 3, "'intents' must be"),
        ("intents.yml", "intents:\n  - {intents: [why]}\n", 2, "no 'text'"),
        ("intents.yml", "lines:\n  - {text: a}\n", 1, "under the key 'intents'"),
        ("intents.yml", "", 1, "under the key 'intents'"),
        ("intents.yml", "intents:\n  - text: \"a\x07\"\n", 2, "not YAML"),
        ("intents.yml", "intents: [why]\n", 1, "an object with a 'text'"),
        ("links.yml", "links:\n  - {text: a, qualifications: [nvq]}\n", 2, "each with an 'id'"),
        ("links.yml", "links:\n  - {text: a, aspiration: teacher}\n", 2, "'aspiration' must be"),
        ("questions.yml", "questions:\n  - {text: a}\n", 2, "needs 'any'"),
        ("care.yml", "care:\n  - {text: a, care: maybe, kind: x}\n", 2, "true or false"),
        ("mixed.yml", "mixed:\n  - {text: a, answers: {intents: [why]}}\n", 2, "'asks' must be"),
        ("written.jsonl", '{"text": "a", "expected_slots": {}}\n{"text": \n', 2, "not JSON"),
        ("written.jsonl", '{"text": "a", "expected_slots": {"role": "ta"}}\n', 1, "'expected_slots' must be"),
        ("real.jsonl", '["a"]\n', 1, "an object with a 'text'"),
        ("real.jsonl", '{"text": "a", "role": 3}\n', 1, "words or null"),
    ],
)
def test_a_broken_line_is_named(tmp_path, name, text, line, says):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadCases) as error:
        read([tmp_path])
    assert f"{name}, line {line}: " in str(error.value) and says in str(error.value) and "\n" not in str(error.value)


def test_an_unknown_file_is_told_of_and_passed_over(tmp_path):
    (tmp_path / "care.yml").write_text(SOUND["care.yml"], encoding="utf-8")
    (tmp_path / "intent.yml").write_text("x", encoding="utf-8")
    cases, notes = read([tmp_path])
    assert len(cases) == 1 and len(notes) == 1 and "intent.yml is passed over" in notes[0]


# the command


def evaluate(*args: str):
    group = PlainGroup("fivesteps")
    group.add_command(cli_evaluate.evaluate)
    return CliRunner().invoke(group, ["evaluate", *args])


@pytest.mark.parametrize("make, says", [(None, "cannot be read"), ("folder", "holds no file of cases"), ("bytes", "not UTF-8"), ("empty", "hold no cases")])
def test_what_cannot_be_used_ends_with_2_and_one_sentence(tmp_path, make, says):
    folder = tmp_path / "cases"
    if make:
        folder.mkdir()
    if make == "bytes":
        (folder / "care.yml").write_bytes(b"\xff\xfe\xff")
    if make == "empty":
        (folder / "care.yml").write_text("care: []", encoding="utf-8")
    done = evaluate("--cases", str(folder))
    assert done.exit_code == 2 and says in done.stderr and done.stderr.count("\n") == 1 and done.stdout == ""


def test_a_file_for_json_that_cannot_be_written_is_told_of_first(tmp_path):
    assert evaluate("--json", str(tmp_path / "none" / "x.json")).exit_code == 2
    assert evaluate("--json", str(tmp_path)).exit_code == 2


def result() -> run.Result:
    return run.Result(
        messages={"links.yml": 1, "intents.yml": 9}, linking={"links.yml": {"role held": Judged(Found(19, 1, 1), choices=2)}},
        scores={"links.yml": Scores({"no certificates: noticed": Share(1, 2)}, {}), "intents.yml": scores.intents(ROWS)},
        confused=scores.confused(ROWS), times=run.Times(9.04, 20), strange=["links.yml:2: nobody"],
    )


def test_the_command_measures_prints_and_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(cli_evaluate, "_measured", lambda found, bare, progress: result())
    monkeypatch.setattr(cli_evaluate, "PAGE", tmp_path / "docs" / "evaluation.md")
    (tmp_path / "care.yml").write_text(SOUND["care.yml"], encoding="utf-8")
    done = evaluate("--cases", str(tmp_path), "--json", str(tmp_path / "x.json"), "--no-bare")
    assert done.exit_code == 0 and "## Intents" in done.stdout and "links.yml:2: nobody is in no record" in done.stderr
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["linking"]["links.yml"]["role held"]["f1"] == 0.95
    assert not cli_evaluate.PAGE.exists(), "only our own lines make the page"
    assert evaluate().exit_code == 0
    assert "Written by `make evaluate`" in cli_evaluate.PAGE.read_text(encoding="utf-8")


# the tables


def test_tables_say_what_is_reached():
    text = report.tables(result())
    assert "| role held | 0.950 (0.76 to 0.99), 19 of 20 | 0.950 (0.76 to 0.99), 19 of 20 | 0.950 | 0.95 | yes | 2 / 0 of 19 |" in text
    assert "| in scope lost | 0.333 (0.10 to 0.70), 2 of 6 | at most 0.03 | **no** |" in text
    assert "| answer_role | answer_duties | 2 |" in text and "| a message | 9.0 ms | 20.0 ms | 12 ms | yes |" in text
    assert "default pipeline" not in text


def test_tables_set_the_default_pipeline_beside():
    both = result()
    both.bare, both.bare_times = scores.intents([(place, right, "x") for place, right, _ in ROWS]), run.Times(30, 40)
    text = report.tables(both)
    assert "| what | share | default pipeline | to reach | reached |\n|---|---|---|---|---|\n| accuracy | 0.222" in text
    assert "| errors | 7 | 9 | 0.67 of the default pipeline's | **no** |" in text
    assert "| a message, default pipeline | 30.0 ms | 40.0 ms | | |" in text


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    both = result()
    both.bare = scores.intents(ROWS)
    for table in report.page(both).split("\n\n"):
        rows = [row for row in table.splitlines() if row.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1, table


# the default pipeline


def test_the_default_pipeline_is_that_of_rasa_init():
    import rasa
    import yaml
    from pathlib import Path

    theirs = Path(rasa.__file__).parent / "engine" / "recipes" / "config_files" / "default_config.yml"
    assert yaml.safe_load(bare.configured())["pipeline"] == yaml.safe_load(theirs.read_text(encoding="utf-8"))["pipeline"]


def test_the_default_pipeline_is_kept_under_what_it_is_made_from(tmp_path, monkeypatch):
    monkeypatch.setattr(bare.train, "DATA", tmp_path)
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "a.yml").write_text("nlu: []", encoding="utf-8")
    first = bare.fingerprint(bare.configured())
    assert first == bare.fingerprint(bare.configured()) != bare.fingerprint(bare.configured(epochs=1))
    (tmp_path / "nlu" / "a.yml").write_text("nlu: [1]", encoding="utf-8")
    assert bare.fingerprint(bare.configured()) != first


def test_training_is_shown_and_its_last_words_kept():
    said: list[str] = []
    stream = io.BufferedReader(io.BytesIO(b"start\nEpochs:   5%|\rEpochs:  10%|\rEpochs:  37%|\rEpochs: 100%|\nno space left\n"))
    assert bare._follow(stream, said.append).endswith("no space left")
    assert said == ["default pipeline: 10 of 100 trained", "default pipeline: 30 of 100 trained", "default pipeline: 100 of 100 trained"]


def test_the_default_pipeline_is_not_trained_twice(tmp_path, monkeypatch):
    monkeypatch.setenv("FIVESTEPS_VAR", str(tmp_path))
    trained: list[str] = []

    def train(model, config, progress):
        trained.append(model.name)
        model.write_text("x", encoding="utf-8")

    monkeypatch.setattr(bare, "_train", train)
    first = bare.ensure_model(lambda line: None)
    assert bare.ensure_model(lambda line: None) == first and len(trained) == 1
    bare.ensure_model(lambda line: None, epochs=1)
    assert not first.exists(), "one that is out of date is removed"
