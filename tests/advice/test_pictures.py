"""The drawings of the way and of the levels: what they show, that it fits, and that the same is told in words."""
from __future__ import annotations

import datetime
import json
import re

import pytest
from hypothesis import given

from knowledge.advice import cards, documents, drawing, pathways, picture_levels, picture_plan, picture_way, plan, sharing
from knowledge.advice.drawing import NAME, QUIET, TEXT
from knowledge.advice.questions import View
from knowledge.plain_words import MOST_WORDS, sentences, words
from tests.advice.anybody import DAY, OFTEN, anybody
from tests.advice.people import BOTH_C, profile

STYLES = {style.classes: style for style in (NAME, TEXT, QUIET)}
OLD = [
    {"id": "o-level", "subject": "english", "grade": "C", "year": 1984, "status": "held"}, {"id": "nvq-stl", "level": 3, "status": "held"},
    {"id": "cse", "subject": "maths", "grade": "2", "status": "held"}, {"words": "City and Guilds in catering", "status": "held"},
    {"id": "hlta-status", "status": "doing"}, {"id": "gcse-old-letters", "subject": "science", "grade": "C", "status": "failed"},
]


def view_of(store, told: dict, **more) -> View:
    return View({"schema": 1, "said": {}, "asked": [], "skipped": [], "raised": [], **told, **more}, store, DAY)


def a_view(store, *about, said: dict | None = None, picked: list | None = None, **more) -> View:
    return view_of(store, profile(*about, **more), said=said or {}, **({"picked": picked} if picked is not None else {}))


def way(view: View) -> drawing.Picture:
    return picture_way.drawn(view, view.advice()["pathway"], [row["id"] for row in view.advice()["qualifications"]])


def ladder(view: View) -> drawing.Picture:
    suggested = [view.store.get("qualifications", row["id"]) for row in view.advice()["qualifications"]]
    return picture_levels.drawn(view, picture_levels.held(view) + picture_levels.chosen(suggested, picture_levels.SUGGESTED))


def nodes(tree: list) -> list[list]:
    """A node and all nodes in it."""
    return [tree, *[one for child in tree[2] if isinstance(child, list) for one in nodes(child)]]


def texts(tree: list) -> list[list]:
    return [one for one in nodes(tree) if one[0] == "text"]


def letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def said_in(text: list) -> str:
    return "".join(letters(span if isinstance(span, str) else span[2][0]) for span in text[2])


def lines_of(text: list) -> list[tuple[float, float, float, float]]:
    """(left, top, right, bottom) of each line of a text as measured."""
    style = STYLES[text[1]["class"].removesuffix(" dr-on")]
    found, base = [], int(text[1]["y"])
    for span in text[2]:
        told = span if isinstance(span, str) else span[2][0]
        base += 0 if isinstance(span, str) else int(span[1]["dy"])
        width, left = drawing.width_of(told, style), int(text[1]["x"])
        left -= width / 2 if text[1].get("text-anchor") == "middle" else 0
        found.append((left, base - style.size * 0.8, left + width, base + style.size * 0.25))
    return found


