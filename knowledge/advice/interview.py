"""The conversation: `turn(answers, question, message)` -> words, answers and the next question.

Pure: every move a person can make, in every state, is handled here, and nothing said is rejected.
`moves.py` holds the moves that are not answers (why, back, skip ...); `fill.py` takes in what is said, and `said_back.py` says it back.
"""
from __future__ import annotations

import copy
import datetime
from dataclasses import dataclass, field

from knowledge.advice import answers as state
from knowledge.advice import adjustments, asides, beside, certificates, changing, coming_back, doors, fill, gently, hard_times, meant, moves, plan_calendar, said_back, show, sides, telling, which_job
from knowledge.advice.putting import ask
from knowledge.advice.questions import View, find_option, in_order, next_question, progress
from knowledge.records import InterviewQuestion
from knowledge.store import Store
from knowledge.text import inside

# Where any words are an answer, a longer message has to be surer before it is taken as a move.
SURE_OF_LONG, LONG, A_FEW = 0.75, 6, 3


@dataclass
class Turn:
    """What one message leads to.

    messages   [{text, choices?, multi?, card?}] to show, in order; the last asks the open question
    answers    all answers after the message (JSON)
    next       id of the open question
    step, done, of    where the person is: step 1 to 5, questions done of about how many
    effects    what the channel has to do: "code" (make a resume code), "forget", "private" (keep no words of this turn),
               "leave" (the last of `answers["left"]` goes into the inbox), "take-back" (what is no longer there goes out of it)
    """

    messages: list[dict]
    answers: dict
    next: str
    step: int
    done: int
    of: int
    effects: list[str] = field(default_factory=list)


def turn(
    answers: dict | None, question: str | None, message: dict, store: Store, today: datetime.date | None = None,
    now: datetime.datetime | None = None,
) -> Turn:
    """Takes one message.

    Args:
        answers: what is known so far; None or {} at the start.
        question: id of the open question; None at the start.
        message: {text, intent: {name, confidence}, choices?: ["question:option"], reading?, school?, maybe?, new_id?, contact?}
            (see `Reader.read`). `new_id`: for what this turn may leave in the inbox; `contact`: true where the channel took one.
        store: the knowledge base.
        today: the day of the conversation.
        now: the time at the school, for opening hours.
    """
    view = View(state.working_copy(answers), store, today or datetime.date.today(), now=now)
    if message.get("school"):
        view.answers["school"] = message["school"]
    talk = _Talk(view, message.get("new_id", ""))
    gently.heard(talk, message)
    intent = (message.get("intent") or {}).get("name")
    asked = store.find("interview_questions", question) if question else None
    if asked is None or intent == "start_guide":
        _welcome(talk)
    elif intent == "resume":
        talk.say("welcome-back")
        coming_back.greet(talk, asked)
    elif message.get("choices"):
        _choices(talk, asked, message)
    else:
        _words(talk, asked, message)
    gently.before_the_reply(talk)
    return talk.finish()


def _welcome(talk: "_Talk") -> None:
    """It is a computer, what it does (and at which school), and who can see this."""
    local = talk.view.situation.local
    talk.say("welcome-1")
    talk.say("welcome-2-local", place=local.name) if local else talk.say("welcome-2")
    talk.say("welcome-3")


class _Talk:
    """One turn being made: the view, what is said so far, and how it ends."""

    def __init__(self, view: View, new_id: str):
        self.view, self.messages, self.effects = view, [], []
        self.new_id = new_id
        self.ask_question: InterviewQuestion | None = None
        self.simple, self.full, self.asks = False, True, True
        # What the message may show (see `gently`), and whether it was asked lately.
        self.gentle: str | None = None
        self.quiet = self.just_asked = False

    def say(self, phrase: str, **places) -> "_Talk":
        """Adds a message in the guide's own words."""
        return self.add({"text": self.view.situation.say(phrase, **places)})

    def add(self, message: dict) -> "_Talk":
        """Adds a message."""
        self.messages.append(message)
        return self

    def hold(self, question: InterviewQuestion) -> None:
        """The question stays open and is asked again, without the cards that are on the screen already."""
        self.ask_question, self.full = question, False

    def finish(self) -> Turn:
        """Ends the turn by asking what is open."""
        view = self.view
        question = self.ask_question or next_question(view)
        if question.id in coming_back.WITH_PLAN:
            view.answers.setdefault("made", view.today.isoformat())
            plan_calendar.give_mark(view.answers, self.new_id)
        if self.asks:
            self.messages += sides.ask(view) if sides.running(view) else ask(view, question, simple=self.simple, full=self.full)
        view.answers["open"] = question.id
        done, of = progress(view)
        return Turn(self.messages, view.answers, question.id, question.step, done, of, self.effects)


