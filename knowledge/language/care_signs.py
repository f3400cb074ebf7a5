"""Signs that a message needs care before anything else: a child at risk, the writer's distress or danger, a colleague.

Two readers look at each message. Patterns find the words that are nearly always meant (`kill myself`,
`his dad hits him`), with common slips of spelling put right first. Examples find what is said in other
words: a sentence that is closer, by embedding, to one of the care examples in `content/care.yml` than to
its ordinary examples by a margin. A miss costs more than a false alarm, so both are generous; talk of
training ("what does self-harm training cover") turns off only the weaker patterns.
"""
from __future__ import annotations

import re
from functools import lru_cache

import numpy

from knowledge.language.embed import embed
from knowledge.store import Store

COLLEAGUE, CHILD, SELF, DANGER = "colleague", "child", "self", "danger"
# Closeness that counts, and how much closer than to any ordinary example it must be (docs/understanding.md).
FLOOR, MARGIN = 0.45, 0.04
_MOST_SENTENCES = 12

_YOUNG = r"(?:child|childs|children|childrens|kid|kids|pupil|pupils|student|students|boy|boys|girl|girls|lad|lass|toddler|baby|teenager|little one|little ones|young person|year (?:\d+|one|two|three|four|five|six)s?|reception)"
_FAMILY = r"(?:mum|mother|mam|dad|father|daddy|mummy|parents?|step ?(?:dad|mum|father|mother)|uncle|aunt|auntie|brother|grandad|grandfather|carer|carers|foster (?:mum|dad|carer)|mums boyfriend|boyfriend|cousin|family|babysitter|nan)"
_THEM = r"(?:him|her|them|his|himself|herself|themselves|" + _YOUNG + ")"
_HURTS = r"(?:hits?|hitting|beats?|beating|beaten|hurts?|hurting|slap(?:s|ped|ping)?|smack(?:s|ed|ing)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|burn(?:s|t|ed|ing)?|touch(?:es|ed|ing)?|abus(?:es|ed|ing)|starv(?:es|ed|ing)|belts?|whip(?:s|ped)?|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|shak(?:es|ing)|lock(?:s|ed|ing)|rap(?:es|ed|ing)|molest(?:s|ed|ing)?|kill(?:s|ed|ing)?|threaten(?:s|ed|ing)?|attack(?:s|ed|ing)?)"
_TELLS = r"(?:told|tells|telling|said|says|saying|confided|disclosed|mentioned|whispered|asked me not|showed|wrote|drew|admitted|revealed)"
_STAFF = r"(?:colleague|co ?worker|workmate|teacher|teachers|ta|teaching assistant|staff|coach|caretaker|head|headteacher|head teacher|deputy|volunteer|driver|governor|sir|mr|mrs|miss|ms|cook|midday|dinner lady|lunchtime lady|lunch lady|supervisor|cleaner|tutor|adult|man|woman|someone (?:i|we) work with|somebody (?:i|we) work with|someone at (?:work|school)|person i work with|lady i work with|new guy|technician|escort)"


def _gap(most: int) -> str:
    """Up to so many words between two parts of a pattern."""
    return rf"(?:\W+\w+){{0,{most}}}?\W+"


