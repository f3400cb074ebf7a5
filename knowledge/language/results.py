"""Certificates and results in a message: "C in eng & maths 98", "failed maths", "nvq 2", "a degree", "no exams".

Gives profile entries `{id, subject, grade, level, year, words, status}` (only the keys that were said).
English, maths and science are read in `subjects.py`; a grade's level is worked out by the advice.
"""
from __future__ import annotations

import re

from dataclasses import replace

from knowledge.language import alone, details, jobs, status, studies, subjects, told_twice, trainings, unknown, vague
from knowledge.language.linked import Link
from knowledge.language.school import SCHOOL_EXAMS
from knowledge.language.words import Word, joined

_NOTHING = re.compile(
    r"\b(?:no|not any|don't have any|don't have no|haven't got any|haven't got no|haven't any|haven't any|without any|never (?:got|had|took|passed|did|sat) any|zero|got no|have no"
    r"|not got any|(?:haven't|don't have|not got) a single) "
    r"(?:(?!english|maths|science|literacy|numeracy)\w+ ){0,2}(?:exams?|qualifications?|certificates?|gcse|o level|cse|results|grades)\b(?! (?:in|for) (?!school\b|anything\b))"
    r"|\bleft school (?:at \w+ )?with(?:out)? (?:nothing|no\b|anything|any\b)|\bnever (?:passed|got|did|took|sat|achieved|gained) (?:anything|any exams?|an exam|any qualifications)\b"
    r"|\b(?:nowt|zilch|nada|sod all|not a single (?:one|thing|certificate|qualification))\b(?! (?:to|wrong))|\bleft school (?:at \w+ )?with (?:nowt|nil)\b"
    r"|\b(?:nothing|none) (?:on paper|formal|to show for it)\b|\b(?:so|got|have|had|with|was) (?:nothing|none)\b(?= (?:but|at all|really|except|though|just|from school|only)\b|$| [,.;!])(?! but good)|\bfailed (?:everything|them all|all of (?:them|it|mine)|the lot|all my (?:exams|gcse|o level|cse)|every (?:one|single one|exam))\b|\bungraded in (?:everything|the lot|all)\b|\bwithout a (?:thing|single|certificate|qualification|bean)\b|\b(?:didn't|never) (?:get|pass|gain|do|achieve) (?:anything|any|a single|one thing)\b(?! (?:help|training|support|time|money|answer))|\bnot qualified in anything\b|\bno (?:quali\w*|(?:bits?|pieces?|scraps?) of paper)\b"
)
_STARTS_WITH_NONE = re.compile(
    r"\W*(?:(?:sorry|well|um|er|erm|oh|honestly|sadly|unfortunately|actually|literally|absolutely|just|hi|hello|i'?m afraid|nope|no)\W+)*(?:none|nothing|no|nope|nah|not any|zero|never|nowt|nil|zilch|nada|nought|naff all|sod all|bugger all|not a (?:single )?(?:one|thing|sausage)|not one|(?:i )?(?:don'?t|dont|haven'?t|havent|ain'?t) (?:have |got )*(?:any|none|nothing|no)"
    r"|(?:i )?(?:have |got |i'?ve got )+(?:none|nothing|nowt|no)(?! (?:english|maths|science)))\b(?! (?:idea|clue|problem|worries|sure))", re.I,
)
# A level of these is of training, and no certificate at a level; "entry level 3" is below level 1.
_NO_CERTIFICATE = ("safeguarding", "protection", "entry")
_DEGREES = [
    (re.compile(r"\b(?:phd|doctorate)\b"), 8), (re.compile(r"\b(?:masters?(?! teacher)|msc|ma degree|med)\b"), 7),
    (re.compile(r"\b(?<!foundation )(?<!teacher )(?:degree(?! app)|bsc|ba hons|ba|(?<!to )(?<!of )(?<!in )(?<!from )(?<!the )(?<!for )(?<!into )bed|honours(?! english| maths| irish| level))\b"), 6),
]
# A grade beside "GCSE" where no subject is told that the guide asks for.
_GRADE = re.compile(r"\b(?:grade ([a-g1-9])|(?<=gcse )([b-g]))\b")
_A_GRADE = re.compile(r"(?:\w+ ){0,4}?(?:grade ([a-e])\b|([b-e])(?= |$)|(a)(?= (?:in|(?:19|20)\d\d)\b|$)|(?:english|maths|science) ([1-9])(?= [,.;]|$))")
_A_LEVEL = re.compile(r"(?:level|lvl|lev|l)\W*(?:\d|one|two|three|four|five)", re.I)
_WITH_A_SUBJECT = ("access-to-he", "a-level", "as-level", "bachelors-degree", "masters-degree", "hnc", "hnd", "dip-he", "btec-national", "btec-first", "qu75", "nvq-level-general", "gnvq", "igcse", "equivalency-test")
_VOCATIONAL = ("btec-national", "btec-first", "gnvq")
_WITH_GRADES = ("a-level", "as-level", "igcse")
_TWO_LEVELS = re.compile(r"\b(?:level|nvq) ([1-8]) (?:and|/|,) (?:(?:level|nvq|a|my) )*([1-8])\b(?! (?:gcse|o level|a level|cse|year))")
_A_GAP, _A_FEW = 4, 6
_HAD = {"got", "have", "just", "only", "done", "did", "hold", "passed", "my"}
_NVQ, _MUSIC = "nvq-level-general", "music-grades"
_OVERSEAS = "overseas-certificate"


