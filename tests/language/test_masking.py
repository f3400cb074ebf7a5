"""What is masked, and what only looks like it."""
from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from knowledge.language.intake import receive
from knowledge.language.lookalikes import clean
from knowledge.language.masking import mask

DATA = Path(__file__).resolve().parents[2] / "data" / "nlu"


@pytest.mark.parametrize(("text", "kept"), [
    ("ring 07700 900123", "ring [phone number]"), ("07700900123", "[phone number]"), ("+447700900123", "[phone number]"),
    ("0044 7700 900123", "[phone number]"), ("(01632) 960001 is home", "[phone number] is home"), ("020 7946 0018", "[phone number]"),
    ("01632-960-001", "[phone number]"), ("+48 600 123 456 polish one", "[phone number] polish one"), ("+1 (202) 555-0143", "[phone number]"),
    ("phone 960001 after 4", "phone [phone number] after 4"),
    ("sandra at school dot org", "[email address]"), ("s.bloggs [at] school [dot] org [dot] uk", "[email address]"),
    ("sandra dot bloggs at school dot org dot uk thanks", "[email address] thanks"), ("me is jo @ school.org.uk", "me is [email address]"),
    ("jo (at) school.org", "[email address]"),
    ("ni AB 12 34 56 C", "ni [National Insurance number]"), ("ab123456c", "[National Insurance number]"), ("AB-12-34-56-C", "[National Insurance number]"),
    ("SW1A 1AA", "[postcode]"), ("we are in ts18 3bq", "we are in [postcode]"), ("M1 1AE", "[postcode]"),
    ("dob 12/03/1975", "dob [date of birth]"), ("date of birth is 3rd March 1971", "date of birth is [date of birth]"),
    ("I was born on 1.2.68 in Leeds", "I was born on [date of birth] in Leeds"), ("born 1975-03-12", "born [date of birth]"),
    ("my name is Sandra Bloggs", "my name is [name]"), ("I'm Mrs Bloggs", "I'm [name]"), ("im miss patel from reception", "im [name] from reception"),
    ("this is Dave Smith here", "this is [name] here"), ("hi, it's dave smith speaking", "hi, it's [name] speaking"),
    ("my head Mrs Okafor said yes", "my head [name] said yes"), ("my name is Mary-Jane O'Neil", "my name is [name]"),
    ("Hi, I'm Sharon from the kitchen", "Hi, I'm [name] from the kitchen"), ("my manager Sharon Smith said no", "my manager [name] said no"),
    ("my mentor is Dave", "my mentor is [name]"), ("my line manager, Karen, said", "my line manager, [name], said"),
    ("ring sharon jones on 07700 900123", "ring [name] on [phone number]"), ("email Jo at jo@example.org", "email [name] at [email address]"),
    ("my manager's name is karen", "my manager's name is [name]"), ("a boy called jayden likes maths", "a boy called [name] likes maths"),
    ("my son Tom needs me at home", "my son [name] needs me at home"), ("I did it in May. Thanks, Priya", "I did it in May. Thanks, [name]"),
])
def test_what_identifies_is_masked(text, kept, store):
    assert mask(text, store)[0] == kept


@pytest.mark.parametrize("text", [
    "I'm a teaching assistant", "my name is mud", "this is not here", "603/2476/9", "601/3459/3 or 500/1234/5", "NVQ 2", "7303", "city and guilds 7303",
    "1998", "in 1998, 2004 and 2011", "25 hours", "32.5 hours a week, £11.44", "I was born in 1975", "from 01.09.2004 to 31.08.2006", "it was 12/03/2004",
    "GCSE grade 4 4 5 5 6", "year 5 and year 6", "5-11 year olds", "38 weeks 8.30 to 3.30", "MS Word and Ms Office", "I'm level 3 qualified",
    "I miss English lessons", "this is really hard here", "I work at a school dot dot dot", "706/1 and 706/2", "l3 2nd year", "0 GCSEs", "call me later",
    "I'm doing 2 days, 6 hours, 10 to 4", "exam code 8700", "CACHE 600/9789/7",
    "I'm Playworker", "I am Kitchen Manager", "I'm Polish and I cook", "I'm HLTA", "I'm Dyslexic, can I do it", "my head called yesterday",
    "my head called me in", "a pupil called me a name", "ring reception or HR", "My head Says no", "Can My Manager Say No To Training", "Thanks Mate",
    "the course's name is Supporting Teaching", "my rep is Unison", "I'M LOST",
])
def test_what_identifies_nobody_is_left(text, store):
    assert mask(text, store) == (text, ())


@pytest.mark.parametrize(("text", "seen"), [
    ("k\u200bill my\u00adself", "kill myself"), ("im a c\u043eok", "im a cook"), ("ｃｏｏｋ", "cook"), ("𝐜𝐨𝐨𝐤", "cook"), ("я работаю", "я работаю"),
    ("naïve café", "naïve café"), ("a\x00b", "a b"), ("\u202ecook", "cook"),
])
def test_letters_that_only_look_alike_are_put_right(text, seen):
    assert clean(text) == seen


@pytest.mark.parametrize("text", [
    "a" * 20_000, "word " * 4_000, "teaching assistant, cook, caretaker, " * 70, "😀" * 500, "\u200b" * 5_000, "<b onclick='x'>" * 500, "'; DROP TABLE plans; --" * 300,
    "أنا " * 3_000, "0" * 20_000, "0 1 " * 5_000, "a@" * 9_000, "my name is " * 1_500, "born " * 4_000, "at dot " * 2_500, "i am dr " * 2_500, "+44 " * 5_000,
])
def test_a_hostile_text_is_taken_in_quickly(text, store):
    receive("ready", store)
    started = time.perf_counter()
    got = receive(text, store)
    assert len(got.text) <= 1000
    # Far more than the tenth of a second that is wanted, because machines differ; a runaway pattern takes minutes.
    assert time.perf_counter() - started < 5


def test_the_words_of_the_training_lines_stay(store):
    """Rules for names that harmed ordinary lines would harm what is understood. A dozen lines do tell of somebody."""
    lines = [line for path in sorted(DATA.glob("*.yml")) for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"] for line in block["examples"].splitlines()]
    changed = [line for line in lines if "name" in mask(line[2:], store)[1]]
    assert len(changed) <= len(lines) * 0.0015, changed


def test_every_job_can_be_said_with_capitals(store):
    lost = [line for role in store.all("roles") for line in (f"I'm {role.title}", f"Hi, I am {(role.short or role.title).title()} and I like it") if mask(line, store)[1]]
    assert not lost, lost
