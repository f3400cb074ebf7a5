"""From a message that has been read to changes in the answers.

What a message says is taken whatever question is open ("im a dinner lady ... want to be a TA one day");
what only makes sense as an answer to the open question is taken by that question.
"""
from __future__ import annotations

import re

from knowledge.advice import answers as state
from knowledge.advice import beside, certificates, chosen as chosen_before, colleague, helping, hindered, jobs_held, which_job
from knowledge.advice.questions import View, applies, options
from knowledge.advice.spoken import says_none, spoken_options
from knowledge.language import employers, jobs, own_job, periods
from knowledge.language.pointing import places
from knowledge.language.words import plain
from knowledge.records import InterviewQuestion, Option

# Taken from choices as well as from what is linked: "money, and there is no bus" is two things.
_BOTH_WAYS = ("constraints", "duties")
# In "her manager told her to" the manager is not the person who is helped.
_SOMEBODYS = re.compile(r"\b(?:my|our|your|her|his|their)(?: line)? $", re.I)
_WISH = re.compile(r"^\W*(?:\w+ ){0,4}?(?:i |i'd |just )*(?:want|wanna|need|would like|like|love) (?:to )?(?:know|learn|find out|understand)\b[^?]*$", re.I)
# A hope for some day, which takes back no answer that was given.
_FAR_OFF = re.compile(r"\b(?:maybe|perhaps|might|possibly|one day|someday|some day|years off|year off|eventually|later on|down the line|in the future|not yet)\b")


def take(view: View, question: InterviewQuestion, message: dict) -> list[str]:
    """Puts what the message says into `view.answers`; returns the ids of the questions it answered."""
    text = message.get("text", "")
    reading = message.get("reading") or {}
    links = [link for link in reading.get("links", []) if not link["other"] or view.answers.get("for") == "member" and not _SOMEBODYS.search(text[:link["start"]])]
    # A clause that asks is not an answer: "what does a cook do?" gives no role.
    reading = {**reading, "text": text, "results": certificates.told(view, question, reading, text)}
    asked = [q["text"].lower() for q in reading.get("questions", [])]
    links = [link for link in links if not _inside(link, asked, text, question)]
    links = helping.without_own_job(view, question, text, links)
    settled = which_job.settle(view, question, text, links)
    filled = list(settled)
    hindrance = hindered.told(view, question, message, _unasked(text, asked))
    elsewhere = hindrance or _only_certificates(question, links, reading)
    for kind in (jobs_held.take, _aim, certificates.take, _duties, _setting, hindered.take, _topics, _prompt):
        if not (elsewhere and kind is _topics or settled and kind is jobs_held.take or "aim" in settled and kind is _aim):
            filled += kind(view, question, links, reading)
    filled += colleague.take(view, question, text)
    if employer := employers.named(_unasked(text, asked)):
        view.answers["employer"] = employer
    if question.id in state.OPEN_WORDS and all(_WISH.search(clause) for clause in asked):
        # "I just want to know the first aid" tells what they want; it asks nothing.
        asked = []
    # "No maths" is no "no": the other certificates are still asked for.
    partly = question.id == "qualifications" and bool(reading.get("lacking") or reading.get("theirs_lacking"))
    if not elsewhere and not partly:
        asks = bool(asked) and not (question.id in state.OPEN_WORDS and beside.answers(message, question.id))
        filled += _own_question(view, question, _unasked(text, asked), filled, asks, links)
    if not (question.id == "for" and view.answers.get("for") == "member"):
        # "For a colleague" tells whom it is for, and of no work.
        which_job.from_work(view, question, reading)
    if (view.answers.get("pending") or {}).get("question") == "aim" and "aim" in filled:
        view.answers.pop("pending")
    if view.answers.get("for") is None and ({"role", "aim", "qualifications"} & set(filled) or view.answers.get("pending")):
        # They speak of themselves, so it need not be asked.
        view.answers["for"] = "self"
    # In the order of asking: an answer that puts others out of date comes before those that hold with it.
    return sorted(set(filled), key=lambda id: view.store.get("interview_questions", id).order)


def _only_certificates(question: InterviewQuestion, links: list[dict], reading: dict) -> bool:
    """"NVQ 3, english C" to "what would be different?" tells what is held; it is no wish to learn English."""
    held = bool(reading["results"]) and all(entry["status"] == "held" for entry in reading["results"])
    return question.id in state.OPEN_WORDS and held and not any(link["status"] == "want" for link in links)


def _unasked(text: str, asked: list[str]) -> str:
    """The text without the clauses that ask."""
    for clause in asked:
        text = re.sub(re.escape(clause), " ", text, flags=re.I)
    return text


def _inside(link: dict, asked: list[str], text: str, question) -> bool:
    said = link["said"].lower()
    if (link["kind"] == "roles" or jobs_held.are_roles(link)) and link["status"] != "want" and jobs.of_oneself(text[:link["start"]]):
        return False
    wanted = link["status"] == "want" and not (link["kind"] == "qualifications")
    return any(said in clause for clause in asked) and not wanted and not _says_also(text, said, asked)


