"""Every sentence a person can read is short, plain, British and kind; every error says what to do."""
from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Iterator

import pytest

from knowledge import content
from knowledge.plain_words import MOST_WORDS, OLDEST_READER, reading_age, sentences, without_addresses, words
from knowledge.records import KINDS, Counts, Option
from knowledge.record_helps import HelpAsk, HelpBlank, HelpPart
from knowledge.record_standards import NumberedStandard, ReviewStep, Statement

# What a person reads of each kind of record. Names, titles and the words we listen for are left out.
READ = {
    "interview_questions": ("words", "simpler", "why", "title", "options"),
    "phrases": ("text",),
    "groups": ("what",),
    "duties": ("title",),
    "aliases": ("ask",),
    "roles": ("what_they_do", "typical_entry", "legal_requirement", "note", "history", "closed_reason"),
    "qualification_types": ("plain", "definition", "suitable_when", "assessment", "school_must_provide", "entry_notes"),
    "levels": ("what",),
    "qualifications": (
        "what", "who_for", "delivery", "assessment", "duration", "cost", "entry", "first_step", "counts_as", "counts", "caution",
        "closed_reason",
    ),
    "progressions": ("why", "steps"),
    "informal_options": ("what", "how", "costs_school", "closed_reason"),
    "practicalities": ("title", "question", "todo"),
    "barriers": ("title", "remedy", "request"),
    "evaluation_measures": ("text",),
    "rights": ("what", "who_for", "how", "closed_reason"),
    "funding": ("what", "who_for", "how", "closed_reason"),
    "resources": ("what", "who_for", "closed_reason"),
    "organisations": ("what", "fate", "closed_reason"),
    "glossary_terms": ("meaning",),
    "open_questions": ("question", "answer"),
    "need_sources": ("title",),
    "decision_rules": ("met", "not_met"),
    "urgent_help": ("what", "hours", "how"),
    "self_checks": ("title", "statements", "note"),
    "unit_groups": ("what",),
    "standards_units": ("plain", "note"),
    "good_practices": ("text",),
    "statistics": ("meaning",),
    "clarifying_questions": ("text", "why"),
    "hlta_standards": ("title", "what", "standards", "closed_reason"),
    "provider_questions": ("text", "listen_for", "closed_reason"),
    "review_reasons": ("title", "means", "school", "steps"),
    "small_helps": ("title", "offer", "lead", "card", "asks", "parts"),
    "job_profiles": ("closed_reason",),
}
UNREAD = {"sources", "settings", "topics", "care_lines", "care_words", "care_tongues", "topic_lines"}
# Phrases in other languages, which no rule of English fits.
EXAMPLE = re.compile(r"language-[a-z]{2}")
# What the guide says of its own accord, to everybody.
SPOKEN = ("interview_questions", "phrases", "urgent_help", "practicalities", "need_sources", "duties", "small_helps")

JARGON = (
    "leverage", "utilise", "upskill", "reskill", "stakeholder", "synergy", "facilitate", "going forward", "signpost",
    "empower", "learning journey", "deliverable", "robust", "holistic", "best practice", "aforementioned", "pursuant",
    "commence", "in order to", "prior to", "please note", "invalid", "submit", "with regard to", "in respect of", "at this time",
    "be advised", "liaise", "moving forward", "touch base", "skill set", "upon completion", "herewith", "should you wish",
)
# What makes light of what may be hard for somebody. "Just now" is a time.
BELITTLING = re.compile(r"\b(?:simply|obviously|of course|merely|easily|straightforward|no problem|just(?! now))\b", re.IGNORECASE)
# Gush; a colleague is glad with somebody, and does not cheer.
GUSHING = re.compile(r"\b(?:amazing|awesome|fantastic|brilliant|exciting|excited|wonderful|congratulations|well done|great news|absolutely|perfect)\b", re.IGNORECASE)
# Telling-off and blame; the guide never says these.
UNKIND = ("you failed", "you must not", "wrong answer", "you should have", "unqualified person", "no qualifications", "drop out")
AMERICAN = re.compile(
    r"\b(?:(?:organ|recogn|real|special|util|summar|apolog|priorit|personal|final)iz\w*|behavior\w*|centers?|colors?|favor\w*"
    r"|labor|programs?|enroll|enrollment|fulfill|skillful|licenses|defense|practicing|practiced)\b", re.IGNORECASE,
)
LATIN = re.compile(r"\b(?:e\.?g\.|i\.?e\.|etc\b|viz\b|n\.?b\.|via\b|per annum|pro rata|vice versa|ad hoc|per se)", re.IGNORECASE)

