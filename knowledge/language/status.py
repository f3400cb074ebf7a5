"""What is said of a thing that is named: have it, want it, doing it, failed it, used to, not; and of whom.

Read from cue words in the same clause. A clause without a cue that goes on a list ("a cook or a cleaner")
takes the status of the clause before it.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.language.words import Word, joined

HAVE, WANT, DOING, FAILED, PAST, NOT = "have", "want", "doing", "failed", "past", "not"

_NO = r"(?:don't|do not|didn't|did not|doesn't|never|not|wouldn't|would not|won't|will not|no longer|couldn't|can't)"
_DOING_IT = r"(?: (?:doing|becoming|being|getting|going for|taking|starting|studying|training as))?"
_TO = (
    r"(?: to (?:be|become|do|get|go for|go into|train as|train to be|work as|try|move(?: up)?(?: to| into)?|start|begin|finish|complete|study|take|retake|resit|redo|pass|have|apply for|gain|achieve))?"
)
_WISH = (
    r"(?:would like|want|wanting|looking for|after|love|need) (?:an? |some )?(?:\w+ ){0,2}(?:job|post|role|work|position) (?:as|in)"
    r"|(?:like|love|toying with|tempted by|taken with|drawn to|attracted (?:to|by)) the (?:idea|thought|sound|look) of(?: (?:being|becoming|doing|going for))?|toying with|tempted (?:by|to)|(?:leaning|working) towards? being|leaning towards?"
    r"|(?:see|picture|imagine) (?:myself|me)(?: (?:as|being|becoming|doing|working as|in))?|wouldn't (?:mind|say no to)(?: (?:being|becoming|doing|going for|having|a go at|trying))?|wish i (?:was|were|could (?:be|become|do))|up for(?: (?:being|doing|becoming))?"
    r"|eyeing(?: up)?|setting my (?:heart|sights) on"
    r"|wonder(?:ing|ed)? about(?: (?:being|becoming|doing|going for|retraining|training|trying|applying)(?: as| to be| to become| for)?)?|(?:re ?train(?:ing)?|requalify(?:ing)?) (?:as|to be|to become|for)|(?:got |have |with |had )?(?:my|an) eyes? on|(?:my )?heart (?:is )?set on|set my (?:heart|sights) on"
    r"|(?:an )?interview (?:for|as)|shortlisted for|decided (?:to (?:be|become|do|go for|train as|try)|on)|next (?:step|move|job|goal)(?: (?:is|would be|for me is|for me|will be))?(?: to(?: be| become| do)?)?|go(?:ing)? back (?:to|into)(?: (?:being|doing|working as))?"
    rf"|(?:want(?:s|ed)?|asked|offered|told|getting|encouraged|pushing|nagging) me to (?:be|become|do|go for|take over as|step up (?:to|as)|train as)|i could (?:be|become)|(?:a |my |next )?career (?:in|as)|want(?:s|ed|ing)?{_TO}"
    r"|(?:turned down|passed over|overlooked|rejected|knocked back|interviewed|missed out|unsuccessful|ready|going|waiting|encouraged to go|put in) for|lost out on"
    rf"|would (?:\w+ )?(?:like|love|prefer){_TO}"
    r"|like to (?:be|become|do)|hop(?:e|es|ing) (?:to|for)(?: be| become| do| get| go for)?"
    rf"|(?:thinking|thought|dreaming|dreamt) (?:of|about|maybe|possibly){_DOING_IT}|thinking|eyeing(?: up)?|eye up|(?:interested|interest) in{_DOING_IT}|consider(?:ing)?{_DOING_IT}|fancy{_DOING_IT}"
    rf"|look(?:ing)? (?:to|at|for|into){_DOING_IT}(?: be| become| do)?|keen (?:on|to){_DOING_IT}(?: be| become| do)?|(?:would )?(?:rather|prefer to) (?:be|do|become)"
    r"|go(?:ing)? (?:for|into)|aim(?:ing|s)?(?: for| to be| to become| at)?|become|becoming"
    r"|train(?:ing)? (?:as|to be|to become|to)|move (?:up |on )?(?:to|into)|dream(?:s)?(?: of| is)?(?: being| to be)?|wish|get(?:ting)? (?:in )?to|get into"
    r"|appl(?:y|ying|ied|ies) (?:for|to be|to become|as)|progress(?:ing)? (?:to|on to)|step up to"
    r"|study (?:for|to be)|studying to (?:be|become)|(?:can|could|may) i (?:ever |maybe |possibly |still |just )?(?:be|become|train as)|how (?:do|can|could|would) i (?:become|be|get|do)|should i (?:do|get|take)"
    r"|need(?:s|ed)?(?: to)?(?: be| become| do| get| have| pass| retake| resit| finish)?|(?:would |'d )?(?:sooner|rather)(?: be| do| become| have)?|going to (?:be|do|get|take|start)|plan(?:ning|s)? (?:to|on)(?: be| do| get| become)?"
    r"|trying to (?:be|become|do|get)|(?:goal|ambition|dream|aim|dream job|(?:my|the) plan)(?: is| would be| was always)?(?: to (?:be(?:come)?|do|get))?|ideally|eventually|one day|hopefully"
)
# Cues before the name; the one that ends nearest to it wins, of two that end together the longer.
_BEFORE = [
    (FAILED, r"failed|fail|flunked|gave up(?: on)?|dropped(?: out(?: of)?)?|quit|packed in|jacked in|half a|withdrew from|left (?=halfway)"
             rf"|{_NO} (?:ever |quite |manage to )?(?:pass|passed|finish|finished|complete|completed)"),
    # "Never got maths" says that it is missing, and of no exam that was failed.
    (NOT, rf"{_NO} (?:ever |even |actually |really |did )*(?:get(?: round to)?|got(?: round to)?|do|did|done|take|took|taken|sit|sat|achieve|achieved|gained?|had|have|tried|try|been)"),
    # Plans that came to nothing, and those that hang on an "if".
    (NOT, r"(?:was|were) (?:always )?(?:going (?:to|for|in for)|meant to|supposed to|about to|all set to|due to|down to|booked (?:on|for|to))(?: (?:doing|do|be|become|get|take|start|train(?: as| to)?|go for|go on|go into|study|apply for))*"
          r"|(?:nearly|almost) (?:did|took|started|signed up for)|if (?:only )?i (?:had|get|got|pass|passed|was|were|could (?:get|do|be)|did)|(?:should|could|would) have (?:done|got|been|taken|become)"),
    # What somebody would like to know, what others look for in someone, and what was thought of once.
    (NOT, r"(?:would (?:\w+ )?like|want|wanting|like|love|curious|keen|trying) to (?:know|ask|find out|hear|check|learn|understand)(?: more)?(?: about| if| whether| what| how| when| why)?"
          r"|(?:wants?|needs?|asks? for|asking for|requires?|looking for|prefers?|advertis(?:ed|ing) for) (?:someone|somebody|people|a person|candidates|staff|anyone)(?: (?:who|that))?(?: (?:with|has|have|having|is|to be))?"
          r"|used to (?:want|dream|think)(?: (?:to be|to become|of being|about being|i would be))?|gave up on(?: the idea of)?(?: (?:being|becoming|doing|getting))?|not (?:really )?interested in(?: (?:being|becoming|doing|getting))?"),
    (NOT, r"(?:told|said|says|say|saying|apparently|reckons?|thinks?) (?:that )?(?:i|we|me|you)? ?(?:now |also |must |should |do |will |would |might )*(?:need(?:ed)?|have to|to|get|do|got to)(?: (?:have|get|do|to|be))*"),
    (NOT, r"(?:haven't|have not|hadn't|hasn't|not) (?:got|done|passed|taken|any|been|had)|don't have|do not have|didn't have|haven't|have not|hadn't|hasn't"
          r"|never(?= (?:my )?(?:english|maths|science)\b|$)|got no|have no|without|no(?! just| only| idea| clue)|not(?! sure| certain| really sure)|don't(?! know| mind| care)|doesn't|no longer|neither|nor|isn't|am not|wasn't|lack(?:ing)?|missing|than|instead of"),
    (NOT, rf"{_NO} (?:really |ever |even |have to )?(?:{_WISH})"),
    (WANT, _WISH),
    (PAST, r"used to(?: be| work as| do| work| have been)?|(?:started|began|left|finished)(?: \w+){0,4} as"
           r"|was|were|former|formerly|ex|previously|before (?:that|this)(?: i)?|years ago|worked as|past|retired"
           r"|before i (?:was|became)|(?:redundant|laid off|sacked|retired|let go|lost my job|pensioned off)(?: \w+)? (?:as|from)(?: being)?|(?:left|stopped|finished|quit|gave up) (?:being|working as|my job as)|did work as|have worked as|had been"),
    (DOING, r"topping (?:it |this )?up(?: \w+){0,2}? to|(?:nearly|almost|just about) (?:finished|done|completed)|doing|studying|working towards|working (?:on|through)|work towards|halfway(?: through)?|half way(?: through)?"
            r"|started|start|enrolled(?: on)?|(?:part|half|mid) ?way(?: through)?|taking|retaking|resitting|redoing|(?:re )?sitting|finishing(?: off)?|in the middle of"
            r"|(?:should|will|due to|about to|going to) (?:be )?(?:finish(?:ing)?|complet(?:e|ing))|(?:waiting|awaiting)(?: on| for)?(?: my| the)? results?(?: for| of| from| in)?"
            r"|(?:signed up|booked(?: in)?|enrolled|put down|put forward) (?:for|to do|to|on to|onto|on)|in my (?:first|second|third|final|last) year of"
            r"|(?:^|(?<=am )|(?<=currently )|(?<=now )|(?<=still ))on(?: the (?:first|second|third|last|final) (?:year|module|unit|term|part) of)?"),
    (HAVE, r"(?:pack(?:ing)? in|giv(?:e|ing) up|leav(?:e|ing)|stop(?:ping)?|quit(?:ting)?|sick of|tired of|fed up (?:with|of)|bored (?:of|with)|had enough of) (?:being|working as|my job as)|(?:she's|he's|who's|they're|it's|that's)|(?<!would )(?:happy|enjoy|love|fine|content|okay|ok|like) (?:being|as)|ended up(?: (?:as|being))?|down as|(?<!not )called|(?:job )?title is|speaking as|^(?:an? |grade |got )*[a-g1-9](?:s|'s)? (?:in|for)|(?:just|only)(?: got| have| a bit of)?|(?:made|make|had|got) (?:me|us)(?: all)?(?: to)? (?:do|take|sit)|(?:put|sent) (?:me|us)(?: all)? (?:through|on)|had to (?:do|take|sit)|(?:moved|promoted|gone|went|changed|switched|transferred) (?:me |us )?(?:over |up |on |across )?(?:in)?to"
           r"|i am|am|as|work as|working as|job is|got|have|has|had|passed|achieved|hold|holds|did|done|currently|employed as|we are|is|with|been|became"
           r"|gained|completed|have (?:got|done|been|passed|worked as)|finished"),
]
_ARTICLES = r"(?: (?:an?|the|my|any|some|both|just|only|also|one|gcse|o level|cse|currently|gone|another|own|old|new|full|time|part|school|head|senior))*"
_CUES = [(status, re.compile(rf"\b(?:{cue}){_ARTICLES}(?=\W|$)")) for status, cue in _BEFORE]
_AFTER = [
    # "The HLTA course is £900": what it would cost them.
    (WANT, r"^(?: (?:course|training|one|route|assessment|programme|fee|exam))? (?:is|costs?|are|would cost|will cost|would be)(?: (?:about|around|over|nearly|like|at least))? £"),
    (WANT, r"^(?: \w+){0,3} (?:one day|someday|some day|eventually|in the future|next(?! week| month| term))\b"),
    (DOING, r"^(?: \w+){0,3} (?:at the moment|in progress|ongoing|right now|(?:still )?doing it|half ?way(?: through)?|nearly (?:done|finished)|nearly there)\b"),
    (FAILED, r"^(?: (?!english|maths|science|and)\w+){0,2} (?:failed|missed|not passed|never passed|not finished|unfinished|never finished|not completed)\b"),
    (NOT, r"^ (?:i )?(?:don't have|haven't got|haven't done|not done|not got|not had|never did|never got|never had|didn't do)(?: (?:it|that|one|them|mine))?(?: (?:yet|though|sorry|either))?$"),
    # What somebody asks of people: "level 2 will be expected of us".
    (NOT, r"^ (?:(?:is|are|was|will|would|has|have|now|to|be|being|been|going|soon|always|usually) )+(?:expected|required|asked for|demanded|compulsory|mandatory|obligatory|a must|the minimum|a requirement|preferred|desirable)\b"),
    (DOING, r"^ (?:(?:level )?[1-8] )?(?:doing|studying)(?: (?:it|that|this))?(?: now)?$"),
    (NOT, r"^ (?:none|no|nope)$|^(?: \w+){0,3} any ?more\b"),
    (PAST, r"^(?: \w+){0,4} (?:before|previously|in the past)$"),
]
# "I need an NVQ, apparently" is hearsay; "I'm the first aider, apparently" is not.
_HEARSAY = re.compile(r"^(?: \w+){0,2} (?:apparently|supposedly)$")
_I_AM = re.compile(r"\bi am (?!told|supposed|meant)(?:\w+ ){0,3}$")
# "No, a cook" answers first. In "children who don't come in, attendance officer" or "no GCSEs, TA" the job is held all the same.
_AN_ANSWER = re.compile(r"(?:no|nope|nah) ,")
_NOT_OF_THIS = re.compile(
    r"\b(?:no|not|never|without|don't have|haven't|never got|didn't get|lack)(?: (?!but\b)\w+){0,3} (?:gcses?|o levels?|cses?|nvqs?|qualifications?|certificates?|degrees?|diplomas?|exams?|grades?|maths|english|btec|papers?)\b.* ,"
    r"|\b(?:kids|children|child|pupils?|parents?|students?|families|lads?|girls?|boys?|who|people|those|ones|they|she|he) (?:\w+ ){0,2}?(?:not|never|don't|doesn't|can't|cannot|won't|isn't|aren't|haven't|hasn't|without|no)\b.* ,"
)
# Said at the beginning, of a certificate: "do a degree", "get my level 2" is what they want.
_TO_DO = re.compile(r"^(?:maybe |probably |just |to |perhaps )*(?:do|get|take|start|try|study|finish|complete|go for|be|become|more)\b")
# Stands between a name and what is said of it.
_SAYS = (":", "=", "-", "–")
# "I started a level 3 but never finished (it)": what follows the clause says how it ended.
_GAVE_UP = re.compile(
    r"^(?: \w+){0,5} (?:(?:,|but|and|, but|, and)(?: i)? |(?=gave (?:it )?up\b|dropped (?:it|out)\b|(?:packed|jacked|chucked) it in\b|(?:never|didn't|did not) (?:finish|complete)(?:ed)?\b))(?:(?:packed|jacked|chucked) it in|(?:never|didn't|did not|couldn't|not) (?:finish|finished|pass|passed|complete|completed)"
    r"|had to (?:stop|leave|give (?:it )?up|drop (?:it|out))|dropped (?:it|out)|gave (?:it )?up|failed)(?: (?:it|that|them|out|the (?:\w+ )?(?:practical|test|exam|theory|written|assessment|final|portfolio|paper)))?(?: (?:twice|once|though|sadly))?(?: [,.!?]| because\b| as\b| when\b| after\b| due\b|$)"
)
_STILL = re.compile(
    r"^(?: (?!i |am |don't |haven't |not )\w+){0,3}?(?: (?:,|-|but|and|, but|, and|\()|(?= don't| haven't| not got))(?: (?:i|am|just|still|currently|now|only|(?:don't|haven't|not) (?:have|got|had|done|finished) (?:it|that)|not finished|yet|,|but|and))*"
    r" (?:(?:doing|sitting|retaking|resitting|redoing|taking|studying for) (?:it|them|that)|in the middle of it|(?:half|part) ?way(?: through)?(?: it| that)?(?= ?[,.!?)]|$)|working on it|waiting (?:for|on) (?:the )?results?|not finished(?: it)? yet|in progress|ongoing|nearly (?:done|finished|there)(?= [,.!?]|$))(?= |$)"
)
_NOT_DONE = re.compile(
    r"^(?: \w+){0,3} (?:,|-|but|and|, but|, and)(?: (?:i|still|just|we))* (?:not done|haven't done|haven't got|don't have|didn't do|didn't get|never did|never got|never had|not got|not had)(?: (?:it|that|one|them|mine))"
    r"|^ \? (?:no|nope|nah|not|never|haven't|don't)\b"
)
_AGAINST = ("though", "however", "instead")
_NOW = ("now", "since", "currently", "nowadays")
_PEOPLE = (
    r"colleague|friend|sister|brother|wife|husband|mum|mother|dad|father|daughter|son|member|partner|mate|boss|manager|line manager|head|headteacher"
    r"|cousin|neighbour|niece|nephew|aunt|auntie|sister in law|team|staff"
)
_OTHER = re.compile(rf"^(?:husband|wife|mum|dad|sister|brother|daughter|son|mate|friend|colleague|boss|head)(?: in law)? (?:is|has|was|got|did|does|works?|done|wants)\b|\b(?:an?|another|this|that|some|new) (?:\w+ )?(?:girl|lad|lass|lady|woman|man|bloke|guy|person|newcomer|someone)(?= (?:who|half|younger|that|from|at|in|started|starts|came|comes|got|gets|has|with|just|works|working|on|is|was|did|does|here|there)\b)|\b(?:my|our|a|another|one of (?:my|our)) (?:\w+ ){{1,2}}(?:colleague|friend|mate|neighbour)s?\b|(?<!\bme and )(?<!\bi and )\b(?:my|our|a|the|another|one of (?:my|our|the)) (?:{_PEOPLE})s?\b|\b(?:she|he|her|his|they)\b")
_SELF = re.compile(r"\b(?:i|me|my|am|us|we)\b")
_BREAKS = {
    ",", ".", ";", "!", "?", "but", "and", "or", "then", "so", "because", "-", "–", "—", "/", "while", "although", "though", "plus", "also", "now",
    "until", "since", "except", "apart", "besides", "(", ")", ":", "\n",
}
_LISTS = {",", "and", "or", "/", "nor"}
# A list is followed back so many parts, and a person so many words: further back nobody means it, and it costs.
_MOST_PARTS, _MOST_WORDS = 5, 40


@dataclass(frozen=True)
class Said:
    """The status of a named thing, and whether it is somebody else's."""

    status: str
    other: bool


