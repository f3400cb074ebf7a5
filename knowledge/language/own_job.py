"""The job that somebody has, told where they are asked what they would like to be: "cook, I'm just the kitchen assistant now"."""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.words import joined, words

_NOW = r"(?:now|at the moment|currently|at present|these days|right now|since|already|so far|for (?:the (?:last|past) )?(?:\w+ )?(?:years?|months?|ages)|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|over \w+|nearly \w+) (?:years|months))"
_AFTER = re.compile(rf"(?: ?[,(–-])? ?(?:\w+ ){{0,2}}?{_NOW}\b|(?: ?[,(–-])? ?(?:and|but) (?:i|i am) (?:already|do|want|would like|fancy|love to|sick|tired|bored|fed up)\b")
_FILLERS = r"(?: (?:only|just|also|already|currently|now|still|a|an|the|working|employed|as|qualified|new|happy|very|level \d|full|part|time|one|of|our|your|mere|humble|plain|bog standard|lowly|simple))*"
_BEFORE = re.compile(
    rf"(?:\bi am|\bi work as|\bi have been|\bbeen|\bi was made|\bmy (?:job|role|post|title) (?:now )?is|\bemployed as|\bworking as|\bat the moment i am|\bcurrently|\bstarted as|\b(?:now|present|current) (?:job|role|post)(?: is| :)?){_FILLERS}$"
    r"|\bi am (?:in|at|on) (?:the |a |an )?\w+(?: \w+)?(?: now)? ,$|\bnow an?$"
)
# "Not just a caretaker", "rather than a cleaner": what they are.
_NOT_ONLY = re.compile(
    r"\b(?:not (?:just|only|merely|simply|stay|remain)|more than (?:just )?|no longer|instead of|rather than|better than|beyond|stop|stuck|sick of|tired of|fed up (?:of|with)|bored (?:of|with)|had enough of|no more|leaving|(?:off|out of|away from)(?: the)?|step up from|up from|move on from|progress from)(?: (?:being|be|working|as|just|only|a|an|the|always))*$"
)
_HOLDS = re.compile(r"\b(?:i have|got|did|done|passed|hold|with|finished|completed|gained|have)(?: (?:already|just|my|the|an?|both|level \d|nvq|recently))*$")
_WISHES_ON = re.compile(r"^(?: \w+){0,4}? (?:eventually|one day|someday|hopefully|ideally|please)\b")


def told(links: list[dict], text: str) -> list[dict]:
    """The links to jobs that the speaker has, of a message that answers what they would like to be.

    Args:
        links: the links of the message, as dictionaries.
        text: the message as it was read.
    """
    jobs = [link for link in links if _is_a_job(link) and not link["other"]]
    wished = [link for link in jobs if link["status"] == status.WANT]
    last = max((link["start"] for link in wished), default=0)
    return [link for link in jobs if link not in wished and _is_own(link, link["start"] < last, text)]


def is_held(link: dict, text: str) -> bool:
    """True for a certificate that is told of as held, in a message that answers what they would like: "HR, did my CIPD"."""
    return not _is_a_job(link) and link["status"] == status.HAVE and bool(_HOLDS.search(joined(words(text[:link["start"]]))))


def _is_own(link: dict, wish: bool, text: str) -> bool:
    before, after = joined(words(text[:link["start"]])), joined(words(text[link["end"]:]))
    if _NOT_ONLY.search(before):
        return True
    if link["status"] not in (status.HAVE, status.DOING) or _WISHES_ON.match(" " + after):
        return False
    return wish or bool(_BEFORE.search(before) or _AFTER.match(after))


def _is_a_job(link: dict) -> bool:
    return link["kind"] == "roles" or bool(link["choices"]) and all(ref.startswith("role:") for ref in link["choices"])
