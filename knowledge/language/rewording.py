"""Words said once for several things, written out: "AAT 2, doing 3" becomes "aat 2, doing aat 3".

Works on words whose slips were put right, before names are looked for. What is put in has the place of the word
that it stands for. "What they used to call a" says nothing of the time, and is left out.
"""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Callable, Iterable

from knowledge.language.words import Word, joined

_CALLED = re.compile(
    r"(?:what |which |who |whom |as )?\b(?:they|you|we|people|everyone|everybody|some|most schools|the school|others) (?:all |still |always )?(?:used to |would |now )?calls?(?:ed)?(?: (?:me|us|it))?(?= (?:an?|the)\b)"
    r"|\b(?:which |what )?(?:used to be|was|is|are) (?:called|known as)(?= (?:an?|the)\b)"
)
_SKILLS = re.compile(r"\b(?:(?:functional|key|basic) skills?|fs)\b")
_PART_OF_KEY_SKILLS = re.compile(r"\b(?:(communication|comms)|(application of numbers?|app of number|aon))\b")
_NUMBER = re.compile(r"\bnumber(?= (?:and|/) literacy\b)|(?<=\bliteracy and )number\b")
_BOTH = re.compile(r"\b(?:in )?both(?: (?:of them|of those|subjects|parts))?\b|\b(?:the )?two of them\b")
_SUBJECT = re.compile(r"\b(?:english|maths|literacy|numeracy|science)\b")
_EXAM = re.compile(r"\b(?:gcse|o level|cse)\b")
# "English and maths, A* to C" tells no grade of any one; "both Bs" does of both.
_A_RANGE = re.compile(r"\b(?:grades? )?a (?:\* )?(?:-|–|to) [b-g]\b|\bgrades? [5-9] (?:-|–|to) [1-6]\b")
_GRADES = re.compile(r"(?:(?<=\bboth )|(?<=\ball ))[b-f]s\b")
_TWO_BEFORE = re.compile(r"\b(level|nvq) ([1-6]) (?:and|/) (?:(?:level|nvq) )?([1-6])(?: in)?(?= [a-z])")
_LEVEL_IN = re.compile(r"\blevel [1-8] (?:(?:certificate|award|course|qualification) )?(?:in|for|on)(?= [a-z])")
_FAR = 40
_DOING = r"(?:(?:i am |am )?(?:now |currently |just |still |nearly )*(?:doing|on|working towards|working on|started|starting|finishing|finished|done|studying) ?(?:my|the|a)?(?: now)?)"
# "Cleaning NVQ 2 then 3": two figures with little between them, and nothing after them that names something else.
_AGAIN = re.compile(
    rf"\b(?:(?:level|nvq|entry) )?([1-6])(?: (?:passed|done|finished|completed|got))? (?:(?:and then|, and then|, then|and|then|, and|,|/|-|to|now|plus)(?: (?:got|did|have|passed))?(?: {_DOING})?|{_DOING}|, ?(?:now )?{_DOING}) ?((?:(?:level|nvq|my|the|a) )*)([1-6])"
    r"(?= (?:now|doing|in progress|passed|done|with|at|from|through|because|but|and(?! \d)|so|plus|as well|too|in (?:19|20)\d\d|(?:19|20)\d\d|[,.;!?)])|$)"
)
_ONLY_THE = re.compile(r"\b(?:only|just)(?: got| have| did)?(?: (?:the|a|my))? ([1-6])(?= (?:only|but|and|so|[,.;!?])|$)|\bthe ([1-6])(?: (?:only|though))?$")
_LEVEL_SAID = re.compile(r"\b(?:level|nvq) [1-6]\b")
_LONGEST_NAME, _FEWEST_LETTERS = 4, 3
# Single letters that are read as words.
_LETTERS = {"with": "w", "you": "u", "and": "n"}
# A figure before these counts them, and is no level.
_COUNTS = re.compile(r"(?:years?|months?|weeks?|days?|times?|modules?|units?|hours?|x|of)\b|[/.:]")
# "Grade 8 violin" is a music grade.
_MUSIC = re.compile(
    r"\bgrade [1-8] (?:in |on |for )?(?:the )?(?:abrsm |trinity |music )?(?:piano|violin|viola|cello|double bass|flute|clarinet|saxophone|sax|trumpet|cornet|trombone|horn|guitar|drums?|drum kit|recorder|oboe"
    r"|bassoon|singing|voice|keyboard|ukulele|harp|organ|music theory|theory)\b"
)


