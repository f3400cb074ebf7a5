"""Names of people: those that the words beside them announce, then those that a list of names or the sentence tells.

Grace, Rose and May are words, and any word may be somebody's name. So some stay, and docs/privacy/retention.md says how many.
"""
from __future__ import annotations

import re
from functools import lru_cache

from knowledge.language.masking_given import spans
from knowledge.store import Store

_NOT_NAMES = (
    "on in at not the a an down written spelt spelled under there here and but or also now already still mud dirt "
    "wrong misspelt missing different private confidential i is for off your all just really "
    "when if back later tomorrow tonight after before please anytime any by asap today it that this"
).split()
_FOLLOWS = (
    "and i im i'm i’m from a an the but who what working work at in am is my can could do or not also currently here so speaking".split()
)
_PROGRAMS = "Word|Office|Teams|Excel|Access|Outlook|Powerpoint|PowerPoint|Publisher|Windows|Project|Forms|Sharepoint|SharePoint"
_NAME_WORD = r"[^\W\d_][\w'’-]*"
_CAPITAL = r"(?-i:[A-Z][a-z'’-]+(?:-[A-Z][a-z]+)?)"
# What stands after "called", "ring" or "my manager" and is no name.
_ORDINARY = (
    "me him her us them it to out off back on in round up over about for from by at with and or but the a an my our your his their this that "
    "these those somebody someone anybody anyone everybody nobody people home work school schools reception office hr payroll head heads boss "
    "manager managers union unions council governors doctor gp agency college university tutor mentor team staff them again later tomorrow "
    "today yesterday now first when if so before after is was are were says said told asked thinks wants will would can could has had does did "
    "not never no yes who which where there here i we you she he they of as because being getting going level teacher teachers assistant "
    "assistants cook caretaker cleaner supervisor officer names sick late once twice straight direct directly instead maths english science "
    "love mate hun pet bot pal dear miss sir ever very kindly god xx all everyone unison gmb unite acas ofsted"
).split()
_CHILD = r"(?:boy|girl|child|kid|lad|pupil|student|baby|toddler|son|daughter|grandson|granddaughter|brother|sister)"
_GROWN = (
    r"(?:line manager|manager|boss|head ?teacher|head|deputy|supervisor|mentor|tutor|assessor|colleague|friend|husband|wife|partner|mum|dad|"
    r"mother|father|rep|senco|bursar|business manager|teacher|parent)"
)
_WHOSE = rf"(?:his|her|their|our|whose|the|a|this|(?:my |our |her |his |their |the )?(?:{_CHILD}|{_GROWN})['’]?s)"
_ONE = rf"(?!(?:{'|'.join(_ORDINARY)})\b)({_NAME_WORD}(?: {_CAPITAL})?)"
_TWO = rf"(?!(?:{'|'.join(_ORDINARY)})\b)({_NAME_WORD}(?: {_NAME_WORD})?)"
_CAPITAL_ONE = rf"(?!(?i:{'|'.join(_ORDINARY)})\b)({_CAPITAL}(?: {_CAPITAL})?)"
_REACHED = r"\[(?:phone number|email address)\]"
# What people are that is written with a capital and is no name.
_IS_NO_NAME = (
    "Polish|Romanian|Portuguese|Spanish|Italian|French|German|Ukrainian|Russian|Bulgarian|Hungarian|Lithuanian|Latvian|Turkish|Indian|Pakistani|"
    "Bangladeshi|Nigerian|Ghanaian|Somali|Chinese|Irish|Scottish|Welsh|English|British|American|African|Asian|Muslim|Christian|Hindu|Sikh|Jewish|"
    "Deaf|Blind|Dyslexic|Autistic|Band|Grade|Level|Senior|Head|Lead|Deputy|Assistant|Teaching|School|Just|Not|Really|Only|Also|Now|Here|Currently|"
    "Looking|Working|Interested|Thinking|Hoping|Trying|Doing|Based|Employed|New|Afraid|Sorry|Happy|Sure|Worried|Unison"
)

