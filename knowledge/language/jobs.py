"""Whether a job that is named is the speaker's own job, somebody else's, a course, or a status they hold.

"I help the teacher", "our caretaker", "the head cook is leaving" name other people; "a teaching assistant
course" names a course; "a network manager" is no manager of the kitchen; "I have HLTA" is the status; in
"dinner lady to TA" the second is the wish.
"""
from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.language import others, status
from knowledge.language.words import Word, joined, words

if TYPE_CHECKING:
    from knowledge.language.linked import Link

_DETERMINER = r"(?:an?|the|all|of|our|my|your|their|his|her|one|another|other|every|each|some|several|class|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_HELPED = re.compile(
    r"\b(?:manage|manages|managing|supervise|supervising|lead|leading|train|training up|line manage|mentor|help|helps|helping|helped|support|supports|supporting|supported|assist|assists|assisting|with|alongside|under|behind|cover for|covering for"
    rf"|covers for|stand in for|fill in for|report to|by|asked|tell|told|ask|see|from our|married to|called"
    rf"|(?:emails?|letters?|writ(?:e|ing)|talk(?:ing)?|speak(?:ing)?|messages?|notes?|report(?:s|ing)?|explain(?:ing)?|listen(?:ing)?|next) to|chas(?:e|es|ing)|ring(?:ing)?|phon(?:e|ing)|email(?:ing)?|copying for|prepar(?:e|ing) for|set(?:ting)? up for|tidy(?:ing)? up after"
    rf"|look(?:s|ing)? after|(?:training|cpd|inset|appraisals?|rotas?|timetables?|inductions?|meetings) (?:for|of))(?: {_DETERMINER})*$"
)
# Whom somebody leads or helps tells their own job. Only where no job of theirs is named.
_LEADS = re.compile(rf"(?<!who )(?<!she )(?<!he )(?<!they )\b(?:line manag(?:e|es|ing)|manag(?:e|es|ing)|supervis(?:e|es|ing)|in charge of|head up|heading up|oversee|overseeing|lead|leading|responsible for|run|running|boss)(?: {_DETERMINER})*(?: school)?$")
_HELPS = re.compile(rf"(?:^|\bi |\bme |, |\bam )(?:just |also |mainly |mostly |volunteer |volunteering )*(?:help|helping|assist|assisting|support|supporting|work with|work under|working under)(?: out)?(?: with)?(?: {_DETERMINER})*(?: school| head)?$")
_LED_BY = {
    "teaching-assistant": "ta-team-leader", "hlta": "ta-team-leader", "send-support-assistant": "ta-team-leader", "midday-supervisor": "senior-midday-supervisor",
    "science-technician": "senior-science-technician", "ict-technician": "network-manager", "early-years-practitioner": "early-years-lead", "school-cook": "kitchen-manager",
    "catering-assistant": "kitchen-manager", "cleaner": "site-manager", "site-manager": "site-manager", "exam-invigilator": "exams-officer", "cover-supervisor": "cover-manager",
    "kitchen-manager": "kitchen-manager",
}
_HELPED_BY = {"school-librarian": "library-assistant", "school-cook": "catering-assistant", "kitchen-manager": "catering-assistant"}
# "The exams officer left and I got her job".
_TAKEN_OVER = re.compile(
    r"^(?:who )?(?:has |have |just |had |is )*(?:left|leaving|retired|retiring|went|gone|moved|quit|died|stopped|resigned)\b(?: \w+){0,6}? ?(?:,|and|so|then|now)(?: (?:and|so|then|now|they|gave|made|asked|it))* "
    r"(?:i|me|i've|i am)\b(?! (?:\w+ )?(?:fancy|want|like|love|would|wish|hope|am after|am hoping))(?: \w+){0,3}? ?(?:her|his|their|the|that|it|over|do|job|role)\b"
)
# "Caretaker when he's off": somebody else's job for the time.
_STANDS_IN = re.compile(
    r"^(?: ?\w+)?(?: ?job)? ?(?:when|if|while|whenever|any time) (?:he|she|they|the \w+|our \w+|someone|somebody|it)\b(?:'s| is| are|s)?(?: \w+)? ?(?:off|away|sick|ill|out|not in|not here|not there|on leave|on holiday|absent|on a course|poorly|isn't|aren't)\b"
    r"|^ ?(?:in|during) (?:his|her|their) (?:absence|holidays?)"
)
_SOMEBODYS = re.compile(r"\b(?:our|your|their|his|her|another|every|each)(?: \w+)?$|\bmy$")
_THE = re.compile(r"\bthe(?: (?:school|new|old|other|only|head|current|last))*$")
# "They moved me to the front desk" tells of the speaker's own job.
_MOVED_TO = re.compile(r"\b(?:moved|put|promoted|sent|transferred|switched|swapped|went|changed)(?: (?:me|us))?(?: (?:over|up|across|back|down|out))? ?(?:to|into|onto|on)$")
# "TA level 2, KS1": the place of work after a grade of post.
# "I am the cook and the cleaner and on Fridays the driver".
_GOES_ON_OF_ME = re.compile(r"\b(?:i am|i was|i have been|as) (?:also |now |both |currently )?(?:the|an?) [^.;!?]{3,60}?(?:\band|,|/|\bplus)(?: (?:on|in|at|sometimes|also|then|now|when|every|the|\w+days?|mornings?|afternoons?|evenings?|lunchtimes?|lunch))*$")
# "Didn't get the HLTA post": it was wished for.
_NOT_GOT, _A_JOB = re.compile(r"\b(?:didn't|never|not) (?:get|got)(?: (?:the|that|an?|his|her|my))?$"), re.compile(r"(?:job|post|role|position|promotion)\b")
_A_PLACE = re.compile(r"^(?:, |- |\( )?(?:(?:in|at) (?:an? )?)?(?:ks ?\d?|key stage|year [1-9r]|primary|secondary|infants?|juniors?|nursery|school)\b")
_MOST = 12
_A_GAP = 3
_IN_THE = re.compile(r"(?:in|at|with|for)(?: (?:the|our|a))?")
# So many words before and after a job can tell whose it is.
_NEAR = 40
# "Will it support me": the two words are no job.
_IT_DOES = re.compile(r"\b(?:will|does|do|can|would|could|should|did|if|how|that|think|hope)$")
_COURSE = {
    "course", "courses", "qualification", "qualifications", "certificate", "certificates", "diploma", "diplomas", "degree", "degrees", "training",
    "apprenticeship", "apprenticeships", "nvq", "programme", "award", "licence", "btec",
}
# "I am a TA level 2" tells of a grade of post; "TA level 2", among certificates, of a certificate.
_A_POST = re.compile(r"\b(?:i am|i'm|am|work as|working as|employed as|(?:job|role|title|post) is|as|now|currently)(?: (?:an?|the|only|just|currently|now|still|\"|'))*$")
_TRAINS = re.compile(r"training (?:to (?:be|become)|as|for)\b")
_WANTED_TRAINING = re.compile(r"\b(?:would (?:\w+ )?like|want|wanting|looking for|(?<!look )(?<!looks )(?<!looking )after|hoping for|get|find|start|interested in|fancy|apply(?:ing)? for|applied for)(?: (?:to|do|get|start|find|an?|my|some|the|on)){0,4} (?:apprenticeship|training|traineeship)(?: (?:as|for|in|to be|to become|an?|the))*$")
_TAUGHT = re.compile(r"\b(?:teach|teaches|teaching|taught|studied|studying)$")
# "A driving school manager" is no manager of a school.
_OTHER_SCHOOL = re.compile(r"\b(?:forest|driving|riding|dance|swimming|sunday|stage|ski|language|holiday)$")
_QUALIFIED = re.compile(r"\b(?:qualified|trained|chartered)(?: as)?(?: an?)?$")
_A_LEVEL = re.compile(r"^level \d ")
_COURSE_FOR = re.compile(rf"\b(?:{'|'.join(sorted(_COURSE))}|nvq \d|level \d)(?: \w+)? (?:in|for|as|of)(?: (?:a|an|the|being|school|business))*$|\b(?:diploma|certificate|nvq)(?: level \d)?$")
# "NVQ 3 teaching assistant": the job that the certificate is for.
_NVQ_FOR = re.compile(r"\bnvq(?: level)?(?: \d)?(?: (?:19|20)\d\d)?$")
# "HLTA 2009" is the status. "HLTA since 2009" is the job.
_WITH_A_YEAR = re.compile(
    r"(?:status )?(?:in )?(?:(?:19|20)\d\d|'?\d\d(?! year))\b"
    r"|(?:status )?[.,(–-] ?(?:i )?(?:got|did|done|passed|achieved|awarded|gained|completed)(?: (?:it|mine|that|this))?(?: (?:back|in|all the way))* (?:19|20)\d\d\b"
    r"|(?:status )?[.,(–-] ?(?:i )?(?:got|passed|achieved|was awarded|gained) (?:it|mine|that)\b"
)
# "Then a TA, now HLTA": what came before "now" is over, where what came before it was.
_THEN = re.compile(r"\W*(?:and )?then(?: (?:i )?(?:was|became|went to))?(?: (?:an?|the|as))*$")
_HAS_THE_AWARD = re.compile(
    r"\b(?:have|got|has|hold|holds|passed|achieved|gained|did|done|completed|awarded|failed|doing|taking|finished|with|started|studying|(?:signed up|booked|booked in|enrolled|put down|put forward) (?:to do|for|on|on to|to))(?: (?:my|the|gone|now|already|just|also))*$"
)
# What may stand before a word that many jobs share ("I am a manager", "senior supervisor").
_BEFORE_A_JOB = set(
    "a an the am as i is be was and or but school schools primary secondary nursery senior deputy junior trainee apprentice new part full time general "
    "work working job also just only now currently here become becoming being to of for in".split()
)


