"""The small helps: every page has its named parts, its sources and nothing private; words, days, jobs without a standard."""
from __future__ import annotations

import datetime
import html as entities
import itertools
import json
import math
import re

import pytest
from hypothesis import given, settings, strategies

from knowledge.advice import small_helps
from knowledge.advice.small_helps_lines import JOB
from knowledge.advice.team import NotThen
from knowledge.plain_words import MOST_WORDS, sentences, words
from knowledge.records import Dated
from knowledge.store import NotFound

TODAY, THEN = datetime.date(2026, 11, 22), datetime.date(2009, 1, 1)
ROLES = ["teaching-assistant", "school-cook", "site-manager", "school-administrator", "science-technician", "midday-supervisor", "sports-coach"]
# No standard for this job is known, so the next best stands on its pages.
WITHOUT_STANDARD = "sports-coach"
CHOICE_NEEDED = {"learning-agreement": "draft"}
WISH = "how to keep children with allergies safe"
# The helps that were asked for, each with the parts that make its page of use tomorrow.
PARTS = {
    "role-audit": {"how", "work", "gaps", "next"},
    "job-description": {"purpose", "duties", "good", "person", "stages", "questions"},
    "appraisal": {"well", "look", "want", "agreed", "log"},
    "first-weeks": {"before", "day-one", "work", "school", "talks", "half-term", "next"},
    "school-aim": {"sentences", "signs", "find", "ask"},
    "mentor-brief": {"do", "not", "chances", "first", "each"},
    "expert-witness-brief": {"before", "write", "seen", "statement"},
    "learning-agreement": {"draft", "schools", "law"},
    "rep-visit": {"before", "meet", "ask", "private", "leave", "after"},
    "learning-survey": {"job", "learn", "how", "hard", "last", "use"},
    "new-rep": {"week", "time", "rights", "duties", "keep", "help", "half-year"},
    "skills-for-life-promise": {"promise", "why", "works", "free", "steps"},
    "job-levels": {"profile", "rises", "mine", "new", "ask", "body"},
    "carry-over": {"shared", "moves", "units", "papers", "ask"},
    "reading": {"question", "read", "check", "note"},
    "training-day": {"aim", "who", "fair", "together", "programme", "after"},
    "for-rep": {"rights", "agreement", "employer", "council", "private", "next"},
    "for-manager": {"agree", "law", "begin", "mentor", "aim", "signs", "theirs"},
    "left-out": {"money", "who", "needs", "figures", "tried", "careful"},
}
# What a conversation may hold and no page may know.
PRIVATE = {
    "english_level": 0, "qualifications": [{"words": "SECRET-CERTIFICATE"}], "intended_change": "SECRET-HOPE", "aspiration": {"words": "SECRET-AIM"},
    "constraints": {"other": ["SECRET-HEALTH"]}, "agreed": {"manager": "no", "words": "SECRET-REFUSAL"}, "name": "SECRET-NAME",
}


def told(id: str, role: str | None = "teaching-assistant", **more) -> dict:
    """What was told for a help: a job, a wish, a choice where the help needs one, and more."""
    return {"role": role, "say": WISH, "choice": CHOICE_NEEDED.get(id), **more}


def built(store, id: str, role: str | None = "teaching-assistant", day: datetime.date = TODAY, **more) -> dict:
    return small_helps.build(id, told(id, role, **more), store, day)


@pytest.fixture(scope="module")
def pages(store):
    """Every page for several jobs: {(help, role): page}."""
    return {(help.id, role): built(store, help.id, role) for help in store.all("small_helps") for role in ROLES}


def lines(page: dict) -> list[dict]:
    return [line for part in page["parts"] for line in small_helps.all_lines(part)]


def part(page: dict, id: str) -> dict:
    return next(each for each in page["parts"] if each["id"] == id)


def readable(page: dict) -> list[str]:
    """Everything on a page that a person reads, but not the names of sources."""
    found = [page["title"], page["lead"], page["note"]]
    for each in page["parts"]:
        columns = each["table"]["columns"] if each["table"] else []
        found += [each["heading"], each["note"] or "", *columns, *(blank["label"] for blank in each["blanks"])]
        found += [text for line in small_helps.all_lines(each) for text in (line["label"], line["text"], line["check"]) if text]
    return found


