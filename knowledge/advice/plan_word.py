"""The plan as a form to fill in and sign: what is known stands in it, and what is not is left blank and never guessed."""
from __future__ import annotations

from knowledge.advice import paper, plan_page, plan as plans
from knowledge.advice.plan_words import Saying, brief, clip
from knowledge.local_words import day
from knowledge.store import Store

# What every plan has to settle, whether it came up or not: (phrase, practical points that belong to it).
SETTLED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("form-release", ("pr07", "pr24", "pr14", "pr32")),
    ("form-costs", ("pr08",)),
    ("form-pays", ("pr29",)),
    ("form-mentor", ("pr06", "pr-who")),
    ("form-after", ("pr09",)),
)
# Answers that a form has a line for, even where they are not known.
ASKED = ("role", "need")
BLANK_CHOICES = 2
# In characters; and from how many rows on the form is set in smaller letters, so that it stays on two sheets.
WHY, FACT, OWN, STEP = 170, 110, 240, 170
MANY_ROWS, SMALLER = 22, 9
# Columns in millimetres.
TWO, THREE, CHOICES, STEPS, SIGNED = (48, 136), (52, 54, 78), (48, 70, 66), (13, 101, 36, 34), (30, 56, 62, 36)
# Millimetres of height to sign in.
ROOM_TO_SIGN = 12


def word(plan: dict, store: Store) -> bytes:
    """The form as a Word document.

    Args:
        plan: as `plan.build` makes it.
        store: the knowledge base, for words.
    """
    say = Saying(plan, store)
    rows = len(plan["next_steps"]) + len(plan["practicalities"]) + len(plan["options"])
    document = paper.begin(plan["title"], plan["made"], SMALLER if rows > MANY_ROWS else paper.SIZE)
    paper.say(document, f"{say('plan-made-on', made=day(plan['made']))} {say('form-note')} {say('plan-' + plan['copy'] + '-note')}")
    _need(document, plan, store, say)
    _choices(document, plan, say)
    _agreed(document, plan, say)
    _steps(document, plan, say)
    _success(document, plan, say)
    document.add_heading(say("form-sign"), 1)
    header = (say("form-who"), say("form-name"), say("form-signature"), say("form-date"))
    paper.table(document, header, [(say("form-me"), "", "", ""), (say("form-manager"), "", "", "")], SIGNED, bold_first=True, room=ROOM_TO_SIGN)
    _end(document, plan, say)
    return paper.finish(document)


def _need(document, plan: dict, store: Store, say: Saying) -> None:
    told = {row["id"]: (row["title"], clip(row["text"], OWN)) for row in plan["about"]}
    blank = {id: (store.get("interview_questions", id).title, "") for id in ASKED}
    rows = [told.get(id) or blank[id] for id in plan_page.NEED if id in told or id in blank]
    document.add_heading(say("plan-need"), 1)
    paper.table(document, (say("form-point"), say("form-known")), rows, TWO, bold_first=True)


def _choices(document, plan: dict, say: Saying) -> None:
    rows = [_choice(option, say) for option in plan["options"][: plan_page.MOST_CHOICES]]
    document.add_heading(say("form-choice"), 1)
    header = (say("plan-step-what"), say("plan-why"), say("form-time-cost"))
    paper.table(document, header, rows or [("", "", "")] * BLANK_CHOICES, CHOICES, bold_first=True)
    if rest := plan["options"][plan_page.MOST_CHOICES:]:
        paper.say(document, f"{say('plan-also')} {'; '.join(clip(option['title'], OWN) for option in rest)}")


def _choice(option: dict, say: Saying) -> tuple[str, str, str]:
    pairs = [(line["label"], line["text"]) for line in option["local"][:1]]
    pairs += [(say("plan-time"), brief(option["duration"], FACT)), (say("plan-cost"), brief(option["cost"], FACT))]
    return clip(option["title"], OWN), brief(" ".join(option["reasons"]), WHY), " ".join(f"{label}: {text}" for label, text in pairs if text)


def _agreed(document, plan: dict, say: Saying) -> None:
    """What has to be settled, with how it stands as far as that is known, and room for what the two agree."""
    stands = {point["id"]: f"{point['title']}: {point['state'].lower()}." for point in plan["practicalities"]}
    rows = [(say(name), " ".join(stands.pop(id) for id in points if id in stands), "") for name, points in SETTLED]
    rows += [(point["title"], f"{point['state']}.", "") for point in plan["practicalities"] if point["id"] in stands]
    if plan["agreed"]:
        rows.insert(0, (say("plan-agreed"), plan["agreed"], ""))
    document.add_heading(say("form-agree"), 1)
    paper.table(document, (say("form-point"), say("form-known"), say("form-agreed")), rows, THREE, bold_first=True)


def _steps(document, plan: dict, say: Saying) -> None:
    header = (say("plan-step-done"), say("plan-step-what"), say("plan-step-who"), say("plan-step-when"))
    rows = [(paper.BOX, clip(row["what"], STEP), row["who"], day(row["when"])) for row in plan["next_steps"] + plan["earlier_steps"]]
    document.add_heading(say("plan-steps"), 1)
    paper.table(document, header, [*rows, (paper.BOX, "", "", "")], STEPS)


def _success(document, plan: dict, say: Saying) -> None:
    """How they would know, what shows it, and the days to look back."""
    rows = [(say("plan-evaluation"), " ".join(clip(text, OWN) for text in plan["evaluation"][: plan_page.MOST_SIGNS]))]
    rows.append((say("plan-evidence"), " ".join(clip(text, OWN) for text in plan["evidence"][: plan_page.MOST_SIGNS])))
    rows += [(day(row["when"]), clip(row["what"], OWN)) for row in plan["reviews"]]
    if plan["copy"] == plans.MINE and plan["looked"]:
        rows.append((say("plan-looked"), " ".join(plan["looked"][-plan_page.MOST_SIGNS:])))
    document.add_heading(say("plan-reviews"), 1)
    paper.table(document, (say("form-point"), say("form-known")), rows, TWO, bold_first=True)


def _end(document, plan: dict, say: Saying) -> None:
    paper.say(document, "")
    paper.say(document, say("plan-no-promise"), paper.SMALL)
    named = [f"{source['title']} ({say('plan-checked', checked=source['checked'])})" for source in plan_page.sources(plan)]
    paper.say(document, f"{say('plan-sources')}: {'; '.join(named)}.", paper.SMALL)
    paper.say(document, say("plan-made", knowledge=plan["knowledge"]), paper.SMALL)
