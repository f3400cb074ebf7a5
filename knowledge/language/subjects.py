"""English, maths and science in a message: which exam, which grade or level, which year, and how it went."""
from __future__ import annotations

import re

from knowledge.language import status
from knowledge.language.grades import grade_alone, grade_of, grades_in, level_of, levels_of
from knowledge.language.school import SKILLS, SUBJECTS, year, year_after
from knowledge.language.words import Word, joined

# Certificates that are in a subject: "A levels in maths, English and art".
_HAS_SUBJECTS = ("a-level", "as-level", "bachelors-degree", "masters-degree", "igcse", "hnd", "hnc", "btec-national", "t-level-education-early-years", "foundation-degree-tl")
# The status of a subject in which there is no certificate: "no maths".
MISSING = "missing"
# Examinations in the order they are looked for: words, record id.
_EXAMS = [
    (("functional", "skills"), "functional-skills-l2"), (("key", "skills"), "key-skills-l2"), (("fs",), "functional-skills-l2"),
    (("o", "level"), "o-level"), (("gcse",), "gcse"), (("cse",), "cse"),
    (("adult", "literacy"), "adult-lit-num"), (("adult", "numeracy"), "adult-lit-num"),
]
GCSE_BEGAN, NEW_GRADES_BEGAN = 1988, 2017
_SEGMENT_ENDS = {".", ";", "but", "!", "?", "then", "plus", "\n"}
_NEW_VERB = {
    "failed", "fail", "never", "didn't", "no", "not", "want", "got", "doing", "passed", "need", "haven't", "working", "retaking", "resitting", "redoing", "sitting", "re",
    "already", "have", "has", "never", "only", "just",
}
_SAYS_RESULT = re.compile(
    r"\b(?:got|get|have(?! been)|passed|pass|failed|fail|missed|flunked|never|no|not|haven't|didn't|without|did|done|grade|retake|resit|retaking|resitting|doing|taking|redoing"
    r"|studying|sitting|yes|level \d)\b|^(?:only|just|all i have is) (?:the |my )?(?:english|maths|science)\b"
)
_SAYS_HOW_IT_IS = re.compile(r"\b(?:retak\w+|resit\w*|redo\w*|re (?:sit|tak|do)\w*|failed|doing|studying|never|working)\b")
_GRADED = re.compile(r"(?:(?:is|was|at|grade|[:=]) )?[a-g1-9](?: |$)")
# "My English is not good" tells of no certificate.
_HOW_GOOD = re.compile(
    r"(?:(?:is|isn't|was|not|no|so|very|really|too|that|quite|always|still|a|bit|my|skills?|speaking|writing) )*(?:good|bad|poor|perfect|great|rubbish|terrible|awful|weak|limited|broken|first language|second language|language)\b"
)
_WHEN = re.compile(r"(?:i )?(?:did|done|got|passed|took|sat|finished|completed) (?:it|them|that|those|mine|both)(?: (?:back|in|all|around|about))* (?:19|20)\d\d\b")
_DENIALS = {"no", "not", "never", "without", "haven't", "don't", "didn't"}
_A_FEW = 5
_TEACHES = re.compile(
    r"\b(?:teach|teaches|teaching|taught|tutor|tutoring|deliver|delivering|cover|covering|lead|leading|run|running|support|supporting|help|helping|assist|assisting|work|working)(?: (?:with|in|on|them|kids|children|pupils|students|the|some|their|a|bit|of|year \d+|ks\d|and|,|english|maths|science|literacy|numeracy))*$"
)
_TAUGHT_IN = re.compile(
    r"(?:(?:and|,) (?:english|maths|science|literacy|numeracy) )?(?:interventions?|boosters?|lessons?|groups?|class(?:es)?|departments?|dept|faculty|teachers?|rooms?|blocks?|labs?|sets?|homework|catch ?up|tuition|tutor(?:ing)?|with (?:year|ks|the kids|the children)|unqualified)\b"
)
_RETAKES = re.compile(r"\b(?:retak\w+|resit\w*|redo\w*|re (?:sit|tak|do)\w*)\b")