def test_every_help_that_was_asked_for_is_there(store):
    assert {help.id for help in store.all("small_helps")} == PARTS.keys()


@pytest.mark.parametrize("id", PARTS)
class TestEachPage:
    def test_it_has_its_named_parts_each_with_something_to_read_or_fill_in(self, pages, id):
        for role in ROLES:
            page = pages[id, role]
            assert {each["id"] for each in page["parts"]} >= PARTS[id], role
            for each in page["parts"]:
                assert each["heading"] and (each["lines"] or each["blanks"] or each["table"] or each["note"]), (role, each["id"])

    def test_everything_has_a_source_with_its_date(self, pages, id):
        for role in ROLES:
            page = pages[id, role]
            listed = {(source["id"], source["title"]) for source in page["sources"]}
            used = [source for each in page["parts"] for source in each["sources"]] + [source for line in lines(page) for source in line["sources"]]
            assert all(each["sources"] for each in page["parts"])
            assert all(source["checked"] and source["title"] for source in used)
            assert listed == {(source["id"], source["title"]) for source in used}

    def test_it_holds_nothing_private(self, store, id):
        card = small_helps.card(id, told(id, **PRIVATE), store, TODAY)
        assert "SECRET" not in json.dumps(built(store, id, **PRIVATE)) + json.dumps(card)

    def test_it_says_who_may_see_it(self, store, pages, id):
        page = pages[id, ROLES[0]]
        assert page["private"] is store.get("small_helps", id).private
        assert ("yours" in page["note"]) is page["private"] and ("no person" in page["note"]) is not page["private"]

    def test_its_card_is_a_few_lines_with_sources(self, store, id):
        card = small_helps.card(id, told(id), store, TODAY)
        assert 3 <= len(card["lines"]) <= 5 and card["sources"] and card["title"] and card["actions"][0]["label"]
        assert all(len(line) <= 200 for line in card["lines"])

    def test_its_words_are_short_sentences_without_a_place_left_open(self, pages, id):
        for role in ROLES:
            for text in readable(pages[id, role]):
                assert JOB not in text
                if id != "reading":
                    # What is read there is an answer of ours, which has its own rule.
                    assert not [s for s in sentences(text) if words(s) > MOST_WORDS + 3], text

    def test_the_same_page_is_made_twice(self, store, pages, id):
        assert json.dumps(built(store, id)) == json.dumps(pages[id, "teaching-assistant"])

    def test_on_an_older_day_it_shows_nothing_newer(self, store, id):
        page = built(store, id, "teaching-assistant", THEN)
        newer = [
            record for kind in ("rights", "funding", "resources", "organisations", "informal_options", "qualifications")
            for record in store.all(kind) if isinstance(record, Dated) and not record.open_on(THEN)
        ]
        labels = {line["label"] for line in lines(page)}
        assert not labels & {record.title for record in newer}
        assert page["made"] == "2009-01-01" and not re.search(r"\b20(?:1\d|2\d)\b", " ".join(readable(page)))

    def test_the_printed_page_is_whole(self, store, pages, id):
        page = pages[id, "school-cook"]
        text = small_helps.html(page, store)
        assert text.startswith("<!doctype html>") and '<html lang="en-GB">' in text and "size: A4" in text and text.count("<h1>") == 1
        headings = [entities.unescape(re.sub(r"<sup>.*?</sup>", "", heading)) for heading in re.findall(r"<h2>(.*?)</h2>", text)]
        assert headings[:-1] == [each["heading"] for each in page["parts"]]
        for each in page["parts"]:
            for blank in each["blanks"]:
                assert entities.escape(blank["label"], quote=False) in entities.unescape(text).replace("&", "&amp;"), blank
        assert set(re.findall(r'href="#(s\d+)"', text)) == set(re.findall(r'id="(s\d+)"', text))

    def test_a_persons_words_cannot_become_a_page(self, store, id):
        text = small_helps.html(built(store, id, say='<script>alert("x")</script> & <b>'), store)
        assert "<script" not in text and "<b>" not in text


