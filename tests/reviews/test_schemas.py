"""A review as plain data: what is signed reads back as it was, and a changed word shows."""

import copy
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from appraisal.formbook import LANGUAGES, Reader
from appraisal.reviews.domain import Side, Stance
from appraisal.reviews.schemas import ReviewSchema, digest, for_reader, is_intact, plain, sealed, text_of
from appraisal.reviews.text import SignatureText
from tests.factories.example_review import example_review, example_text

OLD = Path(__file__).with_name("signed_in_shape_1.json")
EXAMPLE = Path(__file__).parents[1] / "documents" / "example_review.json"


def test_the_example_of_the_paper_is_what_the_code_signs():
    """With WRITE_EXAMPLES=1 the file is written anew."""
    written = json.dumps(example_review(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("WRITE_EXAMPLES"):
        EXAMPLE.write_text(written)
    assert EXAMPLE.read_text() == written


def test_a_text_survives_plain_data():
    assert text_of(json.loads(json.dumps(plain(example_text())))) == example_text()


def test_a_page_and_its_text_give_the_same_data():
    class Page:
        text = example_text()

    assert ReviewSchema().dump(Page()) == ReviewSchema().dump(example_text())


def test_numbers_are_exact_texts_and_days_are_iso():
    goal = plain(example_text())["goals"][3]
    assert (goal["target"], goal["result"], goal["ratio"]) == ("63000", "61965.5", "0.9836")
    assert goal["starts_on"] == "2017-10-01"


def test_the_questions_are_kept_in_every_language():
    question = plain(example_text())["parts"][0]["form"]["sections"][0]["questions"][0]
    assert set(question["words"]) == set(LANGUAGES)


def test_every_signature_proves_the_whole_text():
    signed = example_review()
    assert [one["side"] for one in signed["signatures"]] == ["manager", "employee", "second"]
    assert is_intact(signed)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["goals"][0].update(result="1"),
        lambda data: data["meeting"].update(agreed="Something else"),
        lambda data: data["signatures"][0].update(comment="Something else"),
        lambda data: data["signatures"].pop(0),
        lambda data: data["parts"][0]["form"]["sections"][0]["questions"][0]["goals"][0].update(goal="9"),
    ],
)
def test_a_changed_word_breaks_the_digest(change):
    signed = copy.deepcopy(example_review())
    change(signed)
    assert not is_intact(signed)


def test_the_digest_does_not_hang_on_the_order_of_fields():
    data = plain(example_text())
    assert digest(dict(reversed(data.items()))) == digest(data)


def test_hr_gets_only_the_answers_announced_to_be_read_by_hr():
    told = json.dumps(for_reader(example_review(), Reader.HR), ensure_ascii=False)
    assert "زودتر باید خودم" not in told
    assert "joint visits that were promised" not in told
    assert "گوش دادن" in told


def test_data_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="not a review of shape 3 or before"):
        text_of({**plain(example_text()), "shape": 4})


def test_what_was_signed_before_findings_had_anything_behind_them_stays_as_it_was():
    old = json.loads(OLD.read_text())
    assert old["shape"] == 1
    assert is_intact(old)
    assert plain(text_of(old)) == old
    late = SignatureText(
        Side.SECOND, "Leila Moradi", datetime(2018, 1, 3, tzinfo=UTC), Stance.ANSWERED, "Yes."
    )
    assert is_intact(sealed(text_of(old), late))


def test_what_was_signed_before_plans_had_versions_stays_as_it_was():
    text = replace(example_text(), shape=2, signatures=())
    old = sealed(
        text, SignatureText(Side.MANAGER, "Omid Karimi", datetime(2018, 1, 2, tzinfo=UTC), Stance.SIGNED, "")
    )
    assert all("in_force" not in goal and "changes" not in goal for goal in old["goals"])
    assert is_intact(old)
    assert plain(text_of(old)) == old


def test_what_the_rules_said_is_signed_and_is_for_the_two_alone():
    signed = example_review()
    assert signed["findings"][0]["behind"]["rules"]
    signed["findings"][0]["behind"]["rules"].pop()
    assert not is_intact(signed)
    assert for_reader(signed, Reader.HR)["findings"][0]["behind"] is None
