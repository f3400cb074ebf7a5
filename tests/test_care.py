"""What is answered when a message needs care."""
from __future__ import annotations

import datetime

import pytest
import yaml

from knowledge import care, content

TODAY = datetime.date(2026, 11, 22)


class Words:
    """Phrases and contacts of the content, as a store gives them."""

    def __init__(self):
        phrases = yaml.safe_load((content.CONTENT / "words_care.yml").read_text(encoding="utf-8"))["phrases"]
        helps = yaml.safe_load((content.CONTENT / "urgent_help.yml").read_text(encoding="utf-8"))["urgent_help"]
        self.kinds = {
            "phrases": [content.KINDS["phrases"](**row) for row in phrases],
            "urgent_help": [content.KINDS["urgent_help"](**row) for row in helps],
        }

    def all(self, kind):
        return self.kinds[kind]

    def phrase(self, id, **places):
        return next(p.text for p in self.kinds["phrases"] if p.id == id).format(**places)

    def sources(self, *facts):
        return [{"id": s, "title": s, "url": None, "checked": "2026-11"} for f in facts for s in f.sources]


STORE = Words()


@pytest.mark.parametrize("worry", care.WORRIES)
def test_every_worry_is_answered_with_dated_contacts_and_a_way_back(worry):
    messages = care.messages(worry, STORE, TODAY)
    cards = [m["card"] for m in messages if "card" in m]
    assert len(cards) == 1 and cards[0]["kind"] == "urgent"
    assert "999" in cards[0]["lines"][0]
    assert cards[0]["sources"] and all(source["checked"] for source in cards[0]["sources"])
    assert [choice["id"] for m in messages for choice in m.get("choices", [])] == [care.CARRY_ON]


@pytest.mark.parametrize("worry", (*care.WORRIES, care.ANY))
def test_the_words_never_claim_that_somebody_was_told(worry):
    said = " ".join(m["text"] for m in care.messages(worry, STORE, TODAY))
    assert "I am a computer" in said and "Nobody reads this" in said and "not kept" in said
    assert not any(claim in said.lower() for claim in ("i have told", "we have told", "i will tell", "i have passed"))


@pytest.mark.parametrize(("worry", "named"), [
    ("child", "safeguarding lead"), ("self", "Samaritans"), ("danger", "Domestic Abuse"), ("colleague", "works with children"),
])
def test_the_right_people_are_named(worry, named):
    lines = care.card(worry, STORE, TODAY)["lines"]
    assert any(named in line for line in lines)


def test_contacts_come_in_their_order_and_only_while_they_exist():
    now = [help.id for help in care.contacts("self", STORE, TODAY)]
    assert now[0] == "999" and "nhs-111-mental-health" in now
    assert "nhs-111-mental-health" not in [h.id for h in care.contacts("self", STORE, datetime.date(2010, 1, 1))]


def test_where_the_worry_is_not_known_everybody_is_shown_in_groups_with_999_first():
    messages = care.messages(care.ANY, STORE, TODAY)
    cards = [m["card"] for m in messages if "card" in m]
    assert len({card["title"] for card in cards}) == len(cards) == 3
    assert all("999" in card["lines"][0] and card["sources"] for card in cards)
    assert {line for card in cards for line in card["lines"]} == {line for w in care.WORRIES for line in care.card(w, STORE, TODAY)["lines"]}
    assert [choice["id"] for m in messages for choice in m.get("choices", [])] == [care.CARRY_ON]


def test_an_unknown_worry_is_refused():
    with pytest.raises(ValueError, match="child, self, danger, colleague"):
        care.messages("weather", STORE, TODAY)


def test_no_sentence_is_longer_than_twenty_words():
    for phrase in STORE.all("phrases"):
        for sentence in phrase.text.replace("?", ".").split("."):
            assert len(sentence.split()) <= 20, phrase.id