class TestJobs:
    def test_a_job_without_a_standard_is_told_so_and_gets_its_duties(self, store, pages):
        duties = [store.get("duties", id).title for id in store.get("roles", WITHOUT_STANDARD).duties]
        for id, where in (("appraisal", "look"), ("job-description", "good"), ("first-weeks", "half-term"), ("expert-witness-brief", "seen")):
            found = part(pages[id, WITHOUT_STANDARD], where)
            shown = [line["text"] for line in small_helps.all_lines(found)]
            assert "no published standard" in found["note"] and shown and shown == duties[: len(shown)]
            assert part(pages[id, "school-cook"], where)["note"] is None

    def test_interview_questions_quote_the_standard_of_the_job(self, store, pages):
        check = next(check for check in store.all("self_checks") if "school-cook" in check.roles)
        asked = small_helps.all_lines(part(pages["job-description", "school-cook"], "questions"))
        assert len(asked) >= 4 and all(any(one.text in line["text"] for one in check.statements) for line in asked)
        assert all(line["text"].endswith(("?", ".")) for line in asked)

    def test_on_a_day_of_then_classroom_staff_get_the_units_of_2007_and_others_their_duties(self, store):
        classroom = part(built(store, "appraisal", "teaching-assistant", THEN), "look")
        assert classroom["note"] is None and classroom["table"]["lines"][0]["text"] == store.get("standards_units", "stl1").plain
        kitchen = part(built(store, "appraisal", "school-cook", THEN), "look")
        assert "1 January 2009" in kitchen["note"]

    def test_what_the_law_asks_of_a_job_stands_in_its_first_weeks(self, store, pages):
        options = [option for option in store.all("qualifications") if "school-cook" in option.statutory_for]
        asked = [option.title for option in options if option.offered and option.open_on(TODAY)]
        day_one = " ".join(line["text"] for line in small_helps.all_lines(part(pages["first-weeks", "school-cook"], "day-one")))
        assert asked and all(title in day_one for title in asked[:3])

    def test_an_audit_begins_with_the_job_and_goes_on_to_its_family(self, store, pages):
        rows = [line["text"] for line in small_helps.all_lines(part(pages["role-audit", "school-cook"], "work"))]
        own = [store.get("duties", id).title for id in store.get("roles", "school-cook").duties]
        assert rows[: len(own)] == own and len(rows) > len(own) and len(rows) == len(set(rows))

    def test_levels_name_the_profile_of_the_day_and_promise_no_pay(self, store, pages):
        now = part(pages["job-levels", "school-cook"], "profile")["lines"]
        assert "5 levels" in now[0]["text"]
        then = built(store, "job-levels", "teaching-assistant", THEN)
        assert "4 levels" in part(then, "profile-then")["lines"][0]["text"]
        shown = " ".join(readable(pages["job-levels", "school-cook"]))
        assert "promises no pay" in shown and "£" not in shown

    def test_a_job_goes_by_other_names_and_an_unknown_one_names_the_nearest(self, store):
        assert built(store, "first-weeks", "School Cook")["role"]["id"] == "school-cook"
        with pytest.raises(NotFound, match="school-cook"):
            built(store, "first-weeks", "school-cok")

    def test_a_name_of_several_jobs_names_them(self, store):
        with pytest.raises(small_helps.HelpError, match="midday-supervisor"):
            built(store, "first-weeks", "Dinner lady")

    def test_a_job_that_was_not_there_on_the_day_is_said(self, store):
        with pytest.raises(NotThen, match="1 January 2009"):
            built(store, "first-weeks", "elsa", THEN)