def reword(tokens: list[Word], named: Callable[[tuple[str, ...]], bool]) -> list[Word]:
    """The same words with what was left out put in; `named` tells whether some words name a certificate."""
    tokens = _without(tokens, _CALLED)
    text = joined(tokens)
    if _SKILLS.search(text) or "number" in text:
        tokens = _parts_of_skills(tokens)
    if "grade" in text:
        for match, first, last in reversed(list(_found(_MUSIC, tokens))):
            tokens = _put(tokens, first, last, ["music", *match.group().split()[:2], match.group().split()[-1]])
    if _EXAM.search(text) and _SUBJECT.search(text):
        tokens = _without(tokens, _A_RANGE)
        for match, first, last in reversed(list(_found(_GRADES, tokens))):
            tokens = _put(tokens, first, last, [match.group()[0]])
    tokens = _without_in(_name_after_two(_only_the(tokens), named), named)
    return _levels_of_names(_again(tokens, named), named)


def _found(pattern: re.Pattern, tokens: list[Word]) -> Iterable[tuple[re.Match, int, int]]:
    """(match, first, last) with the places of its words, of each match in the words."""
    text, starts, place = joined(tokens), [], 0
    for token in tokens:
        starts.append(place)
        place += len(token.text) + 1
    for match in pattern.finditer(text):
        within = [i for i, start in enumerate(starts) if match.start() <= start < match.end()]
        if within:
            yield match, within[0], within[-1] + 1


def _put(tokens: list[Word], first: int, last: int, texts: list[str]) -> list[Word]:
    """The words with others in the place of [first, last)."""
    start, end = tokens[first].start, tokens[max(first, last - 1)].end
    return [*tokens[:first], *(Word(text, start, end) for text in texts), *tokens[last:]]


def _without(tokens: list[Word], pattern: re.Pattern) -> list[Word]:
    for _, first, last in reversed(list(_found(pattern, tokens))):
        tokens = [*tokens[:first], *tokens[last:]]
    return tokens


def _parts_of_skills(tokens: list[Word]) -> list[Word]:
    """Key skills had parts of their own: communication is English, application of number maths. "Both" is the two."""
    for _, first, last in reversed(list(_found(_NUMBER, tokens))):
        tokens = _put(tokens, first, last, ["numeracy"])
    named = bool(_SKILLS.search(joined(tokens)))
    for match, first, last in reversed(list(_found(_PART_OF_KEY_SKILLS, tokens))):
        if match[1] and not re.search(r"\bkey skills?\b", joined(tokens)):
            continue
        tokens = _put(tokens, first, last, ([] if named else ["key", "skills"]) + ["english" if match[1] else "maths"])
    text = joined(tokens)
    skills = _SKILLS.search(text)
    if skills and not _SUBJECT.search(text):
        for match, first, last in list(_found(_BOTH, tokens))[:1]:
            if skills.start() - _FAR < match.start() < skills.end() + _FAR:
                return _put(tokens, first, last, ["english", "and", "maths"])
    return tokens


def both_named(tokens: list[Word]) -> list[Word]:
    """"Both at C", to a question on English and maths, with the two in place of "both"; as it is where a subject is named."""
    if _SUBJECT.search(joined(tokens)):
        return tokens
    for _, first, last in list(_found(_BOTH, tokens))[:1]:
        return _put(tokens, first, last, ["in", "english", "and", "maths"])
    return tokens


def _only_the(tokens: list[Word]) -> list[Word]:
    """"Not the level 3, only the 2": the level is said before."""
    said = _LEVEL_SAID.search(joined(tokens))
    for match, _, last in list(_found(_ONLY_THE, tokens))[:1] if said else ():
        place = next(i for i in range(last - 1, -1, -1) if tokens[i].text == (match[1] or match[2]))
        if match.start() > said.start() and place and tokens[place - 1].text not in ("level", "nvq"):
            return [*tokens[:place], replace(tokens[place], text="level"), *tokens[place:]]
    return tokens