_OF_ONESELF = re.compile(
    r"(?:\bi am|\bi'm|\bi work as|\bi have been|\bi've been|\bbeing|^as|[,;.!] as|\bmy job is)(?: (?:only|just|also|already|currently|now|a|an|the|working|as|qualified|new))*$"
)


def is_a_post(before: str) -> bool:
    """True where the words before a job tell that it is a post: in "my job is teaching assistant level 3" the level is no certificate's."""
    return bool(_A_POST.search(before))


def _tells_a_post(before: list[Word], after: list[Word]) -> bool:
    """True for "I am a TA level 2", and for "TA level 2, KS1" at the beginning of a message."""
    return is_a_post(joined(before)) or not before and bool(_A_PLACE.match(joined(after)))


def of_oneself(before: str) -> bool:
    """True where the words before a job tell that it is the speaker's, in whatever is asked: "what can I do as I am a cook"."""
    return bool(_OF_ONESELF.search(joined(words(before))))


def own(links: list["Link"], tokens: list[Word], awards: dict[str, str], posts: dict[str, str]) -> list["Link"]:
    """The same links, with jobs that are no jobs taken out and other people's marked. Nobody has a dozen jobs: a list is none of theirs.

    awards      role id -> id of the status of the same name
    posts       words for a certificate that are a grade of post as well ("ta level 2") -> role id
    """
    kept: list["Link"] = []
    if sum(link.kind == "roles" for link in links) > _MOST:
        return [link for link in links if not link.is_a_job]
    for link in links:
        if _is_part_of(link, links, tokens):
            continue
        if not link.is_a_job and link.kind == "aliases" and (post := posts.get(joined(words(link.said)))) and _tells_a_post(*_around(link, tokens)):
            link = replace(link, kind="roles", id=post, choices=(), ask=None)
        if link.is_a_job:
            before, after = _around(link, tokens)
            link = _judge(link, joined(before), joined(after), awards)
            if link and link.id in awards and _among_certificates(link, kept, before):
                link = replace(link, kind="qualifications", id=awards[link.id])
            if link and link.kind != "qualifications":
                link = _of_a_list(_gone_through(_after_to(link, kept, before), kept, before, after), kept, before, after)
        if link:
            kept.append(link)
    kept = _trained_only(kept, tokens)
    return kept if any(k.is_a_job and not k.other and k.status in (status.HAVE, status.DOING) for k in kept) else [_by_whom(k, tokens) for k in kept]


