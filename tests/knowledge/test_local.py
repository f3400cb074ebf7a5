"""Files of schools, trusts, councils and branches: read as typed, refused in plain words, inherited from the nearest."""
from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlite_utils

from knowledge import build, local_check, local_files, local_tables
from knowledge import content as reading
from knowledge.content import ContentError
from knowledge.local import Places
from knowledge.record_local import KINDS, SITES
from knowledge.store import KnowledgeError, Store
from tests.places import FOLDER, at_places

PROJECT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2026, 11, 22)
PLACE = "place:\n  id: hill\n  name: Hill School\n  kind: school\n"


class Local:
    """A folder of local files beside the small sound content."""

    def __init__(self, folder: Path, content):
        self.folder, self.content = folder, content
        folder.mkdir()

    def write(self, text: str = "", name: str = "hill.yml", place: str = PLACE) -> "Local":
        """Writes a file; its place stands in lines 1 to 4."""
        (self.folder / name).write_text(place + text, encoding="utf-8")
        return self

    def read(self) -> list[local_files.LocalFile]:
        return local_check.sound(local_files.read(self.folder), reading.read(self.content.write()))

    def items(self) -> list:
        return [found.item for file in self.read() for found in file.items]

    def places(self) -> Places:
        return Places(*local_tables.gathered(self.read()))

    def problems(self) -> list[str]:
        with pytest.raises(ContentError) as caught:
            self.read()
        return str(caught.value).split("\n")

    def problem(self) -> str:
        """The one problem there is."""
        [problem] = self.problems()
        return problem


@pytest.fixture
def local(tmp_path, content) -> Local:
    return Local(tmp_path / "local", content)


def course(*lines: str) -> str:
    """A course from line 5 on, with some lines of its own from line 9 on."""
    return "courses:\n- title: Food day\n  book: Ask in the office\n  checked: 2026-11-02\n" + "".join(f"  {line}\n" for line in lines)


def contact(*lines: str, purpose: str = "learning", phone: str = "01632 960001") -> str:
    """A contact from line 5 on, with some lines of its own from line 10 on."""
    head = f"contacts:\n- for: {purpose}\n  who: Jo Marsh\n  phone: {phone}\n  checked: 2026-11-02\n"
    return head + "".join(f"  {line}\n" for line in lines)


class TestReading:
    def test_no_folder_and_no_files_are_fine(self, local, tmp_path):
        assert local.read() == [] == local_files.read(tmp_path / "nowhere") == local_files.read(None)

    def test_only_names_that_end_in_yml_are_read(self, local):
        for name in ("README.md", "example.yml.txt", ".hidden.yml", "hill.yml~"):
            local.write(name=name, place="not: a: file")
        assert local.read() == []

    def test_a_name_that_would_be_passed_over_is_told(self, local):
        assert local.write(name="hill.yaml").problem() == "local/hill.yaml: local files end in .yml. Rename this one."

    @pytest.mark.parametrize("phone", ["01632 960001", "01234567012", "+44 1632 960001", "01632 960001 ext 12", "(01632) 960-001", "101"])
    def test_phone_numbers_stay_as_they_were_typed(self, local, phone):
        assert local.write(contact(phone=phone)).items()[0].phone == phone

    def test_values_are_the_words_that_were_typed(self, local):
        local.write(contact("hours: 9:30", "room: no") + course("cost: 007", "starts: 2027-01-12").replace("courses:", "courses:"))
        jo, day = local.items()
        assert (jo.hours, jo.room, jo.checked, day.cost, day.starts) == ("9:30", "no", "2026-11-02", "007", "2027-01-12")

    def test_a_text_over_several_lines_is_one_text(self, local):
        assert local.write(course("what: |", "    One day.", "    Bring a pen.")).items()[0].what == "One day. Bring a pen."

    def test_a_key_that_is_left_empty_is_not_there(self, local):
        assert local.write(course("web:", "where: ''")).items()[0].web is None

    def test_what_windows_puts_before_a_text_does_no_harm(self, local):
        (local.folder / "hill.yml").write_bytes(b"\xef\xbb\xbf" + (PLACE + course()).replace("\n", "\r\n").encode())
        assert local.items()[0].title == "Food day"

    def test_a_former_id_becomes_the_id_of_today(self, local):
        assert local.write(course("qualification: old-food-safety")).items()[0].qualification == "food-safety"

    def test_the_example_is_sound_with_our_own_content_and_names_every_key(self, store, tmp_path):
        example = PROJECT / "local" / "example.yml.txt"
        shutil.copy(example, tmp_path / "example.yml")
        [file] = local_check.sound(local_files.read(tmp_path), reading.read())
        assert {found.kind for found in file.items} == KINDS.keys()
        text = example.read_text(encoding="utf-8")
        keys = {field.alias for model in KINDS.values() for field in model.__fields__.values()} | {"part_of", "name", "kind", "id", *SITES}
        assert not [key for key in keys if f"{key}:" not in text]

    def test_nothing_is_loaded_in_a_clean_clone(self):
        tracked = {".gitignore", "README.md", "example.yml.txt"}
        assert tracked <= {path.name for path in (PROJECT / "local").iterdir()}
        assert not [name for name in tracked if name.endswith((".yml", ".yaml"))]
        assert (PROJECT / "local/.gitignore").read_text().split("\n")[1] == "*"


