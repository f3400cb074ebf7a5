"""Names in a message become canonical ids: every alias, plurals, dotted forms, slips, and what is no name at all."""
from __future__ import annotations

import pytest

from knowledge.language.link import Linker
from knowledge.language.status import HAVE, NOT, PAST, WANT


@pytest.fixture(scope="module")
def linker(store) -> Linker:
    return Linker(store)


def jobs(linker, text, *statuses) -> set[str]:
    """Ids of the speaker's own jobs in a text, with one of these statuses; a choice gives all its roles."""
    found = set()
    for link in linker.links(text):
        if link.status in (statuses or (HAVE, "doing")) and not link.other:
            found |= {link.id} if link.kind == "roles" else {ref.removeprefix("role:") for ref in link.choices if ref.startswith("role:")}
    return found


def test_every_name_of_every_job_leads_to_it_or_to_a_choice(linker, store):
    lost = [
        (role.id, name) for role in store.all("roles") for name in [role.title, *role.aliases, *([role.short] if role.short else [])]
        if not any(link.id == role.id or f"role:{role.id}" in link.choices for link in linker.links(name))
    ]
    assert lost == []


def test_every_name_of_every_qualification_leads_to_it_or_to_a_choice(linker, store):
    lost = [
        (record.id, name) for record in store.all("qualifications") for name in [record.title, *record.aliases]
        if not any(link.id == record.id or link.kind == "aliases" for link in linker.links(name))
    ]
    assert lost == []


@pytest.mark.parametrize("text, id", [
    ("TAs", "teaching-assistant"), ("t.a.", "teaching-assistant"), ("teaching assistants", "teaching-assistant"), ("cooks", "school-cook"),
    ("caretakers", "site-manager"), ("Mid-Day Supervisors", "midday-supervisor"), ("LAB TECHNICIANS", "science-technician"),
    ("school secretaries", "school-administrator"), ("i am a <b>caretaker</b>", "site-manager"),
])
def test_plural_dotted_and_dressed_up_forms_are_known(linker, text, id):
    assert id in jobs(linker, text)


@pytest.mark.parametrize("text", ["dinner lady", "bursar", "office manager", "manager", "clerk"])
def test_a_word_for_several_jobs_gives_a_choice_with_its_question(linker, text):
    link = linker.links(f"I am a {text}")[0]
    assert link.id is None and len(link.choices) > 1 and link.ask.endswith("?")


@pytest.mark.parametrize("text", ["transport manager", "marketing assistant", "stores supervisor", "uniform shop manager"])
def test_a_job_that_is_not_known_is_not_taken_for_its_last_word(linker, text):
    assert jobs(linker, f"I'm a {text}") == set()


@pytest.mark.parametrize("text", [
    "I help the teacher", "I work with a teacher", "our caretaker has retired", "I cover for the receptionist", "the head cook is leaving",
    "my colleague is a caretaker", "my daughter is a TA", "the teacher asked me to do it", "she is a cleaner",
])
def test_somebody_elses_job_is_not_the_speakers(linker, text):
    assert jobs(linker, text) == set()


@pytest.mark.parametrize("text, id", [
    ("I am the caretaker", "site-manager"), ("I work as the school secretary", "school-administrator"), ("my husband drives and I'm a cleaner", "cleaner"),
    ("been a cook for 12 years", "school-cook"), ("the caretaker", "site-manager"),
])
def test_the_speakers_own_job_is_theirs(linker, text, id):
    assert id in jobs(linker, text)


@pytest.mark.parametrize("text", ["I have a teaching assistant certificate", "NVQ 3 for teaching assistants", "my TA qualification"])
def test_a_course_named_after_a_job_is_not_the_job(linker, text):
    assert jobs(linker, text) == set()


def test_the_same_word_is_the_job_or_the_status_by_what_is_said_of_it(linker):
    job, = linker.links("I am an HLTA")
    status, = linker.links("I have HLTA")
    assert (job.kind, job.id, status.kind, status.id) == ("roles", "hlta", "qualifications", "hlta-status")


@pytest.mark.parametrize("text, now, wish", [("dinner lady to TA", "midday-supervisor", "teaching-assistant"), ("from cleaner to caretaker", "cleaner", "site-manager")])
def test_from_one_job_to_another_makes_the_second_a_wish(linker, text, now, wish):
    assert now in jobs(linker, text) and wish in jobs(linker, text, WANT)


@pytest.mark.parametrize("text", ["1400 kids and no help", "I work with pupils with autism", "please read the notices on the wall for me"])
def test_one_word_makes_no_barrier_unless_it_is_said_of_the_speaker(linker, text):
    assert not [link for link in linker.links(text) if link.kind in ("barriers", "need_sources")]


