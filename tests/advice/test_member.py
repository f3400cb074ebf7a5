"""Words for two people: a helper reads "they", and nobody is invited to type what is another's to tell."""
from __future__ import annotations

import datetime
import re
import string

import pytest

from knowledge.advice import member
from knowledge.advice.rules import RULES
from knowledge.advice.situation import Situation

DAY = datetime.date(2026, 11, 22)


def somebody(store, for_whom: str | None) -> Situation:
    return Situation({"for": for_whom} if for_whom else {}, store, DAY)


@pytest.fixture(scope="module")
def variants(store) -> dict[str, str]:
    """{id without -member: text} of every variant."""
    end = member.VARIANT
    return {phrase.id[: -len(end)]: phrase.text for phrase in store.all("phrases") if phrase.id.endswith(end)}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_helper_reads_they_and_the_person_reads_you(store):
    assert "they" in member.phrase_for(store, somebody(store, "member"), "reason-teaches", topics="cooking")
    for whom in ("self", "team", None):
        assert member.phrase_for(store, somebody(store, whom), "reason-teaches", topics="cooking") == store.phrase("reason-teaches", topics="cooking")


def test_a_phrase_without_a_variant_stays_as_it_is(store):
    assert member.phrase_for(store, somebody(store, "member"), "caution-closing", closed="May") == store.phrase("caution-closing", closed="May")


def test_words_of_a_record_have_variants_too(store):
    rule = store.get("decision_rules", "dr18")
    assert member.text_for(store, somebody(store, "self"), rule.id, rule.met) == rule.met
    assert member.text_for(store, somebody(store, "member"), rule.id, rule.met).startswith("They do this job now")
    assert member.text_for(store, somebody(store, "member"), "dr99", "As it is.") == "As it is."


def test_a_plain_note_says_whom_you_means(store):
    assert "the person you help" in member.note_for(store, somebody(store, "member"))
    assert member.note_for(store, somebody(store, "self")) is None


def test_every_variant_stands_for_something_and_fills_the_same_places(store, variants):
    assert len(variants) > 60
    for id, text in variants.items():
        if rule := store.find("decision_rules", id.removesuffix("-not")):
            assert (rule.not_met if id.endswith("-not") else rule.met) and not places(text)
        elif store.find("interview_questions", id.removesuffix("-simpler").removesuffix("-why")):
            assert not places(text), id
        elif reason := store.find("review_reasons", id):
            assert "you" in reason.means.lower() and not places(text), id
        else:
            assert places(text) == places(store.get("phrases", id).text), id


def test_every_reason_and_question_that_says_you_has_one(store, variants):
    said = [p for p in store.all("phrases") if p.id.startswith(("reason-", "informal-", "missing-")) and not p.id.endswith(member.VARIANT)]
    assert not [p.id for p in said if re.search(r"\b[Yy]ou", p.text) and p.id not in variants]
    warned = [store.get("decision_rules", id) for id, rule in RULES.items() if rule.not_met]
    assert not [rule.id for rule in warned if re.search(r"\b[Yy]ou", rule.not_met) and f"{rule.id}-not" not in variants]


def test_no_variant_calls_the_reader_the_person_it_is_for(variants):
    allowed = re.compile(r"thank you|what you told us|the person you help|need not tell you|The person you help", re.IGNORECASE)
    assert not [id for id, text in variants.items() if re.search(r"\byou(r|rs)?\b", allowed.sub("", text), re.IGNORECASE)]


def test_nobody_is_invited_to_type_a_name_or_a_worry_of_another(store, variants):
    worry = re.compile(r"\b(?<!Whose )name\b|spelling|dyslexi|confiden|reading|literacy|health", re.IGNORECASE)
    assert not [id for id, text in variants.items() if worry.search(text)]
    assert "type no names" in store.phrase("note-for-another")