# Letters that everybody in England reads as a word.
EVERYDAY = {"UK", "GCSE", "GCSEs", "NVQ", "NVQs", "PE", "NHS", "PDF", "JSON", "ID", "A&E", "CV", "SHOUT"}
# Letters that need their words in the same text.
EXPLAINED = {
    "TA": "teaching assistant", "TAs": "teaching assistants", "HLTA": "higher level teaching assistant",
    "QTS": "qualified teacher status", "SEND": "special educational needs", "SEN": "special educational needs",
    "SENCO": "special educational needs", "ULR": "union learning rep", "DSL": "safeguarding lead", "HR": "human resources",
    "CPD": "training and development", "MAT": "academy trust", "PGCE": "postgraduate certificate", "DBS": "disclosure",
    "SBM": "business manager", "NSPCC": "children",
}
IMPERATIVES = {
    "ask", "carry", "check", "choose", "close", "come", "correct", "find", "give", "go", "keep", "let", "look", "open", "pick", "please",
    "press", "reload", "say", "send", "start", "tell", "tick", "try", "type", "use", "wait", "write",
}
# Phrases that tell a person that something did not work, by how their ids begin.
ERRORS = ("channel-error-", "channel-wrong-code", "channel-no-words", "miss-", "which-role-unknown", "cannot-skip", "old-choice", "profile-", "no-answer-at-all")
PAGE_ERRORS = ("stillUnreachable", "noReply", "unclear", "notThrough", "codeLater", "notForgotten", "notSaved", "writeFirst", "atLimit", "oneAtATime", "ended", "codeFirst", "tickOne")
WIDGET = Path(__file__).resolve().parents[1] / "bot" / "widget"
# Reading ages, with the reserve that the count of syllables needs: it finds rather too few.
SPOKEN_AGE, FEWEST_SENTENCES = 9, 12


def readable(*kinds: str) -> Iterator[tuple[str, str]]:
    """(where, text) of everything a person can read in the records of those kinds."""
    for entry in _entries():
        if entry.kind in kinds and not (entry.kind == "phrases" and EXAMPLE.fullmatch(entry.record.id)):
            for field in READ[entry.kind]:
                for text in _texts(getattr(entry.record, field)):
                    yield f"{entry.file}: {entry.kind} '{entry.record.id}': {field}", text


@lru_cache(maxsize=1)
def _entries() -> list[content.Entry]:
    return content.read()


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Option):
        yield value.label
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, (Statement, NumberedStandard)):
        yield value.text
    elif isinstance(value, ReviewStep):
        yield value.what
    elif isinstance(value, Counts):
        yield value.words
    elif isinstance(value, HelpAsk):
        yield from _texts([value.words, *value.options])
    elif isinstance(value, HelpPart):
        yield from _texts([value.heading, *value.lines, *value.columns, *value.blanks])
    elif isinstance(value, HelpBlank):
        yield value.label
    elif value is not None:
        # An entry requirement, with the step across its gap.
        yield from (value.words, *((value.bridge.what, value.bridge.time, value.bridge.cost) if value.bridge else ()))


def test_every_kind_of_record_is_either_read_or_not():
    assert READ.keys() | UNREAD == KINDS.keys()
    assert not READ.keys() & UNREAD


def test_no_sentence_has_more_than_twenty_words():
    long = [f"{where}: {words(s)} words: {s}" for where, text in readable(*READ) for s in sentences(text) if words(s) > MOST_WORDS]
    assert not long, "\n".join(long)