def _among_certificates(link: "Link", earlier: list["Link"], before: list[Word]) -> bool:
    """True for the HLTA of "NVQ 3 and HLTA": the status, after another certificate."""
    last = earlier[-1] if earlier else None
    if not last or last.kind != "qualifications" or last.other or {last.status, link.status} - {status.HAVE, status.DOING}:
        return False
    between = joined([t for t in before if t.start >= last.end])
    return between in ("and", "plus", "then", "and then") or between == "," and any(k.is_a_job and k.status == status.HAVE for k in earlier)


def _of_a_list(link: "Link", earlier: list["Link"], before: list[Word], after: list[Word]) -> "Link":
    """In "we have 3 TAs and an HLTA" the second job is other people's as well."""
    if link.status not in (status.HAVE, status.DOING) or link.other:
        return link
    if others.named_of_others(link.said, joined(before), joined(after)) and not _TAKEN_OVER.search(joined(after)):
        return replace(link, other=True)
    last = next((k for k in reversed(earlier) if k.is_a_job), None)
    if last and last.other and others.goes_on(joined([t for t in before if t.start >= last.end])):
        return replace(link, other=True)
    return link


def _trained_only(links: list["Link"], tokens: list[Word]) -> list["Link"]:
    """"I'm a qualified chef but work as a kitchen assistant": the first is what was learned, where another job is held."""
    held = [k for k in links if k.is_a_job and k.status in (status.HAVE, status.DOING) and not k.other]
    return [
        replace(k, status=status.PAST) if k in held[:-1] and _QUALIFIED.search(joined(_around(k, tokens)[0])) and "but" in joined([t for t in tokens if k.end <= t.start < held[-1].start]).split() else k
        for k in links
    ]