class TestRefusing:
    """Each problem is one plain message with the file and the line."""

    @pytest.mark.parametrize("text, line, said", [
        (course("starts: 2027-13-01"), 9, "'2027-13-01' is no date we can read. Write it as 2027-01-12 or 2027-01."),
        (course("starts: 12/01/2027"), 9, "'12/01/2027' is no date"),
        (course("starts: 12 January"), 9, "'12 January' is no date"),
        (course("starts: 2027-02-30"), 9, "'2027-02-30' is no date"),
        (course("until: July 2027"), 9, "'July 2027' is no date"),
        (course("opened: 2027-01"), 9, "'2027-01' is no date we can read. Write it as 2027-01-12."),
        (course("web: javascript:alert(1)"), 9, "is no link we can use. Write a whole address that begins with https:// or http://."),
        (course("web: www.hill.example"), 9, "is no link"),
        (course("web: ftp://hill.example"), 9, "is no link"),
        (course("web: https://"), 9, "is no link"),
        (course("web: https://bank.example@evil.example"), 9, "is no link"),
        (course("web: https://hill.example/a b"), 9, "is no link"),
        (course("web: https://hill.example:port/"), 9, "is no link"),
        (contact(phone="12x"), 8, "'12x' cannot be right. Write a phone number such as 01632 960001"),
        (contact(phone="ask the office"), 8, "cannot be right"),
        (contact("email: jo at hill.example"), 10, "cannot be right. Write an email address"),
        (contact("email: jo@hill"), 10, "cannot be right"),
        (contact(purpose="pay"), 6, "'for' cannot be 'pay'. Use one of: learning, hr, union, named-person, safeguarding, it."),
        (contact(phone="").replace("  phone: \n", ""), 6, "Nothing says how to reach them. Give a phone, an email, a room or a web page."),
        (course("qualifcation: food-safety"), 9, "'qualifcation' is not known here. Did you mean 'qualification'?"),
        (course("place: hill"), 9, "'place' is not written here. Take it out."),
        (course("roles: school-cook"), 9, "'roles' must be a list. Write it as [one, another]."),
        (course("roles:"), 9, "'roles' is empty. Fill it in, or take the line out."),
        (course("title: Again"), 9, "'title' is written twice here (first in line 6). Keep one."),
        (course("what: [a, b]"), 9, "'what' must be one text. Write it after the colon."),
        (course().replace("  book: Ask in the office\n", ""), 6, "'book' is missing. Add it."),
        (course().replace("  checked: 2026-11-02\n", ""), 6, "'checked' is missing. Add it."),
        (course("book: &b again", "where: *b").replace("  book: Ask in the office\n", ""), 8, "Another line refers to this one with '*'. Write it out there too."),
        (course("what: one: two"), 9, "a colon stands inside a text. Put the whole text in quotes"),
        (course("\tx: y"), 9, "There is a tab here. Use spaces instead."),
        ("lunch: []\n", 5, "'lunch' is not known here. Use one of: place, contacts,"),
        ("course: []\n", 5, "'course' is not known here. Did you mean 'courses'?"),
        ("origins: https://a.example\n", 5, "'origins' must be a list of addresses."),
        ("origins:\n- https://a.example\n- https://*.b.example\n", 7, "'https://*.b.example' has a *. Name each address in full"),
        ("frames:\n- https://a.example/page\n", 6, "'https://a.example/page' is the address of a page. Write the site alone: https://a.example."),
        ("orgins:\n- https://a.example\n", 5, "'orgins' is not known here. Did you mean 'origins'?"),
        ("courses:\n  title: Food day\n", 5, "'courses' must be a list. Begin each item with '- '."),
        ("courses:\n- Food day\n", 6, "'courses' has something that is no item here."),
        ("safeguarding_lead:\n- who: Sam\n", 5, "'safeguarding_lead' has something that is no item here."),
        ("safeguarding_lead:\n  who: Sam\n  room: 4\n  checked: 2026-11-02\n  deputies:\n  - who: Ali\n    phon: 101\n", 11, "'phon' is not known here. Did you mean 'phone'?"),
        ("dates:\n- title: Fair\n  date: soon\n  checked: 2026-11-02\n", 7, "'soon' is no date"),
        (course("qualification: food-safty"), 9, "there is no 'food-safty' among the qualifications. Did you mean 'food-safety'?"),
        (course("roles: [school-cook, pilot]"), 9, "roles: there is no 'pilot' among the roles. Find ids with 'fivesteps knowledge search', or leave roles out."),
        (course("goals: [kitchen-manger]"), 9, "goals: there is no 'kitchen-manger' among the roles. Did you mean 'kitchen-manager'?"),
        (course("topics: [flying]"), 9, "topics: there is no 'flying' among the topics."),
        ("providers:\n- title: A college\n  qualifications: [phd]\n  checked: 2026-11-02\n", 7, "there is no 'phd' among the qualifications."),
    ])
    def test_what_is_wrong_is_told_with_its_line(self, local, text, line, said):
        problems = local.write(text).problems()
        told = [problem for problem in problems if problem.startswith(f"local/hill.yml line {line}: ") and said in problem]
        assert told, problems

    @pytest.mark.parametrize("place, line, said", [
        ("", 1, "The file is empty."),
        ("- a\n- b\n", 1, "A local file begins with 'place:'."),
        ("courses: []\n", 1, "Nothing says whose file this is. Give 'place:' with id, name and kind."),
        (PLACE.replace("id: hill", "id: hill-school"), 2, "The id is 'hill-school', but the file is named 'hill'. Make the two the same."),
        (PLACE.replace("id: hill", "id: Hill School"), 2, "Use small letters, figures and hyphens only, such as hill-school."),
        (PLACE.replace("kind: school", "kind: college"), 4, "'kind' cannot be 'college'. Use one of: school, trust, council, union-branch."),
        (PLACE.replace("  name: Hill School\n", ""), 1, "'name' is missing. Add it."),
        (PLACE + "  part_of: [north]\n", 5, "part_of: there is no file 'north.yml' beside this one. Add it, or correct the id."),
        (PLACE + "  part_of: [hill]\n", 5, "part_of goes round in a circle (hill, hill). Take one of them out."),
        ("---\n" + PLACE + "---\n" + PLACE, 6, "a second document begins here"),
        ("place: !!python/object:os.system {}\n", 1, "is a YAML tag. Take it out"),
    ])
    def test_who_speaks_is_told_with_its_line(self, local, place, line, said):
        problems = local.write(place=place).problems()
        assert [problem for problem in problems if problem.startswith(f"local/hill.yml line {line}: ") and said in problem], problems

    def test_a_file_that_is_no_text(self, local):
        (local.folder / "hill.yml").write_bytes(PLACE.encode() + "courses: # für\n".encode("latin-1"))
        assert local.problem() == "local/hill.yml line 5: Byte 66 of the file is not UTF-8 text. Save the file as UTF-8."

    def test_a_file_that_nests_without_end(self, local):
        assert "local/hill.yml line" in local.write("courses: " + "[" * 3000).problems()[0]
        assert "local/hill.yml line" in local.write("courses: " + "[" * 400 + "]" * 400).problems()[0]

    def test_places_that_are_part_of_each_other(self, local):
        local.write("  part_of: [north]\n").write(name="north.yml", place="place:\n  id: north\n  name: North\n  kind: trust\n  part_of: [hill]\n")
        assert local.problems() == [
            "local/hill.yml line 5: part_of goes round in a circle (hill, north, hill). Take one of them out.",
            "local/north.yml line 5: part_of goes round in a circle (north, hill, north). Take one of them out.",
        ]

    def test_all_problems_of_all_files_are_told_at_once(self, local):
        local.write(course("web: x") + contact(phone="y"))
        local.write(name="low.yml", place="place: {}\n")
        problems = local.problems()
        assert [problem.split(":")[0] for problem in problems] == ["local/hill.yml line 9", "local/hill.yml line 13"] + ["local/low.yml line 1"] * 3