def _says_also(text: str, said: str, asked: list[str]) -> bool:
    """True if the words also stand outside the asking clauses ("im a TA what is an hlta")."""
    return said in _unasked(text, asked).lower()


def _aim(view: View, question, links: list[dict], reading: dict) -> list[str]:
    answers, store = view.answers, view.store
    asking = question.id == "aim"
    far_off = answers.get("focus") == "current" and "aim" in answers["asked"] and _FAR_OFF.search(reading.get("text", "").lower())
    if not asking and (answers.get("aspiration") or far_off):
        # "Maybe a TA one day", from somebody who said that it is about the present job, takes nothing of that back.
        _raise(answers, links)
        return []
    own = own_job.told(links, reading.get("text", "")) if asking else []
    for link in sorted((link for link in links if link not in own), key=lambda link: link["status"] != "want"):
        wished = link["status"] == "want" or asking and link["status"] in ("have", "doing")
        if link["kind"] == "roles" and wished:
            mine = link["id"] in (answers.get("roles") or [])
            answers["focus"] = "current" if mine else "new role"
            if not mine:
                answers["aspiration"] = {"role": link["id"]}
            return ["aim"]
    links = [link for link in links if not (asking and own_job.is_held(link, reading.get("text", "")))]
    for link in links:
        if link["kind"] == "qualifications" and (link["status"] == "want" or asking and link["status"] == "have"):
            answers["aspiration"] = {"qualification": link["id"]}
            goals = store.get("qualifications", link["id"]).goals
            mine = set(answers.get("roles") or [])
            if len(goals) == 1 and not mine & set(goals):
                answers["aspiration"]["role"] = goals[0]
                answers["focus"] = "new role"
            else:
                answers["focus"] = answers.get("focus") or "current"
            return ["aim"]
    for link in links:
        if link["kind"] == "aliases" and not jobs_held.are_roles(link) and (link["status"] == "want" or asking and link["status"] == "have"):
            # "Get my level 2": one of several certificates, so the job stays as it is.
            answers["focus"] = answers.get("focus") or "current"
            _raise(answers, links)
            return ["aim"]
    _raise(answers, links)
    return []


def _raise(answers: dict, links: list[dict]) -> None:
    """Remembers qualifications the person asks about or wishes for, so the advice can say a word on them."""
    named = [link["id"] for link in links if link["kind"] == "qualifications" and link["status"] == "want"]
    answers["raised"] = list(dict.fromkeys([*answers["raised"], *named]))


def _duties(view: View, question, links: list[dict], reading: dict) -> list[str]:
    answers = view.answers
    found = [link["id"] for link in links if link["kind"] == "duties" and link["status"] in ("have", "doing")]
    if not found:
        return []
    if question.id == "duties":
        answers["duties"] = list(dict.fromkeys([*found, *answers["said"].get("duties", [])]))
        return ["duties"]
    # Said in passing: kept as ticked already, and the question still shows the whole week.
    answers["said"]["duties"] = list(dict.fromkeys([*answers["said"].get("duties", []), *found]))
    return []


def _setting(view: View, question, links: list[dict], reading: dict) -> list[str]:
    found = [link["id"] for link in links if link["kind"] == "settings"]
    if found and (view.answers.get("setting") is None or question.id == "setting"):
        view.answers["setting"] = found[0]
        # "The one in year 2" is kept for the advice; it answers the question only of those to whom it is put.
        return ["setting"] if applies(view.store.get("interview_questions", "setting"), view) else []
    return []


def _topics(view: View, question, links: list[dict], reading: dict) -> list[str]:
    # "I can't do spreadsheets" names what is to be learned; "no exams", where one picks, does not.
    told = ("want", "have", "doing") if question.id == "pick" else ("want", "have", "doing", "not")
    found = [link["id"] for link in links if link["kind"] == "topics" and link["status"] in told]
    # The advice says that it depends on what they would like to learn about; what they say to that is no wish in passing.
    known = view.answers.get("need") or {}
    asking = question.id == "need" or question.id == "pick" and bool(known) and not known.get("topics")
    wanted = [link["id"] for link in links if link["kind"] == "topics" and link["status"] == "want"]
    if asking and found or wanted:
        need = view.answers.setdefault("need", {})
        need["topics"] = list(dict.fromkeys([*need.get("topics", []), *(found if asking else wanted)]))
    return []


def _prompt(view: View, question, links: list[dict], reading: dict) -> list[str]:
    """What prompted it, said while something else is asked."""
    found = [link["id"] for link in links if link["kind"] == "need_sources"]
    asking = question.id == "need_source"
    if question.id in ("for", "role"):
        # "Just been made exams officer": what happened is told with the job; "I want to" is only a way to speak.
        found = [id for id in found if id != "ns-own-wish" and view.store.get("need_sources", id).offered]
    if not found or view.answers.get("need_source") and not asking or question.id in ("agreed", "pick", "practicalities", "success"):
        return []
    if asking or question.id in ("for", "role", "aim"):
        view.answers["need_source"] = found[0]
        return ["need_source"]
    return []


