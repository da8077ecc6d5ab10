"""Somebody of the story at a browser of their own, who sees and presses what stands on the page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.inspection import PHONE, faults_in_the_dark, faults_of
from tests.browser.tongue import Tongue, spoken

DESK = {"width": 1280, "height": 900}
PATIENCE = 8000


class Person:
    """A person by name. Every page that they come to is inspected; ``faults`` gathers what is wrong."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        tongue: Tongue,
        name: str,
        on_phone: bool = False,
        signed_in_as: Any = None,
        runs_scripts: bool = True,
    ):
        self._browser, self.runs_scripts = browser, runs_scripts
        self.tongue, self.name, self.address = tongue, name, address
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self._context = browser.new_context(
            base_url=address,
            viewport=PHONE if on_phone else DESK,  # type: ignore[arg-type] - a plain dict is taken too
            locale=tongue.language.locale.replace("_", "-"),
            reduced_motion="reduce",
            storage_state=signed_in_as,
            java_script_enabled=runs_scripts,
        )
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._note(f"a script failed: {error}"))
        self._place: Locator = self.page.locator("body")

    def sign_in(self) -> None:
        """Come to the demo and be oneself."""
        self.open("/persons")
        self.press("Be %(name)s", name=self.name)
        assert self.page.locator("html").get_attribute("lang") == self.tongue.code

    def open(self, path: str) -> None:
        """Type an address."""
        self._came(self.page.goto(path))

    def reload(self) -> None:
        """Look at the same page again."""
        self._came(self.page.reload())

    def go(self, *doors: str) -> None:
        """Take a door of the rail, then links one after another."""
        first, *rest = doors
        self._go_by(self._door(self.tongue.say(first)))
        for link in rest:
            self.press(link)

    def goes_through_every_door(self) -> int:
        """Take each door of the rail, one after another; the number there are."""
        doors = list(dict.fromkeys(self.page.locator("nav.rail a").all_text_contents()))
        for door in doors:
            self._go_by(self._door(door))
        return len(doors)

    def press(self, label: str, **details: Any) -> None:
        """Press the button or link that says this, and come to the page behind it."""
        self.press_words(self.tongue.say(label, **details))

    def press_first_link(self) -> None:
        """Press the first link of this part of the page."""
        self._go_by(self._place.get_by_role("link").first)

    def press_words(self, words: str) -> None:
        """Press the button or link with these very words."""
        self._go_by(self._handle(words))

    def open_fold(self, label: str) -> None:
        """Open the fold that says this, unless it is open."""
        fold = self._place.locator("details").filter(has=self.page.get_by_text(self.tongue.say(label))).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()

    def open_first_fold(self) -> None:
        """Open the first fold of this part of the page, or the part itself if it is one."""
        if self._place.get_attribute("open") is None:
            self._place.locator("summary").first.click()

    def type(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.answer(self.tongue.say(label), text)

    def answer(self, question: str, text: str) -> None:
        """Answer a question in writing, the question in its very words."""
        self.field(question).fill(text)

    def type_day(self, label: str, day: date) -> None:
        """Type a day as this person writes days."""
        self.type(label, self.tongue.typed(day))

    def choose(self, label: str, option: str) -> None:
        """Choose an option, by its words, from the list with this label."""
        self.field(self.tongue.say(label)).select_option(label=option)

    def choose_only(self, option: str) -> None:
        """Choose an option from the one list there is in this part of the page."""
        self._place.get_by_role("combobox").select_option(label=option)

    def tick(self, question: str, option: str) -> None:
        """Tick an option of a question, both by their words."""
        group = self._place.get_by_role("group", name=spoken(question, whole=True)).first
        group.get_by_label(spoken(option, whole=True)).check()

    def tick_box(self, label: str) -> None:
        """Tick the box beside these words."""
        self._place.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.check()

    def write_everywhere(self, text: str) -> None:
        """Write the same into every text field of this part of the page."""
        for field in self._place.locator("textarea").all():
            field.fill(text)

    def answer_each(self, part: str, words: str) -> int:
        """Give the first answer offered to each question of this kind of part, with a word of one's own."""
        asked = self._place.locator(part)
        for one in asked.all():
            one.get_by_role("radio").first.check()
            one.locator("input[type=text], input:not([type])").last.fill(words)
        return asked.count()

    def bring(self, label: str, *files: Path) -> None:
        """Hand files in."""
        self.field(self.tongue.say(label)).set_input_files(files)

    def field(self, words: str) -> Locator:
        """The field with this very label, needed or not."""
        needed = re.escape(self.tongue.say("required"))
        return self._place.get_by_label(re.compile(rf"^\s*{re.escape(words)}(\s+{needed})?\s*$")).first

    @contextmanager
    def within(self, selector: str, words: str = "") -> Iterator[None]:
        """Look only at one part of the page: the first of its kind that holds these words."""
        whole, self._place = self._place, self._place.locator(selector).filter(has_text=words).first
        try:
            yield
        finally:
            self._place = whole

    def sees(self, sentence: str, **details: Any) -> None:
        """Expect a sentence of the product on the page."""
        self.reads(self.tongue.say(sentence, **details))

    def sees_soon(self, sentence: str) -> None:
        """Expect that the page says this by itself, whatever stands in its gaps."""
        pattern = re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(self.tongue.say(sentence)))
        expect(self._part()).to_contain_text(re.compile(pattern))

    def reads(self, *texts: str) -> None:
        """Expect these very words on the page, which somebody wrote or the data holds."""
        for words in texts:
            expect(self._part()).to_contain_text(spoken(words))

    def sees_picture(self, sentence: str, **details: Any) -> None:
        """Expect a picture that says this to those who cannot see it."""
        expect(
            self._place.get_by_role("img", name=spoken(self.tongue.say(sentence, **details)))
        ).to_be_visible()

    def does_not_read(self, *texts: str) -> None:
        """Expect that these words stand nowhere in the page, folded or hidden."""
        for words in texts:
            assert words not in self.page.content(), f"{self.name} reads {words!r} at {self.page.url}"

    def cannot_press(self, *labels: str) -> None:
        """Expect that none of these is offered, folded or not."""
        for label in labels:
            assert self._handle(self.tongue.say(label)).count() == 0, f"{self.name} is offered {label!r}"

    def offers(self, label: str) -> bool:
        """Whether this can be pressed as the page stands."""
        return self._handle(self.tongue.say(label)).is_visible()

    def waits_for_progress(self, end: str) -> None:
        """See a bar, and wait until the work says of itself that it has come to its end."""
        expect(self.page.get_by_role("progressbar")).to_be_visible()
        expect(self.page.locator(".progress [role=status]")).to_have_text(end, timeout=60_000)

    def waits_for(self, path: str, words: str) -> None:
        """Look at a page again until these words stand on it: work in the background brings them."""
        ends = time.monotonic() + 20
        self.open(path)
        while not self._part().get_by_text(spoken(words)).count() and time.monotonic() < ends:
            time.sleep(0.5)  # the work has no bar of its own to wait for
            self.page.reload()
        self.reads(words)

    def download(self, label: str, **details: Any) -> Path:
        """Press what says this, and take the file that comes."""
        return self.download_words(self.tongue.say(label, **details))

    def download_words(self, words: str) -> Path:
        """Press the button or link with these very words, and take the file that comes."""
        with self.page.expect_download() as coming:
            self._handle(words).click()
        return coming.value.path()

    def looks_in_the_dark(self) -> None:
        """See the page as somebody does who prefers the dark."""
        for fault in faults_in_the_dark(self.page):
            self._note(fault)

    def close(self) -> None:
        """Leave."""
        self._context.close()

    @contextmanager
    def without_scripts(self) -> Iterator[Person]:
        """The same person, still signed in, at a browser that runs no script at all."""
        cookies = self._context.storage_state()
        plain = Person(
            self._browser, self.address, self.tongue, self.name, signed_in_as=cookies, runs_scripts=False
        )
        yield plain
        plain.close()

    def _part(self) -> Locator:
        return self._place.locator("main") if self._place.locator("main").count() else self._place

    def _door(self, words: str) -> Locator:
        """The door in the rail; on a phone it may lie behind the bar's last place."""
        rail = self.page.locator("nav.rail")
        door = rail.get_by_role("link", name=spoken(words, whole=True))
        if not door.count():
            rail.locator("summary").click()
        return door.first

    def _handle(self, words: str) -> Locator:
        place = self._place
        name = spoken(words, whole=True)
        return place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first

    def _go_by(self, handle: Locator) -> None:
        with self.page.expect_navigation(wait_until="load") as going:
            handle.click()
        self._came(going.value)

    def _came(self, response: Response | None) -> None:
        assert response is None or response.status < 400, (
            f"{self.name}: {response.status} at {self.page.url}\n{self.page.locator('main').inner_text()}"
        )
        self.seen.add(re.sub(r"\d+", "N", self.page.url.removeprefix(self.address).partition("?")[0]))
        for fault in self._faults() if self.runs_scripts else ():
            self._note(fault)

    def _faults(self) -> list[str]:
        """What is wrong with the page; one that went on while it was looked at is looked at where it ended."""
        try:
            return faults_of(self.page)
        except PlaywrightError as error:
            if "context was destroyed" not in str(error):
                raise
        self.page.wait_for_load_state("load")
        return faults_of(self.page)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"the console says: {message.text}")

    def _note(self, fault: str) -> None:
        path = re.sub(r"\d+", "N", self.page.url.removeprefix(self.address))
        self.faults.append(f"{path} [{self.tongue.code}] {fault}")
