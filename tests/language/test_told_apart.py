"""What is told apart from its certificate, certificates without a record, and words that can mean a few."""
from __future__ import annotations

import pytest

from knowledge.advice import certificates

OLD, NEW = "gcse-old-letters", "gcse-new-grades"
HELD = {"status": "held"}


def told(reader, text, question="free"):
    """Every certificate that is read, without the words; in no order."""
    found = certificates.stated(question, text, certificates.read(question, reader.read(text)))
    return in_order([{key: value for key, value in entry.items() if key != "words"} for entry in found])


def in_order(entries):
    return sorted(entries, key=lambda entry: sorted(map(str, entry.values())))


@pytest.mark.parametrize("text, expected", [
    # The subject, the grade or the year stands in another sentence.
    ("Flunked english at school. Only got an E", [{"id": OLD, "subject": "english", "grade": "E", "status": "failed"}]),
    ("I go cold when I see maths. Passed the O level though in 1977", [{"id": "o-level", "subject": "maths", "year": 1977}]),
    ("CSE history 2, geography 3, maths 4, 1981", [
        {"id": "cse", "subject": "history", "grade": "2", "year": 1981}, {"id": "cse", "subject": "geography", "grade": "3", "year": 1981}, {"id": "cse", "subject": "maths", "grade": "4", "year": 1981},
    ]),
    # What a certificate is in.
    ("degree (zoology)", [{"id": "bachelors-degree", "subject": "zoology"}]),
    ("BA (Hons) in geography, Hull", [{"id": "bachelors-degree", "subject": "geography"}]),
    ("degree (Open University)", [{"id": "bachelors-degree"}]),
    ("chemistry degree", [{"id": "bachelors-degree", "subject": "chemistry"}]),
    ("A levels in Spanish, music and biology", [{"id": "a-level", "subject": one} for one in ("spanish", "music", "biology")]),
    ("BTEC National in travel and tourism, merit", [{"id": "btec-national", "subject": "travel and tourism", "grade": "merit"}]),
    ("grade 7 clarinet, grade 4 theory", [{"id": "music-grades", "subject": "clarinet", "grade": "7"}, {"id": "music-grades", "subject": "theory", "grade": "4"}]),
    # A second level of the one that was named.
    ("admin NVQ level 2 in 1999, and level 3 in 2001", [
        {"id": "business-administration-nvq-swis-era", "level": 2, "year": 1999}, {"id": "business-administration-nvq-swis-era", "level": 3, "year": 2001},
    ]),
    ("aat level 2 and now doing level 3", [{"id": "accounts-finance-assistant-l2", "level": 2}, {"id": "assistant-accountant-l3", "level": 3, "status": "doing"}]),
    # Words that can mean a few, with what tells which.
    ("level 3 btec in music", [{"id": "btec-national", "level": 3, "subject": "music"}]),
    ("nursery nurse certificate, the NNEB", [{"id": "nneb"}]),
    ("NVQ level 3 childcare", [{"id": "nvq-ccld", "level": 3}]),
    ("level 2 TA course, finished", [{"choices": ["l2-cert-stl", "tquk-l2-cert-stl", "nvq-ta"], "level": 2}]),
    ("fda early childhood studies", [{"id": "foundation-degree-ey"}]),
    # Who sits a GCSE today gets a figure; "U" is no pass.
    ("resitting english", [{"id": NEW, "subject": "english", "status": "doing"}]),
    ("GCSE english U, maths C", [{"id": OLD, "subject": "english", "grade": "U", "status": "failed"}, {"id": OLD, "subject": "maths", "grade": "C"}]),
    # The HLTA that was got is the status.
    ("HLTA. Got it in 2008", [{"id": "hlta-status", "year": 2008}]),
])
def test_what_stands_apart_is_read_with_its_certificate(reader, text, expected):
    assert told(reader, text) == in_order([HELD | entry for entry in expected])


@pytest.mark.parametrize("text", [
    "I have taught maths for years", "I support maths and english in year 4", "maths interventions with year 6", "I run the science labs", "I get out of bed at five", "a lad at work came with a level 3",
])
def test_work_in_a_subject_and_other_peoples_are_no_certificates(reader, text):
    assert told(reader, text) == []


@pytest.mark.parametrize("text, kept", [
    ("Highers in English and Maths", "highers in english and maths"), ("Standard Grade English, Credit", "standard grade english"), ("Nat 5 maths", "nat 5 maths"), ("SVQ 3", "SVQ 3"), ("CLAIT", "CLAIT"), ("passed my ECDL", "ECDL"),
    ("RSA stage 2 typing", "RSA stage 2 typing"), ("pitman shorthand", "pitman shorthand"), ("BSL level 2", "BSL level 2"),
])
def test_a_certificate_without_a_record_is_kept_in_words_and_taken_for_no_other(reader, text, kept):
    assert [entry for entry in reader.read(text)["results"] if "id" in entry or "level" in entry] == []
    assert [entry["words"] for entry in reader.read(text)["results"] if entry["words"].startswith(kept)] and reader.read(text)["lacking"] == []


def test_what_is_named_beside_one_without_a_record_is_read_as_ever(reader):
    assert told(reader, "CLAIT and an NVQ 2. English C") == in_order([HELD, HELD | {"id": "nvq-level-general", "level": 2}, HELD | {"id": OLD, "subject": "english", "grade": "C"}])
    assert told(reader, "higher level teaching assistant") == [] and told(reader, "I want a higher grade") == []


@pytest.mark.parametrize("text, ids", [
    ("first aid, that's it really", ["emergency-first-aid-at-work"]), ("the yearly safeguarding", ["qu45"]), ("safeguarding and first aid", ["emergency-first-aid-at-work", "qu45"]),
    ("I do first aid at lunch for the little ones", []),
])
def test_training_that_all_do_is_a_certificate_where_those_are_asked_for(reader, text, ids):
    assert sorted(entry["id"] for entry in told(reader, text, "qualifications")) == ids
    assert told(reader, text, "need") == []


def test_a_certificate_with_a_question_mark_is_told_with_doubt(reader):
    assert told(reader, "NVQ level 2?", "qualifications") == [HELD | {"id": "nvq-level-general", "level": 2}]
    assert told(reader, "what is an NVQ level 2?", "qualifications") == [] and told(reader, "NVQ level 2?", "need") == []


def test_what_is_hoped_for_is_not_held(reader):
    assert told(reader, "a C in maths at last", "success") == [] and told(reader, "an NVQ 3", "aim") == []


@pytest.mark.parametrize("text", [
    "Diploma in beauty therapy", "postgraduate diploma", "high school diploma", "level 3 diploma in health and social care", "diploma in management",
])
def test_a_diploma_in_something_else_is_none_of_the_schools(reader, text):
    assert not any("choices" in entry for entry in reader.read(text)["results"])


@pytest.mark.parametrize("text", [
    "was a nurse in Ghana, I have a diploma", "Bachelor of Commerce, University of Mumbai", "in my country, Nepal, I passed A levels", "Leaving Cert, honours English",
])
def test_a_certificate_from_another_country_is_none_of_ours(reader, text):
    assert {entry.get("id") for entry in reader.read(text)["results"]} == {"overseas-certificate"}