def _choices(talk: _Talk, asked: InterviewQuestion, message: dict) -> None:
    """One or several pressed choices, all of one question (or a move)."""
    chosen = [choice.split(":", 1) for choice in message["choices"]]
    name = chosen[0][0]
    ids = [option for question, option in chosen if question == name]
    if ids[0] not in moves.CONFIRMING:
        talk.view.answers.pop("confirm", None)
    if name == "side":
        sides.press(talk, asked, ids)
        return
    if name != "say":
        # An answer to the interview itself: the side talk waits.
        talk.view.answers.pop("side", None)
    if name == "say":
        if not doors.pressed(talk, asked, ids[0]):
            moves.standing(talk, asked, ids[0])
        return
    if name == "change":
        changing.change(talk, ids[0])
        return
    if name == "tell":
        asides.tell(talk, asked, ids[0])
        return
    question = talk.view.store.find("interview_questions", name)
    if question is None:
        talk.say("old-choice")
        return
    _press(talk, asked, question, ids)


def _press(talk: _Talk, asked: InterviewQuestion, question: InterviewQuestion, ids: list[str]) -> None:
    view = talk.view
    if which_job.narrows(talk, asked, question.id, ids[0]):
        return
    earlier = state.answered(view.answers, question.id) and question.id != asked.id
    old = show.value(question, view)
    snapshot = {key: view.answers.get(key) for key in state.FILLS[question.id]}
    pending = view.answers.get("pending")
    if question.id == "aim" and ids[0].startswith("to-"):
        role = ids[0].removeprefix("to-")
        view.answers.update({"focus": "new role", "aspiration": {"role": role}})
    elif question.id == "role":
        with_ = pending.get("with", []) if pending and pending["question"] == "role" else []
        view.answers["roles"] = list(dict.fromkeys([*ids, *with_]))
        own = view.answers["said"].get("roles", {})
        if pending and pending.get("said"):
            own = {**own, ids[0]: pending["said"]}
        view.answers["said"]["roles"] = {id: words for id, words in own.items() if id in view.answers["roles"]}
    else:
        chosen = [option for id in ids if (option := find_option(question, view, id))]
        if not chosen:
            talk.say("old-choice")
            talk.hold(asked)
            return
        if state.answered(view.answers, question.id) or question.id == "qualifications":
            state.clear(view.answers, question.id)
        fill.apply_options(view, question, chosen)
    if pending and pending["question"] == question.id and view.answers.get("pending") is pending:
        # What was unclear is cleared up; an answer to anything else leaves it open.
        view.answers.pop("pending")
    if question.id == "role" and pending and pending.get("said") and not snapshot["roles"]:
        # Said in their own word, which stays theirs after the press.
        talk.say("got-role", roles=show.roles(view).rstrip("."))
    _answered(talk, question, earlier, old, snapshot)


def _answered(talk: _Talk, question: InterviewQuestion, earlier: bool, old: str, snapshot: dict) -> None:
    """After an answer: what changed is said, what no longer fits is taken out and named."""
    view = talk.view
    moves.note_asked(view.answers, question.id)
    changed = snapshot != {key: view.answers.get(key) for key in state.FILLS[question.id]}
    had_value = snapshot[state.FILLS[question.id][0]] is not None or question.id == "aim" and snapshot["aspiration"] is not None
    if changed and had_value and (earlier or question.id == "role"):
        talk.say("changed", what=inside(question.title), old=old.rstrip("."), new=show.value(question, view).rstrip("."))
    gone = state.take_out_stale(view.answers, question.id) if changed and (had_value or question.id in state.STALE) else []
    if gone:
        titles = [inside(view.store.get("interview_questions", id).title) for id in gone]
        talk.say("dropped", what=", ".join(titles))
    view.answers["misses"] = 0
    if changed:
        coming_back.note_change(view, question)
    said_back.after_answer(talk, question)


