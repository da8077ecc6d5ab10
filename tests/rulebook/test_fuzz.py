"""Whatever a pack holds, reading it ends soon with a pack or with its problems, and with nothing else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisal.rulebook import BrokenPack, Problem, load_pack, read_pack
from appraisal.rulebook.yaml_text import LARGEST_FILE
from tests.rulebook.packs import HEAD, METHOD

CORE = Path(__file__).parents[2] / "rules" / "core"
MOST_SECONDS = 3.0
"""For the largest file there may be, on a busy machine; by its own processor time."""
KEPT = (
    "rules_of/D14.yaml", "rules_of/G04.yaml", "facts/effort.yaml", "facts/gap.yaml",
    "parameters/answer_good_for.yaml", "parameters/method_firm_no_share.yaml",
)  # fmt: skip
PIECES = st.sampled_from(
    ["\n", "  ", "- ", ": ", "{", "}", "[", "]", "'", '"', "|", ">-", "&a ", "*a", "!!python/object ", "---\n",
     "\t", "#", "%", "@", "`", ",", "when", "cases", "ages", "evidence", "known(", "all(", " for o in ", "not ",
     "\u0000", "\ufeff", "\ud800", "\u2028", "ناشناخته", "9" * 400, "1e999", "2024-02-30", "answer_good_for", "("]
)  # fmt: skip
NOISE = st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join)


@cache
def small() -> Mapping[str, str]:
    """A few files of the core pack that make a whole pack."""
    files = {"pack.yaml": HEAD, **{f"parameters/{name}.yaml": text for name, text in METHOD.items()}}
    for path in sorted(CORE.rglob("*.yaml")):
        name = path.relative_to(CORE).as_posix()
        rule = path.stem.split("-")[0]
        if name.startswith(("facts/", "parameters/")):
            files[name] = path.read_text("utf-8")
        elif rule in ("D14", "G04"):
            files[f"rules_of/{rule}.yaml"] = path.read_text("utf-8")
    return files


def reads(files: Mapping[str, str]) -> bool:
    """Whether a pack comes of it; its problems are told one by one, each with its place."""
    began = time.process_time()
    problems: tuple[Problem, ...] = ()
    rules = 0
    try:
        rules = len(read_pack(files, "here").rules)
    except BrokenPack as broken:
        problems = broken.problems
    assert time.process_time() - began < MOST_SECONDS
    assert bool(rules) is not bool(problems)
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
    return bool(rules)


def test_the_files_that_are_mangled_here_are_a_pack_as_they_are() -> None:
    assert reads(small())
    assert set(KEPT) <= set(small())


@settings(max_examples=80, deadline=None)
@given(file=st.sampled_from(KEPT), at=st.floats(0, 1), length=st.integers(0, 60), instead=NOISE)
def test_no_mangled_file_of_a_pack_crashes_the_reader(
    file: str, at: float, length: int, instead: str
) -> None:
    text = small()[file]
    place = int(at * len(text))
    mangled = text[:place] + instead + text[place + length :]
    assert reads({**small(), file: mangled}) or mangled != text


@settings(max_examples=60, deadline=None)
@given(
    files=st.dictionaries(
        st.sampled_from(
            ["pack.yaml", "facts/a.yaml", "parameters/b.yaml", "c/R1.yaml", "x.yaml", ".h/y.yaml"]
        )
        | st.text(max_size=12).map(lambda name: name + ".yaml"),
        NOISE,
        max_size=5,
    )
)
def test_no_heap_of_texts_is_taken_for_a_pack(files: dict[str, str]) -> None:
    assert not reads(files)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(("pack.yaml", "facts/a.yaml", "c/R1.yaml")), data=st.binary(max_size=400))
def test_no_bytes_in_a_folder_crash_the_reader(tmp_path: Path, file: str, data: bytes) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    with pytest.raises(BrokenPack):
        load_pack(tmp_path)
    path.unlink()


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * LARGEST_FILE,
        "{a: " * (LARGEST_FILE // 4),
        "- " * (LARGEST_FILE // 2),
        "x: &a [1]\ny: *a\n",
        "".join(f"k{n}: {n}\n" for n in range(40_000)),
        "when: " + "(" * 990 + ")" * 990,
        "when: " + "not " * 240 + "a",
        "when: a == '" + "b" * (LARGEST_FILE - 20) + "'",
        "when: '" + "a or " * 190 + "a'",
        "when: " + " and ".join(["9" * 300] * 3),
        "cases:\n" + "- {name: a, given: {}, expect: yes}\n" * 12_000,
        "title: {en: " + "'" * (LARGEST_FILE - 20) + "}",
        "a: " * 120_000,
        "? " * 200_000,
        "\u0660" * 200_000,
        " " * LARGEST_FILE,
    ],
    ids=range(16),
)
@pytest.mark.parametrize(
    "file", ["rules_of/R1.yaml", "facts/effort.yaml", "parameters/method_firm_no_share.yaml"]
)
def test_no_hostile_file_takes_longer_than_its_limit(file: str, hostile: str) -> None:
    assert not reads({**small(), file: hostile})