class TestChoices:
    def test_a_choice_leaves_out_what_is_for_another(self, store):
        assert {"check"} == {each["id"] for each in built(store, "learning-agreement", choice="check")["parts"]} & {"check", "draft"}
        assert {"draft"} == {each["id"] for each in built(store, "learning-agreement", choice="draft")["parts"]} & {"check", "draft"}
        assert "together" not in {each["id"] for each in built(store, "training-day", choice="school")["parts"]}

    def test_every_choice_makes_a_page(self, store):
        for help in store.all("small_helps"):
            for option in (option for ask in help.asks for option in ask.options):
                page = built(store, help.id, choice=option.id)
                assert page["parts"] and small_helps.html(page, store)

    def test_every_part_stands_for_choices_that_there_are(self, store):
        for help in store.all("small_helps"):
            known = {option.id for ask in help.asks for option in ask.options}
            assert all(set(each.choices) <= known for each in help.parts), help.id

    def test_a_move_that_we_know_is_named_and_another_is_not_made_up(self, store):
        known = part(built(store, "carry-over", choice="early-years"), "moves")
        assert known["lines"][0]["label"] == "Early years practitioner"
        assert "no written account" in part(built(store, "carry-over", "school-cook", choice="youth"), "moves")["note"]

    def test_every_service_of_a_choice_is_one_that_units_are_shared_with(self, store):
        shared = " | ".join(text for unit in store.all("standards_units") for text in unit.shared_with)
        options = [option for help in store.all("small_helps") for ask in help.asks for option in ask.options]
        named = [service for option in options for service in (option.value or {}).get("services", [])]
        assert named and all(service in shared for service in named)

    def test_the_units_of_the_chosen_service_come_first(self, store):
        assert "childcare" in part(built(store, "carry-over", choice="early-years"), "units")["lines"][0]["text"]


class TestTables:
    def test_a_table_of_work_has_the_work_as_its_rows_and_ideas_stand_apart(self, pages):
        meet = part(pages["rep-visit", "school-cook"], "meet")
        assert len(meet["table"]["lines"]) == 6 and ["health and safety" in line["text"] for line in meet["lines"]] == [True]

    def test_an_empty_form_stands_after_our_lines(self, store, pages):
        log = part(pages["appraisal", "school-cook"], "log")
        assert log["table"]["lines"] == [] and log["table"]["rows"] >= 4 and len(log["lines"]) == 1
        text = small_helps.html(pages["appraisal", "school-cook"], store)
        assert text.index("Leave out the names of pupils") < text.index("What changed in my work")


class TestReading:
    def test_it_names_only_what_we_hold_with_the_standard_of_the_job(self, store):
        read = part(built(store, "reading", "school-cook", say="which allergies must be on the menu"), "read")
        titles = {getattr(record, field, None) for _, record in store.anywhere.values() for field in ("question", "title", "term")}
        labels = [line["label"] for line in read["lines"]]
        assert len(labels) >= 2 and labels[-1] == "The standard for your job"
        assert {label.lower() for label in labels[:-1]} <= {str(title).lower() for title in titles}

    def test_where_we_hold_nothing_sure_it_says_so(self, store):
        read = part(built(store, "reading", None, say="zebra crossings in ancient Rome"), "read")
        assert read["lines"] == [] and "nothing that answers this for sure" in read["note"]


class TestOnPaper:
    # Lines of print that one A4 sheet holds, measured in a browser with the widest page of each help; the survey stands in two columns.
    SHEET, IN_COLUMNS = 77, {"learning-survey": 102}
    LETTERS, TABLE_LETTERS, COLUMN_LETTERS, SOURCE_LETTERS = 125, 110, 14, 62

    def printed(self, page: dict) -> float:
        """About how many lines of print a page has."""
        lines = 4.0
        for each in page["parts"]:
            texts = [each["note"] or "", *((line["label"] or "") + line["text"] + (line["check"] or "") for line in each["lines"])]
            lines += 1.8 + sum(math.ceil(len(text) / self.LETTERS) for text in texts)
            if table := each["table"]:
                wide = self.TABLE_LETTERS - self.COLUMN_LETTERS * len(table["columns"])
                lines += 1.3 + 1.6 * table["rows"] + sum(1.35 * math.ceil(len((row["label"] or "") + row["text"]) / wide) for row in table["lines"])
            lines += sum(1.3 if blank["text"] else 1.5 * blank["rows"] for blank in each["blanks"])
        # The sources stand in three columns of small print.
        small = sum(math.ceil(len(f"{source['title']} (checked: {source['checked']})") / self.SOURCE_LETTERS) for source in page["sources"])
        return lines + 2 + small / 3 * 0.75

    def test_every_page_of_every_job_fits_on_one_sheet(self, store):
        for help in store.all("small_helps"):
            roles = [role.id for role in store.all("roles")] if any(ask.id == "role" for ask in help.asks) else [None]
            choices = [option.id for ask in help.asks for option in ask.options] or [None]
            for role, choice in itertools.product(roles, choices):
                page = built(store, help.id, role, choice=choice, say="to learn how this is done " * 20)
                assert self.printed(page) <= self.IN_COLUMNS.get(help.id, self.SHEET), (help.id, role, choice)


