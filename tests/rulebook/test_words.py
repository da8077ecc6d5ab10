"""Words in four scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rulebook.words import has_word, is_pattern, normalised, words_of


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Он просто ленивый.", "ленив*"),
        ("Она, ЛЕНИВАЯ, опять опоздала", "ленив*"),
        ("او تنبل است", "تنبل"),
        ("خيلي كند است", "خیلی کند"),
        ("می‌رود و نمی‌آید", "میرود"),
        ("در ۳۰ روز", "30"),
        ("في ٣٠ يوما", "۳۰"),
        ("Anh ấy lười biếng", "lười"),
        ("lười", "lười"),
        ("She is (lazy)!", "lazy"),
        ("Её работа", "ее"),
        ("well-known", "known"),
    ],
)
def test_a_word_is_found_however_it_was_typed(text: str, pattern: str) -> None:
    assert has_word(text, pattern)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("нелениво", "ленив*"),
        ("She glazed the pot", "lazy"),
        ("lazybones", "lazy"),
        ("تنبلی", "تنبل"),
        ("Anh ấy làm lười, biếng", "biếng lười"),
        ("", "lazy"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(text: str, pattern: str) -> None:
    assert not has_word(text, pattern)


@pytest.mark.parametrize("pattern", ["", "*", "la*zy", "* lazy", "...", "a-b"])
def test_a_pattern_that_could_never_be_found_is_no_pattern(pattern: str) -> None:
    assert not is_pattern(pattern)


@given(st.text(max_size=60))
def test_the_normal_form_is_normal(text: str) -> None:
    assert words_of(normalised(text)) == words_of(text)


@given(st.text(max_size=60))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    assert all(has_word(text, word) for word in words_of(text))