def apart(one: tuple, other: tuple) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def frame(rect: list) -> tuple[int, int, int, int]:
    x, y, width, height = (int(rect[1][key]) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def fits(picture: drawing.Picture) -> None:
    """Only what a drawing may hold; nothing beyond its edge; no box on another, no text beyond its box or on another text."""
    tree = picture.svg
    width, height = map(int, tree[1]["viewBox"].split()[2:])
    assert width <= 320
    for tag, attributes, _ in nodes(tree):
        assert tag in drawing.TAGS and set(attributes) <= drawing.ATTRIBUTES and all(isinstance(value, str) for value in attributes.values())
    frames = [frame(one) for one in nodes(tree) if one[0] == "rect"]
    assert all(0 <= x and 0 <= y and right <= width and bottom <= height for x, y, right, bottom in frames)
    assert all(apart(one, other) for number, one in enumerate(frames) for other in frames[:number])
    lines = [line for text in texts(tree) for line in lines_of(text)]
    assert all(0 <= line[0] and 0 <= line[1] and line[2] <= width and line[3] <= height for line in lines)
    assert all(apart(one, other) for number, one in enumerate(lines) for other in lines[:number])
    for group in (one for one in nodes(tree) if one[0] == "g"):
        left, top, right, bottom = frame(group[2][0])
        assert all(left < line[0] and top < line[1] and line[2] < right and line[3] < bottom for text in group[2][1:] for line in lines_of(text))
    assert drawing.to_svg(tree).encode()


def told_as_drawn(picture: drawing.Picture, hidden: tuple[str, ...]) -> None:
    """What is drawn is told, and what is told is drawn, but for the lines that begin as `hidden`: those are counted by "And 3 more"."""
    told, shown = letters(" ".join(picture.words)), [said_in(text) for text in texts(picture.svg)]
    assert all(text in told for text in shown), [text for text in shown if text not in told]
    rest = [line for line in picture.words if not line.startswith(hidden)]
    for line in rest:
        for part in sentences(line):
            pieces = [letters(piece) for piece in re.split(r"[:,] ", part)]
            whole = "".join(pieces)
            assert all(any(piece in text for text in shown) or any(text in whole for text in shown if len(text) > 6) for piece in pieces), line
    assert all(words(s) <= MOST_WORDS for line in picture.words for s in sentences(line)), picture.words


HIDDEN_HELPS = ("This helps too: ", "Another ")


class TestAnybody:
    def test_the_way_fits_and_is_told(self, store):
        @OFTEN
        @given(anybody(store))
        def whoever(told):
            view = view_of(store, told)
            for route in (view.advice()["pathway"], pathways.onward(view.situation)):
                picture = picture_way.drawn(view, route)
                assert (picture is None) is (not route)
                if picture:
                    fits(picture)
                    told_as_drawn(picture, HIDDEN_HELPS)
                    assert picture.sources and picture == picture_way.drawn(view_of(store, told), route)

        whoever()

    def test_the_ladder_fits_and_holds_what_they_hold(self, store):
        @OFTEN
        @given(anybody(store))
        def whoever(told):
            view = view_of(store, told)
            picture = ladder(view)
            fits(picture)
            assert len([one for one in nodes(picture.svg) if one[0] == "circle"]) == 9
            drawn = letters(" ".join(said_in(text) for text in texts(picture.svg)))
            told_words = letters(" ".join(picture.words))
            assert all(said_in(text) in told_words for text in texts(picture.svg))
            for mark in picture_levels.held(view)[:picture_levels.MOST_ON_A_RUNG]:
                assert letters(mark.name) in drawn and letters(mark.name) in told_words
            # What was failed is nowhere.
            failed = {entry["id"] for entry in told.get("qualifications") or [] if entry["status"] == "failed" and "id" in entry}
            kept = {entry.get("id") for entry in told.get("qualifications") or [] if entry["status"] != "failed"}
            titles = {store.get("qualifications", id).title for id in failed - kept if not store.get("qualifications", id).covers}
            assert not titles & {mark.name for mark in picture_levels.held(view)}

        whoever()

    def test_no_copy_to_hand_on_draws_what_it_may_not_hold(self, store):
        @OFTEN
        @given(anybody(store))
        def whoever(told):
            picked = [row["id"] for row in view_of(store, told).advice()["qualifications"]]
            made = plan.build(view_of(store, told, picked=picked).answers, store, DAY, plan.SHARE)
            bare = {key: value for key, value in told.items() if key not in ("qualifications", "english_level", "maths_level", "science_level")}
            for one in made["drawings"]:
                whole = " ".join(one["words"])
                assert one["title"] != store.phrase("drawing-way") and "You hold" not in whole and "They hold" not in whole
                assert ", for example: " not in whole and not re.search(r"\b(?:maths|gcse)\b", whole, re.I)
            # The same for somebody who told nothing of it, where the same was picked and may be shown.
            again = plan.build(view_of(store, bare, picked=picked).answers, store, DAY, plan.SHARE)
            if sorted(row["id"] for row in again["options"]) == sorted(row["id"] for row in made["options"]):
                assert again["drawings"] == made["drawings"]

        whoever()


class TestTheWay:
    def test_from_here_at_the_bottom_to_the_goal_at_the_top(self, store):
        view = a_view(store, "midday-supervisor", "teacher", said={"roles": {"midday-supervisor": "dinner lady"}})
        picture = way(view)
        boxes = [(frame(one[2][0])[1], one[2][0][1]["class"], said_in(one[2][-1]), said_in(one[2][1])) for one in nodes(picture.svg) if one[0] == "g"]
        assert [box[1] for box in sorted(boxes)] == ["dr-goal", "dr-box", "dr-here"]
        assert sorted(boxes)[-1][2] == "dinnerlady" and sorted(boxes)[0][3] == "yourgoal"
        assert picture.words[0] == "Your job now: dinner lady." and picture.words[1].startswith("A step up: teaching assistant.")
        assert any(line.startswith("A step up. Your goal: qualified teacher.") for line in picture.words)

    def test_without_a_goal_the_moves_in_groups(self, store):
        shown = [said_in(text) for text in texts(way(a_view(store, "teaching-assistant")).svg)]
        assert [shown.index(letters(store.phrase(f"drawing-kind-{kind}"))) for kind in picture_way.MOST_MOVES] == sorted(
            shown.index(letters(store.phrase(f"drawing-kind-{kind}"))) for kind in picture_way.MOST_MOVES)

    def test_a_time_is_what_the_record_says_or_is_to_be_asked(self, store):
        """Neither a certificate's life nor a renewal is a time of learning."""
        for record in store.all("qualifications"):
            told = picture_way._notes(a_view(store, "teaching-assistant"), record)[-1]
            assert told == store.phrase("drawing-time-ask") or letters(told.removeprefix("Time: ")) in letters(record.duration or "")
            assert not re.search(r"certificate|renew|every school year|must hold|it depends", told, re.I), told

    def test_every_name_is_of_a_record(self, store):
        titles = {letters(record.title) for kind in ("roles", "qualifications") for record in store.all(kind)}
        for role in store.all("roles"):
            picture = way(a_view(store, role.id)) if pathways.onward(a_view(store, role.id).situation) else None
            for box in [one for one in nodes(picture.svg) if one[0] == "g"] if picture else []:
                names = [said_in(text) for text in box[2][1:] if "dr-quiet" not in text[1]["class"]]
                assert all(any(name in title for title in titles) for name in names), names

    def test_what_they_picked_is_drawn_before_the_rest(self, store):
        view = a_view(store, "teaching-assistant", "hlta", held=BOTH_C, picked=["sta-apprenticeship-l5"])
        assert any("Specialist Teaching Assistant apprenticeship" in line and "You chose this." in line for line in way(view).words)

    def test_a_job_in_own_words_is_text_and_fits_however_it_is_written(self, store):
        for hostile in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "W" * 500, "\u202eevil\x00\ud800", "ﷺ" * 90, "a " * 200):
            view = a_view(store, "midday-supervisor", "teacher", said={"roles": {"midday-supervisor": hostile}})
            picture = way(view)
            fits(picture)
            page = str(drawing.to_svg(picture.svg))
            assert "<script" not in page and "<img" not in page and json.dumps(picture.shown()).encode()

    def test_a_helper_is_told_of_them(self, store):
        view = view_of(store, {**profile("teaching-assistant", "hlta"), "for": "member"})
        assert way(view).words[0].startswith("Their job now") and "Their goal" in " ".join(way(view).words)


