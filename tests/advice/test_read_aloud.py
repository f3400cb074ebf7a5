"""What the twelve people and more of `profiles/personas.yml` read in the end: every line of their cards and of their plan."""
from __future__ import annotations

import html
import re

import pytest

from knowledge.advice import cards, documents, plan, show
from knowledge.advice.questions import View
from knowledge.plain_words import MOST_WORDS, OLDEST_READER, reading_age, sentences, without_addresses, words
from tests.advice.cases import advice_for, people, today
from tests.test_words import AMERICAN, EVERYDAY, JARGON, LATIN, UNKIND

PEOPLE = people("personas.yml")
JARGON_SAID = re.compile(rf"\b(?:{'|'.join(JARGON)})\w*\b", re.IGNORECASE)
# Letters that are the name of a body, a card or a scheme, as people see them on its own page.
BODIES = {"UNISON", "GMB", "CILIP", "LACA", "NEBOSH", "CLEAPSS", "GOV", "RSciTech", "AAT", "ACAS", "ELSA", "NCFE", "CACHE", "TQUK", "RSA"}
# Names printed on certificates; whoever holds one knows it by these letters.
CERTIFICATES = {"BTEC", "CSE", "GCE", "ECDL"}


def rendered(person: dict, store) -> list[str]:
    """Every line of the cards of the advice and of the plan of somebody who picks all of it; their own words left out."""
    advice, profile = advice_for(person["profile"], store), {k: v for k, v in person["profile"].items() if k != "intended_change"}
    answers = {"said": {}, "asked": [], "skipped": [], "raised": [], **profile}
    view = View(answers, store, today(person["profile"]))
    made = [cards.qualification_card(view, row) for row in advice["qualifications"]]
    made += [cards.informal_card(view, row) for row in advice["informal"]] + [cards.refused_card(row) for row in advice["not_suggested"]]
    made += [card for card in (cards.money_card(view, advice), cards.barriers_card(view, advice), cards.pathway_card(view, advice["pathway"])) if card]
    lines = [line["text"] if isinstance(line, dict) else line for card in made for line in card["lines"]]
    picked = [row["id"] for row in advice["qualifications"] + advice["informal"]]
    page = documents.render({**answers, "picked": picked, "review": {"months": 6}}, store, documents.HTML, plan.MINE, today(person["profile"]))[0].decode()
    # Each piece between two tags is a line; the list of sources holds the titles that others gave.
    page = re.sub(r'(?s)<style>.*?</style>|<(section|div) class="sources">.*?</\1>', "", page)
    told = [html.unescape(piece).strip() for piece in re.split(r"<[^>]+>", page)]
    own = show.certificates(view)
    return [line for line in dict.fromkeys([*lines, *told]) if re.search(r"[a-z]", line) and line != own]


@pytest.fixture(scope="module", params=PEOPLE, ids=[person["id"] for person in PEOPLE])
def lines(request, store) -> list[str]:
    found = rendered(request.param, store)
    assert len(found) > 40, "there is too little to read"
    return found


def test_no_sentence_is_longer_than_twenty_words(lines):
    long = [f"{words(s)} words: {s}" for line in lines for s in sentences(line) if words(s) > MOST_WORDS]
    assert not long, "\n".join(long)


def test_it_is_read_with_ease_at_twelve(lines):
    whole = " ".join(line for line in lines if line.rstrip().endswith((".", "?")))
    assert reading_age(whole) <= OLDEST_READER, reading_age(whole)


def test_no_jargon_no_latin_nothing_american_and_no_blame(lines):
    found = [f"'{hit.group()}' in: {line}" for line in lines for rule in (JARGON_SAID, LATIN, AMERICAN) if (hit := rule.search(line))]
    found += [f"'{word}' in: {line}" for line in lines for word in UNKIND if word in line.lower()]
    assert not found, "\n".join(found)


def test_every_place_is_filled_and_the_marks_are_whole(lines):
    found = [line for line in lines if re.search(r"[{}]|\bNone\b(?! of|\.)|\.\.|\?\.|,,| ,|!", line)]
    assert not found, "\n".join(found)


def test_letters_have_their_words_on_the_same_paper(lines):
    whole = " ".join(lines)
    bare = {letters for letters in re.findall(r"\b[A-Z]{2,}s?\b", without_addresses(whole)) if letters not in EVERYDAY | BODIES | CERTIFICATES}
    # "special educational needs and disabilities (SEND)", "HR (human resources"
    explained = {letters for letters in bare if re.search(rf"\({letters}\b|\b{letters}\b(?:\)|,)? ?(?:\(|means|is short for|stands? for)", whole)}
    assert bare == explained, sorted(bare - explained)