def of(tokens: list[Word], start: int, end: int, certificate: bool = False) -> Said:
    """What is said of the words in [start, end) of the message; whether they name a certificate."""
    first = next(i for i, t in enumerate(tokens) if t.end > start)
    last = next((i for i, t in enumerate(tokens) if t.start >= end), len(tokens))
    last += last < len(tokens) and tokens[last].text in _SAYS
    after = joined(tokens[last:_next_break(tokens, last)])
    begin, found = first, _tail(" " + joined(tokens[max(first + 1, last - (last > first and tokens[last - 1].text in _SAYS)):last + _MOST_WORDS]))
    now = not certificate and last < len(tokens) and tokens[last].text in _NOW and (tokens[last].text == "since" or joined(tokens[last + 1:last + 2]) in ("", ",", ".", "but", ";"))
    for _ in range(_MOST_PARTS if found is None else 0):
        begin = _clause_start(tokens, begin)
        before = joined(tokens[begin:first])
        if _AN_ANSWER.match(before):
            break
        is_told = bool(certificate or before) and not _I_AM.search(before + " ")
        found = _together(_before(before), NOT if is_told and _HEARSAY.search(" " + after) else _after(after))
        if found == NOT and not certificate and _NOT_OF_THIS.search(before):
            found = None
        if found in (None, HAVE, DOING) and certificate and begin == 0 and _TO_DO.search(before):
            found = WANT
        if now and found is None:
            found = HAVE  # "Was a cook, TA now"
        # "No cooking certificate, a history degree though": the second is set against the first.
        against = begin > 0 and tokens[begin - 1].text == "," and last < len(tokens) and tokens[last].text in _AGAINST
        goes_on = found is None and begin > 0 and tokens[begin - 1].text in _LISTS and not against and not re.search(r"\bi\b", before)
        if not goes_on:
            break
        begin -= 1
        after = ""
    return Said(found or HAVE, _somebody_else(tokens, first))


