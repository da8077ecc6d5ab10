"""A signed review for tests, as plain data: rich, with long texts in four scripts."""

from __future__ import annotations

from typing import Any

from appraisal.data import adaptable
from appraisal.formbook import freeze, load_forms
from appraisal.reviews.schemas import digest

LONG = {
    "en": "The second quarter was slow because the price list for GTX Pro came three weeks late; I called every open lead twice a week and kept 31 of 34 alive. When the prices came, 11 deals closed within ten days. I would ask for the price list earlier next time, and I would tell Omid in the first week rather than in the third.",
    "fa": "سه‌ماههٔ دوم کند پیش رفت، چون فهرست قیمت GTX Pro سه هفته دیر رسید؛ با هر سرنخ باز هفته‌ای دو بار تماس گرفتم و ۳۱ مورد از ۳۴ مورد را زنده نگه داشتم. وقتی قیمت‌ها رسید، ۱۱ معامله در ده روز بسته شد. دفعهٔ بعد فهرست را زودتر می‌خواهم و در همان هفتهٔ نخست به امید می‌گویم، نه در هفتهٔ سوم. نرخ تبدیل به ۶۲٪ رسید.",
    "ru": "Второй квартал шёл медленно: прайс-лист на GTX Pro пришёл на три недели позже. Каждому открытому лиду я звонила дважды в неделю и удержала 31 из 34. Когда цены появились, за десять дней закрылись 11 сделок. В следующий раз попрошу прайс-лист раньше и скажу Омиду в первую же неделю, а не в третью.",
    "vi": "Quý hai diễn ra chậm vì bảng giá GTX Pro đến muộn ba tuần; tôi gọi cho từng khách hàng tiềm năng hai lần mỗi tuần và giữ được 31 trên 34 khách. Khi có giá, 11 giao dịch được chốt trong mười ngày. Lần sau tôi sẽ xin bảng giá sớm hơn và báo cho anh Omid ngay tuần đầu thay vì tuần thứ ba.",
}
NAMES = {"en": "Sara Ahmadi", "fa": "سارا احمدی", "ru": "Сара Ахмади", "vi": "Nguyễn Thị Sára"}
MONTHS = ("2017-01-31", "2017-02-28", "2017-03-31", "2017-04-30", "2017-05-31", "2017-06-30",
          "2017-07-31", "2017-08-31", "2017-09-30", "2017-10-31", "2017-11-30", "2017-12-28")  # fmt: skip


def answers_of(form: Any, said: str) -> dict[str, Any]:
    """An answer to every question of a form."""
    given: dict[str, Any] = {}
    for section in form.sections:
        for question in section.questions:
            kind = question.kind.value
            if kind == "per_goal":
                given[question.id] = {
                    "1": {part.id: said for part in question.parts},
                    "2": {question.parts[0].id: said},
                }
            elif kind == "choice":
                given[question.id] = question.options[0].id
            elif kind == "yes_no_unknown":
                given[question.id] = "unknown"
            elif kind == "date":
                given[question.id] = "2017-11-06"
            elif kind == "amount":
                given[question.id] = "12.5"
            elif kind == "example":
                given[question.id] = {"on": "2017-10-03", "what": said}
            else:
                given[question.id] = said
    return given


def part_of(side: str, author: str, said: str, language: str, goals: dict[str, str]) -> dict[str, Any]:
    """What one side handed in, on the form of sellers."""
    kind = {"employee": "self_review", "manager": "manager_review"}[side]
    form = load_forms(adaptable("forms")).form_for(kind, "sales_seller")
    frozen = freeze(form, answers_of(form, said), language, goals=goals)
    return {"side": side, "author": author, "handed_in_at": "2017-12-18T10:00:00+00:00", "form": frozen}


