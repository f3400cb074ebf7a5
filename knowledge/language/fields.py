"""Wishes that name a field of work, or the place of it, and no job: "get into the classroom", "look for admin work", "move into finance".

The words for a field are those of `around.py`, and a few that mean a job only in a wish.
"""
from __future__ import annotations

import re
from dataclasses import replace

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
# "So something in the office", "caretaking maybe", "perhaps finance".
_SOMETHING = r"(?:^|[,.;!?-] |\b(?:so|and|or|but|then|just|maybe|perhaps) )(?:something|anything|a job|a role|work|some work)(?: (?:more|easier|quieter|different|else|lighter))? (?:in|with|on|like)(?: the| more| a bit of| some)?"
_MAYBE = r"(?:maybe|perhaps|possibly|ideally|eventually|hopefully|one day|some day|someday|probably|i think|i reckon|next)"
_PERHAPS = r"(?:^|[,.;!?-] |\b(?:so|then|or|but) )(?:maybe|perhaps|possibly|ideally)(?: (?:into|in|to|go|going|do|doing|try|some|the|a bit of|more|something in))*"
_BEGUN = re.compile(rf"{_BEGINS}|{_AT_ONCE}\b|\b(?:something|anything|{_MAYBE[3:-1]}|a job|a role)\b")
_WISHES = [(re.compile(rf"{_BEGINS}{_LEADS}{_INTO} ({words}){_ENDS}"), jobs) for words, jobs in [*_ONLY_WISHED, *WORK]]
# "Thinking teaching", "fancy admin": the field follows at once.
_WISHES += [(re.compile(rf"{_AT_ONCE}(?: (?:maybe|perhaps|possibly|just|more|the|of))* ({words}){_ENDS}"), jobs) for words, jobs in _ONLY_WISHED]
_WISHES += [
    (re.compile(rf"(?:{_SOMETHING} ({words}){_ENDS}|{_PERHAPS} ({words}){_ENDS}|(?:^|[,.;!?-] )(?:the )?({words})(?: (?:work|side|job))? ,? ?{_MAYBE}(?= ?[,.!?;]|$))"), jobs) for words, jobs in [*_ONLY_WISHED, *WORK]
]
# "Get my maths": one of the certificates in it, and no job.
_SUBJECT = re.compile(
    r"(?:(?:^|[.!?;] )(?:to |just |maybe |firstly |first |well |probably |hopefully |please )*|\b(?:want|wanted|would (?:\w+ )?like|hope|hoping|need|love|trying|going|plan|planning|aim|ready) to (?:(?:finally|just|also|first|go back and|have another go and|try and) )*)"
    r"(?:get|do|pass|retake|resit|redo|re sit|re take|re do|sit|finish|sort|sort out|have|try|achieve|gain)(?: for| at)? (?:my |the |some |an? )?(?:(?:level 2|proper|basic) )?((?:english|maths)(?: (?:and|or|/) (?:my )?(?:english|maths))?)"
    r"(?= (?:so|because|first|done|sorted|again|eventually|finally|one day|then|and|but|at|if|out|behind|up|before|now|properly|qualification|certificate|exams?|for)\b| ?[,.!?;)-]|$)"
)
# Places of work, of which somebody says that they would like to be out of them.
_LEFT = [
    (r"playground|yard", ("midday-supervisor",)), (r"dinner hall|dining hall|lunch hall|dinners|lunches", ("midday-supervisor", "catering-assistant")),
    (r"kitchens?|canteen", ("catering-assistant", "school-cook", "kitchen-manager")), (r"mop|mops|mopping|cleaning|toilets", ("cleaner",)), (r"servery|washing up|pots", ("catering-assistant",)),
    (r"front desk|reception desk|phones", ("school-receptionist",)), (r"(?:school )?office", ("school-administrator", "school-receptionist", "school-business-manager")),
]
_LEAVES = re.compile(
    r"\b(?:(?:get|getting|come|coming|move|moving|want|wants|step|stepping|be|go) (?:(?:me|right|well|myself) )?(?:off|out of|away from|up from)|(?:sick|tired) of|fed up (?:of|with)|bored (?:of|with)|had enough of|no more|(?<!to )(?<!not )leaving|rather than|instead of)"
    r" (?:being |working |work )?(?:in |on )?(?:the |all the )?(?:" + "|".join(f"({words})" for words, _ in _LEFT) + r")(?= (?:and|into|to|one|at|because|for|but|as|where|all|now|before|by|eventually|if|work|duty)\b| ?[,.!?;)]|$)"
)
_IN_THE_SUBJECT = ("qualification:functional-skills-l2", "qualification:gcse-new-grades", "qualification:equivalency-test")
_ABOUT_LEARNING = re.compile(r"\b(?:course|training|qualification|certificate|learn|study|level \d|help (?:me )?with|help in|don't|never|not|no longer)\b")
_PART = re.compile(r"[.!?;\n]")


def wished(text: str, tokens: list[Word], links: list[Link]) -> list[Link]:
    """A link, as a wish, to the job or the few jobs of the field that is wished for; none where a job or a certificate is wished for by name."""
    if any(k.kind in NAMES and k.status == status.WANT and not k.other for k in links):
        return []
    said = joined(tokens)
    subject = _SUBJECT.search(said)
    if subject:
        return [replace(_link(text, tokens, *subject.span(1), _IN_THE_SUBJECT), choices=_IN_THE_SUBJECT)]
    if not _BEGUN.search(said):
        return []
    for pattern, jobs in _WISHES:
        for match in pattern.finditer(said):
            begun = max((m.end() for m in _PART.finditer(said, 0, match.start())), default=0)
            if not _ABOUT_LEARNING.search(said[begun:match.end()]):
                place = next(span for number in range(1, match.re.groups + 1) if (span := match.span(number))[0] >= 0)
                return [_link(text, tokens, *place, jobs)]
    return []


def left(text: str, tokens: list[Word], links: list[Link]) -> list[Link]:
    """The job of "get off the playground", "out of the kitchen": where somebody works who would like to leave it."""
    said = joined(tokens)
    found = _LEAVES.search(said)
    if not found or any(k.is_a_job and not k.other and k.status in (status.HAVE, status.DOING) for k in links):
        return []
    place = next(number for number in range(1, found.re.groups + 1) if found[number])
    return [replace(_link(text, tokens, *found.span(place), _LEFT[place - 1][1]), status=status.HAVE)]


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