def says_none(tokens: list[Word]) -> bool:
    """True if the message says that there are no certificates at all."""
    return bool(_NOTHING.search(joined(tokens)))


def starts_with_none(text: str) -> bool:
    """True for "none", "sadly not a thing" and the like, said to a question about certificates."""
    return bool(_STARTS_WITH_NONE.match(text))


def results(tokens: list[Word], links: list[Link]) -> list[dict]:
    """Every certificate or result the message says the speaker has, does or failed (not what they want)."""
    unknown_ones, all_of_them = unknown.named(tokens), tokens
    tokens = unknown.without(tokens)
    links = links if tokens is all_of_them else [link for link in links if any(link.start <= t.start < link.end for t in tokens)]
    awards = [link for link in links if _is_an_award(link) and not _only_subjects(link, tokens)]
    awards = told_twice.as_one([link for link in awards if link.id or not any(_beside(link, other) for other in awards)], tokens)
    elsewhere = studies.from_elsewhere(tokens)
    awards = [link for link in awards if not vague.names_another(link, tokens)]
    if elsewhere:
        awards = [link for link in awards if link.start >= elsewhere[1] or link.end <= elsewhere[0]]
    lists = {link: details.listed(link, tokens) for link in awards}
    other_awards = [replace(link, end=lists[link][1]) for link in awards if link.id not in SCHOOL_EXAMS + subjects.SKILLS]
    of_ours = tokens
    for link in awards:
        of_ours = unknown.without_theirs(of_ours, link.start, link.end) if link.id == _OVERSEAS else of_ours
    found = [entry for entry in subjects.results(of_ours, other_awards, [link for link in links if link.kind == "roles"]) if entry["status"] != subjects.MISSING]
    found += _other_subjects(tokens, found, [*other_awards, *links])
    proved = {entry["id"] for entry in found}
    for link in awards:
        if link.id not in proved and (entry := _certificate(link, tokens, awards)):
            found += [{key: entry[key] for key in ("id", "status", "year") if key in entry} | one | ({"status": "failed"} if one.get("grade") == "U" else {}) for one in lists[link][0]] or [entry]
    if elsewhere and (entry := _from_elsewhere(tokens, elsewhere)):
        found.append(entry)
    if not found or not proved & set(SCHOOL_EXAMS):
        found += _exams_alone(tokens, awards)
    found = alone.with_its_subject(tokens, found)
    found += [entry for link in links if (entry := _training(link, tokens, bool(found)))]
    taken = [details.with_its_level(link, tokens) for link in awards] + [entry["place"] for entry in found if "place" in entry]
    taken += [_post(link, tokens) for link in links if link.kind == "roles"]
    found += _levels(of_ours, taken + ([elsewhere] if elsewhere else []))
    found = alone.with_the_year(tokens, alone.of_the_same_name(tokens, awards, found))
    return _without_repeats(found + _second_levels(tokens, found) + unknown_ones)


def lacking(tokens: list[Word], links: list[Link]) -> list[str]:
    """The school subjects of which the message says that there is no certificate: "no maths", "never got English"."""
    if not any(t.text in subjects.SUBJECTS for t in tokens):
        return []
    tokens = unknown.without(tokens)
    awards = [link for link in links if _is_an_award(link) and link.id not in SCHOOL_EXAMS + subjects.SKILLS and not _only_subjects(link, tokens)]
    found = subjects.results(tokens, awards, [link for link in links if link.kind == "roles"])
    held = {entry["subject"] for entry in found if entry["status"] == "held"}
    return list(dict.fromkeys(entry["subject"] for entry in found if entry["status"] == subjects.MISSING and entry["subject"] not in held))


def _post(job: Link, tokens: list[Word]) -> tuple[int, int]:
    """The place of a job, with the level of its post: "I am a TA level 2"."""
    after = [t for t in tokens if t.start >= job.end][:2]
    levelled = joined(after)[:-1] == "level " and jobs.is_a_post(joined([t for t in tokens if t.end <= job.start][-_A_FEW:]))
    return job.start, after[-1].end if levelled else job.end


