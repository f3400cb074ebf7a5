"""Every sentence a person can read is short, plain, British and kind; every error says what to do."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator

from knowledge import content
from knowledge.plain_words import MOST_WORDS, sentences, without_addresses, words
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
    "commence", "in order to", "prior to", "please note", "invalid", "submit",
)
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
    "SENCO": "special educational needs", "ULR": "union learning rep", "DSL": "safeguarding lead", "HR": "personnel",
    "CPD": "training and development", "MAT": "academy trust", "PGCE": "postgraduate certificate", "DBS": "disclosure",
    "SBM": "business manager", "NSPCC": "children",
}
IMPERATIVES = {
    "ask", "carry", "check", "close", "come", "go", "open", "pick", "please", "press", "reload", "send", "start", "try", "type",
    "use", "wait", "write",
}


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


def test_every_error_says_what_to_do():
    silent = [
        where for where, text in readable("phrases") if "'channel-error-" in where
        and not any(re.split(r"\W", s)[0].lower() in IMPERATIVES or s.startswith("You can") for s in sentences(text))
    ]
    assert not silent, "\n".join(silent)


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