def _own_question(view: View, question, text: str, filled: list[str], asks: bool, links: list[dict]) -> list[str]:
    """The open question's own reading: its options by label or words; for open questions, the words themselves."""
    if question.id in ("role", chosen_before.QUESTION) or question.id in filled and question.id not in _BOTH_WAYS or not text.strip():
        return []
    answers = view.answers
    if question.id == "review" and (count := periods.months(text, view.today)):
        answers["review"] = {"months": count}
        return ["review"]
    if question.id == "for" and answers.get("for") == "member":
        # Told by whom they help, whatever "I am" says.
        return ["for"]
    chosen = spoken_options(question, view, text)
    if question.id == "pick":
        meant = [link["id"] for link in links if link["status"] != "not"]
        # "The HLTA one" names the job; here its status is meant.
        named = meant + [s.id for s in view.store.all("qualifications") if s.kind == "status" and set(s.goals) & set(meant)]
        chosen = [option for option in options(question, view) if option.id in named or option in chosen]
    if question.id in state.OPEN_WORDS and not asks:
        return open_words(view, question, text, chosen)
    if asks and not chosen:
        return []
    if not chosen or question.id == "aim" and chosen[0].id == "other" and answers.get("pending"):
        return _unknown_aim(view, question, text)
    apply_options(view, question, chosen if question.multi else chosen[:1])
    return [question.id] if question.id != "aim" or state.answered(answers, "aim") else []


def _unknown_aim(view: View, question, text: str) -> list[str]:
    """A job they would like that is not in the knowledge base is kept in their words, once they said "another job"."""
    pending = view.answers.get("pending") or {}
    if question.id != "aim" or pending.get("question") != "aim" or pending.get("choices") or view.wordless:
        return []
    view.answers.pop("pending")
    view.answers.update({"focus": "new role", "aspiration": {"words": text.strip()}})
    return ["aim"]


def open_words(view: View, question, text: str, chosen: list[Option]) -> list[str]:
    """Takes any words as the answer to what should be different, or how they will know; returns what they answered."""
    answers = view.answers
    if question.id in ("evidence", "sharing") and not chosen and says_none(text):
        answers["skipped"] = list(dict.fromkeys([*answers["skipped"], question.id]))
        return [question.id]
    if len(plain(text)) < 2 and not chosen:
        return []
    if view.asks_instead and not chosen and not (question.id == "need" and (answers.get("need") or {}).get("topics")):
        return []
    own = "" if view.wordless else text.strip()
    if chosen and places(text, len(options(question, view))):
        # "The first one" points to a choice; it is no wish in their own words.
        apply_options(view, question, chosen)
    elif question.id == "need":
        answers.update({"intended_change": own} if own else {})
        kind = (chosen[0].value or {}).get("need", {}).get("kind") if chosen else "skill"
        answers["need"] = {**(answers.get("need") or {}), "kind": kind}
    elif question.id in ("evidence", "sharing"):
        answers[question.id] = {"ids": [option.id for option in chosen], **({"words": own} if own else {})}
    else:
        measures = [m for option in chosen for m in (option.value or {}).get("evaluation", {}).get("measures", [])]
        answers["evaluation"] = {"measures": measures, **({"words": own} if own else {})}
    return [question.id]


def apply_options(view: View, question: InterviewQuestion, chosen: list[Option]) -> None:
    """Puts chosen options into the answers; for a question with ticks, all of them together."""
    answers = view.answers
    if question.id == "duties":
        answers["duties"] = list(dict.fromkeys([*[option.id for option in chosen], *answers["said"].get("duties", [])]))
    elif question.id == "pick":
        picked = [option.id for option in chosen if option.id != "none"]
        answers["picked"] = picked
    elif question.id == chosen_before.QUESTION:
        chosen_before.pressed(view, chosen[0].id)
    elif question.id == "practicalities":
        _practicalities(view, question, chosen)
    elif question.id == "success":
        answers["evaluation"] = {"measures": [option.id for option in chosen]}
    elif question.id in ("evidence", "sharing"):
        answers[question.id] = {"ids": [option.id for option in chosen]}
    elif question.id == "aim" and chosen[0].id == "other":
        answers["pending"] = {"question": "aim", "choices": [], "ask": None, "said": ""}
    else:
        if question.id == "constraints":
            # "They said no" names a barrier; the "no" in it is no "nothing much".
            chosen = [option for option in chosen if option.id != "nothing"] or chosen
            answers.setdefault("constraints", {})
        for option in sorted(chosen, key=lambda o: "lower_grades" in (o.value or {})):
            state.merge(answers, option.value or {})
        if not any(option.value for option in chosen):
            # "I am not sure".
            answers["skipped"] = list(dict.fromkeys([*answers["skipped"], question.id]))


def _practicalities(view: View, question: InterviewQuestion, chosen: list[Option]) -> None:
    lines = [o.id for o in options(question, view) if "=" in o.id]
    states = dict.fromkeys((line.split("=")[0] for line in lines), "todo")
    for option in chosen:
        if option.id in ("all-todo", "all-sorted"):
            states = dict.fromkeys(states, option.id.removeprefix("all-"))
    for option in chosen:
        if "=" in option.id:
            line, said = option.id.split("=")
            states[line] = said
    view.answers["practicalities"] = states
