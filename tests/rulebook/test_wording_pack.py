"""The pack of wording: sentences for and against in each language, and what it must never look for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from appraisal.rulebook import LANGUAGES, Pack, load_pack, read_facts, remarks
from appraisal.rulebook.words import words_of

PACK: Pack = load_pack(Path(__file__).parents[2] / "rules" / "wording")
OF_HEALTH = (
    "health*", "sick*", "ill", "illness", "disease*", "pregnan*", "depress*", "anxi*", "burnout", "burn out",
    "stress*", "disab*", "cancer", "doctor", "hospital", "therap*", "medic*", "diagnos*", "tired", "exhaust*",
    "addict*", "alcohol*", "drunk", "overweight", "mental*", "sleep*",
    "سلامت*", "بیمار*", "مریض*", "باردار*", "حامله", "افسرد*", "اضطراب*", "فرسود*", "استرس*", "معلول*", "سرطان",
    "پزشک*", "دکتر", "بیمارستان", "درمان*", "دارو*", "خسته", "اعتیاد*", "معتاد", "الکل*",
    "здоров*", "болен", "больн*", "болезн*", "беремен*", "депресс*", "тревож*", "выгор*", "стресс*", "инвалид*",
    "рак", "врач*", "больниц*", "лечени*", "терапи*", "лекарств*", "устал*", "зависимост*", "алкогол*", "пьян*",
    "sức khỏe", "sức khoẻ", "bệnh", "ốm", "mang thai", "thai sản", "trầm cảm", "lo âu", "kiệt sức", "khuyết tật",
    "ung thư", "bác sĩ", "bệnh viện", "thuốc", "mệt", "mệt mỏi", "nghiện", "rượu",
)  # fmt: skip


def said(text: str, **given: Any) -> dict[str, str]:
    """The rules that speak about a text of a manager, with their levels."""
    facts = {
        "text": text,
        "beside_colleague": "",
        "place": "observation",
        "about_self": False,
        "word_count": len(words_of(text)),
        "has_number": any(each.isdigit() for each in text),
        **given,
    }
    found = remarks(PACK, read_facts(PACK.schema, facts), date(2024, 6, 30))
    return {each.rule: each.level for each in found}


def test_no_list_of_words_and_no_rule_looks_for_health() -> None:
    sought = [
        (words.name, pattern)
        for words in PACK.words.values()
        for patterns in (*words.words.values(), *words.exceptions.values())
        for pattern in patterns
    ]
    of_health = [(words_of(each), each.endswith("*")) for each in OF_HEALTH]

    assert [
        (name, pattern, health)
        for name, pattern in sought
        for health, is_stem in of_health
        if _holds(words_of(pattern), health, is_stem)
    ] == []
    assert all(
        "'" not in rule.condition.normal.partition("has_word")[2].partition(")")[0] for rule in PACK.active
    )


def _holds(words: tuple[str, ...], health: tuple[str, ...], is_stem: bool) -> bool:
    if is_stem:
        return any(word.startswith(health[0]) for word in words)
    return any(words[start : start + len(health)] == health for start in range(len(words)))


@pytest.mark.parametrize(
    "text",
    [
        "She was ill for two weeks in March and came back on the 20th.",
        "او در اسفند دو هفته بیمار بود و بیستم برگشت.",
        "В марте она две недели болела и вернулась двадцатого.",
        "Tháng Ba chị ấy ốm hai tuần và trở lại ngày 20.",
        "He told me that he is exhausted and sleeps badly.",
    ],
)
def test_a_sentence_about_health_brings_no_remark(text: str) -> None:
    assert said(text) == {}


def test_nothing_is_a_block_and_every_warning_has_a_mend_in_all_languages() -> None:
    assert {rule.level for rule in PACK.active} == {"warn", "tip"}
    assert [rule.id for rule in PACK.active if set(rule.remedy or {}) != set(LANGUAGES)] == []
    assert [rule.id for rule in PACK.active if len(rule.cases) < 5] == []


def test_only_protected_traits_and_looks_belong_to_the_group_that_makes_a_flag() -> None:
    assert {rule.id: rule.level for rule in PACK.active if rule.group == "protected"} == {
        "T01": "warn",
        "T02": "warn",
    }


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You are useless at closing, and it is your fault.", "N01"),
        ("She has a bad attitude and makes no calls on Mondays.", "N02"),
        ("He can't be bothered to prepare, three times in May.", "N04"),
        ("On 5 May I said that his bonus is at stake.", "Y01"),
        ("On 4 May she was slower than her colleagues.", "K03"),
        ("در جلسهٔ ۴ خرداد بی‌مسئولیت بود.", "N02"),
        ("این ماه ۴ بار کم‌کاری دیده شد.", "N01"),
        ("او نمی خواهد کار کند، ۳ بار گفتم.", "N04"),
        ("چون خانم است مشتری ۳ بار پرسید.", "T01"),
        ("4 мая она подвела команду.", "N01"),
        ("Безответственное поведение 4 мая.", "N02"),
        ("Ему 50, в его возрасте учиться поздно.", "T01"),
        ("Ngày 4/5 em lại cẩu thả với báo giá.", "N01"),
        ("Ngày 4/5 cô ấy vô trách nhiệm.", "N02"),
        ("Vì có con nhỏ nên 3 lần vắng họp.", "T01"),
    ],
)
def test_where_it_is_sure_it_warns(text: str, rule: str) -> None:
    assert said(text) == {rule: "warn"}


@pytest.mark.parametrize(
    "text",
    [
        "He is not lazy: the list had 400 names and no phone numbers.",
        "Explained lazy loading to the customer's IT on 4 May.",
        "Demo of the payroll product: salary slips, holiday pay and bonus plans of the customer, 2 hours.",
        "The supplier was careless with the dates; she called them on 4 May.",
        "Calmed an arrogant customer on the phone, 12 minutes.",
        "The old export was useless, he rebuilt it in 3 days.",
        "Our offer was better than the others by 4 percent.",
        "Revenue in May was better than in April by 12 percent.",
        "An aggressive price and an ambitious plan: 40 deals.",
        "The data was too old by 6 months.",
        "او تنبل نیست؛ فهرست ۴۰۰ نام داشت.",
        "حقوق مشتری در قرارداد ۳ بند دارد.",
        "ظاهر ویترین را در ۲ روز عوض کرد.",
        "فروش خرداد ۱۲ درصد بهتر از ماه قبل بود.",
        "Зашли в тупик на переговорах 4 мая, она предложила новый срок.",
        "Он не ленивый: в списке 400 имён без телефонов.",
        "Клиент перешёл на премиум-тариф 4 мая.",
        "Подвели итоги квартала: 41 сделка.",
        "Продал 20 сумок для женщин.",
        "Chị ấy không lười: danh sách có 400 tên.",
        "Số lượng và chất lượng lead tháng 5 tăng 12%.",
        "Khách hàng có con nhỏ mua 20 gói.",
        "Bán 20 bộ trang điểm trong tháng 5.",
    ],
)
def test_the_words_of_the_trade_bring_no_remark(text: str) -> None:
    assert said(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "I was lazy and careless, it was my fault, and my salary is low.",
        "من تنبلی کردم و انگیزه ندارم.",
        "Я ленив, у меня нет мотивации, и это моя вина.",
        "Tôi lười và thiếu động lực.",
        "I am too old for the job.",
    ],
)
def test_what_a_person_says_of_themselves_is_never_warned(text: str) -> None:
    assert said(text, about_self=True) == {}


def test_a_person_who_compares_themselves_gets_a_tip_at_most() -> None:
    assert said("I am slower than the others.", about_self=True) == {"K04": "tip"}
