"""Remarks of a small pack: what fires speaks, what lacks a fact is silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from appraisal.rulebook import BrokenPack, Pack, read_facts, read_pack, remarks
from tests.rulebook.packs import HEAD, fact, rule, texts

DAY = date(2017, 12, 29)


def _pack(rules: dict[str, dict[str, Any]], kind: str = "wording") -> Pack:
    facts = {"text": fact("text", ask="nobody"), "has_answer": fact(), "days_open": fact("int", unit="days")}
    files = {
        "pack.yaml": HEAD.replace("kind: diagnosis", f"kind: {kind}"),
        "facts/all.yaml": yaml.safe_dump({"group": texts("All"), "facts": facts}, allow_unicode=True),
    }
    for name, content in rules.items():
        files[f"rules/{name}-rule.yaml"] = yaml.safe_dump(content, allow_unicode=True)
    return read_pack(files, "here")


def _remarks(pack: Pack, **given: Any) -> list[tuple[str, str]]:
    return [(each.rule, each.level) for each in remarks(pack, read_facts(pack.schema, given), DAY)]


def test_what_applies_speaks_the_gravest_first_and_what_lacks_a_fact_is_silent() -> None:
    pack = _pack(
        {
            "A1": rule("days_open > 3", level="tip"),
            "A2": rule("has_answer == false", level="block"),
            "A3": rule("has_word(text, 'lazy')", level="warn"),
        }
    )

    assert _remarks(pack, days_open=4, has_answer=False) == [("A2", "block"), ("A1", "tip")]


def test_a_remark_shows_the_words_as_they_were_written_in_the_order_of_the_text() -> None:
    pack = _pack(
        {
            "A1": rule(
                "has_word(text, 'ленив*') or has_word(text, 'تنبل') or has_word(text, 'lazy')", level="warn"
            )
        }
    )
    text = "He is Lazy and Ленивый; تن\u200cبل."

    found = remarks(pack, read_facts(pack.schema, {"text": text}), DAY)

    assert [each.words for each in found] == [("Lazy", "Ленивый", "تن\u200cبل")]


def test_a_rule_about_causes_has_no_place_in_a_pack_of_wording() -> None:
    with pytest.raises(BrokenPack, match=r"here/rules/A1-rule.yaml:.*a rule has 'level' and nothing else"):
        _pack({"A1": rule("has_answer == true", gate="no_diagnosis")})


def test_a_remark_has_no_place_in_a_pack_of_diagnosis() -> None:
    with pytest.raises(BrokenPack, match="exactly one of 'evidence', 'gate' and 'blocks'"):
        _pack({"A1": rule("has_answer == true", level="tip")}, "diagnosis")


def test_a_pack_reads_the_same_from_its_own_texts(small: Path) -> None:
    from_folder = read_pack(
        {path.relative_to(small).as_posix(): path.read_text() for path in small.rglob("*.yaml")}
    )

    assert read_pack(from_folder.files).sha256 == from_folder.sha256


@pytest.fixture
def small() -> Path:
    """The pack that ships with the product."""
    return Path(__file__).parents[2] / "rules" / "core"