def results(tokens: list[Word], awards: list, jobs: list) -> list[dict]:
    """An entry, with the place of its word, for each subject the speaker says a result of.

    awards      links to other certificates: "a degree in English" is none of the school subjects'
    jobs        links to jobs: "science technician" says nothing of science
    """
    found: list[dict] = []
    exam = None
    segments = _segments(tokens)
    for segment, following in zip(segments, [*segments[1:], []]):
        # "English C, maths D, all GCSE 2005": what follows in a few words tells of these.
        adds = following if len(following) <= _A_FEW else _of_when(following)
        adds = adds if not any(t.text in SUBJECTS for t in adds) and not _holds_any(adds, awards) else []
        exams = _exams(segment)
        here = exams[0][1] if exams else None
        exam = here or exam or (_exams(adds) or [(0, None)])[0][1]
        named = [(i, SUBJECTS[t.text]) for i, t in enumerate(segment) if t.text in SUBJECTS and not _of_another_name(t, tokens, awards, jobs) and not _is_taught(segment, i)]
        # Key and functional skills have levels, and no grades: "key skills english 2, maths 1".
        skills = bool(exams) and all(id in SKILLS for _, id in exams)
        grades = [] if skills else grades_in(segment, bool(here))
        if len(named) == 1 and not (skills or grades) and (alone := grade_alone(following)):
            grades = [(len(segment), alone)]
        if not named or not (here or grades or _SAYS_RESULT.search(joined(segment)) or len(tokens) <= 2 * len(named)):
            continue
        # A year may stand alone after the full stop.
        levels = levels_of(segment, skills)
        years = _years(segment + adds, [segment[place] for place, _ in named], awards)
        for number, (place, subject) in enumerate(named):
            said = status.of(tokens, segment[place].start, segment[place].end, certificate=True)
            said_year = years[number] if len(years) == len(named) else years[0] if years else None
            if not (here or grades) and _HOW_GOOD.match(joined(segment[place + 1:])):
                continue
            if said.other or said.status == status.WANT and not _graded_after_a_comma(tokens, segment, place, grades) or _is_a_degrees(segment, place):
                continue
            mixed = len({id for _, id in exams}) > 1
            grade, level = grade_of(number, place, named, grades, mixed), levels[number] if len(levels) == len(named) > 1 else level_of(segment, here)
            its_exam = min(exams, key=lambda one: abs(one[0] - place))[1] if mixed else exam
            covered = [segment[place], *(level[1:] if level and not grade else ())]
            state = "failed" if grade == "U" else _state(said.status, segment, bool(grade))
            entry = {"subject": subject, "status": state, "place": (min(t.start for t in covered), max(t.end for t in covered))}
            details = _details(its_exam, grade, level[0] if level and not grade else None, said_year)
            # Whoever sits a GCSE today gets a figure.
            now = state == "doing" and details["id"] == "gcse-old-letters" and not (grade or said_year)
            found.append(entry | details | ({"id": "gcse-new-grades"} if now else {}))
    return _of_one_time(found)


def _of_when(segment: list[Word]) -> list[Word]:
    """The beginning of "did it in 2007 at the library", which tells the time of what stands before."""
    when = _WHEN.match(joined(segment))
    return segment[:len(when[0].split())] if when else []


def _of_one_time(found: list[dict]) -> list[dict]:
    """"Retaking English, got maths at 5": where one GCSE has a figure, one without grade and year has figures too."""
    if not any(entry["id"] == "gcse-new-grades" for entry in found):
        return found
    return [entry | {"id": "gcse-new-grades"} if entry["id"] == "gcse-old-letters" and not {"grade", "year"} & set(entry) else entry for entry in found]


def _graded_after_a_comma(tokens: list[Word], segment: list[Word], place: int, grades: list) -> bool:
    """"Wanting to teach, GCSE maths B": what has its grade beside it is held, though the list began with a wish."""
    return any(token.text == "," for token in segment[:place]) and any(abs(where - place) <= 2 for where, _ in grades)


def _is_taught(segment: list[Word], place: int) -> bool:
    """True for "I teach maths" and "maths interventions": work in a subject, and no certificate."""
    return bool(_TEACHES.search(joined(segment[:place])) or _TAUGHT_IN.match(joined(segment[place + 1:])))


def _is_a_degrees(segment: list[Word], place: int) -> bool:
    """True for "english lit 2:1", which is the subject of a degree."""
    return any(token.text in ("2:1", "2:2") for token in segment[place + 1:place + 4])


def _years(tokens: list[Word], named: list[Word], awards: list) -> list[int]:
    """The years said, but those of another certificate: in "nvq 2010, english C" the year is the NVQ's."""
    found = []
    for place, token in enumerate(tokens):
        said = year(token.text) or year_after(tokens[place - 1].text if place else "", token.text, tokens[place + 1].text if place + 1 < len(tokens) else "")
        others, own = [k.end for k in awards if k.end <= token.start], [word.end for word in named if word.end <= token.start]
        if said and (not others or own and own[-1] > others[-1] or others[-1] < tokens[0].start):
            found.append(said)
    return found


def _details(exam: str | None, grade: str | None, level: int | None, said_year: int | None) -> dict:
    skills = exam in SKILLS or level is not None and exam is None
    details: dict = {"id": "functional-skills-l2" if skills and exam not in SKILLS else exam if skills else _exam_id(exam, grade, said_year)}
    if skills and level is not None:
        details["level"] = level
    elif grade and not skills:
        details["grade"] = grade
    if said_year:
        details["year"] = said_year
    return details


