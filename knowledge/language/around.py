"""Second jobs that are told by their work alone: "lsa/cover/lunches", "I'm in the office and I do the lunch hour".

A word such as "cover" or "exams" names a job only beside others: in a list with a job, or where the whole message is
such a list.
"""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.linked import LOOSE, NAMES, Link
from knowledge.language.words import Word, joined

_OFFICE = ("school-administrator", "school-receptionist", "school-business-manager")
_KITCHEN = ("catering-assistant", "school-cook", "kitchen-manager")
# What is said of the work -> the job, or the few that it can be.
WORK = [
    (r"cover(?:ing)?|cover (?:work|lessons)|ppa cover|covering lessons", ("cover-supervisor", "cover-manager")),
    (r"(?:1:1|121|1 to 1|one to one)(?: support| ta)? (?:for|with) (?:an?|one|the|this|my|two|2) (?:\w+ ){0,2}?(?:boys?|girls?|child|children|pupils?|lads?|kids?|students?|lass)(?: (?:with|who|in|that) .*)?", ("send-support-assistant",)),
    (r"(?:the )?(?:yard|playground) (?:at|over|during) (?:the )?(?:lunch|lunchtime|lunch time|dinner|dinnertime|dinner time)s?", ("midday-supervisor",)),
    (r"lunch(?:es|times?)?|middays?|(?:lunch|lunchtime|dinner|midday|playground|lunch time) (?:duty|duties|hour|hours|cover|shift)|lunch break", ("midday-supervisor",)),
    (r"dinners|dinner time", ("midday-supervisor", "catering-assistant")),
    (r"attendance", ("attendance-officer", "education-welfare-officer")),
    (r"(?:the )?front desk|reception desk|relief reception|reception duty|(?:the )?phones|(?<!in )reception", ("school-receptionist",)),
    (r"(?:the )?(?:(?:breakfast|after ?school|afterschool|kids|holiday|homework|out of school) (?:clubs?|care)|clubs|wrap ?around(?: care)?|play ?scheme)", ("playworker",)),
    (r"exams", ("exams-officer",)), (r"invigilat(?:e|es|ing|ion|or)(?: exams| the exams)?", ("exam-invigilator",)),
    (r"data", ("data-manager",)), (r"admin|office(?: work)?|school office|paperwork", _OFFICE),
    (r"(?:(?:the )?(?:medical|first aid|welfare|sick) room|sick ?bay)", ("school-nurse-medical",)),
    (r"(?:the )?(?:servery|serving hatch|hot ?plate|serving counter|dinner counter)|wash(?:ing)? up|pot ?wash(?:ing)?|serv(?:e|ing)(?: up)?(?: (?:the )?(?:dinners|lunches|food|meals))?", ("catering-assistant",)),
    (r"(?:pupil|student) (?:support|welfare|wellbeing)|pastoral(?: care| support| work| team)", ("pastoral-officer",)),
    (r"finance|accounts|invoices", ("finance-officer",)), (r"hr|payroll|personnel", ("hr-officer",)),
    (r"kitchens?|school kitchen|kitchen work|canteen", _KITCHEN), (r"(?:clean|mop)(?:s|ping|ing)?(?: up)?(?: (?:the )?(?:whole )?(?:classrooms?|toilets|school|corridors|offices|floors|hall))?", ("cleaner",)),
    (r"(?:school )?library", ("library-assistant", "school-librarian")), (r"caretaking|site|site work", ("site-manager",)),
    (r"(?:the )?grounds|gardening", ("groundsperson",)), (r"(?:mini ?)?bus(?: driving| runs?)|minibus|driv(?:e|es|ing) (?:the |a )?(?:school )?(?:mini ?bus|bus|van)", ("minibus-driver",)),
    (r"first aid", ("first-aider",)), (r"pastoral", ("pastoral-officer",)), (r"careers", ("careers-adviser",)),
]
_BEFORE = (
    r"(?:(?:and|also|then|now|but|so|only|just|currently|still|i|am|we|do|does|doing|run|runs|running|help|helping|out|cover|covering|work|works|working|based|mainly|mostly|some|a|bit|of|the|my|with|on|at|in|as|well|part|time|half|"
    r"sometimes|usually|day|job|main|other|evening|hours|school|relief|morning|mornings|afternoons|bits|all) )*?"
)
_AFTER = r"(?: (?:too|as well|also|now|duty|duties|at lunch|after school|before school|in the (?:mornings?|afternoons?|evenings?|summer|holidays)|(?:one|two|three|four|five|\d+) (?:days|mornings|afternoons|evenings|nights|times|hours|hrs|lunchtimes)(?: (?:a|per) week)?|(?:an|one|1) (?:hour|day|morning|afternoon|evening)(?: (?:a|per) (?:day|week))?|every (?:day|morning|lunchtime|afternoon|evening)|on (?:mon|tues|wednes|thurs|fri)days?|(?:(?:for )?the )?rest of the (?:day|week|year|time)|in between|after|before|(?:from )?\d+(?:[:.]\d+)? (?:till|til|until|to|-) \d+(?:[:.]\d+)?|at (?:about )?\d+(?:[:.]\d+)?|(?:out )?(?:on|in) the (?:yard|playground|hall|dining hall|dinner hall|field)|at weekends|sometimes|when needed|(?:in|since|from) (?:jan\w*|feb\w*|march|april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|the new year)|(?:last|this) (?:year|term|week|month|summer|autumn|spring|easter|christmas)|a (?:year|month|while|few years) ago))*"
# Said of oneself it is the job, where none is named: "I only do the office", "now I'm cleaning".
_I_DO = re.compile(r"(?:(?:and|but|so|then|now|currently) )*i (?:am|do|only|just|work|run|cover|now|mainly|mostly)(?: |$)")
# "They moved me to reception": the job of now. Nothing else may be said before it.
_MOVED = re.compile(r"(?:(?:and|but|so|then|now|since|got|i|i am|been|was|were|have|just|recently|they|school|the|head|boss|manager|she|he|has|had) )*(?:moved|transferred|switched|swapped)(?: (?:me|us|over|across|up|down))* (?:to|into|onto|on to) (?:the |a )?")
_PARTS = re.compile(r" ?(?:[,/;+–-]|\b(?:and|plus|on top of|as well as|along with|alongside|but also|also|but)\b) ?")
_SENTENCE = re.compile(r"[.!?…\n]")
# In a sentence with one of these the words are what somebody wants to learn.
_ABOUT_LEARNING = re.compile(r"\b(?:want|would like|help with|training|learn|course|need|thinking|interested|support with|better at|more about|know|hope|hoping|failed|not|never|used to|was)\b")
_A_CLASS = {"teaching-assistant", "early-years-practitioner", "hlta", "send-support-assistant", "early-years-lead"}
_MATCHES = [(re.compile(rf"{_BEFORE}({words}){_AFTER}"), jobs) for words, jobs in WORK]


