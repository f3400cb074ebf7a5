"""Which of several wishes is the speaker's own: "the head wants me to be A but I'd sooner be B", "I want the same"."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.language import status
from knowledge.language.words import Word, joined

if TYPE_CHECKING:
    from knowledge.language.linked import Link

_NAMES = ("roles", "qualifications", "aliases")
_PEOPLE = r"(?:head|headteacher|boss|manager|line manager|school|senco|bursar|mum|mother|dad|husband|wife|partner|friend|sister|teacher|colleague|everyone|everybody|people|they|she|he|slt|council|agency)"
_SOMEBODY_WISHES = re.compile(
    rf"\b{_PEOPLE} (?:\w+ )?(?:wants?|wanted|would like|wishes|says?|said|asks?|asked|told|tells|thinks?|thought|suggests?|suggested|reckons?|keeps?|offered|pushing|is pushing|is keen|expects?|recommends?)\b(?! i want| i would like)"
)
_I_WISH = re.compile(r"\b(?:but|though|however|[,.;]|and|only)(?: \w+){0,2}? (?:i|me|i'd)\b|\b(?:i would|i'd) (?:sooner|rather|prefer)\b|\bprefer\b|\bi want\b|\bi would like\b")
# "The head wants me to be A. I don't want it."
_NOT_THAT = re.compile(r"(?:[.,;!]|but|and| )*(?:\w+ ){0,3}?(?:i|but i) (?:\w+ )?(?:don't (?:want|fancy|like)|do not want|would not|wouldn't|won't|am not|hate|would rather|would sooner|would prefer|'d rather)\b")
_THE_SAME = re.compile(
    r"\b(?:i|me)\b(?: \w+){0,2} (?:want(?:ing)?|would (?:\w+ )?(?:like|love)|love|fancy|like|hop(?:e|ing)|thinking of|keen)(?: to)?(?: (?:do|be|become|get|have|try|go for))*"
    r" (?:(?:the )?same(?: (?:way|route|path|as (?:her|him|them)))?|that|it|this|what (?:she|he|they) (?:did|does|do|is|are)|like (?:her|him|them)|one)(?: (?:too|as well|also|job|thing|myself))*(?= [,.!?;]|$| but| and| because| one day)"
    r"|\b(?:i|me)\b(?: \w+){0,3} (?:want(?:ing)?|like|love|fancy|after|apply(?:ing)? for|go(?:ing)? for|eye on)(?: to (?:do|have|get|apply for|go for))* (?:his|her|their|that) (?:job|role|post|place)\b"
    r"|\b(?:i|me) (?:could|can|should|ought to|might) (?:do|be) (?:that|this|one|it)\b|\bthat (?:could|should|will|would) be me\b|\b(?:i would|i'd|i would be|i'd be) (?:\w+ )?(?:good|great|brilliant) at (?:that|it)\b|\bwhy (?:not|can't) (?:i|me)\b"
    r"|\bsame (?:for me|as (?:her|him|them))\b|\b(?:could|can) i (?:do|be) the same\b"
)


def own(links: list["Link"], tokens: list[Word]) -> list["Link"]:
    """The same links, where other people's wishes and jobs give way to the speaker's."""
    return _wanted_alike(_sooner(links, tokens), tokens)


def _sooner(links: list["Link"], tokens: list[Word]) -> list["Link"]:
    """What somebody else wishes for the speaker is no wish of theirs, where they tell one of their own after it."""
    wished = [k for k in links if k.kind in _NAMES and k.status == status.WANT]
    if len(wished) == 1 and _SOMEBODY_WISHES.search(_text(tokens, 0, wished[0].start)) and _NOT_THAT.match(_text(tokens, wished[0].end, tokens[-1].end)):
        return [replace(k, status=status.NOT) if k is wished[0] else k for k in links]
    if len(wished) < 2:
        return links
    first, last = wished[0], wished[-1]
    before, between = _text(tokens, 0, first.start), _text(tokens, first.end, last.start)
    if not (_SOMEBODY_WISHES.search(before) and _I_WISH.search(between)):
        return links
    return [replace(k, status=status.NOT) if k in wished and k.start < last.start and not _I_WISH.search(_text(tokens, first.end, k.start)) else k for k in links]


def _wanted_alike(links: list["Link"], tokens: list[Word]) -> list["Link"]:
    """"My friend became a librarian, I want the same"."""
    theirs = [k for k in links if k.kind in _NAMES and k.other and k.status in (status.HAVE, status.DOING, status.WANT)]
    own_wish = any(k.kind in _NAMES and k.status == status.WANT and not k.other for k in links)
    if not theirs or own_wish or not _THE_SAME.search(_text(tokens, theirs[0].end, tokens[-1].end)):
        return links
    return [replace(k, status=status.WANT, other=False) if k is theirs[-1] else k for k in links]


def _text(tokens: list[Word], start: int, end: int) -> str:
    return joined([t for t in tokens if start <= t.start and t.end <= end])
