"""Answers as people read them: one line a question, in plain words."""
from __future__ import annotations

from knowledge.advice import starting
from knowledge.advice.member import for_another
from knowledge.advice.own_words import OWN, kept
from knowledge.advice.questions import View, applies, find_option, in_order
from knowledge.records import InterviewQuestion
from knowledge.text import capital, inside, listed, sentence

# What was chosen stands in one line: that of the question which they were asked. The other, by whether they came with a choice.
_ONCE = {False: "chosen", True: "pick"}


def value(question: InterviewQuestion, view: View) -> str:
    """The answer to one question in words; "Left out" where it was skipped or not asked."""
    answers = view.answers
    said = _SAY.get(question.id, _option)(question, view)
    if question.id in answers["skipped"] or not said:
        return view.store.phrase("not-provided")
    return said


def lines(view: View) -> list[tuple[InterviewQuestion, str]]:
    """(question, answer) for every question that was answered or skipped, up to the check."""
    shown = []
    for question in in_order(view.store):
        # English and maths stand in the line of the certificates.
        if question.id in ("basics", "check", "after_plan", _ONCE[starting.is_later(view.answers)]) or question.id == "setting" and not applies(question, view):
            continue
        if question.id == "helper" and not for_another(view.situation):
            continue
        said = _SAY.get(question.id, _option)(question, view)
        if said or question.id in view.answers["skipped"]:
            shown.append((question, value(question, view)))
    return shown


def roles(view: View) -> str:
    """The jobs, in the person's own words where they gave some."""
    own = view.answers["said"].get("roles", {})
    return listed([own.get(role.id) or role.title for role in view.situation.roles])


def certificates(view: View) -> str:
    """What they hold, and English and maths, in one line."""
    store, answers = view.store, view.answers
    held = answers.get("qualifications")
    if held is None:
        return ""
    if held == []:
        return store.phrase("no-certificates")
    names = named(held, view)
    levels = [(s, level) for s in ("english", "maths") if (level := view.situation.subject_level(s)) is not None]
    known = [store.phrase(f"level-of-{s}-{'met' if level >= 2 else 'below'}") for s, level in levels]
    return " ".join([sentence(capital(names))] * bool(names) + known)


def named(held: list[dict], view: View) -> str:
    """Certificates in one line, but for a subject that is known by its level alone: the lines on English and maths tell that."""
    each = [_certificate(entry, view) for entry in held if not (entry.get("subject") and entry.keys() <= {"subject", "level", "status"})]
    # With a grade or a year in it, one certificate already has commas of its own.
    return "; ".join(each) if any("," in name for name in each) else listed(each)


def _certificate(entry: dict, view: View) -> str:
    store = view.store
    record = store.find("qualifications", entry.get("id"))
    name = entry.get("words") or (record.title.split(" (")[0] if record else "")
    if entry.get("subject"):
        name = f"{entry['subject'].capitalize()} {name}".strip() if not entry.get("words") else name
    parts = [name]
    if entry.get("level") and not entry.get("words"):
        parts.append(store.phrase("certificate-level", level=entry["level"]))
    if entry.get("grade"):
        parts.append(store.phrase("certificate-grade", grade=entry["grade"]))
    if entry.get("year"):
        parts.append(str(entry["year"]))
    if entry.get("status") == "doing":
        parts.append(store.phrase("certificate-doing"))
    if entry.get("status") == "failed":
        parts.append(store.phrase("certificate-failed"))
    return ", ".join(parts)


def _aim(question, view: View) -> str:
    situation, store = view.situation, view.store
    named = [situation.goal.title] if situation.goal else []
    if situation.wished:
        named.append(situation.wished.title)
    elif situation.answer("aspiration", "qualification"):
        named.append(str(situation.answer("aspiration", "qualification")))
    elif situation.answer("aspiration", "words") and not situation.goal:
        named.append(str(situation.answer("aspiration", "words")))
    if named:
        return capital(listed(named))
    return {"current": situation.say("aim-now"), "new role": store.phrase("aim-other")}.get(situation.answer("focus"), "")


def _for(question, view: View) -> str:
    named = {"self": "for-yourself", "member": "for-another"}.get(view.answers.get("for") or "")
    return view.store.phrase(named) if named else ""


def _need(question, view: View) -> str:
    own = view.answers.get("intended_change")
    return own or _option(question, view)


def _duties(question, view: View) -> str:
    return capital(listed([inside(view.store.get("duties", id).title) for id in view.answers.get("duties") or []]))


def _constraints(question, view: View) -> str:
    given = view.answers.get("constraints")
    if given is None:
        return ""
    named = []
    for option in question.options:
        wanted = (option.value or {}).get("constraints", {})
        other = wanted.get("add_other")
        if other and other in given.get("other", []) or not other and wanted and all(given.get(k) == v for k, v in wanted.items()):
            named.append(option)
    # "Nothing much" is true only where it stands alone.
    named = [option for option in named if option.id != "nothing"] or named
    return capital(listed([inside(option.label) for option in named]))


def _picked(question, view: View) -> str:
    titles = [r.title for id in view.answers.get("picked") or [] if (r := picked_record(view.store, id))]
    titles += [kept(view.answers)] if OWN in (view.answers.get("picked") or []) and kept(view.answers) else []
    return listed(titles) if titles else view.store.phrase("pick-none") if view.answers.get("picked") == [] else ""


def _practicalities(question, view: View) -> str:
    given = view.answers.get("practicalities")
    if not given:
        return ""
    states = list(given.values())
    return view.store.phrase("noted-practicalities", todo=states.count("todo") + states.count("not-sure"), sorted=states.count("sorted"))


def _success(question, view: View) -> str:
    given = view.answers.get("evaluation") or {}
    texts = [m.text for id in given.get("measures", []) if (m := view.store.find("evaluation_measures", id))]
    return " ".join([given["words"]] if given.get("words") else texts)


def kept_as(question: InterviewQuestion, view: View) -> list[str]:
    """What will show that it worked, or how it is shared: in their own words, or else what was chosen."""
    given = view.answers.get(question.id) or {}
    if given.get("words"):
        return [given["words"]]
    return [option.label for id in given.get("ids", []) if (option := find_option(question, view, id))]


def _listed(question: InterviewQuestion, view: View) -> str:
    said = kept_as(question, view)
    return capital(listed([inside(text) for text in said])) if said else ""


def _option(question: InterviewQuestion, view: View) -> str:
    """The label of the option whose value the profile holds."""
    for option in question.options:
        wanted = option.value if isinstance(option.value, dict) else {}
        if wanted and all(_has(view.answers.get(key), given) for key, given in wanted.items()):
            return option.label
    if question.id == "need_source":
        found = find_option(question, view, str(view.answers.get("need_source")))
        return found.label if found else ""
    return ""


def _has(held, wanted) -> bool:
    if isinstance(wanted, dict):
        return isinstance(held, dict) and all(_has(held.get(key), given) for key, given in wanted.items())
    return held == wanted


_SAY = {
    "for": _for, "role": lambda question, view: roles(view), "duties": _duties, "aim": _aim, "need": _need,
    "qualifications": lambda question, view: certificates(view), "constraints": _constraints, "pick": _picked, "chosen": _picked,
    "practicalities": _practicalities, "success": _success, "evidence": _listed, "sharing": _listed,
}


def picked_record(store, id: str):
    """The qualification or informal option that was picked."""
    return store.find("qualifications", id) or store.find("informal_options", id)