# Nearly always meant, whatever else the message is about.
_STRONG = {
    COLLEAGUE: [
        rf"\b{_STAFF}{_gap(6)}(?:hit|hits|hitting|slap\w*|smack\w*|grab\w*|drag\w*|kiss\w*|pinch\w*|punch\w*|kick\w*|shook|shak(?:es|ing|en)|manhandl\w*|groom(?:s|ed|ing)|abus(?:es|ed|ing)|molest\w*|flirt\w*|humiliat\w*|hurts?|hurting|strip\w*|(?<!in )touch(?:es|ed|ing)?(?! on\b)|rough|swear\w*|swore|scream\w*|lock(?:s|ed|ing)|push(?:es|ed|ing)?|throw(?:s|ing)?|threw){_gap(5)}{_YOUNG}\b",
        rf"\b{_STAFF}{_gap(6)}(?:inappropriate\w*|too close|too friendly|over ?familiar|sexual\w*|relationship|alone|private messages?|messag(?:es|ed|ing)|text(?:s|ed|ing)|snapchat|photos|pictures|dms?){_gap(4)}(?:with|to|of|by|at|towards?)?\W*(?:\w+\W+){{0,3}}?{_YOUNG}\b(?! (?:parents?|mum|dad|families|work|progress|books?|display))",
        rf"\b(?:someone|somebody){_gap(2)}(?:hit|hits|hitting|slap\w*|smack\w*|grab\w*|kick\w*|punch\w*|shook|hurts?|hurting|touch\w*){_gap(2)}{_YOUNG}\b",
        rf"\b(?:he|she|someone|somebody){_gap(3)}(?:messag\w+|texts|texting|texted|private messages?|snapchat\w*|photos|pictures){_gap(3)}(?:to|of|with|from){_gap(2)}{_YOUNG}\b(?! (?:parents?|mum|dad|families|work|progress|books?|display))",
        rf"\b{_YOUNG}{_gap(5)}(?:hit|hurt|touched|grabbed|kissed|slapped|dragged|abused|groomed|messaged|texted|manhandled|shouted at|humiliated|locked){_gap(4)}by{_gap(3)}{_STAFF}\b",
        rf"\b(?:report|worried about|concerned about|concerns? about|suspicious of|uncomfortable about) (?:a|the|another|my|one of the) (?:colleague|teacher|member of staff|ta|teaching assistant|coach|volunteer|caretaker)s?{_gap(6)}{_YOUNG}\b",
        r"\ballegations? (?:about|against) (?:a |the |my |our )?(?:\w+ )?(?:colleague|teacher|staff|ta|head\w*)\b",
    ],
    CHILD: [
        rf"\b{_YOUNG}{_gap(8)}{_TELLS}{_gap(14)}(?:{_HURTS}|afraid|scared|frightened|terrified|secret|private parts?|hungry|feeds?|fed|unsafe|not safe|die|dead|cuts?|cutting|alone|bruis\w*|abuse|sexual\w*|bed with|naked|belt|runs? away|running away)\b",
        rf"\b{_YOUNG}{_gap(10)}(?:bruis\w*|black eye|burn marks?|cigarette burns?|burns? on|marks? on (?:his|her|their)|bite marks?|belt marks?|welts?|finger ?marks?|hand ?prints?|cuts on (?:his|her|their))\b",
        rf"\b(?:bruis\w*|black eye|burn marks?|cigarette burns?|marks?|welts?) (?:all over |on |up |round |down ){_gap(3)}(?:{_YOUNG}|arms?|legs?|back|neck|face)\b",
        rf"\b(?:his|her|their|childs|kids|boys|girls|the|a|whose|pupils) (?:own )?{_FAMILY}{_gap(4)}{_HURTS}{_gap(3)}{_THEM}\b",
        rf"\b{_FAMILY}{_gap(3)}(?:hits?|hitting|beats?|beating|abus\w+|hurts?|hurting|touch(?:es|ed|ing)?|slaps?|punch\w*|starv\w+){_gap(2)}(?:him|her|them|{_YOUNG})\b",
        r"\b(?:hit|hurt|shaken|beaten|kicked|slapped|punched|burnt|burned|touched|abused|strangled|choked|locked \w+) by (?:\w+ )?(?:mum|mother|dad|father|step ?dad|step ?mum|uncle|mums boyfriend|carer|family)\b",
        rf"\b(?:{_YOUNG}|he|she|they){_gap(3)}begg\w+{_gap(4)}(?:send|take|make|let){_gap(3)}home\b",
        rf"\b(?:not|never|isnt|arent|nobody|no one|dont|doesnt|wasnt) (?:being |getting |been |get |feeds? |properly )*(?:fed|feeding|feeds?)\b(?:{_gap(3)}{_THEM})?",
        r"\bno food (?:at home|in the house)|hasnt eaten since|havent eaten since|nothing to eat (?:at home|since|all)|(?:comes?|coming|came) (?:in|to school) (?:\w+ )?(?:starving|hungry|filthy)|always (?:starving|hungry|filthy)\b(?! for)",
        rf"\b(?:{_YOUNG}|he|she|they){_gap(5)}(?:scared|afraid|frightened|terrified|doesnt want|dont want|didnt want|refus\w+|begg\w+|crying){_gap(4)}(?:(?:to )?(?:go|going) home|of (?:his|her|their) {_FAMILY})\b",
        rf"\b{_YOUNG}{_gap(8)}(?:unsafe|not safe|isnt safe|in danger|at risk of harm|suffering at home|left alone|home alone)\b",
        rf"\b(?:unsafe|not safe|in danger){_gap(4)}{_YOUNG}\b",
        rf"\b{_YOUNG}{_gap(10)}(?:cut(?:s|ting)? (?:himself|herself|themselves|(?:his|her|their) (?:\w+ )?(?:arms?|wrists?|legs?))|kill(?:s|ing)? (?:himself|herself|themselves)|wants? to die|wanted to die|overdos\w*)\b",
        r"\b(?:kill|killing|cutting|cuts) (?:himself|herself|themselves)\b",
        rf"\b(?:(?<!in )touch\w*(?! on\b| base\b)|rap(?:ed|es|ing)|molest\w*|sexually|indecent\w*|naked (?:photos?|pictures?)|nudes?){_gap(4)}{_YOUNG}\b",
        rf"\b{_YOUNG}{_gap(5)}(?:touched|touches|touching) (?:by|her|him|them) ?(?:privates?|down there|inappropriately)?",
        r"\b(?:child|kid|pupil|boy|girl|student|he|she) (?:has |just |have )*(?:disclosed|made a disclosure)\b|\b(?:had|have|got|been given|given) a disclosure\b",
        rf"\b(?:worried|concerned|frightened|scared|fear\w*|anxious) (?:about|for) (?:the safety of |the welfare of )?(?:a|one of|the|this|that|some|two|my|our)(?: \w+){{0,2}} {_YOUNG}(?: \w+){{0,4}} (?:at home|home life|safety|welfare|wellbeing|being (?:hurt|abused)|looks? scared)\b",
    ],
    SELF: [
        r"\b(?:kill|killing|hurt|hurting|harm|harming|hang|hanging|cut|cutting|drown|shoot|stab|poison) (?:myself|my self)\b(?! (?:laughing|in the foot|with laughter|shaving|on (?:a|the) (?:knife|paper|slicer|tin)|at work|lifting))",
        r"\b(?:end|ending|take|taking|ended) (?:my|me) (?:own )?life\b|\b(?:end|ending) it all\b|\bend it (?:tonight|now|soon|for good)\b|\bjust want it (?:all )?to (?:end|stop|be over)\b",
        r"\b(?:i am|im|i feel|feeling|i have been|ive been|been|i was|i keep|having|have|i get) (?:\w+ ){0,3}suicid\w*|\bsuicid\w* (?:thoughts?|feelings?|tonight|right now)\b(?! (?:training|course|awareness))|\b(?:commit\w*|thinking (?:of|about)|thought (?:of|about)|considering|attempt\w*) suicide\b",
        r"\b(?:dont|do not|didnt) (?:want to|wanna) (?:live|wake up|be alive|exist|carry on living|be here any ?more|go on any ?more|go on living|go on$)",
        r"\b(?:want(?:ed)?|wanna|going|ready) to (?:die|be dead)\b|\bwish i (?:was|were|could be) dead|\bwish i (?:could )?(?:die|not wake up|never woke)|\brather be dead|\bfeel like dying(?! to)|\bthinking of dying",
        r"\bbetter off (?:dead|without me|if i (?:was|were|am) (?:dead|gone|not))|\bno (?:point|reason) (?:in |to |of )?(?:living|live|going on|being (?:here|alive)|carrying on)|\bnothing (?:left )?to live for|\b(?:life (?:is|isnt|is not)|not) worth living|\bno way out\b|\bdont see a way out",
        r"\bi (?:have )?(?:self harm|self ?harmed|selfharm)\b|\b(?:im|i am|been|keep|started|ive|i have) (?:\w+ ){0,2}self ?harm(?:ing|ed)\b",
        r"\bfinish(?:ing)? myself\b|\bpoint of me being (?:here|alive)\b|\bdriv\w+ (?:\w+ ){0,3}(?:into a|off a|off the) |\bjump\w* (?:off (?:a|the) (?:bridge|roof|building)|in front of)\b",
        r"\b(?:taken|took|take|swallow\w*) (?:an overdose|too many|all my|all the|a load of|loads of) ?(?:tablets|pills|paracetamol|medication|meds)?",
        r"\b(?:cant|cannot|can not|couldnt) (?:go on|carry on|take (?:it|this|much|any))(?: like this| much longer| any ?more(?! (?:time|days?|leave|work|hours|on|courses?))| any longer|$|\.|!|,)",
        r"\b(?:cant|cannot|not) (?:cope|coping)(?: with (?:life|it all|it|everything|anything))?(?: any ?more| any longer| at all|$|\.|!|,)|\bfeel(?:ing)? (?:so |completely |totally )?(?:hopeless|worthless|desperate)(?! for| to| at| with)|\b(?:having|had|on the edge of|close to) a (?:nervous |mental )?breakdown(?! (?:of|in))|\bmental health crisis\b|\bcry(?:ing)? myself to sleep|\bcant stop crying|\bcry(?:ing)? (?:all the time|every (?:day|night))",
    ],
    DANGER: [
        rf"\b(?:husband|partner|boyfriend|girlfriend|wife|ex|fella|bloke|hubby|old man|other half|my (?:son|brother|dad|father|uncle|family|mum)|someone|somebody|man|neighbour){_gap(5)}(?:{_HURTS}|follow(?:s|ed|ing)|stalk(?:s|ed|ing)|push(?:es|ed|ing)|thr(?:ows|ew)|grab(?:s|bed|bing)?|hurt){_gap(2)}(?:me|my (?:face|arm|hair|throat|neck|head|kids|children))\b",
        r"\b(?:husband|partner|boyfriend|girlfriend|wife|ex|fella|bloke|hubby|old man|other half|he|she|family) (?:\w+ ){0,2}(?:wont let me (?:leave|out|go out|see|have|use|work|speak)|controls? (?:me|everything|all my)|takes? (?:all )?my (?:money|wages|phone)|checks? my phone|forces? me|is violent|gets violent|gets? nasty with me|beats? me|hits? me)\b",
        r"\b(?:im|i am|i|feel|feeling|too|am|so) (?:\w+ ){0,2}(?:afraid|scared|frightened|terrified|dread|dreading|not safe|unsafe) (?:to |of |about )?(?:go|going|be|being)?(?: back)? ?(?:at )?home\b",
        r"\b(?:i dont feel|im not|i am not|i dont|not) (?:\w+ )?safe (?:at|in my own|going) (?:home|house)\b|\bunsafe at home\b",
        r"\b(?:scared|afraid|frightened|terrified) of (?:my|him at home|what he|what she|what they)(?: (?:husband|partner|boyfriend|girlfriend|wife|ex|dad|father|brother|son|family)| will do| might do|ll do)",
        r"\b(?:threatened|threatening|threatens|threats?) (?:to (?:kill|hurt|stab|beat|harm|attack|come after|burn)|me with a (?:knife|gun|weapon)|my life)",
        r"\bi(?: have|ve)? (?:been|was|am being|keep being|keep getting) (?:physically |sexually |badly )?(?:threatened|stalked|raped|assaulted|attacked|strangled|followed home)\b(?! (?:with|by the head|by my manager|by management) ?(?:redundancy|disciplin\w*|dismissal|the sack|capability)?)",
        r"\b(?:i am|im|i have been|ive been|i was|my|victim of|suffer\w*|escap\w*|leaving|living with|in an?) (?:\w+ ){0,3}(?:domestic (?:abuse|violence)|abusive (?:relationship|marriage|partner|husband))",
        r"\b(?:forced|forcing me) (?:to marry|into (?:a )?marriage)\b|\bi (?:have|ve) (?:fled|run away|ran away) from (?:home|my husband|my partner)\b|\bhiding from (?:my|him|her)\b",
    ],
}
# Meant unless the sentence is about training, a policy or what a word means.
_WEAK = {
    CHILD: [
        rf"\b{_YOUNG}{_gap(5)}(?:is|are|was|were|being|been|gets|getting|be) (?:\w+ )?(?:hit|beaten|abused|hurt at home|touched|neglected|groomed|starved|exploited|trafficked|molested|raped|assaulted|sexually)\b",
        rf"\b{_YOUNG}{_gap(10)}(?:self ?harm\w*|suicid\w*|(?:hurt|harm)(?:s|ing)? (?:himself|herself|themselves))\b",
        rf"\b(?:worried|concerned|concerns?|worry) (?:about|for) (?:a|one of|the|this|that|some|two|my|our)(?: \w+){{0,2}} {_YOUNG}\b(?!.{{0,60}}(?:read|count|spell|talk|speak|maths|phonics|progress|behaviour|speech|spelling|writing|behind|levels|english|attention|autis|adhd|exam|grades|homework|work|diet|fuss|veg))",
        r"\bsafeguarding (?:concern|issue|worry|problem|incident|disclosure|referral)|\bchild protection (?:concern|issue|worry|matter)",
        r"\b(?:child abuse|abusing (?:a|the|his|her|their) (?:child|kids)|child(?:ren)? (?:at risk|in danger)|report(?:ing)? abuse|fgm|female genital|grooming|forced marriage)\b",
        rf"\b{_YOUNG}{_gap(6)}(?:neglect\w*|abus(?:e|ed|ive)|underweight|unwashed|left (?:on (?:his|her|their) own|alone)|dirty clothes)\b",
    ],
    SELF: [r"\bsuicid\w*|\bself ?harm\w*|\boverdos\w*"],
    DANGER: [r"\bdomestic (?:abuse|violence)\b|\babusive (?:partner|husband|relationship|ex)\b"],
    COLLEAGUE: [
        rf"\b{_STAFF}{_gap(4)}(?:shout\w*|yell\w*|bull(?:y|ies|ying|ied)|scar(?:es|ing)|cruel|nasty|horrible|unkind|intimidat\w*|restrain\w*|hug\w*|cuddl\w*|on (?:his|her) lap){_gap(4)}{_YOUNG}\b",
        r"\bwhistle ?blow\w*\b",
    ],
}
_TRAINING = re.compile(
    r"\b(?:course|courses|training|trained|qualification|cpd|module|certificate|policy|policies|awareness|e ?learning|webinar|inset|"
    r"learn|refresher|induction|study|prevention|keeping children safe|workshop|(?:what|whats) (?:is|are|does|do|counts)? ?(?:a |an |the )?"
    r"(?:signs|safeguarding|child protection|domestic|fgm|female genital|grooming|self ?harm\w*|suicide|whistle ?blow\w*))\b"
)
# A pupil's behaviour towards staff is the day's work, not the writer's danger.
_PUPIL_HITS = re.compile(rf"\b{_YOUNG}\b")
_EXAMPLE = re.compile(r"^care-(child|self|danger|colleague|ordinary)-\d+$")

