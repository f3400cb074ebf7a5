"""The tables of the evaluation, as Markdown."""
from __future__ import annotations

from typing import Optional

from bot.evaluation.figures import Share
from bot.evaluation.linking import Judged
from bot.evaluation.run import Result
from bot.evaluation.scores import ASKED, MET, STOPPED

# The figures to reach, on lines never trained on. True: at least; False: at most.
F1 = {"role held": 0.95, "qualification": 0.92, "aspiration": 0.90}
TO_REACH = {
    "accuracy": (0.93, True), "out of scope turned away": (0.90, True), "in scope lost": (0.03, False), "hit at 3": (0.90, True),
    MET: (0.98, True), STOPPED: (0.01, False), ASKED: (0.08, False), "topic": (0.85, True),
}
MILLISECONDS = 12
# Errors, in times of those of the default pipeline.
ERRORS = 2 / 3

_NAMES = {
    "links.yml": "Named in a message", "written.jsonl": "Named in a message (written.jsonl)", "real.jsonl": "Named in a message (real.jsonl)",
    "intents.yml": "Intents", "questions.yml": "Questions", "mixed.yml": "An answer and a question in one message", "care.yml": "Care",
    "every message": "Every message",
}
NOTES = """\
How it is measured (`bot/evaluation`): each message goes through the intake and the trained model, in one process and without a server.

- The intervals are Wilson's, for 95 of 100. "To reach" is met by the figure itself; the interval says how sure that is.
- A thing named counts once. What `may` be taken is left out. A wrong id, or one wrong key, is both wrong and missed.
  Where the guide would ask which is meant, it is right if the right one is among the choices.
  A certificate known by its level only ("my level 2") is right where several records would be, and the level is right.
- The aim is what the guide would keep: the first job that is wished for, or else the first qualification.
- In the files with plain words our own reader says which records those are; what it does not know counts as missed.
- An intent is right if it is any of those accepted. What the intake takes for care or for another language is wrong here.
  In scope lost: fallback, out of scope, care or another language. Turned away: the same without care.
- Care has two bands. Where a worry is sure, the conversation stops and contacts come at once. Where there may be one, the message is
  taken as ever, and a gentle line with a button for the contacts comes first. The 0.98 is judged on both bands together, and the share
  met at once stands beside it: the rest has to press the button, or say so. The 0.01 is judged on ordinary lines that stop the conversation.
- "Noticed" is the detector's, whatever the intent. Of a question that is not noticed the whole message counts, and only where
  something answers it surely: then the guide shows it.
- In one message with an answer and a question, the answer or move is taken if its intent is right, or if the interview
  takes an answer from it. No earlier answers are known then.
- The default pipeline is that of `rasa init` in full (`bot/evaluation/bare.yml`), trained on the same lines. It has the message as it was typed.
- Milliseconds are for intake and model together, one message after the other; other work on the machine makes them worse.
- A topic is what the guide itself takes the line to be about: by the eye for topics, beside its answers and what is wished for (`knowledge/topics.py`).
- Masking of personal details is not measured.
"""


def page(result: Result) -> str:
    """The whole of docs/evaluation.md."""
    head = "# How well messages are understood\n\nWritten by `make evaluate`, on `tests/heldout`. Nobody trains on these lines.\n"
    return f"{head}\n{tables(result)}\n{NOTES}"


def tables(result: Result) -> str:
    """All tables, in the order of the files."""
    counted = ", ".join(f"{count} in {file}" for file, count in result.messages.items())
    parts = [f"Messages: {counted}.\n"]
    for file, found in result.scores.items():
        parts.append(f"## {_NAMES[file]}\n")
        if file in result.linking:
            parts.append(_linking(result.linking[file], judged=file == "links.yml"))
        parts.append(_shares(result, file))
        if file == "intents.yml" and result.confused:
            parts.append(_confused("The commonest confusions:", result.confused))
        if file == "real.jsonl" and result.topics:
            parts.append(_confused("Topics taken for others:", result.topics))
    parts += ["## Time\n", _times(result)]
    return "\n".join(parts)


def _linking(rows: dict[str, Judged], judged: bool) -> str:
    lines = ["| what | precision | recall | F1 | to reach | reached | right of which a choice / by level only |", "|---|---|---|---|---|---|---|"]
    for name, row in rows.items():
        most = F1.get(name) if judged else None
        target = f"{most:.2f}" if most else ""
        reached = _yes(row.found.f1 >= most) if most else ""
        lines.append(
            f"| {name} | {shown(row.found.precision)} | {shown(row.found.recall)} | {row.found.f1:.3f} | {target} | {reached} | "
            f"{row.choices} / {row.by_level} of {row.found.right} |"
        )
    return "\n".join(lines) + "\n"


def _shares(result: Result, file: str) -> str:
    bare = result.bare if file == "intents.yml" else None
    head = "| what | share | " + ("default pipeline | " if bare else "") + "to reach | reached |"
    lines = [head, "|" + "---|" * (head.count("|") - 1)]
    for name, found in result.scores[file].shares.items():
        target, reached = _target(name, found)
        other = f"{shown(bare.shares.get(name))} | " if bare else ""
        lines.append(f"| {name} | {shown(found)} | {other}{target} | {reached} |")
    if bare:
        lines.append(_errors(result.scores[file].shares["accuracy"], bare.shares["accuracy"]))
    return "\n".join(lines) + "\n"


def _errors(ours: Share, bare: Share) -> str:
    mine, theirs = ours.of - ours.hits, bare.of - bare.hits
    return f"| errors | {mine} | {theirs} | {ERRORS:.2f} of the default pipeline's | {_yes(mine <= ERRORS * theirs)} |"


def _target(name: str, found: Share) -> tuple[str, str]:
    if name not in TO_REACH:
        return "", ""
    figure, least = TO_REACH[name]
    return f"{'' if least else 'at most '}{figure:.2f}", _yes(found.value >= figure if least else found.value <= figure)


def _confused(heading: str, rows: list[tuple[str, str, int]]) -> str:
    lines = [f"{heading}\n", "| right | taken | times |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {right} | {named} | {count} |" for right, named, count in rows)]) + "\n"


def _times(result: Result) -> str:
    lines = ["| what | median | 95th of 100 | to reach | reached |", "|---|---|---|---|---|"]
    if result.times:
        lines.append(f"| a message | {result.times.median:.1f} ms | {result.times.p95:.1f} ms | {MILLISECONDS} ms | {_yes(result.times.median <= MILLISECONDS)} |")
    if result.bare_times:
        lines.append(f"| a message, default pipeline | {result.bare_times.median:.1f} ms | {result.bare_times.p95:.1f} ms | | |")
    return "\n".join(lines) + f"\n\nLoad average before the run: {result.load:.1f}.\n"


def shown(share: Optional[Share]) -> str:
    """`0.912 (0.88 to 0.94) 301 of 330`."""
    if share is None:
        return ""
    low, high = share.interval
    return f"{share.value:.3f} ({low:.2f} to {high:.2f}), {share.hits} of {share.of}"


def _yes(reached: bool) -> str:
    return "yes" if reached else "**no**"