class TestTheLadder:
    def test_each_stands_on_its_rung_also_what_is_not_awarded_now(self, store):
        told = ladder(a_view(store, "teaching-assistant", held=OLD)).words
        assert "Level 2. You hold: English GCE O level, grade C, 1984. Not awarded now." in told
        assert any(line.startswith("Level 3. You hold: NVQ") for line in told) and any(line.startswith("Level 1. You hold: Maths CSE") for line in told)
        assert "No level that we know: City and Guilds in catering." in told
        assert "science" not in " ".join(told).lower()

    def test_each_rung_has_an_example_of_its_day(self, store):
        now, then = (view_of(store, profile("cleaner", as_of=day)) for day in ("2026-11-22", "2010-01-01"))
        two = store.get("levels", "level-equivalence-level-2")
        assert picture_levels.example_of(now, two) == "GCSE grades 9 to 4" and picture_levels.example_of(then, two) == "GCSE grades A*, A, B and C"
        assert len([line for line in picture_levels.drawn(now).words if ", for example: " in line]) == 9

    def test_below_a_pass_english_and_maths_are_nobody_s_mark(self, store):
        told = " ".join(ladder(view_of(store, {**profile("cleaner"), "english_level": 2, "maths_level": 1})).words)
        assert "You hold: English." in told and "Maths" not in told

    def test_where_the_grade_decides_each_grade_has_its_rung(self, store):
        told = picture_levels.of_certificate(a_view(store, "cleaner"), store.get("qualifications", "o-level"), {}).words
        assert {line.split(".")[0] for line in told if "This certificate: GCE O level, grades" in line} == {"Level 1", "Level 2"}

    def test_a_certificate_that_has_no_level_has_no_drawing(self, store):
        record = store.get("qualifications", "hlta-status")
        assert picture_levels.of_certificate(a_view(store, "teaching-assistant"), record, {}) is None

    def test_a_level_that_there_is_not_stands_beside(self, store):
        picture = ladder(a_view(store, "cleaner", held=[{"words": "level 99 wizardry", "level": 99, "status": "held"}]))
        fits(picture)
        assert "No level that we know: Level 99 wizardry." in picture.words


