"""What happens to every message before anything else sees it: cut, masked, looked at for care and other languages.

The channel calls `receive` first. What it returns is all that the rest of the guide ever gets.
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Optional

from knowledge.language import care_signs, tongues
from knowledge.store import Store

MOST_CHARACTERS = 1000
# Beyond this nothing is looked at.
_MOST_READ = 20_000

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS "
    "HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN "
    "SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
).split()
_NOT_NAMES = (
    "on in at not the a an down written spelt spelled under there here and but or also now already still "
    "wrong misspelt missing different private confidential i is for off your "
    "when if back later tomorrow tonight after before please anytime any by asap today it that this"
).split()
_FOLLOWS = (
    "and i im i'm i’m from a an the but who what working work at in am is my can could do or not also currently here so".split()
)
_PATTERNS = [
    ("email", re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}|\b[\w.+-]{1,64} ?[(\[]? ?\bat\b ?[)\]]? ?[\w-]{1,63} ?[(\[]? ?\bdot\b ?[)\]]? ?\w{2,10}", re.I)),
    ("insurance", re.compile(r"(?<![A-Za-z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]?(?![A-Za-z0-9])", re.I)),
    ("phone", re.compile(r"(?<![\w+])(?:\+\s?\d{1,3}|00\s?44|\(?0)[\s().-]{0,2}\d(?:[\s().-]{0,2}\d){6,12}(?!\d)|(?<!\d)\d{10,12}(?!\d)")),
    ("postcode", re.compile(
        rf"(?<![A-Za-z0-9])(?:{'|'.join(sorted(_AREAS, key=len, reverse=True))})\d[\dA-Z]? ?\d(?!st\b|nd\b|rd\b|th\b)[ABD-HJLNP-UW-Z]{{2}}(?![A-Za-z0-9])", re.I)),
]
_NAME = re.compile(
    r"\b(?:my (?:full |first |last |sur)?name(?:['’]?s| is|:)|i(?: am|['’]?m) (?:called|named)|they call me|(?:you can |just )?call me)\s+"
    rf"(?!(?:{'|'.join(_NOT_NAMES)})\b)([^\W\d_][\w'’-]*(?:[ ](?!(?:{'|'.join(_FOLLOWS)})\b)[^\W\d_][\w'’-]*)?)",
    re.I,
)


@dataclass(frozen=True)
class Intake:
    """A message as the guide may see it.

    text      cut and masked, with nothing in it that shows who wrote it, as far as patterns can tell
    masked    what was masked: `email`, `insurance`, `phone`, `postcode`, `name`
    care      the worry it shows (`child`, `self`, `danger`, `colleague`), or None
    language  the code of the language it seems to be in (`pl`, `ur` ...) where that is not English, or None
    problem   `blank`, `too_long` (then `text` is the beginning), `no_words`, or None
    """

    text: str
    masked: tuple[str, ...] = ()
    care: Optional[str] = None
    language: Optional[str] = None
    problem: Optional[str] = None


def receive(text: str, store: Store) -> Intake:
    """Takes in a message. Never raises for any text.

    Care is looked for in the whole message, also beyond where it is cut.
    """
    whole = _clean(text[:_MOST_READ])
    if not whole:
        return Intake("", problem="blank")
    if not any(c.isalnum() for c in whole):
        return Intake(whole[:MOST_CHARACTERS], problem="no_words")
    clear, masked = mask(whole, store)
    return Intake(
        text=clear[:MOST_CHARACTERS],
        masked=masked,
        care=care_signs.worry(whole, store),
        language=tongues.language(whole[:MOST_CHARACTERS]),
        problem="too_long" if len(text.strip()) > MOST_CHARACTERS else None,
    )


def mask(text: str, store: Store) -> tuple[str, tuple[str, ...]]:
    """The text with what identifies a person replaced, and the kinds that were replaced."""
    masked = []
    for kind, pattern in _PATTERNS:
        text, count = pattern.subn(store.phrase(f"masked-{kind}"), text)
        masked += [kind] if count else []
    name = store.phrase("masked-name")
    text, count = _NAME.subn(lambda found: found.group()[: found.start(1) - found.start()] + name, text)
    return text, tuple([*masked, "name"] if count else masked)


def _clean(text: str) -> str:
    """Without control and invisible characters and broken halves of characters; line ends stay."""
    kept = (c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " " for c in text)
    return "".join(kept).strip()