def _is_part_of(link: "Link", links: list["Link"], tokens: list[Word]) -> bool:
    """True for the "assistant" of "assistant site manager", the "apprentice" of "apprentice in the office", and for "dinner lady" where "midday supervisor" is said of the same work."""
    if link.kind != "aliases" or not link.is_a_job:
        return False
    named = [k for k in links if k.kind == "roles" and k.status in (status.HAVE, status.DOING)]
    if " " not in link.said and any(k.start - link.end == 1 for k in named):
        return True
    if " " not in link.said and any(_IN_THE.fullmatch(joined([t for t in tokens if link.end <= t.start < k.start])) for k in named if k.start > link.end):
        return True
    return any(k.id in link.ids and not k.other and 0 <= k.start - link.end <= _A_GAP for k in named)


def _by_whom(link: "Link", tokens: list[Word]) -> "Link":
    """The job of somebody who leads or helps those that are named, where it is known."""
    if not link.is_a_job or not link.other or link.status not in (status.HAVE, status.DOING):
        return link
    before = joined(_around(link, tokens)[0])
    by = _LED_BY if _LEADS.search(before) else _HELPED_BY if _HELPS.search(before) else {}
    found = list(dict.fromkeys(by[id] for id in link.ids if id in by))
    if not found:
        return link
    if len(found) == 1:
        return replace(link, kind="roles", id=found[0], choices=(), ask=None, other=False)
    return replace(link, choices=tuple(f"role:{id}" for id in found), other=False)


def _around(link: "Link", tokens: list[Word]) -> tuple[list[Word], list[Word]]:
    return [t for t in tokens if t.end <= link.start][-_NEAR:], [t for t in tokens if t.start >= link.end][:_NEAR]


