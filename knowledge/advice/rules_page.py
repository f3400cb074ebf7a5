"""Writes `docs/advice.md` from the code and the content: `python -m knowledge.advice.rules_page`."""
from __future__ import annotations

import inspect
from pathlib import Path
from typing import Callable, Iterable, Optional

from knowledge import content
from knowledge.advice.exclusion import ORDER
from knowledge.advice.not_suggested import KINDS as REFUSALS
from knowledge.advice.ranking import ORDERING, POINTS
from knowledge.advice.rules import INFORMAL_RULES, PRINCIPLES, RULES, Rule
from knowledge.records import KINDS, DecisionRule
from knowledge.store import Store
from knowledge.text import capital, month

PAGE = Path(__file__).resolve().parents[2] / "docs" / "advice.md"


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(_store()), encoding="utf-8")
    print(PAGE)


def page(store: Store) -> str:
    """The whole page as Markdown."""
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    template = jinja2.Environment(loader=loader, keep_trailing_newline=True, undefined=jinja2.StrictUndefined).get_template("rules.md.j2")
    return template.render(
        rules=_rules(store), principles=_principles(store), exclusions=_exclusions(store), refusals=_refusals(store),
        serving=_points(False), ordering=_points(True),
    )


def _store() -> Store:
    """The content files as a store; no database has to be built first."""
    records: dict = {kind: {} for kind in KINDS}
    for found in content.read():
        records[found.kind][found.record.id] = found.record
    return Store(content.CONTENT, records, {}, "content")


def _rules(store: Store) -> str:
    rows = [_rule(store.get("decision_rules", id), rule, store) for id, rule in sorted({**RULES, **INFORMAL_RULES}.items())]
    return _table(("rule", "what it says", "predicate", "when met", "when not met", "source", "holds"), rows)


def _rule(record: DecisionRule, rule: Rule, store: Store) -> tuple[str, ...]:
    words = _said(rule.met, record.met), _said(rule.not_met, record.not_met)
    return (record.id, record.text, _named(rule.tells), *words, _sources(record, store), _dates(rule))


def _said(place: Optional[str], text: Optional[str]) -> str:
    return f"{capital(place)}: {text}" if place else text or ""


def _principles(store: Store) -> str:
    rules = [(store.get("decision_rules", id), how) for id, how in sorted(PRINCIPLES.items())]
    return _table(("rule", "what it says", "how", "source"), [(r.id, r.text, how, _sources(r, store)) for r, how in rules])


def _exclusions(store: Store) -> str:
    rows = [
        (str(number), _tells(line.applies), _phrase(store, line.phrase), _named(line.applies))
        for number, line in enumerate(ORDER, start=1)
    ]
    return _table(("", "when", "what is said", "predicate"), rows)


def _refusals(store: Store) -> str:
    rows = [
        (_tells(kind.applies), _phrase(store, f"refused-{kind.name}"), _phrase(store, f"instead-{kind.name}"), _named(kind.applies))
        for kind in REFUSALS
    ]
    return _table(("what was asked for", "reason", "instead", "predicate"), rows)


def _points(ordering: bool) -> str:
    rows = [(f"{given.points:+g}", given.what) for name, given in POINTS.items() if (name in ORDERING) == ordering]
    return _table(("points", "for what"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in lines)


def _phrase(store: Store, id: Optional[str]) -> str:
    """The words of a phrase with its marks as they stand; nothing where there is none."""
    return store.get("phrases", id).text if id else ""


def _named(predicate: Callable) -> str:
    return f"`{predicate.__module__.rsplit('.', 1)[-1]}.{predicate.__name__}`"


def _tells(predicate: Callable) -> str:
    """The first paragraph of its docstring, on one line."""
    return " ".join(inspect.getdoc(predicate).split("\n\n")[0].split())


def _sources(record: DecisionRule, store: Store) -> str:
    return "; ".join(source["title"] for source in store.sources(record))


def _dates(rule: Rule) -> str:
    """"always", or from when and to when; a year means its last day."""
    dates = [f"{word} {month(date)}" for word, date in (("from", rule.opened), ("to", rule.closed)) if date]
    return " ".join(dates) or "always"


if __name__ == "__main__":
    main()
