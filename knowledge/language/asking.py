"""Whether a message asks something, and which part of it does: in full sentences, without a question mark, or inside a statement."""
from __future__ import annotations

import re

from knowledge.language.words import words

# A full stop inside "T.A" or "8.45" ends nothing.
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=[^\s.!?]))+[.!?]*")
_FILLERS = r"(?:(?:and|but|so|also|btw|by the way|quick question|quick one|just wondering|ok|okay|oh|well|no|nope|yes|yeah|yep|hi|hello|hiya|please|sorry|just|er|um|hmm|actually|right|thanks|thank you|cheers)\b[ ,.!-]*)*"
_WH = r"(?:what|wot|wat|how|hw|why|who|which|where)"
_BE = r"(?:is|are|am|was|were|will|would|can|could|should|shall|must|may|might)"
_DO = r"(?:do|does|did|have|has)"
_PRONOUN = r"(?:i|you|u|we|they|it|he|she|there|this|that|these|people|anyone|anybody|someone|somebody|everyone|schools|staff|tas)"
_SUBJECT = rf"(?:{_PRONOUN}|the|my|our|your|an?|any)"
_VERBS_OF_NEED = r"(?:need|have|get|count|pay|cost|go|take|work|become|know|do|want|last|expire|mean|qualify)"
# What a question looks like without its mark. "What I do is clean" and "who knows" are not of it.
_FORMS = (
    rf"{_WH}(?:'?s)? (?:sort|kind|type|level|levels|qualifications?|courses?|jobs?|grades?|exams?|certificates?|training|{_BE}|{_DO}|if|about|happens|else|next|now"
    r"|long|much|many|often|old|hard|far|soon|to|come|the difference|one|did)\b(?! why\b)",
    r"(?:what|who) (?!is\b|was\b|has\b|does\b|this\b|knows\b|cares\b|it's\b|always\b)[a-z]+s\b",
    r"(?:whats|what's|wots|wats|hows|how's|whos|who's|wheres|where's|whens|when's) \w+",
    r"when (?:is|are|do|does|can|will|would|should|did) ",
    rf"(?:what|wot|which) (?!a\b|an\b|i\b|we\b|is\b|are\b|was\b)(?:[a-z]+ ){{1,3}}(?:do|does|is|are|can|will|would|should|they|need|matters?)\b",
    rf"how [a-z]+ (?:do|does|is|are|will|would|can|should|must)\b",
    r"(?:isn'?t|aren'?t|doesn'?t|won'?t|wouldn'?t|shouldn'?t|can'?t|couldn'?t|haven'?t|hasn'?t|didn'?t) (?:i|it|they|you|there|that|this|we|she|he|schools?|staff)\b",
    rf"(?:can|could|should|must|will|do|has) (?:my |the |all )?(?:\w+ ){{1,2}}(?:get|be|become|count|run|do courses|train|apply|still|claim|teach|run out|changed?|stopped)\b",
    r"(?:got )?any (?:help|funding|money|grants?|courses?|training|tips|advice|info|information|support|discount)\b(?: \w+){2}",
    r"is an? (?:\w+ ){1,4}(?:the )?(?:same|enough|better|worth|equal|equivalent|higher|lower|as good)\b", r"i don'?t suppose (?:you|i|there|it)\b",
    rf"{_BE} (?:not )?{_SUBJECT}\b", rf"{_DO} (?:not )?{_PRONOUN}\b", rf"do(?:es)? (?:[\w-]+ ){{1,3}}{_VERBS_OF_NEED}\b",
    r"(?:does|is|are) (?!an?\b|the\b|my head\b)[a-z]+(?: \S+){2,}", r"does (?:an?|the|my) \w+",
    r"any (?:chance|idea|way|ideas)\b", r"(?:does )?any ?(?:one|body) know\b", r"explain \w+", r"(?:define|meaning of) \w+",
)
_OPENS = re.compile("|".join(_FORMS))
_MARKED = re.compile(rf"{_WH}\b|when |{_BE}\b|{_DO}\b|any\b|isn'?t|aren'?t|don'?t|doesn'?t|can'?t|couldn'?t|won'?t|wouldn'?t")
# Statements that begin like questions.
_NOT_ASKED = re.compile(
    r"who (?:knows|cares)|which (?:is|are|was) (?:why|what|how|fine|good|great|nice|hard|not|an?|the|my)\b|what (?:a|an|i|we)\b|how (?:dare|come you|nice|lovely|kind)"
    r"|whatever|do (?:it|this|that|the|my|a|all|some)\b|(?:is|are|does) (?:hard|difficult|easy|fine|ok|okay|good|nice|great|important|impossible|boring|quite|very|too|so|not"
    r"|really|just|only|all|mostly|about|to|in|on|at|for|because|working|always|what|why|how)\b"
)
# After a comma or "and", these go on about somebody or something.
_GOES_ON = re.compile(r"who (?:is|was|are|were|has|had|does|did|works?|can|will|would)\b|where (?:i|we|they|it)\b|is (?:the|my)\b|is an? (?!.*\b(?:same|enough|better|worth|equal|equivalent)\b)"
    r"|does (?!it\b|that\b|this\b|the\b|my\b|any|one\b)|are (?!there\b|they\b|you\b|we\b|these\b|those\b|any)|is (?!it\b|there\b|that\b|this\b|she\b|he\b|an?\b|hlta\b|one\b)")
