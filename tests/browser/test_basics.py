"""What every screen owes its readers, also on a phone of 375 px: names, single ids, reach."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PATIENCE_MS
from tests.browser.samples import seed

PHONE = {"width": 375, "height": 720}
UNNAMED = """() => {
  const shown = (one) => one.getClientRects().length > 0;
  const text = (id) => document.getElementById(id)?.textContent.trim();
  const named = (one) => one.getAttribute("aria-label")?.trim()
    || (one.getAttribute("aria-labelledby") ?? "").split(" ").some(text);
  const said = [];
  for (const one of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (!named(one) && ![...(one.labels ?? [])].some((label) => label.textContent.trim()))
      said.push(`no label: ${one.outerHTML.slice(0, 120)}`);
  for (const one of document.querySelectorAll("button, a[href], summary"))
    if (shown(one) && !named(one) && !one.textContent.trim() && !one.querySelector("img[alt]"))
      said.push(`no name: ${one.outerHTML.slice(0, 120)}`);
  for (const one of document.querySelectorAll("img:not([alt])")) said.push(`no alt: ${one.src}`);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place)))
    said.push(`two of one id: ${id}`);
  return said;
}"""
OUT_OF_REACH = """() => {
  const said = [];
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) said.push(`the page is ${over} px too wide`);
  const here = document.querySelector(".side nav [aria-current]");
  for (const one of [here, ...document.querySelectorAll("td.acts :is(a, button)")]) {
    const box = one?.getBoundingClientRect();
    if (box?.width && (box.right > window.innerWidth || box.left < 0))
      said.push(`out of reach: ${one.textContent.trim()}`);
  }
  return said;
}"""


@pytest.fixture(scope="module")
def screens(millrace):
    return seed(millrace)


@pytest.fixture
def page(browser, millrace, session):
    context = browser.new_context(viewport=PHONE, storage_state=session)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    context.close()


@pytest.fixture
def found(page, millrace, screens):
    """Return a function that evaluates a script on every screen, each there; what it says."""

    def walk(script):
        said = []
        for name, path in screens.items():
            answer = page.goto(f"{millrace.up['url']}/console/{path}")
            assert answer.status == 200, name
            page.wait_for_selector("h1, .react-flow__node")
            said += [f"{name}: {one}" for one in page.evaluate(script)]
        return said

    return walk


def test_fields_buttons_and_images_have_names_and_ids_are_single(found):
    assert found(UNNAMED) == []


def test_actions_and_the_current_page_are_in_reach_on_a_phone(found):
    assert found(OUT_OF_REACH) == []


def test_the_walk_sees_what_is_wrong(page, millrace):
    page.goto(f"{millrace.up['url']}/console/flows")
    page.evaluate(
        "document.querySelector('main').innerHTML ="
        "'<input><button></button><img><p id=a></p><p id=a></p>'"
        " + '<table><td class=acts><a href=x>x</a></td></table>'"
    )
    assert len(page.evaluate(UNNAMED)) == 4
    assert page.evaluate(OUT_OF_REACH) == []
    page.evaluate("document.querySelector('main').style.marginLeft = '500px'")
    assert len(page.evaluate(OUT_OF_REACH)) == 2