def _again(tokens: list[Word], named: Callable[[tuple[str, ...]], bool]) -> list[Word]:
    """The name again before the second level: "aat 2 and 3"."""
    for match, first, last in reversed(list(_found(_AGAIN, tokens))):
        levelled = tokens[first].text in ("level", "entry")
        begin = first + (tokens[first].text == "nvq")
        for size in range(_LONGEST_NAME, 0, -1):
            name = tuple(token.text for token in tokens[max(0, begin - size):begin])
            if len(name) == size and name[0].isalpha() and (named(name) or any(named((*name, *level, number)) for number in (match[1], match[3]) for level in (("level",), ()))):
                place = last - 1 - len(match[2].split()) + sum(word in ("my", "the", "a") for word in match[2].split())
                texts = [*name, *([tokens[first].text] if levelled and tokens[place].text != "level" else [])]
                added = [replace(tokens[place], text=text) for text in texts]
                tokens = [*tokens[:place], *added, *tokens[place:]]
                break
    return tokens


def _name_after_two(tokens: list[Word], named: Callable[[tuple[str, ...]], bool]) -> list[Word]:
    """"Level 2 and 3 food hygiene" with the name after the first level too."""
    for match, first, last in reversed(list(_found(_TWO_BEFORE, tokens))):
        kind, level = match[1], match[3]
        for size in range(_LONGEST_NAME, 0, -1):
            name = tuple(token.text for token in tokens[last:last + size])
            # "Maths level 1 and level 2 English" are of a subject each.
            if len(name) == size and not _SUBJECT.search(" ".join(name)) and any(named(whole) for whole in ((kind, level, *name), (*name, kind, level), (kind, *name))):
                place = max(i for i in range(first, last) if tokens[i].text == level)
                again = [] if tokens[place - 1].text in ("level", "nvq") else [replace(tokens[place], text=kind)]
                between = tokens[first + 2:place]
                # In the place of the "and", so that the name reaches beyond "nvq 2" alone.
                tokens = [*tokens[:first + 2], *(replace(tokens[first + 2], text=word) for word in name), *between, *again, tokens[place], *tokens[last:]]
                break
    return tokens


def _without_in(tokens: list[Word], named: Callable[[tuple[str, ...]], bool]) -> list[Word]:
    """"A level 2 award in food safety" as "level 2 food safety", where that is a name and the longer is none."""
    for _, first, last in reversed(list(_found(_LEVEL_IN, tokens))):
        level = tuple(token.text for token in tokens[first:first + 2])
        names = [tuple(token.text for token in tokens[last:last + size]) for size in range(1, _LONGEST_NAME + 1)]
        whole = tuple(token.text for token in tokens[first:last])
        if any(named((*level, *name)) for name in names) and not any(named((*whole, *name)) for name in names):
            tokens = [*tokens[:first + 2], *tokens[last:]]
    return tokens


def _levels_of_names(tokens: list[Word], named: Callable[[tuple[str, ...]], bool]) -> list[Word]:
    """"Food safety 2" with the word "level" that is left out, where the longer is a name."""
    for place in range(len(tokens) - 1, 0, -1):
        number = tokens[place].text
        if not re.fullmatch("[1-6]", number) or not tokens[place - 1].text.isalpha() or _COUNTS.match(joined(tokens[place + 1:place + 2])):
            continue
        names = [tuple(token.text for token in tokens[place - size:place]) for size in range(1, min(place, _LONGEST_NAME) + 1)]
        if any(named((*name, "level", number)) for name in names) and not any(named((*name, number)) for name in names):
            tokens = [*tokens[:place], replace(tokens[place], text="level"), *tokens[place:]]
    return tokens


def in_one_word(tokens: list[Word], named: Callable[[tuple[str, ...]], bool]) -> list[Word]:
    """The words with each name in letters apart as one word: "S W I S". Before spelling, which takes letters for words."""
    runs: list[list[int]] = [[]]
    for place, token in enumerate(tokens):
        apart = runs[-1] and token.start - tokens[runs[-1][-1]].end != 1
        if token.end - token.start != 1 or not token.text.isalpha() or apart:
            runs.append([])
        if token.end - token.start == 1 and token.text.isalpha():
            runs[-1].append(place)
    for run in reversed(runs):
        word = "".join(_LETTERS.get(tokens[place].text, tokens[place].text) for place in run)
        if len(run) >= _FEWEST_LETTERS and (named((word,)) or any(named((word, "level", level)) for level in "1234")):
            tokens = [*tokens[:run[0]], Word(word, tokens[run[0]].start, tokens[run[-1]].end), *tokens[run[-1] + 1:]]
    return tokens