@pytest.mark.parametrize("text", ["I am dyslexic", "I get nervous", "its because of travel", "childcare"])
def test_a_barrier_of_the_speakers_own_is_one(linker, text):
    assert [link for link in linker.links(text) if link.kind == "barriers"]


def test_a_level_two_is_no_a_level(linker):
    assert not [link for link in linker.links("I have a level 2") if link.kind == "qualifications"]
    assert [link.id for link in linker.links("I have an A level") if link.kind == "qualifications"] == ["a-level"]


def test_past_and_refused_jobs_are_marked_so(linker):
    assert jobs(linker, "used to be a cook, now a caretaker", PAST) == {"school-cook"}
    assert jobs(linker, "not a TA, I'm a cook", NOT) == {"teaching-assistant"}


@pytest.mark.parametrize("text, id", [
    ("lunchtime sup", "midday-supervisor"), ("school sec", "school-administrator"), ("t a", "teaching-assistant"), ("T/A", "teaching-assistant"),
    ("i work in i t support", "ict-technician"), ("finance and HR officer", "finance-officer"), ("TA n cleaner", "cleaner"),
    ("how do I become a cook, I am a caretaker", "site-manager"), ("I am one of the cleaners", "cleaner"),
    ("Snr. Lab. Tech.", "senior-science-technician"), ("Asst. Cook", "school-cook"), ("the site bloke", "site-manager"), ("pot washer", "catering-assistant"), ("director of finance and business", "school-business-director"),
    ("no GCSEs, cook", "school-cook"), ("No, a librarian", "school-librarian"), ("families who won't answer, attendance officer", "attendance-officer"), ("so I'm the exams officer apparently", "exams-officer"),
])
def test_short_and_shared_names_of_jobs_are_known(linker, text, id):
    assert id in jobs(linker, text)


@pytest.mark.parametrize("text", ["will it support me", "does it support working parents", "nvq 3 teaching assistant", "B.Tec national", "never been a TA, HLTA or cook"])
def test_words_that_name_no_job_of_the_speakers(linker, text):
    assert jobs(linker, text) == set()


@pytest.mark.parametrize("text, expected", [
    ("I manage five TAs", {"ta-team-leader"}), ("I help the librarian", {"library-assistant"}), ("lsa/cover/lunches", {"teaching-assistant", "cover-supervisor", "cover-manager", "midday-supervisor"}),
    ("the exams officer left and I got her job", {"exams-officer"}), ("cleaner, and I do caretaker when he's off", {"cleaner"}), ("snr midday", {"senior-midday-supervisor"}),
    ("HLTA / cover / middays… anything going", {"hlta", "cover-supervisor", "cover-manager", "midday-supervisor"}), ("I mop the hall and do dinners at 11", {"cleaner", "midday-supervisor", "catering-assistant"}),
    ("LSA, and I do the playground at dinner time", {"teaching-assistant", "midday-supervisor"}), ("used to clean, now I'm a 1:1 for a lad with diabetes", {"send-support-assistant"}),
    ("was a cook now TA and I cover", {"teaching-assistant", "cover-supervisor", "cover-manager"}), ("caretaker, plus the grounds", {"site-manager", "groundsperson"}),
    ("was a cleaner, moved to reception last year", {"school-receptionist"}), ("instructor, unqualified teacher", {"unqualified-teacher"}),
])
def test_jobs_are_told_by_who_is_led_and_by_words_for_the_work(linker, text, expected):
    assert jobs(linker, text) == expected


def test_a_chain_of_jobs_ends_with_the_one_they_have(linker):
    assert jobs(linker, "started as a cook, then a TA, now HLTA") == {"hlta"}
    assert jobs(linker, "promoted from TA to HLTA") == {"hlta"}


def test_nobody_has_a_dozen_jobs(linker, store):
    assert jobs(linker, ", ".join(role.title for role in store.all("roles"))) == set()


def test_a_choice_has_four_at_most(linker, store):
    assert all(len(link.choices) <= 4 for alias in store.all("aliases") for link in linker.links(alias.text))


@pytest.mark.parametrize("text, id", [
    ("nvq level 2 in catering", "qu67"), ("level 3 NVQ in childcare", "nvq-ccld"), ("ncfe level 2 cert supporting teaching & learning", "l2-cert-stl"),
    ("ta apprenticeship, level 3", "ta-apprenticeship-l3"),
])
def test_a_certificate_is_known_with_its_level_in_another_place(linker, text, id):
    assert id in [link.id for link in linker.links(text) if link.kind == "qualifications"]
