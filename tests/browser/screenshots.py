"""Pictures of the console's screens, light and dark: `make screenshots` puts them into docs/img."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGS, CHROMIUM, make_account, sign_in
from tests.browser.samples import seed
from tests.support.installation import installation

FOLDER = Path(__file__).parents[2] / "docs" / "img"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 720}
# What outsiders see on their phones.
ON_PHONES = ("share", "approval")


def shoot(browser, base, screens, scheme):
    """Take every picture in one scheme of colours."""
    context = browser.new_context(viewport=WIDE, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{base}/console/sign-in")
    page.screenshot(path=FOLDER / f"sign-in-{scheme}.png")
    sign_in(page)
    for name, path in screens.items():
        page.set_viewport_size(PHONE if name in ON_PHONES else WIDE)
        page.goto(f"{base}/console/{path}")
        page.wait_for_selector("h1, .react-flow__node")
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
    context.close()


def main():
    """Start an installation, fill it, look at it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    prices = {"MILLRACE_STEP_CREDITS": "code=5"}
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder), **prices) as running:
        make_account(running)
        screens = seed(running)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
            for scheme in ("light", "dark"):
                shoot(browser, running.up["url"], screens, scheme)
            browser.close()
    print(f"{2 * (len(screens) + 1)} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
