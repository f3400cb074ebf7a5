"""Wishes that name a field of work, or the place of it, and no job: "get into the classroom", "look for admin work", "move into finance".

The words for a field are those of `around.py`, and a few that mean a job only in a wish.
"""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.around import WORK
from knowledge.language.linked import LOOSE, NAMES, Link
from knowledge.language.words import Word, joined

_ONLY_WISHED = [
    (r"(?:the )?class ?rooms?|class|classes", ("teaching-assistant",)), (r"(?:the )?(?:school )?office", ("school-administrator", "school-receptionist", "school-business-manager")),
    (r"(?:the )?kitchens?", ("catering-assistant", "school-cook", "kitchen-manager")), (r"(?:sen|send|special needs|autism)", ("send-support-assistant",)),
    (r"(?:early years|eyfs|nursery)", ("early-years-practitioner",)), (r"(?:ict|computers)", ("ict-technician",)), (r"speech and language", ("speech-language-ta",)),
    (r"(?:premises|caretaking)", ("site-manager",)), (r"(?:family|parent) support", ("family-support-worker", "parent-support-adviser")), (r"teaching", ("teacher",)),
    (r"behaviour", ("behaviour-mentor",)), (r"mentoring", ("learning-mentor",)), (r"counselling", ("school-counsellor",)),
]
_BEGINS = (
    r"\b(?:want(?:s|ed|ing)?|would (?:\w+ )?(?:like|love|prefer)|(?:would )?(?:sooner|rather)|hop(?:e|es|ing)|looking|look|like|fancy|thinking (?:of|about)|keen|interested|dream(?:ing)?|wish|aim(?:ing)?|plan(?:ning)?|tempted|leaning|heart|eyes?|sights"
    r"|moving|move|going|(?:see|picture) myself|trying|considering|how (?:do|can|could) i|can i|could i|shall i|should i|(?<!look )(?<!looks )(?<!looked )(?<!looking )after|career|change|transfer|apply(?:ing)?)\b"
)
# A wish goes on into the field: nothing else may stand between.
_LEADS = (
    r"(?: (?:to|in|be|being|becoming|get|getting|go|going|move|moving|work|working|works|transfer|switch|change|step|find|apply|applying|do|doing|job|jobs|role|career|something|more|some|a|an|over|across|back|out|of|quite|just|really|also|one|day|end|up|"
    r"for|time|full|part|the|kitchen|playground|office|and|i|my|it|want|would|like)){0,9}?"
)
_INTO = r"(?: (?:in|into|to|towards|for|at|on|with|do|doing|as|being|becoming)(?: (?:the|a|an|some|more|another|school|my|bit|of|side))*|(?<= after)(?: (?:the|an?|that|some|another))+)"
_ENDS = r"(?: (?:work|jobs?|role|roles|side|stuff|team|post|assistant|support|department|staff|field))?(?= (?:than|one|eventually|some|instead|rather|not|but|and|or|if|when|because|please|maybe|next|as|where|with|at|now|though|for|i)\b| [,.!?;)]|$)"
_AT_ONCE = r"\b(?:thinking|fancy(?:ing)?|considering|eyeing(?: up)?)"
_BEGUN = re.compile(rf"{_BEGINS}|{_AT_ONCE}\b")
_WISHES = [(re.compile(rf"{_BEGINS}{_LEADS}{_INTO} ({words}){_ENDS}"), jobs) for words, jobs in [*_ONLY_WISHED, *WORK]]
# "Thinking teaching", "fancy admin": the field follows at once.
_WISHES += [(re.compile(rf"{_AT_ONCE}(?: (?:maybe|perhaps|possibly|just|more|the|of))* ({words}){_ENDS}"), jobs) for words, jobs in _ONLY_WISHED]
_ABOUT_LEARNING = re.compile(r"\b(?:course|training|qualification|certificate|learn|study|level \d|help (?:me )?with|help in|don't|never|not|no longer)\b")
_PART = re.compile(r"[.!?;\n]")


def wished(text: str, tokens: list[Word], links: list[Link]) -> list[Link]:
    """A link, as a wish, to the job or the few jobs of the field that is wished for; none where a job or a certificate is wished for by name."""
    if any(k.kind in NAMES and k.status == status.WANT and not k.other for k in links):
        return []
    said = joined(tokens)
    if not _BEGUN.search(said):
        return []
    for pattern, jobs in _WISHES:
        for match in pattern.finditer(said):
            begun = max((m.end() for m in _PART.finditer(said, 0, match.start())), default=0)
            if not _ABOUT_LEARNING.search(said[begun:match.end()]):
                return [_link(text, tokens, *match.span(1), jobs)]
    return []


def _link(text: str, tokens: list[Word], begin: int, end: int, jobs: tuple[str, ...]) -> Link:
    place, within = 0, []
    for token in tokens:
        if begin <= place < end:
            within.append(token)
        place += len(token.text) + 1
    start, stop = within[0].start, within[-1].end
    if len(jobs) == 1:
        return Link("roles", jobs[0], text[start:stop], start, stop, LOOSE, status=status.WANT)
    return Link("aliases", None, text[start:stop], start, stop, LOOSE, status=status.WANT, choices=tuple(f"role:{job}" for job in jobs))