class TestWhereTheyStand:
    def test_the_card_of_the_way_carries_it_with_the_sources_of_what_it_tells(self, store):
        view = a_view(store, "teaching-assistant", "hlta", held=BOTH_C)
        card = cards.pathway_card(view, view.advice()["pathway"])
        assert card["drawing"] == way(view).shown() and {s["id"] for s in way(view).sources} <= {s["id"] for s in card["sources"]}
        assert len(json.dumps(card["drawing"], ensure_ascii=False)) < 10_000

    def test_the_card_of_a_certificate_and_the_answer_on_levels_carry_the_ladder(self, store):
        view = a_view(store, "teaching-assistant", held=OLD)
        assert cards.certificate_card(view, store.get("qualifications", "nvq-stl"), {"level": 2})["drawing"]["title"] == store.phrase("drawing-ladder-asked")
        for kind, id in (("open_questions", "q-what-do-levels-mean"), ("levels", "levels-table"), ("glossary_terms", "level")):
            assert cards.answer_card(view, kind, store.get(kind, id))["drawing"]["title"] == store.phrase("drawing-ladder-held")
        assert "drawing" not in cards.answer_card(view, "open_questions", store.get("open_questions", "q-minibus"))

    def test_the_plan_holds_both_and_its_page_draws_them(self, store):
        view = a_view(store, "teaching-assistant", "hlta", held=OLD, picked=["hlta-status"])
        made = plan.build(view.answers, store, DAY)
        assert [one["title"] for one in made["drawings"]] == [store.phrase("drawing-way"), store.phrase("drawing-ladder-held")]
        page = documents.render(view.answers, store, documents.HTML, plan.MINE, DAY)[0].decode()
        assert page.count("<svg") == 2 and page.count(store.phrase("drawing-in-words")) == 2 and " style=" not in page
        assert all(named in page for named in ("Your goal", "You hold", ".dr-here"))

    def test_hostile_own_words_are_text_in_the_plan(self, store):
        held = [{"words": "<script>alert(1)</script>", "level": 3, "status": "held"}]
        view = a_view(store, "teaching-assistant", "hlta", held=held, said={"roles": {"teaching-assistant": "<b onclick=x>TA</b>"}})
        page = documents.render(view.answers, store, documents.HTML, plan.MINE, DAY)[0].decode()
        assert "<script" not in page and "<b onclick" not in page and "&lt;script&gt;" in page

    @pytest.mark.parametrize("show", [(), ("aim",), ("english_maths",), ("aim", "english_maths")])
    def test_a_copy_to_hand_on_shows_what_was_turned_on(self, store, show):
        view = a_view(store, "teaching-assistant", "hlta", held=OLD, picked=["hlta-status", "ncfe-l3-diploma-stl"])
        made = plan.build(view.answers, store, DAY, plan.SHARE, show)
        titles = {one["title"] for one in made["drawings"]}
        assert (store.phrase("drawing-way") in titles) is ("aim" in show)
        assert (store.phrase("drawing-ladder-held") in titles) is ("english_maths" in show)

    def test_a_way_to_hand_on_names_no_english_and_no_maths(self, store):
        view = a_view(store, "cleaner", "site-manager")
        route = {"pathway": view.advice()["pathway"], "qualifications": []}
        with_, without = (picture_plan.pictures(view, route, sharing.allowed(False, show)) for show in (tuple(sharing.PRIVATE), ("aim",)))
        assert "Functional Skills" in " ".join(with_[0].words) and "Functional Skills" not in " ".join(without[0].words)

    def test_on_an_earlier_day_nothing_newer_is_drawn(self, store):
        view = view_of(store, profile("teaching-assistant", "hlta", as_of="2010-01-01"))
        day = datetime.date(2010, 1, 1)
        newer = {picture_way.name_of(record) for record in store.all("qualifications") if not record.open_on(day)}
        older = {picture_way.name_of(record) for record in store.all("qualifications") if record.open_on(day)}
        whole = " ".join(way(view).words)
        assert not [name for name in newer - older if f": {name}." in whole]