class TestBuilding:
    @pytest.fixture(autouse=True)
    def _beside(self, local, monkeypatch):
        monkeypatch.setattr(local_files, "beside", lambda folder: local.folder)

    def test_each_part_of_a_file_has_a_table_even_without_files(self, local, content, tmp_path):
        counts = build.build(content.write(), tmp_path / "k.db")
        tables = {f"local_{kind}" for kind in KINDS} | {"local_places"}
        assert tables <= set(sqlite_utils.Database(tmp_path / "k.db").table_names())
        assert {counts[table] for table in tables} == {0}

    def test_what_goes_in_comes_out(self, local, content, tmp_path):
        local.write(contact("email: jo@hill.example") + course("qualification: food-safety", "roles: [school-cook]"))
        local.write("safeguarding_lead:\n  who: Sam\n  room: 4\n  checked: 2026-11-02\n  deputies:\n  - who: Ali\n    phone: 101\n", name="low.yml",
                    place="place: {id: low, name: Low, kind: school, part_of: [hill]}\n")
        build.build(content.write(), tmp_path / "k.db")
        store = Store.open(tmp_path / "k.db")
        for place in ("hill", "low"):
            assert store.local(place, DAY) == local.places().local(place, DAY) and store.local(place, DAY)
        rows = sqlite_utils.Database(tmp_path / "k.db")["local_contacts"].rows
        assert [(row["place"], row["for"], row["who"]) for row in rows] == [("hill", "learning", "Jo Marsh")]

    def test_a_change_of_a_local_file_is_a_change_of_the_content(self, local, content, tmp_path):
        path, folder = tmp_path / "k.db", content.write()
        build.build(folder, path)
        assert build.is_current(path, folder) and Store.open(path).build == reading.fingerprint(folder)
        local.write(course())
        assert not build.is_current(path, folder)
        build.build(folder, path)
        first = Store.open(path).build
        assert build.is_current(path, folder) and first == local_files.fingerprint(folder)
        (local.folder / "README.md").write_text("Notes.")
        assert build.is_current(path, folder)
        local.write(course("cost: free"))
        assert not build.is_current(path, folder)
        (local.folder / "hill.yml").unlink()
        assert local_files.fingerprint(folder) == reading.fingerprint(folder) != first

    def test_a_broken_file_leaves_the_old_database_as_it_was(self, local, content, tmp_path):
        path = tmp_path / "k.db"
        build.build(content.write(), path)
        before = path.read_bytes()
        local.write(course("web: nowhere"))
        with pytest.raises(ContentError, match="local/hill.yml line 9"):
            build.build(content.folder, path)
        assert path.read_bytes() == before and [p.name for p in tmp_path.glob("*.db*")] == ["k.db"]

    def test_a_database_from_before_says_what_to_run(self, local, content, tmp_path):
        build.build(content.write(), tmp_path / "k.db")
        sqlite_utils.Database(tmp_path / "k.db")["local_dates"].drop()
        with pytest.raises(KnowledgeError, match="fivesteps knowledge build"):
            Store.open(tmp_path / "k.db")


