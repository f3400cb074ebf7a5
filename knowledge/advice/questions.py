"""Which question comes next, and the choices it offers.

A question is asked if it has no answer, its condition holds and the budget allows: ten questions at
most before the first recommendation, the check among them.
"""
from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from knowledge.advice import checklist, chosen, colleague, starting
from knowledge.advice.answers import answered, profile
from knowledge.advice.member import for_another
from knowledge.advice.recommend import advise
from knowledge.advice.situation import Situation
from knowledge.records import InterviewQuestion, Option
from knowledge.store import Store
from knowledge.text import capital

BUDGET = 10
ADVICE_STARTS = "pick"


@dataclass(frozen=True)
class View:
    """The conversation as the questions see it: the answers, the knowledge base and the day."""

    answers: dict
    store: Store
    today: object
    # True where no words of the message may be kept in an answer, and where it is asked about instead (see `gently`).
    wordless: bool = False
    asks_instead: bool = False
    # The time of day at the school; None where nobody says.
    now: Optional[datetime.datetime] = None
    # What was worked out last, and from which profile: the answers change within a turn.
    _worked_out: dict = field(default_factory=dict, compare=False)

    @property
    def situation(self) -> Situation:
        """The answers so far, read."""
        return self._once("situation", lambda told: Situation(told, self.store, self.today))

    def advice(self) -> dict:
        """The advice for the answers so far."""
        return self._once("advice", lambda told: advise(told, self.store, self.today))

    def _once(self, what: str, work: Callable[[dict], Any]) -> Any:
        """What is worked out from a profile, once for each profile."""
        told = profile(self.answers)
        key = json.dumps(told, sort_keys=True)
        if self._worked_out.get(what, ("",))[0] != key:
            # A copy, because the answers go on changing under what was worked out from them.
            self._worked_out[what] = (key, work(json.loads(key)))
        return self._worked_out[what][1]


def _has_duties(view: View) -> bool:
    return any(role.duties for role in view.situation.roles)


def _aims_to_teach(view: View) -> bool:
    goal = view.situation.goal
    return goal is not None and goal.id == "teacher"


def _helping(view: View) -> bool:
    # Whoever has told the job already is past this: it holds nobody up later.
    return for_another(view.situation) and not answered(view.answers, "role")


def _basics_unknown(view: View) -> bool:
    # A helper is not asked to tell what is another's to tell: a college can check it with them in private.
    if view.answers.get("qualifications") == [] or for_another(view.situation):
        return False
    return None in (view.situation.subject_level("english"), view.situation.subject_level("maths"))


CONDITIONS = {
    "has_duties": _has_duties,
    "staying": lambda view: not view.situation.new_role,
    "aims_to_teach": _aims_to_teach,
    "could_be_shown": lambda view: colleague.could_show(view.situation),
    "basics_unknown": _basics_unknown,
    "helping": _helping,
    "has_picked": lambda view: view.answers.get("picked") is not None,
    "picked_something": lambda view: bool(view.answers.get("picked")),
}


def in_order(store: Store) -> list[InterviewQuestion]:
    """Every interview question, in the order of asking."""
    return sorted(store.all("interview_questions"), key=lambda q: q.order)


def applies(question: InterviewQuestion, view: View) -> bool:
    """True if the question's condition holds (a question without one always applies), and it is for those who begin where they do."""
    return not starting.passed_over(question.id, view) and (question.when is None or CONDITIONS[question.when](view))


def next_question(view: View) -> InterviewQuestion:
    """The next question to ask; after the last, the open end that stays with the plan."""
    questions = in_order(view.store)
    before_advice = {q.id for q in questions if q.order < next(p.order for p in questions if p.id == ADVICE_STARTS)}
    spent = len([id for id in view.answers["asked"] if id in before_advice])
    for question in questions:
        if question.beside or answered(view.answers, question.id) or not applies(question, view):
            continue
        if question.id in before_advice and not question.must and spent + _musts_left(questions, question, view) >= BUDGET:
            continue
        return question
    return questions[-1]