_KEY_WORDS = (
    "suicidal suicide bruise bruises bruised bruising abused abuse abusing abusive hurting harming myself touched touching "
    "threatened threatens threatening scared frightened afraid terrified disclosed disclosure safeguarding husband partner "
    "boyfriend colleague teacher inappropriate inappropriately hitting punched punches strangled violent neglected starving "
    "children child pupil himself herself overdose tablets killing kicked slapped smacked grabbed unsafe whistleblowing"
).split()


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, bool, list[re.Pattern]], ...]:
    """(worry, strong, patterns), in the order in which they are tried."""
    order = (COLLEAGUE, CHILD, SELF, DANGER)
    return tuple(
        (worry, table is _STRONG, [re.compile(p) for p in table[worry]]) for table in (_STRONG, _WEAK) for worry in order
    )


def worry(text: str, store: Store) -> str | None:
    """The kind of worry a message shows (`child`, `self`, `danger`, `colleague`), or None."""
    sentences = _sentences(text)
    whole = ". ".join(sentences)
    for kind, strong, patterns in _compiled():
        for pattern in patterns:
            if any(not strong and _TRAINING.search(s) is not None and pattern.search(s) for s in sentences):
                continue
            found = pattern.search(whole)
            if found and not (kind == DANGER and strong and _is_a_pupil(whole, found)):
                return kind
    return next((kind for s in sentences[:_MOST_SENTENCES] if (kind := _by_example(s, store))), None)