# Told by the words around them, in small letters too. The first group is the name.
_ANNOUNCED = [
    re.compile(
        r"\b(?:my (?:full |first |last |sur)?name(?:['’]?s| is|:| =)|i(?: am|['’]?m) (?:called|named)|they call me|(?:you can |just )?call me)\s+"
        rf"(?!(?:{'|'.join(_NOT_NAMES)})\b)({_NAME_WORD}(?: (?!(?:{'|'.join(_FOLLOWS)})\b){_NAME_WORD}(?: (?-i:[A-Z])[\w'’-]+)?)?)", re.I),
    # A title and a name, whoever it is; "Miss" alone may also be a verb, and "MS" a maker of programs.
    re.compile(rf"\b((?:Mrs?|Ms|Dr|mrs|mr)\.? (?!(?:{_PROGRAMS})\b)[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"),
    re.compile(rf"\b(?:i am|i['’]?m|this is|it['’]?s|called|named)\s+((?:mr|mrs|miss|ms|dr)\.? {_NAME_WORD})(?! to\b)", re.I),
    # "It's roasting in here" is no name.
    re.compile(rf"\b(?:this is|it['’]?s)\s+(?!(?:{'|'.join(_NOT_NAMES)})\b)(?!\w+ing\b|\w+ (?:in|down|up|out|over|on|at|for|all|like)\b|been\b)({_NAME_WORD} {_NAME_WORD}) (?:here|speaking)\b(?! today| now)", re.I),
    re.compile(r"\b(?:[Tt]his is|[Ii]t['’]?s)\s+([A-Z][\w'’-]+) (?:here|speaking)\b"),
    # "Ring Sharon on [phone number]": the number says that it is somebody.
    re.compile(
        rf"\b(?:ring|phone|call|text|email|contact|message|reach|get|speak to|talk to|ask for|get hold of)\s+{_TWO}(?= (?:on|at|via|by|through) (?:my |her |his |their )?{_REACHED})", re.I),
    re.compile(rf"\b{_WHOSE} (?:full |first |last |sur)?name(?:['’]?s| is| was|:)\s+{_ONE}", re.I),
    # "A boy called Jayden".
    re.compile(rf"\b{_CHILD},? (?:(?:is|was|who is|who['’]?s) )?(?:called|named)\s+{_ONE}", re.I),
]
# Told by a capital letter alone, so they are looked for only where small letters are the rule.
_BY_CAPITAL = [
    # "Hi, I'm Sharon from the kitchen": after a greeting, or first of all. Not "I'm Playworker".
    re.compile(
        rf"^\W*(?:(?:hi|hello|hey|hiya|good morning|good afternoon|morning|evening)\b[\s,!.]*(?:there\b[\s,!.]*)?)?(?-i:[Ii](?: am|['’]?m))\s+"
        rf"(?!(?-i:{_IS_NO_NAME})\b)({_CAPITAL}(?: {_CAPITAL})?)(?=\s*[,.!]|\s+(?:and|from|i['’]?m|i am|the)\b|\s*$)", re.I),
    # "My head called Karen": in small letters it could be "my head called yesterday".
    re.compile(rf"\b{_GROWN},? (?:(?:is|was|who is|who['’]?s) )?(?:called|named)\s+{_CAPITAL_ONE}", re.I),
    # "My manager Sharon Smith said", "my mentor is Dave".
    re.compile(rf"\b(?:my|our|her|his|their) (?:{_GROWN}|{_CHILD})(?:,| is|['’]s)? {_CAPITAL_ONE}", re.I),
    re.compile(rf"(?:^|[.,!?] )(?:thanks|thank you|many thanks|regards|kind regards|best wishes|cheers)\W+{_CAPITAL_ONE}\W*$", re.I),
]


def mask_names(text: str, word: str, store: Store) -> tuple[str, int]:
    """The text with names of people replaced by a word, and how many were replaced. Names of jobs stay."""
    jobs, many = _job_words(store), 0

    def with_word(found: re.Match) -> str:
        nonlocal many
        if found.group(1).split()[0].lower() in jobs:
            return found.group()
        many += 1
        start = found.start()
        return found.group()[: found.start(1) - start] + word + found.group()[found.end(1) - start:]

    capitals_tell = not _has_capitals_everywhere(text)
    for pattern in [*_ANNOUNCED, *(_BY_CAPITAL if capitals_tell else [])]:
        text = pattern.sub(with_word, text)
    for start, end in reversed(spans(text, store, capitals_tell)):
        text = text[:start] + word + text[end:]
        many += 1
    # "Mrs [name]" and "[name] [name]" are one person each.
    return re.sub(rf"{re.escape(word)}(?: {re.escape(word)})+", word, text), many


def _has_capitals_everywhere(text: str) -> bool:
    """True where most words begin with a capital, so that one tells nothing: "Can My Manager Say No"."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


@lru_cache(maxsize=2)
def _job_words(store: Store) -> frozenset[str]:
    """What names of jobs begin with, in small letters."""
    return frozenset(name.split()[0].lower() for role in store.all("roles") for name in (role.title, role.short, *role.aliases) if name)