def _words(talk: _Talk, asked: InterviewQuestion, message: dict) -> None:
    """Free words: a move, answers to any question, questions of theirs, or several of these at once."""
    view = talk.view
    reading = message.get("reading") or {}
    if gently.wanted(talk, asked, message) or moves.confirmation(talk, asked, message):
        return
    if not sides.running(view) and doors.in_words(talk, asked, message):
        return
    if sides.in_words(talk, asked, message, moves.surely(message) if sides.running(view) else None):
        return
    if changing.asked_by_name(talk, message.get("text", "")) or telling.about(talk, asked, message):
        return
    if hard_times.met(talk, asked, message) or adjustments.met(talk, asked, message):
        return
    if _move_and_question(talk, asked, message, reading.get("questions") or []):
        return
    intent = meant.meant(message, asked.id)
    sure = _sure(intent, asked, message.get("text", ""))
    # "I want to" alone names nothing.
    links = [link for link in reading.get("links", []) if link["kind"] != "need_sources"]
    named = bool(links or reading.get("results") or reading.get("none") or reading.get("lacking"))
    if asked.id == "check" and sure and intent.get("name") in ("affirm", "deny"):
        _check(talk, asked, intent["name"])
        return
    if sure and intent.get("name") in moves.BY_INTENT and not (
        intent["name"] in moves.GIVES_WAY and (named or fill.spoken_options(asked, view, message.get("text", "")))
    ):
        moves.by_intent(talk, asked, intent["name"], message)
        return
    if doors.taken(talk, asked, message):
        return
    before = {q.id: show.value(q, view) for q in in_order(view.store) if state.answered(view.answers, q.id)}
    snapshot = {q: {key: view.answers.get(key) for key in state.FILLS[q]} for q in state.FILLS}
    known, unclear = copy.deepcopy(state.profile(view.answers)), view.answers.get("pending")
    filled = fill.take(view, asked, message)
    for id in filled:
        question = view.store.get("interview_questions", id)
        more = id == "qualifications" and (asked.id == "basics" or certificates.added(snapshot[id], view.answers))
        _answered(talk, question, id in before and id != asked.id and not more, before.get(id, ""), snapshot[id])
        said_back.echo(talk, question, before, snapshot[id])
    pending = view.answers.get("pending")
    questions = reading.get("questions") or []
    if questions and not (filled and not asides.worth_answering(questions)):
        asides.answer_questions(talk, asked, questions)
    elif not filled and (pending is None or pending == unclear):
        if asked.id == "pick" and asides.not_offered(talk, asked, reading):
            return
        if known != state.profile(view.answers):
            # Something useful, though not an answer to this question.
            talk.say("got-generic")
        elif not (asides.answered_without_asking(talk, asked, message) or asides.met_with_its_topic(talk, asked, message)):
            moves.missed(talk, asked, intent)
    if pending and not state.answered(view.answers, pending["question"]):
        talk.ask_question = view.store.get("interview_questions", pending["question"])


def _move_and_question(talk: _Talk, asked: InterviewQuestion, message: dict, questions: list[dict]) -> bool:
    """Takes "skip that, how long does it take?" or "yes, and who pays?"; False where it is no move and question in one."""
    name = beside.move(message, asked.id)
    if name is None:
        return False
    # "Skip that, would you?" asks nothing.
    asks = asides.worth_answering(questions) or any(len(question["text"].split()) > A_FEW for question in questions)
    if asks and name in beside.LAST:
        asides.answer_questions(talk, asked, questions)
    if asked.id == "check" and name in ("affirm", "deny"):
        _check(talk, asked, name)
    else:
        moves.by_intent(talk, asked, name, {**message, "text": beside.said(message)})
    if asks and name not in beside.LAST:
        asides.answer_questions(talk, asked, questions)
    return True


def _sure(intent: dict, asked: InterviewQuestion, text: str) -> bool:
    length = len(text.split()) if asked.id in state.OPEN_WORDS else 0
    if length > A_FEW and intent.get("name") in moves.TALK:
        return False
    return intent.get("confidence", 0) >= (SURE_OF_LONG if length > LONG else meant.SURE)


def _check(talk: _Talk, asked: InterviewQuestion, said: str) -> None:
    """A spoken yes or no to "is it right?"."""
    if said == "affirm":
        _press(talk, asked, asked, ["yes"])
    else:
        talk.say("check-no")
        talk.hold(asked)
