"""A commander tries two evening shifts, keeps them, and sees them beside the campaign as it is."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.web_workspace import planned_workspace, with_deadline

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def short_url(tmp_path_factory: pytest.TempPathFactory, fixed_today: None) -> Iterator[str]:
    """Address of a server whose campaign has one week left and too few hours."""
    workspace = planned_workspace(tmp_path_factory.mktemp("short") / "town")
    with served(with_deadline(workspace, date(2026, 12, 6))) as url:
        yield url


def test_two_evening_shifts_are_tried_kept_and_compared(page: Page, short_url: str) -> None:
    page.goto(f"{short_url}/commander?lang=en")
    page.get_by_role("link", name="Campaign", exact=True).click()
    expect(page.locator("#truth")).to_contain_text("the hours do not suffice", timeout=PATIENCE_MS)
    page.get_by_label("Evening shifts more each week").fill("2")
    page.get_by_role("button", name="Try").click()
    expect(page.locator(".scenarios thead")).to_contain_text("tried now", timeout=PATIENCE_MS)
    page.get_by_label("Keep it under this name").fill("两个晚班")
    page.get_by_role("button", name="Keep").click()
    heads = page.locator(".scenarios thead th")
    expect(heads).to_have_text(["as it is", "两个晚班"], timeout=PATIENCE_MS)
    changes = page.locator(".scenarios tbody tr").first.locator("td")
    expect(changes).to_have_text(["–", "2 evening shifts more each week"])
    met = [int(text) for text in page.locator(".scenarios tbody tr:nth-child(3) td b").all_inner_texts()]
    assert met[1] > met[0]
    page.get_by_role("button", name="Delete 两个晚班").click()
    expect(heads).to_have_text(["as it is"], timeout=PATIENCE_MS)


def test_a_cure_fills_the_form_and_suffices(page: Page, short_url: str) -> None:
    page.goto(f"{short_url}/commander/campaign?lang=en")
    cure = page.locator(".cures li", has_text="weeks later")
    weeks = re.findall(r"\d+", cure.inner_text(timeout=PATIENCE_MS))[0]
    cure.get_by_role("link", name="Try").click()
    expect(page.get_by_label("Deadline later, in weeks")).to_have_value(weeks, timeout=PATIENCE_MS)
    expect(page.locator(".scenarios tbody tr").nth(1).locator("td").nth(1)).to_have_text("suffice")


def test_the_curve_has_a_table_behind_it_with_the_same_last_figure(page: Page, short_url: str) -> None:
    page.goto(f"{short_url}/commander/campaign?lang=en")
    page.locator("#curve-table summary").click(timeout=PATIENCE_MS)
    last = page.locator("#curve-table tbody tr").last.locator("td").nth(1)
    assert last.inner_text() == page.locator(".scenarios tbody tr").nth(2).locator("td b").first.inner_text()
    expect(page.get_by_role("img", name="Doors met so far")).to_be_visible()


def test_on_paper_everything_is_shown_and_nothing_can_be_pressed(page: Page, short_url: str) -> None:
    page.goto(f"{short_url}/commander/campaign?lang=en")
    expect(page.locator("#truth")).to_be_visible(timeout=PATIENCE_MS)
    page.set_viewport_size({"width": 720, "height": 1000})   # A4 between its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    for shown in ("#truth", ".curve", "#quotas tfoot", "#communities", "#shortage", ".scenarios", "#chances"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".what-if-form", ".cures .act", ".top"):
        expect(page.locator(hidden).first).to_be_hidden()
