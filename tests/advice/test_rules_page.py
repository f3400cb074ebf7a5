"""docs/advice.md says what the code and the content say now."""
from __future__ import annotations

import re

from knowledge.advice import rules, rules_page
from knowledge.advice.exclusion import ORDER
from knowledge.advice.not_suggested import KINDS
from knowledge.advice.ranking import POINTS


def rows(text: str) -> list[list[str]]:
    return [re.split(r" (?<!\\)\| ", line[2:-2]) for line in text.splitlines() if line.startswith("|")]


def test_the_page_is_the_one_that_would_be_written_now(store):
    written = rules_page.PAGE.read_text(encoding="utf-8")
    assert written == rules_page.page(store), "run: python -m knowledge.advice.rules_page"


def test_it_has_a_line_for_every_rule_with_its_words_and_sources(store):
    page = rules_page.page(store)
    lines = {row[0]: row for row in rows(page) if re.fullmatch(r"dr\d\d", row[0])}
    assert lines.keys() == {rule.id for rule in store.all("decision_rules")}
    for id, rule in {**rules.RULES, **rules.INFORMAL_RULES}.items():
        record = store.get("decision_rules", id)
        assert record.text in lines[id][1] and rule.tells.__name__ in lines[id][2]
        assert record.met in lines[id][3] and record.not_met in lines[id][4]
        assert all(source["title"] in lines[id][5] for source in store.sources(record))
        assert (lines[id][6] == "always") == (rule.opened is rule.closed is None)


def test_it_has_the_order_the_points_and_the_common_wishes(store):
    page = rules_page.page(store)
    order = [row[3] for row in rows(page) if row[0].isdigit()]
    assert [line.applies.__name__ for line in ORDER] == [name.strip("`").split(".")[-1] for name in order]
    assert all(f"{given.points:+g} | {given.what}" in page for given in POINTS.values())
    assert all(store.get("phrases", f"refused-{kind.name}").text in page for kind in KINDS)


def test_every_table_is_whole(store):
    page = rules_page.page(store)
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({len(row) for row in rows(table)}) == 1


def test_it_is_written_without_a_built_knowledge_base(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(rules_page, "PAGE", tmp_path / "advice.md")
    rules_page.main()
    assert (tmp_path / "advice.md").read_text(encoding="utf-8") == rules_page.page(store)
    assert "advice.md" in capsys.readouterr().out