def _is_a_pupil(text: str, found: re.Match) -> bool:
    """True for "he hits me" where the one who hits is a pupil."""
    return found.group().startswith(("he ", "she ", "someone ", "somebody ")) and _PUPIL_HITS.search(text) is not None


def _by_example(sentence: str, store: Store) -> str | None:
    if len(sentence.split()) < 3:
        return None
    kinds, vectors = _examples(store)
    if not kinds:
        return None
    close = vectors @ embed(sentence)
    ordinary = max((c for c, kind in zip(close, kinds) if kind == "ordinary"), default=0.0)
    best, kind = max((c, kind) for c, kind in zip(close, kinds) if kind != "ordinary")
    return kind if best >= FLOOR and best - ordinary >= MARGIN else None


@lru_cache(maxsize=4)
def _examples(store: Store) -> tuple[list[str], numpy.ndarray]:
    """The example sentences of the content, as vectors; made once a knowledge base."""
    found = [(m.group(1), p.text) for p in store.all("phrases") if (m := _EXAMPLE.match(p.id))]
    if not any(kind != "ordinary" for kind, _ in found):
        return [], numpy.zeros((0, 0))
    return [kind for kind, _ in found], numpy.stack([embed(_plain(text)) for _, text in found])


def _sentences(text: str) -> list[str]:
    return [plain for part in re.split(r"[.!?\n;]+", text) if (plain := _plain(part))]


def _plain(text: str) -> str:
    """Lower case, no apostrophes, single spaces, key words spelt right."""
    text = re.sub(r"[’'`´]", "", text.lower())
    return " ".join(_repaired(word) for word in re.sub(r"[^\w\s,]", " ", text).split())


def _repaired(word: str) -> str:
    """A key word with one letter left out, put in twice or swapped, spelt right; other words as they are."""
    if len(word) < 5 or word in _KEY_WORDS:
        return word
    for key in _KEY_WORDS:
        if word[0] == key[0] and abs(len(word) - len(key)) <= 1 and _one_slip(word, key):
            return key
    return word


def _one_slip(word: str, key: str) -> bool:
    if len(word) == len(key):
        differ = [i for i, (a, b) in enumerate(zip(word, key)) if a != b]
        return len(differ) == 2 and differ[1] == differ[0] + 1 and word[differ[0]] == key[differ[1]] and word[differ[1]] == key[differ[0]]
    longer, shorter = (word, key) if len(word) > len(key) else (key, word)
    return any(longer[:i] + longer[i + 1:] == shorter for i in range(len(longer)))