def _musts_left(questions: list[InterviewQuestion], here: InterviewQuestion, view: View) -> int:
    """How many questions still have to be asked before the advice."""
    return len([
        q for q in questions
        if q.must and q.order > here.order and not answered(view.answers, q.id) and q.step < 3 and applies(q, view)
    ])


def progress(view: View) -> tuple[int, int]:
    """(done, of): questions behind the person, and about how many there are in all."""
    for_them = [q for q in in_order(view.store)[:-1] if not (q.beside or starting.passed_over(q.id, view))]
    open_now = [q for q in for_them if applies(q, view) or q.step > 2]
    done = len([q for q in open_now if answered(view.answers, q.id)])
    return done, len(open_now)


def options(question: InterviewQuestion, view: View) -> list[Option]:
    """The choices a question offers now: its own, or those made from what is known."""
    made = _MADE.get(question.options_from or "")
    own = [option for option in question.options if not (option.own and for_another(view.situation))]
    return own + (made(view) if made else [])


def find_option(question: InterviewQuestion, view: View, id: str) -> Optional[Option]:
    """The option with that id, even one that is no longer among the first offered."""
    return next((option for option in options(question, view) if option.id == id), None)


def _roles(view: View) -> list[Option]:
    return [
        Option(id=role.id, label=capital(role.title), value={"roles": [role.id]})
        for role in view.store.all("roles") if not role.goal_only
    ]


def _duties(view: View) -> list[Option]:
    ids = dict.fromkeys(duty for role in view.situation.roles for duty in role.duties)
    return [Option(id=d.id, label=d.title, words=d.words) for d in (view.store.get("duties", id) for id in ids)]


def _aims(view: View) -> list[Option]:
    store, situation = view.store, view.situation
    moves = [m for m in store.all("progressions") if m.from_role in situation.role_ids and m.open_on(situation.as_of)]
    order = {"up": 0, "sideways": 1, "deepen": 2}
    goals = [m.to_role for m in sorted(moves, key=lambda m: order[m.kind]) if m.to_role not in situation.role_ids]
    named = [
        Option(
            id=goal, label=store.phrase("aim-named", role=store.get("roles", goal).title),
            value={"focus": "new role", "aspiration": {"role": goal}},
        )
        for goal in dict.fromkeys(goals)
    ]
    now = Option(
        id="now", label=situation.say("aim-now"), value={"focus": "current"},
        words=["my job now", "this job", "current job", "present job", "my own job", "the job i do", "current role", "same job", "job i have", "now"],
    )
    other = Option(id="other", label=store.phrase("aim-other"), words=["another job", "new job", "different job", "something else", "change jobs"])
    return [now, *named[:5], other]


def _need_sources(view: View) -> list[Option]:
    return [
        Option(id=s.id, label=s.title, words=s.words, value={"need_source": s.id})
        for s in view.store.all("need_sources") if s.offered
    ]


def _suggestions(view: View) -> list[Option]:
    advice = view.advice()
    found = [Option(id=row["id"], label=row["title"]) for row in advice["qualifications"] + advice["informal"]]
    return [*found, Option(id="none", label=view.store.phrase("pick-none"), words=["none", "none of these", "neither", "no"])]


def _practicalities(view: View) -> list[Option]:
    store = view.store
    return [
        Option(id="all-todo", label=store.phrase("practicalities-all-todo"), words=["all to do", "still to do", "none", "nothing yet", "not yet", "no", "none of them"]),
        Option(id="all-sorted", label=store.phrase("practicalities-all-sorted"), words=["all sorted", "all done", "everything", "yes", "sorted"]),
        *[
            Option(id=f"{line.id}={state}", label=f"{line.title}: {store.phrase(f'state-{state}')}")
            for line in checklist.lines(view.situation, view.answers.get("picked") or []) for state in checklist.STATES
        ],
    ]


def _measures(view: View) -> list[Option]:
    return [
        Option(id=m.id, label=m.text, value={"evaluation": {"measures": [m.id]}})
        for m in checklist.measures(view.situation)
    ]


_MADE = {
    "roles": _roles, "duties": _duties, "aims": _aims, "need_sources": _need_sources,
    "suggestions": _suggestions, "chosen": chosen.options, "practicalities": _practicalities, "measures": _measures,
}
