"""Certificates that people name and of which the knowledge base has no record: kept in their words, and taken for no other.

"Highers: English B" is no GCSE; "CLAIT" and "RSA typing" are certificates all the same.
"""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.words import Word, joined

# Examinations of Scottish schools, and what they are in: the subjects after them are theirs.
_SCHOOL = r"(?:(?:advanced )?highers|advanced higher|(?:five|four|three|two|\d) highers?|standard grades?|(?:nat|national) [2-5](?:s)?|n ?[45]s?|intermediate [12](?!\w)|scottish certificate of education|o grades?|svqs?(?: (?:level )?[1-5])?|scotvec)"
_SUBJECT = r"(?:english|maths|science|biology|chemistry|physics|history|geography|modern studies|french|german|art|drama|music|business|admin|home economics)"
_SCOTTISH = re.compile(rf"\b{_SCHOOL}\b|\bhighers? (?:in )?{_SUBJECT}\b|\b{_SUBJECT} (?:at )?highers?\b(?! (?:level|education|tier|grade|paper))")
# Of computers, typing and work; without a record, each with what may follow its name.
_LEVEL = r"(?: (?:level|stage|part|grade|unit|module))*(?: (?:[1-4]|one|two|three|i{1,3}))?"
_OTHERS = re.compile(
    rf"\b(?:(?:new )?clait(?: plus)?|ecdl(?: (?:advanced|extra))?|icdl|ibt ?2?|(?:european )?computer driving licen[cs]e|microsoft office specialist"
    rf"|rsa(?: (?:typing|typewriting|shorthand|word ?processing|text processing|computer literacy|office skills|book ?keeping|certificate|diploma|in|and|,))*{_LEVEL}(?: (?:typing|typewriting|shorthand|word ?processing|text processing|certificate|diploma))*"
    rf"|pitmans?(?:'s)?(?: (?:typing|typewriting|shorthand|word ?processing|secretarial|office skills|certificate|diploma|and))*{_LEVEL}(?: (?:typing|typewriting|shorthand|word ?processing))*"
    rf"|ocr (?:text processing|word ?processing|typing){_LEVEL}|teeline|touch typing certificate|sight and sound typing"
    rf"|p[t]?t?lls|tefl|celta|ielts|toefl|npq ?[a-z]{{2}}|onc|ond|cert ?ed|certificate in education|essential skills wales|mental health first aid(?:er)?|forest school (?:leader|practitioner)|thrive (?:practitioner|licensed)|pasma|sage"
    rf"|(?:iab|icb)(?: book ?keeping)?(?: certificate)?|cscs(?: card)?|sia (?:licen[cs]e|badge)|hgv(?: (?:licen[cs]e|class [12]))?|bsl{_LEVEL}|british sign language{_LEVEL}|makaton{_LEVEL}(?: (?:certificate|training))?"
    r")(?= |$)"
)
_ANY = re.compile(rf"{_SCOTTISH.pattern}|{_OTHERS.pattern}")
_HINT = re.compile(r"higher|standard|nat|n5|n4|intermediate|scot|o grade|svq|clait|cdl|ibt|driving lic|specialist|rsa|pitman|ocr|teeline|typing|cscs|sia|hgv|bsl|sign|makaton|lls|tefl|celta|ielts|toefl|npq|on[cd]|cert ?ed|in education|essential|mental|forest|thrive|pasma|sage|i[ac]b")
_INITIALS = re.compile(r"\b(?:clait|ecdl|icdl|rsa|ocr|svq|hgv|bsl|cscs|sia|ibt|p?ptlls|pttls|tefl|celta|ielts|toefl|npq ?\w+|on[cd]|pasma|iab|icb)\b|(?<= )[b-g](?= |$)")
_GRADED = re.compile(r"english|maths|science|biology|chemistry|physics|honours|[a-g]|[1-9]")
_ENDS, _OURS = (".", ";", "!", "?", "\n"), re.compile(r"\b(?:gcse|o level|a level|cse|functional skills|key skills)\b")


def named(tokens: list[Word]) -> list[dict]:
    """`{words, status, place}` for each of them that the speaker has, does or failed."""
    places = _places(tokens)
    following = [*(start for start, _, _ in places[1:]), len(tokens)]
    return [
        entry for (start, end, scottish), last in zip(places, following)
        if (entry := _told(tokens, start, end, min(last, _sentence(tokens, start, end)[1]) if scottish else end))
    ]


def without(tokens: list[Word]) -> list[Word]:
    """The words but these names, and but the subjects and grades that belong to Scottish examinations."""
    places = _places(tokens)
    if not places:
        return tokens
    covered = [_sentence(tokens, start, end) if scottish else (start, end) for start, end, scottish in places]
    return [t for i, t in enumerate(tokens) if not any(start <= i < end for start, end in covered)]


def without_theirs(tokens: list[Word], start: int, end: int) -> list[Word]:
    """The words but the subjects and grades in the sentence of a certificate from another country, which stands in [start, end) of the text."""
    within = [i for i, t in enumerate(tokens) if start <= t.start < end]
    if not within:
        return tokens
    first, last = _sentence(tokens, within[0], within[-1] + 1)
    if (first, last) == (within[0], within[-1] + 1):
        return tokens
    return [t for i, t in enumerate(tokens) if not (first <= i < last and i not in within and _GRADED.fullmatch(t.text))]


def _places(tokens: list[Word]) -> list[tuple[int, int, bool]]:
    text = joined(tokens)
    if not _HINT.search(text):
        return []
    starts, place = [], 0
    for token in tokens:
        starts.append(place)
        place += len(token.text) + 1
    found = []
    for match in _ANY.finditer(text):
        within = [i for i, start in enumerate(starts) if match.start() <= start < match.end()]
        if within:
            found.append((within[0], within[-1] + 1, bool(_SCOTTISH.match(text, match.start()))))
    return found


def _sentence(tokens: list[Word], start: int, end: int) -> tuple[int, int]:
    """From the beginning to the end of a sentence; where an English examination is named as well, the name alone."""
    first, last = start, end
    while first and tokens[first - 1].text not in _ENDS:
        first -= 1
    while last < len(tokens) and tokens[last].text not in _ENDS:
        last += 1
    return (start, end) if _OURS.search(joined(tokens[first:last])) else (first, last)


def _told(tokens: list[Word], start: int, end: int, last: int) -> dict | None:
    said = status.of(tokens, tokens[start].start, tokens[end - 1].end, certificate=True)
    if said.other or said.status in (status.WANT, status.NOT):
        return None
    state = {status.DOING: "doing", status.FAILED: "failed"}.get(said.status, "held")
    return {"words": _INITIALS.sub(lambda found: found[0].upper(), re.sub(r"(?: ,| and| with)+$", "", joined(tokens[start:last]))), "status": state, "place": (tokens[start].start, tokens[end - 1].end)}
