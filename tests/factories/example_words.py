"""The words of the example review: long texts in four scripts, some of them mixed in one line."""

AGREED = (
    "Quarter III is not held against Sara's way of working: two of three months were without a price list for "
    "GTX Pro.\n\nFrom January Omid joins two visits of the larger accounts and says what he saw the same day. "
    "Sara keeps the list of second calls, which worked in spring.\n\nدر بهار دوباره نگاه می‌کنیم که آیا کمک کرده است؛ "
    "اگر نه، راه دیگری پیدا می‌کنیم."
)
CONCLUSION = (
    "From mid-July the price list for GTX Pro was missing in the system. Sara made as many first calls as in "
    "spring, and the customers agreed to a second talk as often, but nobody could be given a number. I see an "
    "obstacle outside her hands. What I could have done sooner: call the product team myself."
)
REPLY = (
    "با بخش اول موافقم. اما از همان هفتهٔ اول گفتم (۱۸ ژوئیه در گفت‌وگوی کوتاه) و یک ماه طول کشید تا کسی پیگیری کند؛ "
    "این هم بخشی از ماجراست."
)
MANAGER_COMMENT = "A year with a hard summer, and one in which I learned to ask earlier."
CONTEST = (
    "در بخش «آنچه دیدید که بهتر است طور دیگری انجام شود» نمونه‌ای آمده که پیش از این هرگز به من گفته نشده بود و "
    "آن روز در مرخصی بودم. می‌خواهم این جمله برداشته شود یا دست‌کم پاسخ من کنارش بماند."
)
ANSWER = (
    "I read both texts and the calendar. Sara was on leave on 14 November; the example does not count. It was not "
    "mentioned before, so it had no place in this review. Both of you told me that the rest stands."
)

SELF_ANSWERS = {
    "goal_results": {
        "1": {
            "result": "از هدف سه‌ماههٔ نخست کمی کمتر: ۵۳٬۴۵۰ دلار از ۵۵٬۰۰۰. دو سفارش بزرگ به فروردین افتاد.",
            "helped": "معرفی مشتری‌های قدیمی؛ سه قرارداد از همان‌جا آمد.",
        },
        "2": {
            "result": "۵۹٬۴۵۰ دلار، تقریباً همان توافق. فهرست تماس‌های دوم را خودم ساختم و هر دوشنبه به‌روز کردم.",
            "helped": "فهرست تماس‌های دوم؛ Omid یک بار همراهم آمد و بعد از جلسه گفت چه دیده است.",
            "stood_in_the_way": "در خرداد دو هفته سامانهٔ CRM کند بود.",
        },
        "3": {
            "result": "۴۴٬۵۵۰ دلار از ۶۲٬۰۰۰. کمتر از توافق.",
            "helped": "",
            "stood_in_the_way": (
                "از نیمهٔ ژوئیه قیمت GTX Pro در سامانه نبود. مشتری‌ها منتظر ماندند و دو نفرشان از جای دیگری خریدند. "
                "همان هفته گفتم و تا پایان اوت پاسخی نیامد."
            ),
        },
        "4": {
            "result": "۶۱٬۹۶۵٫۵ دلار تا امروز؛ یک سفارش در انتظار امضا است.",
            "helped": "قیمت‌های تازه از شهریور رسید.",
        },
    },
    "how_i_see_it": "as_agreed",
    "proud_of": {
        "on": "2017-10-03",
        "what": (
            "مشتری‌ای که در تابستان رفته بود را همان روز که قیمت تازه رسید صدا زدم. یک ساعت گوش دادم و چیزی نفروختم؛ "
            "هفتهٔ بعد خودش زنگ زد و سفارش داد: «Bluth Company, 12 × GTX Pro»."
        ),
    },
    "customers_say": "«شما تنها کسی هستید که وقتی چیزی نمی‌فروشید هم زنگ می‌زنید.» یکی هم گفت فاکتورها دیر می‌رسد.",
    "obstacle": "something",
    "obstacle_words": (
        "نبودن قیمت GTX Pro از ۱۷ ژوئیه تا ۲۹ اوت. نه پیشنهاد کتبی می‌شد داد و نه تخفیف؛ شش گفت‌وگو همان‌جا ماند. "
        "در گفت‌وگوی کوتاه ۱۸ ژوئیه گفتم."
    ),
    "tools": "degraded",
    "leads_usable": "yes",
    "own_part": "زودتر باید خودم به واحد محصول زنگ می‌زدم و منتظر نمی‌ماندم.",
    "learned": "که گوش دادن در جلسهٔ نخست بیشتر از توضیح دادن می‌فروشد. این را از همراهی Omid در آوریل دارم.",
    "need_from_manager": "دو بازدید مشترک در ژانویه، و این‌که وقتی مانعی می‌گویم تا هفتهٔ بعد پاسخی بیاید، حتی اگر «هنوز نه» باشد.",
    "need_by": "2018-01-26",
    "next_period": "می‌خواهم یک مشتری بزرگ را از اول تا آخر خودم پیش ببرم.",
}

MANAGER_ANSWERS = {
    "goal_results": {
        "1": {
            "result": "53,450 of 55,000 USD by the CRM. Two orders were signed in April instead of March.",
            "helped": "Old customers recommended her; she asks for it, and few do.",
        },
        "2": {"result": "59,450 of 60,000 USD.", "helped": "The list of second calls, kept every Monday."},
        "3": {
            "result": "44,550 of 62,000 USD. The months of July and August carry the difference.",
            "cost": (
                "Two customers bought elsewhere. One of them wrote: «Мы ждали предложения пять недель и больше "
                "ждать не могли»."
            ),
        },
        "4": {"result": "61,965.50 of 63,000 USD so far, with one order waiting for a signature."},
    },
    "gap_matters": "matters",
    "customers_gained": (
        "Twelve offices got advice before they bought. Клиент из Казани написал: «Сара перезвонила в тот же день и "
        "честно сказала, что нам хватит младшей модели» - he bought the smaller product and came back in autumn."
    ),
    "surroundings": (
        "No price list for GTX Pro from 17 July to 29 August; leads as planned; the season is weak in August in "
        "every year we have on record. What helped: the region got a second service engineer in October."
    ),
    "obstacle_confirmed": "yes",
    "what_i_did": (
        "Joined one visit on 12 April and said what I saw. Held 23 of 25 talks. Called the product team on "
        "24 August, which was five weeks too late."
    ),
    "what_i_owe": "The two joint visits that were promised for autumn, and an answer about the larger account.",
    "support_given": "yes",
    "how_much_i_saw": "some_weeks",
    "went_well": {
        "on": "2017-10-03",
        "what": (
            "A customer who had left in summer was called the day the new prices came. An hour of listening, no "
            "offer. The order came a week later, from them."
        ),
    },
    "went_well_too": {
        "on": "2017-04-12",
        "what": "Chị ấy hỏi khách hàng ba câu trước khi nói về sản phẩm, và ghi lại câu trả lời bằng lời của họ.",
    },
    "do_differently": {
        "on": "2017-11-14",
        "what": "An offer went out without the delivery date, and the customer asked for it twice.",
    },
    "said_before": "unknown",
    "could_do": "yes",
    "ask_them": "What would have helped you in the last week of July, from me and from others?",
    "my_steps": "Join two visits by 26 January; ask the product team for a date with every price list.",
    "my_steps_by": "2018-01-26",
    "their_steps": "Keep the list of second calls, and pick one larger account to lead from start to end.",
}