def signed_review(language: str = "en", name: str = "") -> dict[str, Any]:
    """A signed review whose people write in ``language``."""
    said, name = LONG[language], name or NAMES[language]
    readings = [
        {"starts_on": f"{day[:8]}01", "ends_on": day, "value": value, "source": "crm"}
        for day, value in zip(MONTHS, ("2100", "2900", "6200", "1800", "900", "3100", "4200", "2600", "5100", "3900", "2800.5", "3520"), strict=True)
    ]  # fmt: skip
    common = {
        "starts_on": "2017-01-01",
        "ends_on": "2017-12-31",
        "direction": "higher",
        "why_it_matters": said[:120],
    }
    goals = [
        {"key": "1", "statement": f"{said[:60]} (GTX Pro, CRM)", "measure": "revenue_won", "unit": "USD", "target": "42000",
         "result": "39120.5", "ratio": "0.9314", "confirmed_by_employee_on": "2017-01-16", "confirmed_by_manager_on": "2017-01-12",
         "own_words": said[:160], "readings": readings, **common},
        {"key": "2", "statement": said[60:130], "measure": "deals_won", "unit": "count", "target": "48", "result": "51",
         "ratio": "1.0625", "confirmed_by_employee_on": "2017-01-16", "confirmed_by_manager_on": "2017-01-16", "own_words": "",
         "readings": [{**each, "value": str(4 + number % 3)} for number, each in enumerate(readings)], **common},
        {"key": "3", "statement": said[30:90], "measure": "deals_engaged", "unit": "count", "target": "300", "result": None,
         "ratio": None, "confirmed_by_employee_on": "2017-02-01", "confirmed_by_manager_on": "2017-02-01", "own_words": "",
         "readings": [], **common},
    ]  # fmt: skip
    statements = {goal["key"]: goal["statement"] for goal in goals}
    days = [f"2017-{month:02}-{day}" for month in range(1, 13) for day in ("06", "20")]
    text: dict[str, Any] = {
        "kind": "appraisal_review",
        "shape": 1,
        "review": 7,
        "cycle": "2017",
        "starts_on": "2017-01-01",
        "ends_on": "2017-12-31",
        "opened_on": "2017-12-01",
        "employee": {"name": name, "job_title": "Seller", "unit": "Central"},
        "manager": {"name": "Omid Karimi", "job_title": "Sales manager", "unit": "Central"},
        "goals": goals,
        "checkins": [
            {"on": day, "held_on": None if number in (9, 17) else day, "moves": 1 if number % 6 == 4 else 0}
            for number, day in enumerate(days)
        ],
        "findings": [
            {"goal": "1", "opened_on": "2017-06-12", "concluded_on": "2017-06-16", "concluded_by": "Omid Karimi",
             "conclusion": said, "replied_on": "2017-06-17", "stance": "partly", "reply": said[:200]},
        ],
        "parts": [part_of("employee", name, said, language, statements), part_of("manager", "Omid Karimi", said, language, statements)],
        "unmentioned": ["customers_gained"],
        "meeting": {"booked_on": "2017-12-20", "held_on": "2017-12-20", "agreed": said,
                    "moves": [{"from_on": "2017-12-19", "to_on": "2017-12-20", "moved_by": name, "reason": said[:60]}]},
        "actions": [
            {"text": said[:90], "owner": "Omid Karimi", "due_on": "2018-01-15", "closed_on": None},
            {"text": said[90:170], "owner": name, "due_on": "2018-02-01", "closed_on": None},
            {"text": said[:40], "owner": "Omid Karimi", "due_on": "2017-10-01", "closed_on": "2017-09-28"},
        ],
        "signatures": [],
    }  # fmt: skip
    for side, who, day, comment in (
        ("manager", "Omid Karimi", "21", ""),
        ("employee", name, "22", said[:120]),
    ):
        text["signatures"].append(
            {"side": side, "name": who, "signed_at": f"2017-12-{day}T09:00:00+00:00", "stance": "signed", "comment": comment, "sha256": None}
        )  # fmt: skip
        text["signatures"][-1]["sha256"] = digest(text)
    return text