def test_only_our_own_content_has_local_files(monkeypatch, tmp_path):
    assert local_files.beside(reading.CONTENT) == Path(os.environ.get("FIVESTEPS_LOCAL") or PROJECT / "local")
    assert local_files.beside(tmp_path) is None
    monkeypatch.setenv("FIVESTEPS_LOCAL", str(tmp_path))
    assert local_files.beside() == tmp_path


def test_the_command_names_file_and_line_and_ends_with_1(tmp_path):
    (tmp_path / "hill.yml").write_text(PLACE + course("web: nowhere"), encoding="utf-8")
    environment = {**os.environ, "FIVESTEPS_LOCAL": str(tmp_path), "FIVESTEPS_KNOWLEDGE": str(tmp_path / "k.db")}
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "knowledge", "build"], cwd=PROJECT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1 and not (tmp_path / "k.db").exists()
    assert "hill.yml line 9: courses: 'web': 'nowhere' is no link we can use." in done.stderr and "Traceback" not in done.stderr


NINE = "".join(f"{here}: &{here} [{', '.join(['*' + before] * 9)}]\n" for before, here in zip("abcdefg", "bcdefgh"))


@pytest.mark.parametrize("hostile", [
    "place: !!python/object/apply:os.system ['touch made']\n", f"a: &a [x]\n{NINE}place: *h\n", PLACE + course("web: javascript:alert(1)"), PLACE + course("web: file:///etc/passwd"),
    PLACE.replace("id: hill", "id: ../hill"),
], ids=["a command", "a text that grows to millions", "a script for a link", "a file for a link", "another folder"])
def test_a_file_that_means_harm_is_refused_whole_and_nothing_in_it_is_run(local, monkeypatch, tmp_path, hostile):
    monkeypatch.chdir(tmp_path)
    assert local.write(place=hostile).problems()
    assert not (tmp_path / "made").exists()


