"""The people of the story, each at a browser of their own."""

from __future__ import annotations

from functools import cached_property

from playwright.sync_api import Browser

from appraisal.cli.demo import words
from tests.browser.person import Person
from tests.browser.tongue import Tongue


class Cast:
    """Who takes part; each comes to the demo when first named."""

    def __init__(self, browser: Browser, address: str, tongue: Tongue):
        self.browser, self.address, self.tongue = browser, address, tongue
        self.come: list[Person] = []

    @cached_property
    def seller(self) -> Person:
        """A seller who is behind her goal; she has her phone with her."""
        return self._comes(words.SELLER, on_phone=True)

    @cached_property
    def manager(self) -> Person:
        """Her manager."""
        return self._comes(words.MANAGER)

    @cached_property
    def head(self) -> Person:
        """The head of sales, who owns the plan."""
        return self._comes(words.HEAD)

    @cached_property
    def hr(self) -> Person:
        """The HR adviser."""
        return self._comes(words.HR)

    @cached_property
    def handler(self) -> Person:
        """The case handler, who is the administrator too."""
        return self._comes(words.HANDLER)

    @property
    def faults(self) -> list[str]:
        """What was wrong with the pages that anybody saw, each once."""
        return sorted({fault for person in self.come for fault in person.faults})

    def leave(self) -> None:
        """Everybody goes home."""
        for person in self.come:
            person.close()

    def _comes(self, name: str, on_phone: bool = False) -> Person:
        person = Person(self.browser, self.address, self.tongue, name, on_phone)
        self.come.append(person)
        person.sign_in()
        return person
