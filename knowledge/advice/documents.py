"""The plan as a page, data, a Word document or calendar entries."""
from __future__ import annotations

import datetime
import io
import json
from functools import lru_cache
from pathlib import Path

from knowledge.advice import plan as plans
from knowledge.advice.drawing import to_svg
from knowledge.store import Store
from knowledge.text import sentence

HTML, JSON, CALENDAR = "text/html", "application/json", "text/calendar"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = (HTML, JSON, WORD, CALENDAR)
_TO_FILL_IN, _MOST_TOLD = "_" * 40, 2


def render(
    answers: dict, store: Store, media_type: str, copy: str, today: datetime.date, show: tuple[str, ...] = ()
) -> tuple[bytes, str, str]:
    """The plan in one of `MEDIA_TYPES`: (content, content type, file name).

    Raises:
        ValueError: if the media type is none of them; the text names them.
    """
    makers = {HTML: _html, JSON: _json, WORD: _word, CALENDAR: _calendar}
    if media_type not in makers:
        raise ValueError(f"A plan comes as one of: {', '.join(MEDIA_TYPES)}.")
    plan = plans.build(answers, store, today, copy, show)
    content = makers[media_type](plan, store)
    ending = {HTML: "html", JSON: "json", WORD: "docx", CALENDAR: "ics"}[media_type]
    charset = "" if media_type == WORD else "; charset=utf-8"
    return content, media_type + charset, f"five-steps-plan{'-to-share' if copy == plans.SHARE else ''}.{ending}"


def day(text: str) -> str:
    """A date as people write it: 3 January 2027."""
    date = datetime.date.fromisoformat(text)
    return f"{date.day} {date:%B %Y}"


@lru_cache(maxsize=1)
def _template():
    import jinja2

    folder = Path(__file__).parent / "templates"
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(day=day, sentence=sentence, svg=to_svg)
    return environment.get_template("plan.html.j2")


def _html(plan: dict, store: Store) -> bytes:
    barriers = [(row["title"], _barrier_lines(row, store.phrase)) for row in plan["barriers"]]
    return _template().render(plan=plan, barriers=barriers, say=store.phrase).encode()


def _json(plan: dict, store: Store) -> bytes:
    return json.dumps(plan, ensure_ascii=False, indent=1).encode()


def _word(plan: dict, store: Store) -> bytes:
    import docx

    say, document = store.phrase, docx.Document()
    document.core_properties.author = ""
    document.add_heading(plan["title"], 0)
    document.add_paragraph(f"{say('plan-' + plan['copy'] + '-note')} {say('plan-no-promise')}")
    document.add_heading(say("plan-about"), 1)
    for line in plan["about"]:
        _pair(document, line["title"], line["text"])
    document.add_heading(say("plan-options"), 1)
    if not plan["options"]:
        document.add_paragraph(f"{say('plan-no-options')} {plan['verdict']}")
    for option in plan["options"]:
        _word_option(document, option, say)
    document.add_heading(say("plan-steps"), 1)
    _word_steps(document, plan["next_steps"], say)
    _word_list(document, say("advice-money-heading"), [f"{row['title']}: {row['text']}" for row in plan["money"]])
    if plan["local"]:
        _word_list(document, plan["local"]["title"], [f"{line['label']}: {line['text']}" for line in plan["local"]["lines"]])
    _word_list(document, say("plan-practicalities"), [f"{p['title']}: {p['state']}" for p in plan["practicalities"]])
    _word_barriers(document, plan["barriers"], say)
    _word_list(document, say("plan-agreed"), [plan["agreed"]] if plan["agreed"] else [])
    _word_list(document, say("plan-request"), [plan["request"]] if plan["request"] else [])
    _word_list(document, say("plan-check"), plan["check"])
    _word_list(document, say("plan-evaluation"), plan["evaluation"])
    _word_list(document, say("plan-evidence"), plan["evidence"])
    _word_list(document, say("plan-looked"), plan["looked"])
    _word_list(document, say("plan-reviews"), [f"{day(r['when'])}: {r['what']}" for r in plan["reviews"]])
    sources = [f"{s['title']} ({say('plan-checked', checked=s['checked'])}) {s['url'] or ''}".strip() for s in plan["sources"]]
    _word_list(document, say("plan-sources"), sources)
    document.add_paragraph(say("plan-made", made=day(plan["made"]), knowledge=plan["knowledge"]))
    _word_sheet(document, plan["talk_sheet"], say)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _word_option(document, option: dict, say) -> None:
    document.add_heading(option["title"], 2)
    document.add_paragraph(option["what"])
    for line in option["local"]:
        _pair(document, line["label"], line["text"])
    pairs = [("plan-why", reason) for reason in option["reasons"]]
    pairs += [("plan-time", option["duration"]), ("plan-cost", option["cost"])]
    pairs += [("plan-entry", f"{e['requirement']} ({say('plan-met-' + e['met'])})") for e in option["entry"]]
    pairs += [("plan-first", _bridge(e["bridge"])) for e in option["entry"] if e["bridge"] and e["met"] == "no"]
    pairs += [("plan-care", caution) for caution in option["cautions"]]
    pairs += [("plan-ask", " ".join(option["questions"])), ("plan-how", " ".join(option["how"]))]
    for label, text in pairs:
        if text:
            _pair(document, say(label), text)