class TestInheriting:
    @pytest.fixture(scope="class")
    def places(self, store):
        return at_places(store).places

    @pytest.fixture(scope="class")
    def school(self, places):
        return places.local("hill-school", DAY)

    def test_a_school_has_its_own_lead_and_a_trust_school_without_one_the_trusts(self, places, school):
        assert school.safeguarding_lead.who == "Sam Reed, deputy head"
        assert places.local("north-trust", DAY).safeguarding_lead.who == "Kim Low, trust safeguarding lead"
        assert places.local("anyshire", DAY).safeguarding_lead is None

    def test_of_contacts_the_nearest_of_each_kind_speaks(self, school):
        assert [(c.purpose, school.at(c)) for c in school.whom("learning", "hr", "union", "safeguarding")] == [
            ("learning", "Hill Primary School"), ("hr", "North Trust"), ("union", "Anyshire UNISON"), ("safeguarding", "Anyshire Council"),
        ]

    def test_of_opening_hours_too(self, school):
        assert [(h.of, school.at(h)) for h in school.hours("office", "named-person", "inbox")] == [
            ("office", "Hill Primary School"), ("named-person", "North Trust"),
        ]

    def test_courses_funds_dates_and_providers_are_all_shown_its_own_first(self, school):
        assert [c.title for c in school.courses] == ["Level 2 food safety day", "Calm lunchtimes", "Food safety evening"]
        assert [f.title for f in school.funds] == ["Trust training fund"] and school.dates and school.providers

    def test_a_trust_takes_nothing_from_its_school(self, places):
        assert [c.title for c in places.local("north-trust", DAY).courses] == ["Food safety evening"]

    def test_an_unknown_place_and_none_are_empty(self, places, store):
        for id in (None, "", "nowhere", "../hill-school"):
            view = places.local(id, DAY)
            assert not view and view.name == "" and not view.courses and view.safeguarding_lead is None
        assert not store.local("hill-school") and not store.local(None)

    def test_the_nearest_comes_before_the_further_and_nobody_twice(self, local):
        def write(id, parts, kind="trust"):
            local.write(f"  part_of: [{parts}]\n" + contact() + course(), name=f"{id}.yml", place=f"place:\n  id: {id}\n  name: {id}\n  kind: {kind}\n")

        write("hill", "b, a", "school"), write("a", "c"), write("b", "c"), write("c", "")
        view = local.places().local("hill", DAY)
        assert [item.place for item in view.courses] == ["hill", "b", "a", "c"] and [item.place for item in view.contacts] == ["hill"]

    def test_when_the_nearest_has_run_out_the_next_speaks(self, local):
        local.write("  part_of: [north]\n" + contact("until: 2026-11-21"))
        local.write(contact(), name="north.yml", place="place: {id: north, name: North, kind: trust}\n")
        places = local.places()
        assert [c.place for c in places.local("hill", DAY).contacts] == ["north"]
        assert [c.place for c in places.local("hill", DAY - datetime.timedelta(1)).contacts] == ["hill"]


