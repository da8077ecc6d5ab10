"""Sentences are found where they stand, and a catalog that does not say one is told so."""

from __future__ import annotations

import json

import pytest
from babel.messages.catalog import Catalog

from appraisal.i18n import gathering


@pytest.fixture
def found() -> Catalog:
    """Two sentences of a small product: one plain, one with a plural."""
    catalog = Catalog()
    catalog.add("Good morning, %(name)s.")
    catalog.add(("%(num)s talk was held.", "%(num)s talks were held."))
    return catalog


@pytest.fixture
def russian(found, tmp_path) -> Catalog:
    """The Russian catalog before anybody translated."""
    catalog = gathering.read_catalog("ru", tmp_path)
    gathering.renew(catalog, found)
    return catalog


def reasons(catalog: Catalog, language: str, found: Catalog) -> list[str]:
    """Why the catalog is not complete."""
    return [fault.reason for fault in gathering.faults_of(catalog, language, found)]


def test_lazy_sentences_in_dictionaries_of_words_are_found():
    catalog = gathering.gather()
    assert "A person needs a name." in catalog
    assert "Job family" in catalog
    assert "Everyone who works here, in alphabetical order." in catalog


def test_an_empty_catalog_misses_everything(russian, found):
    assert reasons(russian, "ru", found) == ["not translated", "not translated"]


def test_a_filled_catalog_misses_nothing(russian, found):
    gathering.fill(
        russian,
        "ru",
        {
            "Good morning, %(name)s.": {"ru": "Доброе утро, %(name)s."},
            "%(num)s talk was held.": {
                "plural": "%(num)s talks were held.",
                "ru": [
                    "Состоялась %(num)s встреча.",
                    "Состоялись %(num)s встречи.",
                    "Состоялось %(num)s встреч.",
                ],
            },
        },
    )
    assert reasons(russian, "ru", found) == []


def test_a_translation_that_loses_a_placeholder_is_named(russian, found):
    gathering.fill(russian, "ru", {"Good morning, %(name)s.": {"ru": "Доброе утро."}})
    assert reasons(russian, "ru", found)[0] == "other placeholders in 'Доброе утро.'"


def test_russian_needs_three_forms(russian, found):
    gathering.fill(russian, "ru", {"%(num)s talk was held.": {"ru": ["%(num)s встреча", "%(num)s встречи"]}})
    assert reasons(russian, "ru", found)[1] == "3 plural forms are needed, 2 given"


def test_one_vietnamese_form_is_enough(found, tmp_path):
    catalog = gathering.read_catalog("vi", tmp_path)
    gathering.renew(catalog, found)
    gathering.fill(catalog, "vi", {"%(num)s talk was held.": {"vi": ["Đã có %(num)s buổi trao đổi."]}})
    assert reasons(catalog, "vi", found) == ["not translated"]


def test_a_catalog_reads_back_as_it_was_written_and_without_moments(russian, found, tmp_path):
    gathering.fill(russian, "ru", {"Good morning, %(name)s.": {"ru": "Доброе утро, %(name)s."}})
    gathering.write_catalog(russian, "ru", tmp_path)
    text = (tmp_path / "ru_RU" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    assert "nplurals=3" in text
    assert "Date" not in text
    assert reasons(gathering.read_catalog("ru", tmp_path), "ru", found) == ["not translated"]


def test_the_command_reports_what_is_missing_and_what_is_no_sentence_of_ours(tmp_path, capsys):
    said = tmp_path / "said.json"
    said.write_text(json.dumps({"Never said": {"fa": "-"}}), encoding="utf-8")
    assert gathering.main(["--folder", str(tmp_path), "--fill", str(said)]) == 1
    told = capsys.readouterr().out
    assert "'Never said'" in told
    assert "vi: not translated: 'A person needs a name.'" in told