def _word_steps(document, steps: list[dict], say) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, label in zip(table.rows[0].cells, ("plan-step-what", "plan-step-who", "plan-step-when")):
        cell.text = say(label)
    for step in steps:
        for cell, text in zip(table.add_row().cells, (step["what"], step["who"], day(step["when"]))):
            cell.text = text


def _bridge(bridge: dict) -> str:
    return " ".join(sentence(bridge[part]) for part in ("what", "time", "cost"))


def _barrier_lines(row: dict, say) -> list[tuple[str, str]]:
    """(label, text) of one thing that makes it hard: the step first, then what may help, then what to write."""
    lines = [(say("plan-barrier-step"), row["step"])]
    for label, part in (("plan-barrier-right", "rights"), ("plan-barrier-money", "funding")):
        for may_help in row[part][:_MOST_TOLD]:
            lines.append((say(label), " ".join([sentence(may_help["title"]), *may_help["how"][:1], may_help["depends"] or ""]).strip()))
    lines += [(say("plan-barrier-instead"), f"{sentence(way['title'])} {way['how'][0]}") for way in row["instead"]]
    if row["help"]:
        lines.append((say("plan-barrier-help"), "; ".join(who["title"] for who in row["help"])))
    if row["request"]:
        lines.append((say("plan-barrier-request", to=row["to"]), row["request"]))
    return lines


def _word_barriers(document, rows: list[dict], say) -> None:
    if rows:
        document.add_heading(say("plan-barriers"), 1)
    for row in rows:
        document.add_heading(row["title"], 2)
        for label, text in _barrier_lines(row, say):
            _pair(document, label, text)


def _word_sheet(document, sheet: list[dict] | None, say) -> None:
    """The page to talk from, on a page of its own; a line to fill in has room."""
    if not sheet:
        return
    document.add_page_break()
    document.add_heading(say("sheet-title"), 1)
    document.add_paragraph(say("sheet-note"))
    for part in sheet:
        document.add_heading(part["heading"], 2)
        for line in part["lines"]:
            document.add_paragraph(line + (f" {_TO_FILL_IN}" if line.endswith(":") else ""), style="List Bullet")


def _word_list(document, heading: str, lines: list[str]) -> None:
    if lines:
        document.add_heading(heading, 1)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")


def _pair(document, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)


def _to_look_at(plan: dict, store: Store) -> str:
    """What to hold up on the day of a look back: how they would know, and what shows it."""
    parts = [(store.phrase("plan-evaluation"), plan["evaluation"]), (store.phrase("plan-evidence"), plan["evidence"])]
    return "\n".join(f"{label}: {'; '.join(lines)}" for label, lines in parts if lines)


def _calendar(plan: dict, store: Store) -> bytes:
    """An all-day entry for each next step and review."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Five Steps//EN")
    calendar.add("version", "2.0")
    made = datetime.datetime.combine(datetime.date.fromisoformat(plan["made"]), datetime.time(), datetime.timezone.utc)
    for number, step in enumerate(plan["next_steps"] + plan["reviews"]):
        event = icalendar.Event()
        event.add("uid", f"{plan['made']}-{number}@five-steps")
        event.add("dtstamp", made)
        event.add("dtstart", datetime.date.fromisoformat(step["when"]))
        event.add("summary", step["what"])
        if step in plan["reviews"] and (told := _to_look_at(plan, store)):
            event.add("description", told)
        calendar.add_component(event)
    return calendar.to_ical()
