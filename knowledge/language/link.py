"""Finds what a message names: roles, qualifications, duties, topics, settings, barriers ... as canonical ids.

Built from the knowledge base's own names and aliases (spaCy's PhraseMatcher over words whose slips were put
right), so new content needs no Python and no training. What is said of each (held, wanted, doing, failed,
past, not) is `status.py`; whether a job that is named is the speaker's own is `jobs.py`; exam results are
`results.py`.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Optional

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from knowledge.language import around, fields, jobs, names, status, wishes
from knowledge.language.linked import EXACT, LOOSE, NAMES, SLIP, Link
from knowledge.language.rewording import in_one_word, reword
from knowledge.language.spelling import Speller
from knowledge.language.studies import FOREIGN
from knowledge.language.subjects import SUBJECTS
from knowledge.language.words import Word, joined, plain, words
from knowledge.records import Record
from knowledge.store import Store

MOST_CHOICES = 4
# Nobody names more than this and means each of them.
_MOST_LINKS = 60
# What makes things hard or prompted them: said in a word, it counts only where it is said of the speaker.
_ABOUT_ONESELF = ("barriers", "need_sources")
_OF_THE_SPEAKER = {"am", "my", "get", "feel", "got", "have", "too", "because", "being", "made", "bit", "so", "very", "me"}
_A_FEW_WORDS, _INITIALS = 4, 4
# Words of the field that are no names, for the spelling.
_ALSO_KNOWN = "english maths science literacy numeracy grade level failed passed qualification certificate diploma course training apprenticeship".split()
_PROSE = {
    "roles": ("what_they_do", "typical_entry"), "qualifications": ("what", "who_for"), "open_questions": ("question", "answer"),
    "glossary_terms": ("term", "meaning"), "informal_options": ("title", "what"), "rights": ("title", "what"), "funding": ("title", "what"),
}


class Linker:
    """A matcher over every name in one knowledge base. Build once, use for every message."""

    def __init__(self, store: Store):
        self._language = spacy.blank("en")
        self._matcher = PhraseMatcher(self._language.vocab, attr="ORTH")
        self._targets: dict[str, list[tuple[str, Record]]] = {}
        known = _known(store)
        self._certificates = {name for name, found in known.items() if any(kind == "qualifications" or _means(kind, record, "qualification:") for kind, record in found)}
        for number, (name, targets) in enumerate(known.items()):
            self._targets[f"n{number}"] = _chosen(targets)
            self._matcher.add(f"n{number}", [Doc(self._language.vocab, words=list(name))])
        self._jobs = {name: found[0][1].id for name, found in known.items() if len(name) == 2 and found[0][0] == "roles"}
        self._job_names = {name for name, found in known.items() if any(kind == "roles" for kind, _ in found)}
        self._posts = _posts(known)
        self._levels = {f"qualification:{record.id}": record.level for record in store.all("qualifications")}
        self._bare_matcher = PhraseMatcher(self._language.vocab, attr="ORTH")
        self._bare = _bare_names(store, known)
        for number, name in enumerate(self._bare):
            self._bare_matcher.add(f"n{number}", [Doc(self._language.vocab, words=list(name))])
        self._speller = _speller(store, known)
        self._awards = _awards(store)

    def words(self, text: str) -> list[Word]:
        """The words of a message, with slips of spelling put right."""
        return reword(self._speller.put_right(in_one_word(words(text), self._names_a_certificate)), self._names_a_certificate)

    def _names_a_certificate(self, name: tuple[str, ...]) -> bool:
        return name in self._certificates

    def links(self, text: str) -> list[Link]:
        """What `text` names, in order of place, each with its status."""
        return self.links_in(text, self.words(text))

    def links_in(self, text: str, tokens: list[Word]) -> list[Link]:
        """The same, for a text whose words are known already."""
        if not tokens:
            return []
        doc = Doc(self._language.vocab, words=[token.text for token in tokens])
        # The longer first: words that were put in have no place of their own, by which the longer name would win.
        matches = sorted(self._matcher(doc), key=lambda match: (match[1] - match[2], match[1], match[0]))
        found = [link for match in matches for link in self._link(text, tokens, *match)]
        found += self._loosely(text, tokens)
        found = _longest(found)[:_MOST_LINKS]
        said = [self._with_status(link, tokens) for link in sorted([*found, *self._shared(text, tokens, found)], key=lambda k: (k.start, k.kind))]
        return self._judged(text, tokens, said)

    def _judged(self, text: str, tokens: list[Word], said: list[Link]) -> list[Link]:
        """The links with what tells whose they are, and the jobs that stand beside others as words for their work."""
        said = wishes.own(jobs.own(said, tokens, self._awards, self._posts), tokens)
        said += fields.wished(text, tokens, said)
        said += fields.left(text, tokens, said)
        return sorted([*said, *around.jobs_beside(text, tokens, said)], key=lambda k: (k.start, k.kind))

    def _link(self, text: str, tokens: list[Word], key: int, first: int, last: int) -> list[Link]:
        span = tokens[first:last]
        start, end = span[0].start, span[-1].end
        if span[-1].text == "level" and last < len(tokens) and tokens[last].text in "12345678":
            return []  # "a level 2" is no A level
        confidence = SLIP if any(token.slip for token in span) else EXACT
        made = []
        for kind, record in self._targets[self._language.vocab.strings[key]]:
            if kind in _ABOUT_ONESELF and last - first == 1 and not _of_the_speaker(tokens, first):
                continue
            if kind == "aliases":
                level, begin, finish = names.level_near(tokens, first, last)
                wider = finish - begin > last - first and not record.refs[0].startswith("role:")
                place = (tokens[begin].start, tokens[finish - 1].end) if wider else (start, end)
                refs = _nvqs(record.refs) if any(token.text == "nvq" for token in tokens[begin:finish]) else record.refs
                made.append(_choice(self._of_the_level(refs, level), text, *place, min(confidence, LOOSE) if wider else confidence, record.ask))
            else:
                made.append(Link(kind, record.id, text[start:end], start, end, confidence))
        return made

    def _of_the_level(self, refs: list[str], level: Optional[str]) -> list[str]:
        """The certificates among some refs that can have the level that is said; all of them where none can."""
        fitting = [ref for ref in refs if level and self._levels.get(ref, 0) in (None, int(level))]
        return fitting or refs

    def _shared(self, text: str, tokens: list[Word], found: list[Link]) -> list[Link]:
        """The first job of "finance and HR officer", which shares its last word with the second."""
        made = []
        for link in found:
            place = next((i for i, token in enumerate(tokens) if token.start == link.start), 0) if link.kind == "roles" else 0
            if place < 2 or tokens[place - 1].text not in ("and", "/"):
                continue
            last = next(token.text for token in reversed(tokens) if token.end <= link.end)
            role = self._jobs.get((tokens[place - 2].text, last))
            if role and role != link.id and not any(k.start < tokens[place - 2].end and k.end > tokens[place - 2].start for k in found if k.kind in NAMES):
                start, end = tokens[place - 2].start, tokens[place - 2].end
                made.append(Link("roles", role, text[start:end], start, end, LOOSE))
        return made

    def _loosely(self, text: str, tokens: list[Word]) -> list[Link]:
        """Certificates whose name has its level, or small words, elsewhere: "nvq level 2 in catering"."""
        places = names.bare_places(tokens)
        if len(places) < 2:
            return []
        found = []
        keys = list(self._bare)
        for key, start, end in self._bare_matcher(Doc(self._language.vocab, words=[word for _, word in places])):
            first, last = places[start][0], places[end - 1][0] + 1
            another_begins = any(a.text in ("and", ",") and b.text == "nvq" for a, b in zip(tokens[first:last], tokens[first + 1:last]))
            level, first, last = names.level_near(tokens, first, last)
            if another_begins or self._names_a_job_beside(tokens[first:last]):
                continue
            named = self._bare[keys[int(self._language.vocab.strings[key][1:])]]
            refs = [ref for said, ref in named if said == level] or [ref for said, ref in named if said is None or level is None]
            refs = self._of_the_level(list(dict.fromkeys(refs)), level)
            if refs:
                found.append(_choice(refs, text, tokens[first].start, tokens[last - 1].end, LOOSE, None))
        return found

    def _names_a_job_beside(self, span: list[Word]) -> bool:
        """True for "foundation degree, TA": on one side of the comma stands a job."""
        commas = [place for place, token in enumerate(span) if token.text == ","]
        return any(tuple(token.text for token in side) in self._job_names for place in commas for side in (span[:place], span[place + 1:]))

    @staticmethod
    def _with_status(link: Link, tokens: list[Word]) -> Link:
        said = status.of(tokens, link.start, link.end, certificate=link.kind == "qualifications" or _means_a_certificate(link))
        # "Topping up to a degree" names the course and tells that it is being done.
        doing = said.status == status.HAVE and link.said.lower().startswith("topping")
        return replace(link, status=status.DOING if doing else said.status, other=said.other)


def _known(store: Store) -> dict[tuple[str, ...], list[tuple[str, Record]]]:
    """Every way to write every name -> what it can mean. A name as it stands goes before the plural of another ("EYPS")."""
    exact: dict[tuple[str, ...], list[tuple[str, Record]]] = {}
    others: dict[tuple[str, ...], list[tuple[str, Record]]] = {}
    for kind, record in _named(store):
        for name in _names(kind, record):
            first, *more = names.variants(plain(name)) or [[]]
            more += names.by_person(first) if kind == "roles" and not record.goal_only else []
            exact.setdefault(tuple(first), []).append((kind, record))
            for variant in more:
                others.setdefault(tuple(variant), []).append((kind, record))
    exact.pop((), None)
    for name, found in others.items():
        taken = {kind for kind, _ in exact.get(name, ())} & set(NAMES)
        exact.setdefault(name, []).extend(one for one in found if not (taken and one[0] in NAMES))
    return exact


def _means(kind: str, record: Record, what: str) -> bool:
    return kind == "aliases" and record.refs[0].startswith(what)


def _means_a_certificate(link: Link) -> bool:
    return bool(link.choices) and link.choices[0].startswith("qualification:")


def _named(store: Store):
    for kind in ("aliases", "roles", "qualifications", "settings", "topics", "duties", "barriers", "need_sources"):
        for record in store.all(kind):
            yield kind, record


def _names(kind: str, record: Record) -> list[str]:
    if kind == "aliases":
        return [record.text, *record.also]
    if kind in ("roles", "qualifications", "settings"):
        short = [record.short] if getattr(record, "short", None) else []
        return [record.title, *short, *record.aliases]
    return list(record.words)


def _nvqs(refs: list[str]) -> list[str]:
    """The NVQs among some refs, where there is one: "NVQ 3 childcare" is no diploma."""
    return [ref for ref in refs if ref.startswith("qualification:nvq")] or refs


def _choice(refs: list[str], text: str, start: int, end: int, confidence: float, ask: Optional[str]) -> Link:
    """A link to the one certificate that words can mean, or a choice of a few."""
    kind, id = refs[0].split(":")
    if len(refs) == 1 and kind == "qualification":
        return Link("qualifications", id, text[start:end], start, end, confidence)
    return Link("aliases", None, text[start:end], start, end, confidence, choices=tuple(refs[:MOST_CHOICES]), ask=ask)


def _bare_names(store: Store, known: dict) -> dict[tuple[str, ...], list[tuple[Optional[str], str]]]:
    """Bare words of two and more -> (level or None, ref) of the certificates that they name, where they name nothing else."""
    taken = {names.bare(list(name))[0] for name, found in known.items() if any(kind not in ("qualifications", "aliases") for kind, _ in found)}
    found: dict[tuple[str, ...], list[tuple[Optional[str], str]]] = {}
    for record in store.all("qualifications"):
        for name in [record.title, *record.aliases]:
            words_of_it, level = names.bare(plain(name))
            if len(words_of_it) > 1 and words_of_it not in taken and not set(words_of_it) <= SUBJECTS.keys():
                found.setdefault(words_of_it, []).append((level, f"qualification:{record.id}"))
    return found


def _chosen(targets: list[tuple[str, Record]]) -> list[tuple[str, Record]]:
    """Each target once; an entry in the aliases file decides over the records it could mean."""
    targets = list({(kind, record.id): (kind, record) for kind, record in targets}.values())
    ambiguous = [target for target in targets if target[0] == "aliases"]
    return ambiguous + [target for target in targets if target[0] not in NAMES] if ambiguous else targets


def _speller(store: Store, names: dict) -> Speller:
    """Slips go to words of names of jobs and certificates; whatever else the knowledge base says is no slip."""
    # Names in one word ("dinnerlady") are known, and nothing is put right towards them.
    targets = {w for name, found in names.items() if len(name) > 1 and any(kind in NAMES for kind, _ in found) for w in name} | {
        w for kind in ("roles", "qualifications") for record in store.all(kind) for name in _names(kind, record) for w in plain(name)
    }
    prose = (getattr(record, field) or "" for kind, fields in _PROSE.items() for record in store.all(kind) for field in fields)
    known = {word for name in names for word in name} | {word for text in prose for word in plain(text)}
    return Speller({*targets, *_ALSO_KNOWN}, {*known, *FOREIGN})


def _awards(store: Store) -> dict[str, str]:
    """role id -> id of the status of the same name: "I am an HLTA" is the job, "I have HLTA" the status."""
    named = {joined(words(name)): q.id for q in store.all("qualifications") if q.kind in ("status", "training") for name in [q.title, *q.aliases]}
    # Initials are both: "I have ELSA" is the training.
    return {
        role.id: named[award]
        for role in store.all("roles") if not role.goal_only for name in [role.title, *role.aliases]
        for award in (f"{joined(words(name))} status", f"{name.lower()} training" if len(name) <= _INITIALS else "") if award in named
    }


def _posts(known: dict) -> dict[str, str]:
    """Words for certificates that are a grade of post as well ("ta level 2") -> the role."""
    return {
        " ".join(name): jobs[0][1].id for name, found in known.items()
        if len(name) > 2 and name[-2] == "level" and _means(*found[0], "qualification:") and (jobs := known.get(name[:-2])) and jobs[0][0] == "roles"
    }


def _of_the_speaker(tokens: list[Word], place: int) -> bool:
    near = {token.text for token in tokens[max(0, place - 3):place]}
    return len(tokens) <= _A_FEW_WORDS or bool(near & _OF_THE_SPEAKER)


def _longest(links: list[Link]) -> list[Link]:
    """The longest, then surest names; other kinds may share words with each other but not with a longer name."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda k: (-(k.end - k.start), -k.confidence, k.kind not in NAMES)):
        if not any(_clash(link, other) for other in kept):
            kept.append(link)
    return sorted(kept, key=lambda k: (k.start, k.kind))


def _clash(link: Link, other: Link) -> bool:
    if link.start >= other.end or other.start >= link.end:
        return False
    if link.kind in NAMES and other.kind in NAMES:
        return True
    inside = other.start <= link.start and link.end <= other.end
    if link.kind == other.kind:
        return inside
    return inside and other.kind in NAMES and link.kind not in _ABOUT_ONESELF