def jobs_beside(text: str, tokens: list[Word], links: list[Link]) -> list[Link]:
    """Links to the jobs that stand beside others as mere words for their work."""
    held = [k for k in links if k.is_a_job and k.status in (status.HAVE, status.DOING) and not k.other]
    found = []
    for sentence in _sentences(tokens):
        parts, learning = _parts(sentence), bool(_ABOUT_LEARNING.search(joined(sentence)))
        told = [(part, match, jobs) for part in parts if not _named(part, links) for match, jobs in _told(part)]
        named = [k for k in held if sentence[0].start <= k.start < sentence[-1].end]
        if learning or not (len(parts) > 1 and (named or len(told) == len(parts))):
            told = [one for one in told if _I_DO.match(joined(one[0])) and (not held or named and len(parts) > 1)]
        told += [(part, *moved) for part in parts if not held and (moved := _moved_to(part))]
        found += [_link(text, part, match, jobs, named) for part, match, jobs in told]
    return [link for link in found if link and not any(set(link.ids) & set(k.ids) for k in held)]


def _told(part: list[Word]) -> list[tuple[re.Match, tuple[str, ...]]]:
    return [(match, jobs) for pattern, jobs in _MATCHES if (match := pattern.fullmatch(joined(part)))][:1]


def _moved_to(part: list[Word]) -> tuple[re.Match, tuple[str, ...]] | None:
    """The work that somebody was moved to. "Reception" may be the class as well as the desk."""
    said = joined(part)
    moved = _MOVED.match(said)
    if not moved:
        return None
    return next(((match, jobs) for pattern, jobs in _MATCHES if (match := pattern.fullmatch(said, moved.end()))), None)


def _link(text: str, part: list[Word], match: re.Match, jobs: tuple[str, ...], named: list[Link]) -> Link | None:
    if match[1] == "reception" and any(k.id in _A_CLASS for k in named):
        return None  # a class, and no desk
    start, end = part[0].start, part[-1].end
    if len(jobs) == 1:
        return Link("roles", jobs[0], text[start:end], start, end, LOOSE)
    return Link("aliases", None, text[start:end], start, end, LOOSE, choices=tuple(f"role:{job}" for job in jobs))


def _sentences(tokens: list[Word]) -> list[list[Word]]:
    return [part for part in _split(tokens, _SENTENCE) if part]


def _parts(sentence: list[Word]) -> list[list[Word]]:
    return [part for part in _split(sentence, _PARTS) if part]


def _split(tokens: list[Word], pattern: re.Pattern) -> list[list[Word]]:
    """The words between the matches of a pattern."""
    parts, place, kept = [[]], 0, [match.span() for match in pattern.finditer(joined(tokens))]
    for token in tokens:
        if any(start <= place < end for start, end in kept):
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(token)
        place += len(token.text) + 1
    return parts


def _named(part: list[Word], links: list[Link]) -> bool:
    return any(k.kind in NAMES and k.start < part[-1].end and k.end > part[0].start for k in links)
