"""The page that says where each fact comes from is true: of the pack, of the code, and no fact is out of reach."""

import ast
import re
from pathlib import Path

import pytest

from tests.contracts.house import ROOT, SOURCE

SOURCES = (
    "learned",
    "noted",
    "planned",
    "results",
    "signs",
    "agreement",
    "said",
    "around",
    "group",
    "assigned",
    "events",
    "reachable",
)
ROW = re.compile(r"^\| `(\w+)` \| (.*) \| ([\w, ]+) \| (.*) \|$", re.MULTILINE)
WAYS = {"derived", "asked", "derived, else asked", "in confidence", "process"}


def rows():
    return {name: (label, way, words) for name, label, way, words in ROW.findall(page())}


def page():
    return (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def derived(pack):
    """The names of facts that a source of evidence names; what is in confidence has its own way."""
    texts: set[str] = set()
    for name in SOURCES:
        tree = ast.parse(Path(SOURCE / "diagnosis" / f"{name}.py").read_text(encoding="utf-8"))
        texts |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return texts & {name for name, spec in pack.facts.items() if not spec.restricted}


def test_every_fact_has_one_row_and_every_row_a_fact(pack):
    named = [name for name, *_ in ROW.findall(page())]
    assert sorted(named) == sorted(pack.facts)
    assert {name: label for name, (label, _, _) in rows().items()} == {
        name: spec.label["en"] for name, spec in pack.facts.items()
    }


def test_what_is_called_derived_is_named_by_a_source_and_the_other_way_round(derived):
    assert {name for name, (_, way, _) in rows().items() if way.startswith("derived")} == derived


def test_what_is_asked_stands_there_in_the_words_of_the_pack(pack):
    """Asked means that a rule has a use for the answer."""
    put = {fact for rule in pack.active for fact in rule.condition.facts}
    for name, (_, way, words) in rows().items():
        spec = pack.facts[name]
        assert ("asked" in way) == (spec.ask != "nobody" and name in put), name
        if "asked" in way:
            assert words.endswith(f'{spec.ask}: "{spec.question["en"]}"'), name


def test_no_fact_is_out_of_reach(pack):
    for name, (_, way, words) in rows().items():
        spec = pack.facts[name]
        assert way in WAYS
        assert words.strip(), name
        assert (way == "in confidence") == spec.restricted, name
        assert way != "process" or (spec.group == "process" and spec.ask == "nobody"), name
