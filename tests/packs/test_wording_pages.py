"""The pack of wording in the rules room: its rules read in plain words, with the titles of their lists."""

import pytest


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Words that lay blame"),
        ("fa", "واژه‌های سرزنش"),
        ("ru", "Слова обвинения"),
        ("vi", "Từ đổ lỗi"),
    ],
)
def test_a_rule_names_the_title_of_its_list_of_words(app, company, language, words):
    answer = company.client(app, "sara").get(f"/rules/packs/wording/N01?lang={language}")
    assert answer.status_code == 200
    assert words in answer.get_data(as_text=True)


def test_every_rule_of_the_pack_has_its_page(app, company):
    client = company.client(app, "kian")
    rules = app.extensions["packs"].shipped["wording"].rules
    assert {rule: client.get(f"/rules/packs/wording/{rule}").status_code for rule in rules} == dict.fromkeys(
        rules, 200
    )
