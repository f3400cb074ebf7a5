"""Addresses of other sites: as browsers write them, and plain words for what is none."""
from __future__ import annotations

import pytest

from knowledge import origins

HOSTILE = [
    "", " ", "null", "*", "https://*", "ftp://a.example", "javascript:alert(1)", "https://", "//a.example", "a.example", "https://a@b.example",
    "https://a.example:99999", "https://a.example:x", "https://a.example/page", "https://a.example?x", "https://a.example#", "https://a b.example",
    "https://a.example;script-src *", "https://a.example 'unsafe-inline'", "https://-\u2026.example\u0000", "https://a..example", "https://[::1",
]


@pytest.mark.parametrize(("text", "plain"), [
    ("https://a.example", "https://a.example"), ("HTTPS://A.Example/", "https://a.example"), ("https://a.example:443", "https://a.example"),
    ("http://a.example:80", "http://a.example"), ("http://a.example:8080", "http://a.example:8080"), (" https://a.example ", "https://a.example"),
    ("https://café.example", "https://xn--caf-dma.example"), ("http://localhost:5005", "http://localhost:5005"), ("http://[::1]:5005", "http://[::1]:5005"),
])
def test_it_is_written_as_browsers_write_it(text, plain):
    assert origins.origin(text) == plain == origins.frame(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_none_is_refused_with_what_to_write(text):
    for read in (origins.origin, origins.frame):
        with pytest.raises(ValueError, match="https://"):
            read(text)


def test_the_address_of_a_page_is_answered_with_that_of_its_site():
    with pytest.raises(ValueError, match=r"Write the site alone: https://north\.sharepoint\.com\."):
        origins.origin("https://north.sharepoint.com/sites/staff")


@pytest.mark.parametrize("text", ["https://*.googleusercontent.com", "https://*.cloud.microsoft"])
def test_a_star_stands_for_the_first_part_of_a_host_and_only_in_a_frame(text):
    assert origins.frame(text) == text
    with pytest.raises(ValueError, match="in full"):
        origins.origin(text)


@pytest.mark.parametrize("text", ["https://*.com", "http://*.a.example", "https://a.*.example", "https://*a.b.example", "https://*.*.example", "*.a.example", "https://*.a.example/x"])
def test_a_star_anywhere_else_is_refused(text):
    with pytest.raises(ValueError):
        origins.frame(text)


def test_a_list_has_commas_and_each_address_once():
    assert origins.listed("https://b.example, https://a.example,,https://B.example/") == ("https://b.example", "https://a.example")
    assert origins.listed("") == origins.listed(" , ") == ()


@pytest.mark.parametrize(("origin", "host", "here"), [
    ("https://guide.example", "guide.example", True), ("https://guide.example", "guide.example:443", True), ("http://guide.example:5005", "guide.example:5005", True),
    ("https://guide.example", "other.example", False), ("https://guide.example:8443", "guide.example", False), ("null", "null", False), ("https://guide.example", "", False),
    ("https://guide.example", "guide.example, evil.example", False),
])
def test_our_own_pages_are_known_by_the_host_that_they_ask(origin, host, here):
    assert origins.is_here(origin, host) == here
