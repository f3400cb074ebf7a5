"""What identifies a person, found by its shape and replaced by a word that says what stood there."""
from __future__ import annotations

import re

from knowledge.language.masking_names import mask_names
from knowledge.store import Store

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS "
    "HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN "
    "SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
).split()
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}\s?[/.\- ]\s?\d{{1,2}}\s?[/.\- ]\s?(?:\d{{4}}|\d\d)|{_DAY}(?: of)? {_MONTH},? ?(?:\d{{4}}|\d\d)?|{_MONTH} {_DAY},? ?(?:\d{{4}}|\d\d)?|\d{{4}}-\d\d-\d\d)(?!\d)"
_AT, _DOT = r" ?[(\[{]? ?\bat\b ?[)\]}]? ?", r" ?[(\[{]? ?\bdot\b ?[)\]}]? ?"
# kind, pattern, and the group that is replaced (0: all of it). Emails come first: a number may be a part of one.
_PATTERNS = [
    ("email", re.compile(
        rf"[^\s@]{{1,64}}@[^\s@]{{1,255}}|[\w.+-]{{1,64}} @ ?[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+|[\w.+-]{{1,64}}@ [\w-]{{1,63}}(?:\.[\w-]{{1,63}})+"
        rf"|\b[\w.+-]{{1,64}}(?:{_DOT}[\w-]{{1,63}})?{_AT}[\w-]{{1,63}}(?:{_DOT}\w{{2,10}}){{1,4}}"
        r"|\b[\w.+-]{1,64} ?[(\[{] ?at ?[)\]}] ?[\w-]{1,63}(?:\.[\w-]{2,63})+", re.I), 0),
    ("birth", re.compile(rf"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born)\b[\s:,-]*+(?:is|was|on|the|it's|=)?\s*(?:on |the )*({_DATE})", re.I), 1),
    ("insurance", re.compile(
        r"(?<![A-Za-z0-9])[A-CEGHJ-PR-TW-Z] ?[A-CEGHJ-NPR-TW-Z][ .-]?\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?[A-D]?(?![A-Za-z0-9])", re.I), 0),
    ("phone", re.compile(
        r"(?<![\w+/])(?:(?:\+|00)[\s-]?\d{1,3}[\s().-]{0,3}\d(?:[\s().-]{0,2}\d){5,11}|\(?0(?:[\s().-]{0,2}\d){9,10})(?![\d/])"
        r"|(?<![\d/])\d{10,12}(?![\d/])"
        r"|(?:(?<=\bphone )|(?<=\btel )|(?<=\btel: )|(?<=\bme on )|(?<=\bnumber is )|(?<=\bmobile is )|(?<=\bphone is ))\d{3}[ -]?\d{3,5}(?![\d/])", re.I), 0),
    ("postcode", re.compile(
        rf"(?<![A-Za-z0-9])(?:{'|'.join(sorted(_AREAS, key=len, reverse=True))})\d[\dA-Z]?[ -]?\d(?!st\b|nd\b|rd\b|th\b)[ABD-HJLNP-UW-Z]{{2}}(?![A-Za-z0-9])", re.I), 0),
]


def mask(text: str, store: Store) -> tuple[str, tuple[str, ...]]:
    """The text with what identifies a person replaced, and the kinds that were replaced, each once."""
    masked: dict[str, None] = {}
    for kind, pattern, group in _PATTERNS:
        word = store.phrase(f"masked-{kind}")
        text, count = pattern.subn(lambda found: _with(found, group, word), text)
        if count:
            masked[kind] = None
    # Names last: a masked number beside one says that it is one.
    text, count = mask_names(text, store.phrase("masked-name"), store)
    if count:
        masked["name"] = None
    return text, tuple(masked)


def _with(found: re.Match, group: int, word: str) -> str:
    start = found.start()
    return found.group()[:found.start(group) - start] + word + found.group()[found.end(group) - start:]
