"""A lecture in a real browser: each frame as a class sees it, measured."""

import os
import shutil
from pathlib import Path

SIZE = {"width": 1280, "height": 720}
SCRIPT = (Path(__file__).parent.parent / "templates" / "lecture" / "measure.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class NoBrowser(Exception):
    """There is no Chromium, or no playwright to drive it; the message says what to install."""


def find():
    """Return the path of a Chromium (the variable CHROMIUM, or one on the PATH); raise NoBrowser."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        raise NoBrowser("playwright is missing: pip install playwright") from None
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    raise NoBrowser("no Chromium on the PATH (Debian: apt-get install chromium; else set CHROMIUM)")


def look(pages, pictures=None):
    """Return, for each lecture page, {name: [where it was found]} for the figures SEEN.

    pictures: a folder for a picture of each frame, or none.
    Raises NoBrowser, and RuntimeError when a script of the page fails.
    """
    path = find()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--disable-gpu"])
        try:
            return [_look(browser, page, pictures) for page in pages]
        finally:
            browser.close()


def _look(browser, path, pictures):
    page, errors = browser.new_page(viewport=SIZE), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.resolve().as_uri(), wait_until="load")
    page.wait_for_selector("body[data-ready]", state="attached")
    found = page.evaluate(SCRIPT)
    if pictures:
        _photograph(page, pictures / path.name.split(".")[0])
    page.close()
    if errors:
        raise RuntimeError(f"{path.name}: {errors[0]}")
    return found


def _photograph(page, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    page.evaluate("Reveal.slide(0, 0, -1)")
    frames = page.evaluate("Reveal.getTotalSlides() + document.querySelectorAll('.fragment').length")
    for number in range(1, frames + 1):
        page.screenshot(path=folder / f"{number:03d}.png")
        if page.evaluate("Reveal.isLastSlide() && !Reveal.availableFragments().next"):
            return
        page.evaluate("Reveal.next()")
