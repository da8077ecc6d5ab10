"""The four languages are equal: every sentence of code and templates stands in each catalog."""

from __future__ import annotations

import pytest

from appraisal.i18n import gathering
from appraisal.i18n.catalogs import CATALOGS
from appraisal.slices import DOORS, WORDS
from tests.contracts.house import expect_none


@pytest.fixture(scope="module")
def found() -> gathering.Catalog:
    """All sentences of the product."""
    return gathering.gather()


@pytest.mark.parametrize("language", gathering.translated())
def test_a_language_says_every_sentence(found, language):
    faults = gathering.faults_of(gathering.read_catalog(language), language, found)
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize("language", gathering.translated())
def test_a_catalog_holds_no_sentence_that_nobody_says_any_more(found, language):
    gone = [m.id for m in gathering.read_catalog(language) if m.id and found.get(m.id, m.context) is None]
    expect_none(gone, mend="run ./run translations")


@pytest.mark.parametrize("language", gathering.translated())
def test_a_catalog_names_its_plural_forms(language):
    path = CATALOGS / gathering.LANGUAGES[language].locale / "LC_MESSAGES" / "messages.po"
    assert gathering.PLURALS[language].split(";")[0] in path.read_text(encoding="utf-8")


def test_the_words_of_every_slice_are_gathered(found):
    missing = [sentence for words in WORDS for sentence in words.values() if found.get(sentence) is None]
    expect_none(missing, mend="mark them with N_")


def test_the_labels_of_the_doors_are_gathered(found):
    missing = [door.label for door in DOORS if found.get(door.label) is None]
    expect_none(missing, mend="mark them with N_")