def _exam_id(exam: str | None, grade: str | None, said_year: int | None) -> str:
    if exam and exam != "gcse":
        return exam
    if exam is None and said_year and said_year < GCSE_BEGAN:
        return "o-level"
    if grade and grade.isdigit() or (grade is None and said_year and said_year >= NEW_GRADES_BEGAN):
        return "gcse-new-grades"
    return "gcse-old-letters"


def _state(said: str, segment: list[Word], graded: bool) -> str:
    if graded and said == status.DOING and not _SAYS_HOW_IT_IS.search(joined(segment)):
        return "held"  # "Resitting maths, English was a C"
    if graded and said == status.NOT and not {t.text for t in segment} & _DENIALS:
        return "held"  # "No maths, English C"
    if said == status.NOT:
        return MISSING
    if said == status.DOING or _RETAKES.search(joined(segment)):
        return "doing"
    return "failed" if said == status.FAILED else "held"


def _of_another_name(word: Word, tokens: list[Word], awards: list, jobs: list) -> bool:
    """True inside a job, and for the subject of another certificate: "degree in english and history", "A level biology"."""
    if any(link.start <= word.start < link.end for link in [*awards, *jobs]):
        return True
    if any(link.id in _HAS_SUBJECTS and not _between(word.end, link.start, tokens) for link in awards if link.start > word.start):
        return True  # "physics degree"
    before = [link for link in awards if link.end <= word.start]
    if not before:
        return False
    between = [t.text for t in tokens if before[-1].end <= t.start < word.start]
    following = [t.text for t in tokens if t.start > word.start][:4]
    if "," in between and ("gcse" in following or "cse" in following or before[-1].id not in _HAS_SUBJECTS or re.fullmatch("[b-g1-9]", following[0] if following else "")):
        # "A level chemistry, english and maths gcse": after the comma an examination of its own is named.
        return False
    return all(text in SUBJECTS or text in ("in", "of", "and", "hons", "honours", ",", "degree", "level") for text in between)


def _between(start: int, end: int, tokens: list[Word]) -> bool:
    return any(start <= t.start < end for t in tokens)


def _segments(tokens: list[Word]) -> list[list[Word]]:
    """Parts of the message within which grades and subjects belong together."""
    segments: list[list[Word]] = [[]]
    for place, token in enumerate(tokens):
        following = [t.text for t in tokens[place + 1:place + 4]]
        # "Resitting maths in June, English was a C": what is said of the one is not said of the other.
        anew = token.text in (",", "and", "-") and following and following[0] in SUBJECTS and _SAYS_HOW_IT_IS.search(joined(segments[-1])) and (
            following[1:2] and (following[1] in ("was", "is", ":", "=", "grade", "gcse") or re.fullmatch("[a-g1-9]", following[1]))
        )
        ends = token.text in _SEGMENT_ENDS or token.text == "," and segments[-1] and not set(following) & set(SUBJECTS)
        if token.text == "," and following and (len(following[0]) == 1 or year(following[0]) or following[0] == "an" and following[1:2] in (["a"], ["e"], ["f"])):
            ends = False  # ", C", ", an A" and ", 1995" belong to what stands before
        if token.text == "," and len(following) == 3 and len(following[0]) == 1 and following[1] in ("in", "for") and following[2] in SUBJECTS and {t.text for t in segments[-1]} & _DENIALS:
            ends = True  # "no science, C in maths"
        if token.text == "," and following[:1] and following[0] in SUBJECTS and _GRADED.match(" ".join(following[1:])) and {t.text for t in segments[-1]} & _DENIALS:
            ends = True  # "no maths, English C", "no maths, English is a C"
        starts_anew = token.text in (",", "and") and set(following[:2]) & _NEW_VERB or token.text == "working"
        if token.text == "," and following[:1] == ["i"]:
            starts_anew = True
        if ends or starts_anew or anew:
            segments.append([token] if token.text == "working" else [])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _exams(segment: list[Word]) -> list[tuple[int, str]]:
    """(place, id) of the examinations that are named, in the order of `_EXAMS`."""
    texts = [t.text for t in segment]
    return [(i, id) for name, id in _EXAMS for i in range(len(texts)) if tuple(texts[i:i + len(name)]) == name]


def exam_nearest(tokens: list[Word], subject: str) -> str | None:
    """Where O levels and CSEs are both told of, the one whose name is nearest to a subject; None where one or none is."""
    exams, named = [one for one in _exams(tokens) if one[1] != "gcse"], subject.split()
    if len({id for _, id in exams}) < 2:
        return None
    place = next(i for i in range(len(tokens)) if [t.text for t in tokens[i:i + len(named)]] == named)
    return min(exams, key=lambda one: abs(one[0] - place))[1]


def _holds_any(segment: list[Word], links: list) -> bool:
    return any(link.start <= t.start < link.end for link in links for t in segment)