def _tail(following: str) -> str | None:
    """What is said after the clause: "but never finished", ", still doing it", "- don't have it"."""
    if _GAVE_UP.search(following):
        return FAILED
    if _STILL.search(following):
        return DOING
    return NOT if _NOT_DONE.search(following) else None


def _together(before: str | None, after: str | None) -> str | None:
    """What follows decides, but "doing it next year" is no mere wish."""
    return before if before == DOING and after == WANT else after or before


def _before(text: str) -> str | None:
    """The status of the cue that ends last before the name; of two that end together, the longer."""
    best = None
    for status, cue in _CUES:
        for match in cue.finditer(text):
            key = (match.end(), match.end() - match.start())
            if best is None or key > best[0]:
                best = (key, status)
    return best[1] if best else None


def _after(text: str) -> str | None:
    return next((status for status, cue in _AFTER if re.search(cue, " " + text if text else "")), None)


def _somebody_else(tokens: list[Word], first: int) -> bool:
    """True if the nearest person named before is not the speaker."""
    text = joined(tokens[max(0, first - _MOST_WORDS):first])
    others, selves = [m.end() for m in _OTHER.finditer(text)], [m.end() for m in _SELF.finditer(text)]
    # "my colleague" holds "my", which is not the speaker speaking of themselves.
    selves = [place for place in selves if not any(m.start() <= place <= m.end() for m in _OTHER.finditer(text))]
    return bool(others) and (not selves or others[-1] > selves[-1])


def _clause_start(tokens: list[Word], place: int) -> int:
    least = max(0, place - _MOST_WORDS)
    while place > least and tokens[place - 1].text not in _BREAKS:
        place -= 1
    return place


def _next_break(tokens: list[Word], place: int) -> int:
    while place < len(tokens) and tokens[place].text not in _BREAKS:
        place += 1
    return place
