"""Messages as words: one spelling for the many ways people type, with their places in the text.

`t.a.`, `T.A` and `TA` become `ta`; `nvq2` and `level3` come apart; `l3`, `lvl three` become `level 3`;
a hyphen inside a word counts as a space. Slips of the finger are `spelling.py`.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(r"t/a\b|b\.tech?\b|(?:[a-z]\.){2,}[a-z]?|[a-z]\.[a-z]\b\.?|[a-z]+(?:['’][a-z]+)*|\d+:\d+|\d+|[^\s\ud800-\udfff]", re.I)
_NUMBERS = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine".split())}
_SPELT = {
    "lvl": "level", "lev": "level", "levels": "level", "wanna": "want to", "gonna": "going to", "&": "and", "+": "and",
    "im": "i am", "i'm": "i am", "ive": "i have", "i've": "i have", "id": "i would", "i'd": "i would",
    "dont": "don't", "didnt": "didn't", "havent": "haven't", "cant": "can't", "wasnt": "wasn't", "isnt": "isn't",
    "wont": "won't", "doesnt": "doesn't", "couldnt": "couldn't", "hasnt": "hasn't", "theyre": "they are", "shes": "she is", "hes": "he is",
    "wouldnt": "wouldn't", "arent": "aren't", "whats": "what is", "what's": "what is", "hows": "how is", "how's": "how is",
    "whos": "who is", "who's": "who is", "wheres": "where is", "where's": "where is", "u": "you", "ur": "your",
    "eng": "english", "engl": "english", "math": "maths", "mathematics": "maths", "sci": "science",
    "quals": "qualifications", "qual": "qualification", "cert": "certificate", "certs": "certificates",
    "yr": "year", "yrs": "years", "uni": "university", "tho": "though", "w": "with", "w/": "with", "bcos": "because",
    "ft": "full time", "pt": "part time", "gcses": "gcse", "nvqs": "nvq", "cses": "cse", "btecs": "btec",
    "asst": "assistant", "mgr": "manager", "tech": "technician", "techs": "technicians", "tec": "technician",
    "admins": "admin", "o'level": "o level", "o'levels": "o level", "a'level": "a level", "a'levels": "a level",
    "t/a": "ta", "dip": "diploma", "thru": "through", "cos": "because", "coz": "because", "cuz": "because", "abt": "about", "atm": "at the moment",
    "wud": "would", "wld": "would", "quali": "qualification", "qualis": "qualifications",
    "doin": "doing", "goin": "going", "workin": "working", "thinkin": "thinking", "wantin": "wanting", "tryin": "trying", "lookin": "looking",
    "helpin": "helping", "studyin": "studying", "hopin": "hoping", "trainin": "training", "startin": "starting", "finishin": "finishing",
    "snr": "senior", "dep": "deputy", "luv": "love", "teccy": "technician", "techy": "technician", "techie": "technician", "mo": "moment",
    "olevel": "o level", "olevels": "o level", "alevel": "a level", "alevels": "a level",
}
# Words cut short, whose full stop ends nothing ("asst. cook").
_CUT_SHORT = {"asst", "snr", "sen", "dep", "mgr", "sec", "tech", "lab", "lib", "admin", "sup", "sci", "cert", "dip", "qual", "co", "h"}
# "Sen" is special needs, but senior before these.
_OF_SENIORS = {"sci", "tech", "mgr", "manager", "officer", "midday", "technician", "technicians", "science", "lab", "laboratory", "lunchtime", "cook", "admin", "administrator", "secretary", "cleaner", "site", "librarian", "lunch"}
# What may follow "2" and "b" in "want 2 b a cook".
_AFTER_TO = {"b", "be", "do", "get", "become", "go", "train", "teach", "move", "work", "help", "learn", "study"}
# "6 mths" are months, and "mths c" is maths.
_COUNTERS = {*_NUMBERS, "few", "of", "couple", "several", "ten", "many", "last", "past", "next"}
_AFTER_NUMBER_WORD = {"level", "nvq", "grade", "year", "ks", "btec", "cse"}
_KEEPS_ITS_S = {"it's", "that's", "there's", "he's", "she's", "let's", "here's"}
_HYPHENS = "-‐‑–"
_NEXT_TO = {"2", "to", "sen", "co"}
_LETTER_BEFORE, _LETTER_AFTER = re.compile(r"(?:^|\W)[b-hj-z] $", re.I), re.compile(r" [b-hj-z](?:\W|$)", re.I)
_LAST_WORD, _GOES_ON = re.compile(r"[a-z]+$", re.I), re.compile(r" ?[a-z]")
# In "Sen. Sci. Technician" a capital goes on as well: the next word is one of a job's name.
_GOES_ON_AS_A_JOB = re.compile(r" ?(?:sci|science|lab|tech|technician|asst|assistant|admin|administrator|mgr|manager|cook|librarian|supervisor|sup|sec|secretary|cleaner|caretaker|coordinator|officer)\b", re.I)


@dataclass(frozen=True)
class Word:
    """One normalised word and its place [start, end) in the text it came from; `slip` where its spelling was put right."""

    text: str
    start: int
    end: int
    slip: bool = False


def words(text: str) -> list[Word]:
    """The normalised words of a text, in order."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        if match.group() in _HYPHENS and _joins(text, match.start()):
            continue
        if found and found[-1].text == "l" and found[-1].end == match.start() and match.group().isdigit():
            found[-1] = Word("level", found[-1].start, found[-1].end)  # "l3"
        if found and found[-1].text == "b" and found[-1].end == match.start() and match.group() == "4":
            found[-1] = Word("before", found[-1].start, match.end())
            continue
        if match.group() in "nN" and text[match.end():match.end() + 1] != "/" and not _among_letters(text, match.start()):
            found.append(Word("and", match.start(), match.end()))  # "TA n cleaner"
            continue
        if match.group() == "." and _is_cut_short(text, match.start()):
            continue
        for piece in _pieces(match.group().lower().replace("’", "'")):
            if found and found[-1].text in _AFTER_NUMBER_WORD:
                piece = _NUMBERS.get(piece, piece)
            if piece == "mths":
                piece = "months" if found and (found[-1].text.isdigit() or found[-1].text in _COUNTERS) else "maths"
            if found and found[-1].text in _NEXT_TO and (meant := _together(found[-1].text, piece)):
                found[-1] = replace(found[-1], text=meant[0])
                piece = meant[1]
            found.append(Word(piece, match.start(), match.end()))
    return found