def test_no_jargon():
    pattern = re.compile(rf"\b(?:{'|'.join(JARGON)})\w*\b", re.IGNORECASE)
    found = [f"{where}: '{hit.group()}' in: {text}" for where, text in readable(*READ) if (hit := pattern.search(text))]
    assert not found, "\n".join(found)


def test_nobody_is_blamed():
    found = [f"{where}: {text}" for where, text in readable(*SPOKEN) if any(word in text.lower() for word in UNKIND)]
    assert not found, "\n".join(found)


def test_nothing_is_belittled_and_nobody_gushes():
    # In the choices of `need_sources` a person speaks of themselves ("I just want to keep up").
    spoken = [(where, text) for where, text in readable(*SPOKEN) if "need_sources" not in where]
    found = [f"{where}: '{hit.group()}' in: {text}" for where, text in spoken for rule in (BELITTLING, GUSHING) if (hit := rule.search(text))]
    assert not found, "\n".join(found)


def test_no_latin_abbreviations():
    found = [f"{where}: '{hit.group()}' in: {text}" for where, text in readable(*READ) if (hit := LATIN.search(text))]
    assert not found, "\n".join(found)


def test_spelling_is_british():
    found = []
    for where, text in readable(*READ):
        # A computer program is a program in Britain too.
        hit = AMERICAN.search(re.sub(r"computer programs?", "", text, flags=re.IGNORECASE))
        if hit:
            found.append(f"{where}: '{hit.group()}' in: {text}")
    assert not found, "\n".join(found)


def test_letters_stand_with_their_words_in_what_the_guide_says():
    found = []
    for where, text in readable(*SPOKEN):
        for letters in re.findall(r"\b[A-Z]{2,}s?\b|\bA&E\b", without_addresses(text)):
            if letters not in EVERYDAY and EXPLAINED.get(letters, letters.lower() + "?") not in text.lower():
                found.append(f"{where}: '{letters}' without its words: {text}")
    assert not found, "\n".join(found)


def test_every_error_says_what_to_do(store):
    silent = [f"{id}: {text}" for id, text in errors(store) if not says_what_to_do(text)]
    assert not silent, "\n".join(silent)


def test_every_error_of_the_page_says_what_to_do_or_has_a_button():
    page = dict(re.findall(r'^  (\w+): "([^"]+)",$', (WIDGET / "words.js").read_text(encoding="utf-8"), re.MULTILINE))
    silent = [name for name in PAGE_ERRORS if not says_what_to_do(page[name])]
    assert not silent, silent
    # The two that wait for the server by themselves say so, and stand beside a button where they give up.
    assert "keep trying" in page["unreachable"] and page["tryAgain"]


def test_whom_to_ring_while_the_guide_is_out_of_reach_is_of_the_knowledge_base(store):
    page = dict(re.findall(r'^  (\w+): "([^"]+)",$', (WIDGET / "words.js").read_text(encoding="utf-8"), re.MULTILINE))
    samaritans = store.get("urgent_help", "samaritans")
    assert samaritans.phone in page["helpNow"] and samaritans.title in page["helpNow"]
    assert "every day" in samaritans.hours and "at any hour" in page["helpNow"]
    assert any("ring 999" in phrase.text for phrase in store.all("phrases")) and "999" in page["helpNow"]


def test_the_page_speaks_as_the_guide_does():
    said = re.findall(r'["`]([A-Z][^"`]{6,})["`]', (WIDGET / "words.js").read_text(encoding="utf-8"))
    said += [piece.strip() for piece in re.split(r"<[^>]+>", (WIDGET / "index.html").read_text(encoding="utf-8")) if piece.strip()]
    jargon = re.compile(rf"\b(?:{'|'.join(JARGON)})\w*\b", re.IGNORECASE)
    assert len(said) > 40
    assert not [text for text in said for s in sentences(text) if words(s) > MOST_WORDS]
    assert not [text for text in said if "!" in text.replace("<!doctype", "") or any(rule.search(text) for rule in (jargon, BELITTLING, GUSHING, LATIN, AMERICAN))]