# Asked inside a statement or run on after it.
_INSIDE = re.compile(
    r"\b(?:tell me (?:about|more|what|how|if|who|when)|explain (?:what|how|why)|(?<!don't )(?<!dont )(?<!not )(?:want|need|would like|i'd like|wanna|like) to (?:know|find out|ask)\b"
    r"|wonder(?:ing|ed)? (?:if|whether|what|how|about|who)|(?:any ?(?:one|body)|do you|u|you) know (?:if|whether|what|how|who|about|where|when)"
    r"|(?:not sure|don'?t know|unsure|no idea|don'?t understand) (?:if|whether|how (?:long|much|many)|who pays|what [\w ]{1,30} (?:is|are|means?|stands? for))\b"
    r"|what does [\w -]+ mean|what(?: i|')?s (?:an? |the (?:difference|point|cost|best))"
    r"|what (?:can|should|could|do|does|would|will|are|is) (?:i|that|it|this|we|they|my|the)\b"
    r"|(?:is|does|will|would|are) (?:that|this|it|they|these) (?:still |really |be |any )?(?:enough|ok|okay|right|true|fine|worth|free|the same|level|good|use|possible|allowed"
    r"|count|matter|cost|mean)"
    r"|(?:do|can|could|should|shall|will|would|must|am) i\b(?! (?:say|think|guess|suppose)\b)|(?:can|could|will|would|do|should) (?:she|he|they|we|you) \w+"
    r"|who (?:pays|trains|helps|decides|do i|can i|should i|would i)|how (?:long|much|many|do i|would i|can i|could i|do you|does it)\b(?! (?:i|we|they|it)\b)"
    r"|so (?:is|does|will|would|are) (?:it|that|this|they)\b|i don'?t suppose (?:you|i|there|it)\b"
    r"|what (?:happens|next|now)\b|which is (?:better|best|easier|cheaper|quicker))"
)
_SAID_BY_OTHERS = re.compile(r"\b(?:asked|said|told|ask|asks|says|so|nor|neither)(?: (?:me|them|him|her|us))?(?: (?:if|whether|what|how))?(?: \w+)? ?$")
_CUT = re.compile(r"(?:[,;:]|\s-+\s|\b(?:and|but|so|or|also|plus|then|btw|by the way|just so i know)\b)\s*")
_COMMA = re.compile(r"(?:[,;:]|\s-+\s|\bbut\b)\s*")
_JOINS = r"(?:(?:and|but|so|also|or|btw|by the way|please|just|er|um|hmm|well|hi|hello|hiya)?\W*)*"
_WISH = re.compile(r"(?:i )?(?:want|wanna|would like|hoping|hope|need|thinking)\b")
_TOO_FEW = 2
# Two words that are a whole question.
_SHORT = re.compile(r"(?:who (?!knows|cares|me|are|is)\w+s\b|(?:what|wot) (?:happens|next|now)\b|how (?:much|long|many|often|far)\W*\?|(?:when|where)\W*\?$|(?:wats|wots) \w)")


def questions(text: str) -> list[str]:
    """The parts of a message that ask something, in the person's words."""
    asked = []
    for match in _SENTENCE.finditer(text):
        clause = _asking_part(match.group().strip())
        if clause and (_count(clause) > _TOO_FEW or _SHORT.match(clause.lower())):
            asked.append(clause)
    return asked


def only_marked(clause: str) -> bool:
    """True for "NVQ level 2?", which asks by its mark alone: it may tell of a thing with doubt."""
    flat = _flat(clause)[0]
    return not (_OPENS.match(re.sub(rf"^{_FILLERS}", "", flat)) or _MARKED.match(flat) or _INSIDE.search(flat)) and not re.search(rf"\b(?:{_WH[3:-1]}|any)\b", flat)


def rest(text: str, asked: list[str]) -> str:
    """What a message says beside what it asks; empty where that is no more than "and" or "ok so"."""
    for clause in asked:
        text = text.replace(clause, " ", 1)
    said = re.sub(r"^\W+|[^\w!?)]+$|(?i:[\s,]+(?:and|but|so|also|or|btw))?\W*$", "", text) if asked else text
    flat = _flat(said)[0]
    return "" if re.fullmatch(_JOINS, flat) else said


def _asking_part(sentence: str) -> str | None:
    """The asking part of a sentence: all of it, or from where the asking starts."""
    flat, places = _flat(sentence)
    start = _asking_starts(flat, marked=sentence.endswith("?"))
    return sentence[places[start]:] if start is not None and start < len(places) else None


def _asking_starts(flat: str, marked: bool) -> int | None:
    for place in [0, *(cut.end() for cut in _CUT.finditer(flat))]:
        start = place + len(re.match(_FILLERS, flat[place:]).group())
        rest = flat[start:]
        if (_NOT_ASKED.match(rest) or place and _GOES_ON.match(rest)) and not marked:
            continue
        if _OPENS.match(rest) and not (place and not marked and _SAID_BY_OTHERS.search(flat[:start])):
            return start
        if marked and _MARKED.match(rest):
            return start
    for inside in _INSIDE.finditer(flat):
        if not _SAID_BY_OTHERS.search(flat[:inside.start()]):
            return inside.start()
    return _marked_part(flat) if marked else None


def _marked_part(flat: str) -> int | None:
    """A mark alone: it belongs to what follows the last comma; a wish with a mark is still a wish."""
    last = max((cut.end() for cut in _COMMA.finditer(flat)), default=0)
    if _count(flat[last:]) <= _TOO_FEW:
        last = 0
    return last if re.search(r"[^\W_]", flat[last:]) and not _WISH.match(flat[last:]) else None


def _count(text: str) -> int:
    return sum(word.text[0].isalnum() for word in words(text))


def _flat(text: str) -> tuple[str, list[int]]:
    """Lower case with single plain spaces, and the place in the text of each of its letters."""
    flat, places = "", []
    for place, letter in enumerate(text):
        plain = " " if letter.isspace() else "'" if letter == "’" else letter.lower()
        if len(plain) == 1 and not (plain == " " and flat.endswith(" ")):
            flat += plain
            places.append(place)
    return flat, places