def _together(before: str, word: str) -> tuple[str, str] | None:
    """What two words mean side by side and not alone: "2 b", "sen midday", "co ord"; None where nothing special."""
    if before == "2" and word in _AFTER_TO:
        return "to", "be" if word == "b" else word
    if before == "to" and word == "b":
        return "to", "be"
    if before == "sen" and word in _OF_SENIORS:
        return "senior", word
    return ("co", "ordinator") if (before, word) in (("co", "ord"), ("co", "ords")) else None


def _among_letters(text: str, place: int) -> bool:
    """True for the "n" of "n n e b", which stands among letters written apart."""
    return bool(_LETTER_BEFORE.search(text[max(0, place - 3):place]) or _LETTER_AFTER.match(text[place + 1:place + 4]))


def _is_cut_short(text: str, place: int) -> bool:
    """True for the full stop of "asst. cook"; at the end of a message it ends it."""
    word = _LAST_WORD.search(text[max(0, place - 8):place])
    if not word or word.group().lower() not in _CUT_SHORT:
        return False
    after = text[place + 1:]
    return bool(_GOES_ON.match(after)) or word.group().istitle() and bool(_GOES_ON_AS_A_JOB.match(after))


def plain(text: str) -> list[str]:
    """The normalised words of a name, without places."""
    return [word.text for word in words(text)]


def joined(tokens: list[Word]) -> str:
    """Some words as one line of text, for patterns to be looked for in."""
    return " ".join(token.text for token in tokens)


def _joins(text: str, place: int) -> bool:
    """True for a hyphen inside a word ("mid-day"), not for a dash between words."""
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()


def _pieces(token: str) -> list[str]:
    if "." in token and len(token) > 1 and token[0].isalpha():
        token = token.replace(".", "")
    if token in _SPELT:
        return _SPELT[token].split()
    if token.endswith("'s") and token not in _KEEPS_ITS_S:
        return _SPELT.get(token[:-2], token[:-2]).split()
    return [token]