def _other_subjects(tokens: list[Word], found: list[dict], named: list[Link]) -> list[dict]:
    """"History C" among English and maths: each other school subject with its grade, from the same examination."""
    exams = [entry for entry in found if entry["id"] in SCHOOL_EXAMS]
    if not exams:
        return []
    free = [t for t in tokens if not any(link.start <= t.start < link.end for link in named)]
    graded = [one for one in _each(studies.school_subjects([t.text for t in free]), [t.text for t in free]) if "grade" in one and one["subject"] not in subjects.SUBJECTS]
    return [{"id": subjects.exam_nearest(tokens, one["subject"]) or exams[0]["id"], "status": "held"} | one for one in graded]


def _is_an_award(link: Link) -> bool:
    """True for a certificate, and for words that can mean one of a few; a level alone is read in `_levels`."""
    return link.kind == "qualifications" or link.kind == "aliases" and link.choices[0].startswith("qualification:") and not _A_LEVEL.fullmatch(link.said)


def _beside(link: Link, other: Link) -> bool:
    """True for the "diploma" of "diploma in childcare level 3", which the words beside it tell."""
    return link is not other and " " not in link.said and (0 <= other.start - link.end <= _A_GAP or 0 <= link.start - other.end <= _A_GAP)


def _from_elsewhere(tokens: list[Word], place: tuple[int, int]) -> dict | None:
    said = status.of(tokens, *place, certificate=True)
    if said.other or said.status in (status.WANT, status.NOT):
        return None
    told = {"year": details.year_after(tokens, place[1]), "subject": studies.subject_from_elsewhere(tokens, *place)}
    return {"id": _OVERSEAS, "status": _state(said.status), "place": place} | {key: value for key, value in told.items() if value}


def _training(link: Link, tokens: list[Word], listed: bool) -> dict | None:
    """"Food hygiene and first aid": first aid is a certificate among others, and where it is had or done."""
    if link.kind != "topics" or link.id not in trainings.OF_TOPICS or link.other or link.status != status.HAVE:
        return None
    entry = {"id": trainings.OF_TOPICS[link.id], "status": "held"}
    before, after = [t.text for t in tokens if t.end <= link.start][-3:], [t.text for t in tokens if t.start >= link.end][:2]
    if set(before) & _HAD:
        return entry
    # "Food hygiene, first aid": in a list, and no word for work with it.
    in_a_list = before[-1:] and before[-1] in (",", "and", "/", "plus", "+", ".") or after[:1] and after[0] in (",", "and", "/", "plus")
    return entry if listed and (link.id == "first-aid" or in_a_list) else None


def _second_levels(tokens: list[Word], found: list[dict]) -> list[dict]:
    """"NVQ 2 and 3 in childcare" is two certificates."""
    two = _TWO_LEVELS.search(joined(tokens))
    if not two:
        return []
    first, second = int(two[1]), int(two[2])
    said = [entry for entry in found if entry.get("level") in (first, second) and "subject" not in entry]
    if {entry["level"] for entry in said} >= {first, second}:
        return []
    return [entry | {"level": first + second - entry["level"]} for entry in said[:1]]


def _only_subjects(link: Link, tokens: list[Word]) -> bool:
    """True for "english and maths", which names the subjects rather than a certificate."""
    said = [t.text for t in tokens if link.start <= t.start < link.end]
    return all(word in subjects.SUBJECTS or word in ("and", "level", "my", "improve", "gcse", "grade") or word.isdigit() for word in said)


def _certificate(link: Link, tokens: list[Word], awards: list[Link]) -> dict | None:
    """A named qualification that is held, being done or failed; its level and year if said beside it."""
    if link.other or link.status in (status.WANT, status.NOT):
        return None
    if link.id in SCHOOL_EXAMS and link.status != status.FAILED and link.id not in ("o-level", "cse"):
        return None
    entry = {"id": link.id} if link.id else {"choices": [ref.split(":")[1] for ref in link.choices if ref.startswith("qualification:")], "words": link.said}
    level, year = details.level_of(link, tokens, [other for other in awards if other is not link]), details.year_of(tokens, link.start, link.end)
    with_a_subject = link.id in _WITH_A_SUBJECT or not link.id and set(entry["choices"]) & set(_WITH_A_SUBJECT)
    subject = details.instrument(link, tokens) if link.id == _MUSIC else studies.subject_of(tokens, *details.with_its_level(link, tokens)) or studies.subject_of(tokens, link.start, link.end) if with_a_subject else None
    grade = _A_GRADE.match(joined([t for t in tokens if t.start >= link.end])) if subject and link.id in _WITH_GRADES else None
    graded = next(filter(None, grade.groups())).upper() if grade else details.music_grade(link, tokens) if link.id == _MUSIC else details.vocational_grade(link, tokens) if link.id in _VOCATIONAL else None
    told = {"level": None if link.id == _MUSIC else level, "year": year, "subject": subject, "grade": graded}
    return vague.settled(entry | {"status": _state(link.status)} | {key: value for key, value in told.items() if value})


