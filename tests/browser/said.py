"""What the people of the story write, in each language that it is lived in."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "goal": "Close eight deals with customers who went elsewhere in summer.",
        "goal_matters": "Customers of the summer get an answer on the same day.",
        "own_words": "I win back eight of the twelve; the CRM shows them as closed.",
        "going": "Two deals closed this week, four more are open.",
        "obstacle": "New leads still go to the national team.",
        "need": "To know how leads are shared out from January on.",
        "agenda_seller": "Leads in the new year",
        "agenda_manager": "What we learned from the twelve calls",
        "why_moved": "We both have an hour today, and the week after is short.",
        "note_seller": "Four of the twelve customers want an offer in January.",
        "note_manager": "I ask Leila about the leads before the new year.",
        "secret_seller": "I would like to try the national team myself.",
        "secret_manager": "Think about a mentor for her.",
        "outcome": "Send the four offers",
    },
    "fa": {
        "goal": "هشت معامله با مشتریانی که تابستان جای دیگری رفتند ببندم.",
        "goal_matters": "مشتریان تابستان همان روز پاسخ می‌گیرند.",
        "own_words": "هشت نفر از دوازده مشتری را برمی‌گردانم؛ در سی‌آرام بسته‌شده دیده می‌شوند.",
        "going": "این هفته دو معامله بسته شد و چهار تای دیگر باز است.",
        "obstacle": "سرنخ‌های تازه هنوز به تیم سراسری می‌رود.",
        "need": "بدانم سرنخ‌ها از دی به بعد چگونه تقسیم می‌شود.",
        "agenda_seller": "سرنخ‌های سال نو",
        "agenda_manager": "از دوازده تماس چه آموختیم",
        "why_moved": "امروز هر دو یک ساعت وقت داریم و هفتهٔ بعد کوتاه است.",
        "note_seller": "چهار نفر از دوازده مشتری در دی پیشنهاد می‌خواهند.",
        "note_manager": "پیش از سال نو دربارهٔ سرنخ‌ها از لیلا می‌پرسم.",
        "secret_seller": "دوست دارم خودم در تیم سراسری کار کنم.",
        "secret_manager": "به یک راهنما برایش فکر کنم.",
        "outcome": "چهار پیشنهاد را بفرستد",
    },
}
