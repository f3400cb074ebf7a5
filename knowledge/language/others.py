"""Jobs that are named of other people, or of everybody: "the TA who replaced me", "TAs in our school are paid", "we have 3 TAs"."""
from __future__ import annotations

import re

_COUNT = r"(?:an?|the|some|any|no|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|most|all|lots of|loads of|a few|a couple of|both|only|just|other|new|good|great|our)"
_OF_ONESELF = re.compile(r"\b(?:am|as|be|been|being|become|became|was|were|like|job|role|we are|me)(?: \w+){0,3}$")
_SOME_ONE = re.compile(r"(?:^|\b)(?:the|an?|this|that|another|any|some|our)(?: \w+){0,2}$")
# "The TA who replaced me": what follows tells of her.
_WHO = re.compile(r"(?:who|that|whose) ")
_DID = re.compile(
    r"(?:(?:in|at|on|from) (?:(?:my|our|the|another|one|this|that) )?\w+ )?(?:has|is|was|got|gets|went|said|says|told|asked|left|does|did|wants|earns|started|thinks|works)\b|(?:colleague|friend|mate|team|department|shortage|job market)s?\b"
)
# "The cook keeps moaning": a word in -s after a job is said of somebody else, where it is no time, place or small word.
_NO_VERBS = (
    r"(?:\w+(?:days|ss|us)|(?:always|sometimes|perhaps|as|this|yes|his|its|hers|ours|us|plus|thanks|besides|years?|months|weeks|hours|hrs|terms?|mornings|afternoons|evenings|nights|lunchtimes|weekends|holidays|times|schools?|classes|jobs?|shifts|pupils|children's"
    r"|nowadays|afterwards|dinners|lunches|breakfasts|exams|sports|sims|kids|lessons|trips|clubs|stuff|services|meals|grounds|premises|skills|duties|ks|towards|across|sciences|arts|maths|yours)\b)"
)
_BEGINS = re.compile(r"(?:^|[,.;!?:)-] |\b(?:and|but|because|so|that|if|when|since|while|though|think|thinks|say|says|said|now|then) )(?:the|an?|this|that|our|my|another)(?: \w+){0,2}$")
_DOES = re.compile(rf"(?:(?:always|sometimes|usually|just|still|never|often|only|really|here|also) )?(?!{_NO_VERBS})\w{{2,}}s (?!$)")
_WE_HAVE = re.compile(rf"\b(?:we|they|school|there|you|schools|who|head)(?: (?:all|only|just|also|still|already))? (?:have|has|had|got|is|are|were|employ|employs|use|uses|need|needs)(?: (?:got|about|over|around))?(?: {_COUNT})+$")
_WE_ARE = re.compile(r"\bwe are(?: \w+)*$")
# What is said of all who do a job. The speaker may be one of them, and does not say so.
_OF_ALL = re.compile(
    r"(?:(?:in|at|on|from|across) (?:our|my|this|that|other|all|most|some|the|your|many|every) \w+ |here |like that |now |these days |everywhere |with \w+ (?:\w+ )?)?"
    r"(?:also |all |often |always |just |never |still |only |usually |generally |actually |really )*(?:are|aren't|were|get|gets|got|have|haven't|do|don't|can|can't|should|shouldn't|need|must|earn|deserve|might|may|will|won't|who|usually|want|become|work|in general)\b"
)
_OF_US = re.compile(r"\b(?:we|us|both|i|me|am|as|like|lady|man)(?: \w+){0,2}$")
_I_AM_ONE = re.compile(r"\bi (?:am|have been|was) one\b")
_GOES_ON = re.compile(rf"(?: ?(?:,|and|or|/|plus|{_COUNT}))+ ?")


def named_of_others(said: str, before: str, after: str) -> bool:
    """True where a job is named of somebody else, or of all who do it.

    Args:
        said: the words for the job, as they were written.
        before: the words before them.
        after: the words after them.
    """
    if _WE_HAVE.search(before) and not _WE_ARE.search(before):
        return True
    if _DOES.match(after) and _BEGINS.search(before):
        return True
    if (_WHO.match(after) or _DID.match(after)) and _SOME_ONE.search(before) and not _OF_ONESELF.search(before):
        return True
    return said.lower().endswith("s") and bool(_OF_ALL.match(after)) and not _OF_US.search(before) and not _I_AM_ONE.search(after)


def goes_on(between: str) -> bool:
    """True for what stands between jobs of one list: "3 TAs and an HLTA"."""
    return bool(_GOES_ON.fullmatch(between))