def _state(said: str) -> str:
    return {status.DOING: "doing", status.FAILED: "failed"}.get(said, "held")


def _exams_alone(tokens: list[Word], awards: list[Link]) -> list[dict]:
    """"Just my GCSEs", "5 O levels 1979": school examinations with no subject named."""
    for place, token in enumerate(tokens):
        if token.text == "gcse" and not any(link.start <= token.start < link.end for link in awards if link.id not in SCHOOL_EXAMS):
            said = status.of(tokens, token.start, token.end, certificate=True)
            if not said.other and said.status not in (status.WANT, status.NOT):
                year = details.year_after(tokens, token.end)
                new = year is not None and year >= subjects.NEW_GRADES_BEGAN
                entry = {"id": "gcse-new-grades" if new else "gcse-old-letters", "status": _state(said.status), "place": (token.start, token.end)}
                named, grade = studies.school_subjects([t.text for t in tokens]), _GRADE.search(joined(tokens[max(0, place - 3):place + 6]))
                entry |= ({"year": year} if year else {}) | ({"grade": (grade[1] or grade[2]).upper()} if grade else {})
                return [entry | details for details in _each(named, [t.text for t in tokens]) or [{}]]
    return []


def _each(named: list[tuple[int, str]], texts: list[str]) -> list[dict]:
    """Each school subject, with the grade that follows it."""
    found = []
    for place, subject in named:
        after = [text for text in texts[place + len(subject.split()):][:3] if text not in ("grade", "at", "(", ":", "-")][:1]
        graded = after and re.fullmatch("[a-g1-9]", after[0])
        found.append({"subject": subject} | ({"grade": after[0].upper()} if graded else {}))
    return found


def _levels(tokens: list[Word], taken: list[tuple[int, int]]) -> list[dict]:
    """Certificates known by their level only: "level 3", "nvq 2", a degree."""
    found = []
    free = [t for t in tokens if not any(start <= t.start < end for start, end in taken)]
    for place, (a, b) in enumerate(zip(free, free[1:])):
        if a.text in ("level", "nvq") and b.text in "12345678" and not (place and free[place - 1].text in _NO_CERTIFICATE):
            nvq = a.text == "nvq" or place and free[place - 1].text == "nvq"
            if entry := _by_level(tokens, a.start, b.end, int(b.text), f"{a.text} {b.text}"):
                found.append(entry | ({"id": "nvq-level-general"} if nvq else {}))
    text, places = "", []
    for token in free:
        places.append((len(text), token))
        text += token.text + " "
    for pattern, level in _DEGREES:
        for match in pattern.finditer(text):
            token = next(t for start, t in reversed(places) if start <= match.start())
            if entry := _by_level(tokens, token.start, token.end, level, match.group()):
                found.append(entry)
                break
    return found


def _by_level(tokens: list[Word], start: int, end: int, level: int, said_as: str) -> dict | None:
    said = status.of(tokens, start, end, certificate=True)
    following = next((t.text for t in tokens if t.start >= end), "")
    # "a level 2 TA" is a grade of post, not a certificate.
    if said.other or said.status in (status.WANT, status.NOT) or following in ("ta", "tas", "job", "post", "role"):
        return None
    entry = {"level": level, "words": said_as, "status": _state(said.status), "place": (start, end)}
    year = details.year_after(tokens, end)
    return entry | ({"year": year} if year else {})


def _without_repeats(entries: list[dict]) -> list[dict]:
    kept: list[dict] = []
    for entry in entries:
        clean = {key: value for key, value in entry.items() if key != "place"}
        if clean not in kept:
            kept.append(clean)
    kept = _named_once(kept)
    # "Law degree, 2:2" is one degree: what tells nothing more of a certificate is left out.
    return [one for one in kept if not any("id" in one and one is not other and one.items() < other.items() for other in kept)]


def _named_once(entries: list[dict]) -> list[dict]:
    """Without the NVQ, or the level alone, that another entry names: "caretaking, NVQ level 3" is one certificate."""
    entries = vague.without_the_named(entries)
    named = [one for one in entries if "nvq" in str(one.get("id", "")) and one["id"] != _NVQ or one.get("id") == "qu67"]
    return [
        one for one in entries if one.get("id") != _NVQ or "subject" in one or not any(one.get("level") in (None, other.get("level")) and "level" in other or one.get("level") is None for other in named)
    ]
