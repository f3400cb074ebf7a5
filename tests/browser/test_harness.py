"""What happens where there is no browser, and what the browser may reach."""
from __future__ import annotations

import pytest
from playwright.sync_api import Error

from bot import browser as chromium


def test_without_a_browser_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("FIVESTEPS_BROWSER", str(tmp_path / "chromium"))
    assert str(tmp_path) in chromium.missing() and "apt-get install chromium" in chromium.missing()
    with pytest.raises(chromium.NoBrowser, match="FIVESTEPS_BROWSER"):
        with chromium.started():
            pass


def test_it_reaches_this_machine_and_nothing_else(browser, guide):
    page = browser.new_page()
    assert page.goto(guide.url + "/knowledge").ok
    # 192.0.2.1 is an address that stands in examples and belongs to nobody.
    for address in ("http://example.com/", "http://192.0.2.1/"):
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED|ERR_ADDRESS_UNREACHABLE"):
            page.goto(address, timeout=5000)
    page.close()