class TestHolding:
    @pytest.mark.parametrize("lines, first, last", [
        (["starts: 2027-01-12"], "2026-01-01", "2027-01-12"),
        (["starts: 2027-01"], "2026-01-01", "2027-01-31"),
        (["starts: any Friday"], "2026-01-01", None),
        ([], "2026-01-01", None),
        (["starts: 2027-01-12", "until: 2027-03"], "2026-01-01", "2027-03-31"),
        (["opened: 2026-12-01", "until: 2026-12-24"], "2026-12-01", "2026-12-24"),
    ])
    def test_a_course_is_shown_from_its_first_day_to_its_last(self, local, lines, first, last):
        places, one = local.write(course(*lines)).places(), datetime.timedelta(1)
        first = datetime.date.fromisoformat(first)
        assert places.local("hill", first).courses and not places.local("hill", first - one).courses
        if last:
            last = datetime.date.fromisoformat(last)
            assert places.local("hill", last).courses and not places.local("hill", last + one).courses
        else:
            assert places.local("hill", datetime.date(2040, 1, 1)).courses

    def test_a_day_to_know_of_is_shown_up_to_the_day(self, local):
        places = local.write("dates:\n- title: Fair\n  date: 2026-11-22\n  checked: 2026-11-02\n").places()
        assert places.local("hill", DAY).dates and not places.local("hill", DAY + datetime.timedelta(1)).dates

    def test_many_days_do_not_pile_up(self, local):
        places = local.write(course()).places()
        for number in range(100):
            assert places.local("hill", DAY + datetime.timedelta(number)).courses
        assert len(places._made) <= 12


def test_the_files_of_the_tests_are_sound(store):
    assert {file.place.id for file in local_files.read(FOLDER)} == {"hill-school", "north-trust", "anyshire", "anyshire-unison", "mill-school", "brook-school"}
    assert at_places(store).local("hill-school", DAY).name == "Hill Primary School"
