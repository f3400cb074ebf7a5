"""Choosing a job by buttons: the common ones first, then families of jobs, and every job can be reached."""
from __future__ import annotations


def at_the_job(person):
    return person.choose("for:self")


def test_few_jobs_are_offered_first_and_a_way_to_the_others(person):
    offered = at_the_job(person).offered()
    assert len(offered) <= 14 and offered[-1] == "role:more" and "role:school-cook" in offered


def test_every_job_can_be_reached_by_buttons(person, store):
    groups = at_the_job(person).choose("role:more").offered()
    reached = set()
    for group in groups:
        person.choose(group)
        reached |= set(person.offered())
    assert reached >= {f"role:{role.id}" for role in store.all("roles") if not role.goal_only}


def test_a_job_of_a_family_is_taken(person):
    at_the_job(person).choose("role:more").choose("role:in-technical-and-library").choose("role:school-librarian")
    assert person.answers["roles"] == ["school-librarian"] and person.open == "duties"


def test_the_job_can_still_be_typed_when_families_are_shown(person):
    at_the_job(person).choose("role:more").say("school librarian")
    assert person.answers["roles"] == ["school-librarian"]


def test_an_unknown_job_keeps_its_own_word_through_the_families(person):
    at_the_job(person).choose("role:more").choose("role:in-site-and-catering").say("the second one")
    assert person.answers["roles"] == ["school-cook"]


def test_a_hope_is_chosen_the_same_way(person):
    at_the_job(person).choose("role:teaching-assistant").choose("duties:help-in-class").choose("aim:other").choose("aim:to-more")
    person.choose("aim:to-in-behaviour-and-guidance").choose("aim:to-elsa")
    assert person.answers["aspiration"] == {"role": "elsa"} and person.answers["focus"] == "new role"


def test_the_jobs_are_offered_where_the_job_is_asked(person):
    person.choose("for:self").say("i mow the field and trim the hedges")
    assert "role:groundsperson" in person.offered() and len(person.offered()) <= 4
    assert person.choose("role:groundsperson").answers["roles"] == ["groundsperson"]


def test_a_wish_told_as_work_is_offered_too(person):
    person.say("I'm a cleaner").choose("duties:cleaning-duty").say("fix computers and that")
    assert "aim:to-ict-technician" in person.offered()


def test_what_somebody_does_is_no_name_for_the_job(person):
    person.say("I do the dinners, watching the kids at lunchtime").choose("role:midday-supervisor")
    assert person.answers["roles"] == ["midday-supervisor"] and not person.answers["said"].get("roles")