def errors(store) -> list[tuple[str, str]]:
    """(id, words) of whatever tells a person that something did not work or was not understood."""
    # One that begins with a space is only a piece of another, put in after a full stop.
    whole = [phrase for phrase in store.all("phrases") if phrase.id.startswith(ERRORS) and not phrase.text.startswith(" ")]
    found = [(phrase.id, re.sub(r"(?<=\.){\w+}", "", phrase.text)) for phrase in whole]
    assert len(found) > 40, "the errors have other names now"
    return found


def says_what_to_do(text: str) -> bool:
    """True if a sentence of the text begins with what to do, tells what one can do, or asks for it."""
    return any(re.split(r"\W", s)[0].lower() in IMPERATIVES or s.startswith(("You can", "Could you", "Or ")) for s in sentences(text))


@pytest.mark.parametrize("text", ["That is not valid.", "An error occurred.", "The request failed because of a fault on the server."])
def test_an_error_without_a_way_on_would_be_seen(text):
    assert not says_what_to_do(text)


def test_what_the_guide_says_is_read_with_ease_at_eleven():
    """The measure is `plain_words.reading_age` (Flesch-Kincaid), over all lines of a file, because one line says little."""
    hard = [f"{file}: {age:.1f}" for file, age in ages().items() if is_spoken(file) and age > SPOKEN_AGE]
    assert not hard, "\n".join(hard)


def test_what_is_known_is_read_with_ease_at_twelve():
    hard = [f"{file}: {age:.1f}" for file, age in ages().items() if not is_spoken(file) and age > OLDEST_READER]
    assert not hard, "\n".join(hard)


def test_officialese_would_be_seen():
    text = "Applications submitted subsequent to the published deadline cannot be considered. Candidates demonstrating insufficient evidence may be required to undertake additional assessment."
    assert reading_age(text) > OLDEST_READER + 3


def ages() -> dict[str, float]:
    """The reading age of each file of content that holds enough sentences to tell, taken in what a person reads of it."""
    files: dict[str, list[str]] = {}
    for where, text in readable(*READ):
        # A name or a label alone is no sentence, so it would count as a very short one.
        if text.rstrip().endswith((".", "?")):
            files.setdefault(where.split(": ")[0], []).extend(sentences(text))
    return {file: reading_age(" ".join(lines)) for file, lines in files.items() if len(lines) >= FEWEST_SENTENCES}


def is_spoken(file: str) -> bool:
    """True for the files that hold the guide's own words."""
    return file.startswith("words_") or file in ("interview.yml", "practicalities.yml", "need_sources.yml")


def test_every_message_ends_as_a_sentence_does_and_has_no_double_marks():
    found = []
    for where, text in readable("interview_questions", "phrases"):
        if re.search(r"\.\.|\?\.|!\.|,,| ,| \.|  ", text) or "!" in text:
            found.append(f"{where}: marks: {text}")
        whole = where.endswith((": words", ": simpler", ": why"))
        if whole and not text.rstrip().endswith((".", "?")):
            found.append(f"{where}: no full stop: {text}")
    assert not found, "\n".join(found)


def test_the_first_message_says_in_three_short_lines_what_this_is(store):
    lines = [store.phrase(f"welcome-{number}") for number in (1, 2, 3)]
    assert "computer" in lines[0]
    assert "learn" in lines[1] and "plan" in lines[1]
    assert "sees" in lines[2]
    assert all(words(line) <= 24 for line in lines), lines


def test_certificates_are_asked_gently_and_after_hopes(store):
    order = {question.id: question.order for question in store.all("interview_questions")}
    assert max(order["aim"], order["need"]) < min(order["qualifications"], order["basics"])
    for id in ("qualifications", "basics"):
        asked = store.get("interview_questions", id).words
        assert "fine if" in asked and "level" not in asked.lower(), asked