class TestGiven:
    @settings(max_examples=40, deadline=None)
    @given(words=strategies.text(max_size=600))
    def test_any_words_make_a_page(self, store, words):
        text = small_helps.html(built(store, "mentor-brief", say=words), store)
        assert text.count("<h1>") == 1 and text.count("<section>") == text.count("</section>") == len(PARTS["mentor-brief"]) + 1

    def test_words_of_spaces_are_no_words(self, store):
        with pytest.raises(small_helps.HelpError, match="own words"):
            built(store, "reading", say="   ")

    def test_own_words_stand_on_their_line_and_a_missing_one_leaves_it_open(self, store):
        wanted = part(built(store, "appraisal"), "want")["blanks"][0]
        assert wanted["text"] == WISH
        assert part(built(store, "appraisal", say=None), "want")["blanks"][0]["text"] == ""

    def test_what_identifies_somebody_is_taken_out_of_own_words(self, store):
        page = json.dumps(built(store, "appraisal", say="ring me on 07700 900123 or anna@example.org about the course"))
        assert "900123" not in page and "anna@example.org" not in page and "about the course" in page

    def test_a_long_text_is_cut_at_a_word_so_that_the_page_stays_a_sheet(self, store):
        text = part(built(store, "appraisal", say="learning " * 100), "want")["blanks"][0]["text"]
        assert text.endswith("learning…") and len(text) <= small_helps.MOST_SAID + 1

    @pytest.mark.parametrize("id", ["job-description", "first-weeks", "role-audit", "job-levels", "carry-over"])
    def test_without_its_job_it_says_what_to_give(self, store, id):
        with pytest.raises(small_helps.HelpError, match="Give the job"):
            built(store, id, None)

    def test_without_the_choice_it_needs_it_names_the_choices(self, store):
        with pytest.raises(small_helps.HelpError, match="check, draft"):
            built(store, "learning-agreement", choice=None)

    def test_without_the_words_it_needs_it_says_so(self, store):
        with pytest.raises(small_helps.HelpError, match="own words"):
            built(store, "reading", say=None)

    def test_a_help_and_a_choice_go_by_what_people_call_them(self, store):
        assert built(store, "Role audit")["id"] == "role-audit" and built(store, "induction")["id"] == "first-weeks"
        assert part(built(store, "left-out", choice="Academy"), "whom")["blanks"][0]["text"] == "the academy trust"

    def test_no_two_helps_go_by_one_name(self, store):
        names = [name for help in store.all("small_helps") for name in {help.id, help.title.lower(), *help.words}]
        assert len(names) == len(set(names))

    def test_an_unknown_help_names_the_nearest_and_an_unknown_choice_the_choices(self, store):
        with pytest.raises(small_helps.HelpError, match="Did you mean first-weeks"):
            built(store, "first-week")
        with pytest.raises(small_helps.HelpError, match="council, trust, partnership"):
            built(store, "left-out", choice="bank")


class TestOffered:
    def test_each_is_offered_to_those_it_is_for(self, store):
        everybody = {row["id"] for row in small_helps.offered(store, TODAY)}
        assert everybody == PARTS.keys()
        assert "appraisal" not in {row["id"] for row in small_helps.offered(store, TODAY, who="manager")}
        assert {"new-rep", "rep-visit"} <= {row["id"] for row in small_helps.offered(store, TODAY, who="rep")}

    def test_what_prompted_the_need_comes_first(self, store):
        assert small_helps.offered(store, TODAY, need_source="ns04")[0]["id"] == "first-weeks"
        assert small_helps.offered(store, TODAY, who="self", need_source="ns02")[0]["id"] == "appraisal"

    def test_each_asks_one_question_or_two(self, store):
        for row in small_helps.offered(store, TODAY):
            # The rights of a rep depend on nothing that could be asked.
            assert (row["id"] != "for-rep") <= len(row["asks"]) <= 2, row["id"]
            assert all(ask["words"].endswith((".", "?")) for ask in row["asks"])
            assert all((ask["id"] == "choice") is bool(ask["options"]) for ask in row["asks"])