def _judge(link: "Link", before: str, after: str, awards: dict[str, str]) -> "Link | None":
    if link.status == status.FAILED and link.id not in awards:
        link = replace(link, status=status.PAST)
    if _TAKEN_OVER.search(after):
        return replace(link, status=status.HAVE, other=False)
    if _STANDS_IN.search(after):
        return replace(link, other=True)
    if _TAUGHT.search(before) or link.said.lower().startswith("school ") and _OTHER_SCHOOL.search(before):
        return None
    if link.status == status.NOT and _NOT_GOT.search(before) and _A_JOB.match(after):
        return replace(link, status=status.WANT)
    following = "" if _TRAINS.match(after) else _A_LEVEL.sub("", after).split(" ", 1)[0]
    if link.said.lower().startswith("it ") and (_IT_DOES.search(before) or following in ("me", "us", "you", "my", "people", "staff", "working", "with")):
        return None
    if following in _COURSE and link.id in awards:
        return replace(link, kind="qualifications", id=awards[link.id])
    if _WANTED_TRAINING.search(before):
        return replace(link, status=status.WANT)
    if (following in _COURSE or _COURSE_FOR.search(before) or _NVQ_FOR.search(before)) and link.status != status.WANT:
        return None
    if link.kind == "aliases" and " " not in link.said and _is_part_of_another_job(before):
        return None
    if link.id in awards and link.status in (status.HAVE, status.DOING) and (_HAS_THE_AWARD.search(before) or _WITH_A_YEAR.match(after)):
        return replace(link, kind="qualifications", id=awards[link.id])
    if link.status in (status.HAVE, status.DOING) and _is_somebody_elses(before, after):
        return replace(link, other=True)
    return link


def _is_part_of_another_job(before: str) -> bool:
    """True in "network manager": the word before makes it a job that is not known here."""
    previous = before.rsplit(" ", 1)[-1]
    return previous.isalpha() and len(previous) > 1 and previous not in _BEFORE_A_JOB and not _SOMEBODYS.search(before)


def _is_somebody_elses(before: str, after: str) -> bool:
    if _HELPED.search(before) or _SOMEBODYS.search(before) and not re.search(r"\bmy (?:job|role)\b", before):
        return True
    the = _THE.search(before)
    if not the:
        return False
    if _MOVED_TO.search(before[: the.start()].strip()) or _GOES_ON_OF_ME.search(before[: the.start()].strip()):
        return False
    # "I am the cook", or "the cook" alone, is the speaker; "the cook is leaving" is not.
    if re.search(r"\b(?:am|as|was|is|be|become|being|becoming|on|at|in|job|role|post|(?:am|is|as) (?:just|only|also|now|still|currently|one of|actually)|^(?:just|only|maybe|probably|perhaps|then))$", before[: the.start()].strip()):
        return bool(re.search(r"\b(?:she|he|that|who|manager|boss|friend|it|husband|wife|mum|dad|sister|brother|law|partner|daughter|son|colleague|mate|head) (?:is|was)$", before[: the.start()].strip()))
    return bool(before[: the.start()].strip()) or bool(re.match(r"(?:is|was|has|had|asked|said|told|wants|left|does|did|will|would|can|gave)\b", after))


def _gone_through(link: "Link", earlier: list["Link"], before: list[Word], after: list[Word]) -> "Link":
    """In "started as a cook, then a TA, now HLTA" the second job is past as well."""
    last = earlier[-1] if earlier else None
    if not last or last.status != status.PAST or link.status != status.HAVE or not any(t.text == "now" for t in after):
        return link
    return replace(link, status=status.PAST) if _THEN.fullmatch(joined([t for t in before if t.start >= last.end])) else link


def _after_to(link: "Link", earlier: list["Link"], before: list[Word]) -> "Link":
    """In "from cleaner to caretaker" the second job is the wish, unless the move has been made."""
    jobs_before = [k for k in earlier if k.kind in ("roles", "aliases")]
    if jobs_before and jobs_before[-1].status == status.WANT and link.status == status.WANT and re.search(r"\bfrom(?: \w+){0,2}$", joined([t for t in before if t.end <= jobs_before[-1].start])):
        # "How do I get from TA to HLTA?"
        earlier[earlier.index(jobs_before[-1])] = replace(jobs_before[-1], status=status.HAVE)
        return link
    if not jobs_before or jobs_before[-1].end > link.start or link.status not in (status.HAVE, status.DOING):
        return link
    last = jobs_before[-1]
    between = joined([t for t in before if t.start >= last.end])
    if not re.fullmatch(r"(?:in)?to(?: (?:be|become|being|a|an|the))*", between):
        return link
    moved = re.search(r"\b(?:went|moved|promoted|changed|gone|progressed|left|stopped)\b", joined([t for t in before if t.end <= last.start]))
    if moved:
        earlier[earlier.index(last)] = replace(last, status=status.PAST)
    return link if moved else replace(link, status=status.WANT, other=False)
