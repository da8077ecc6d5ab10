"""What the people of the demo wrote and said in 2017. Invented; the numbers beside it are the CRM's own.

Only words and days: the acts lets the people act them through the same operations as a click.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SELLER = "Elease Gluck"
MANAGER = "Celia Rouche"
HEAD = "Leila Moradi"
HR = "Ingrid Solheim"
HANDLER = "Nguyen Thi Hanh"
ADMINISTRATOR = "Tomas Varga"


@dataclass(frozen=True)
class Talk:
    """One held check-in: when, what the employee prepared, what each noted, and what came of it."""

    on: date
    going: str
    obstacle: str = ""
    tools: str = "ok"
    leads: str = "yes"
    need: str = ""
    agenda: tuple[str, ...] = ()
    shared_note: str = ""
    outcomes: tuple[tuple[str, str, date], ...] = ()
    """Who (``employee`` or ``manager``), what, by when."""
    moved_from: date | None = None
    reason: str = ""


TALKS = (
    Talk(
        date(2017, 7, 12),
        "A slow start: most of June’s open deals were closed in one go, so July begins nearly empty.",
        need="An hour to go through which accounts are worth a visit this summer.",
        agenda=("Which accounts first", "Visits in August"),
        shared_note="We went through 22 accounts and picked nine for a visit before the end of August.",
        outcomes=(("employee", "Book visits with the nine accounts we picked", date(2017, 7, 28)),),
    ),
    Talk(
        date(2017, 8, 16),
        "Seven of nine visits are done and people like the product. Then the quotes get stuck: every discount "
        "over two per cent waits for the central office, four to six days each time.",
        obstacle="Quotes with more than two per cent discount wait four to six days for approval by the central "
        "office. Three customers bought elsewhere meanwhile.",
        leads="yes",
        need="Somebody who may decide on discounts while the customer is still on the phone.",
        agenda=("Waiting for discounts", "Three customers who went elsewhere"),
        shared_note="The three lost deals were all with a quote that waited. I looked it up in the approval log: "
        "the median wait was five days in July and August.",
        outcomes=(
            (
                "manager",
                "Ask Leila for the right to approve up to five per cent here in the West",
                date(2017, 9, 1),
            ),
            ("employee", "List all open quotes with the day they were sent for approval", date(2017, 8, 23)),
        ),
    ),
    Talk(
        date(2017, 9, 13),
        "I spend more time explaining why it takes so long than selling. The quarter will be far below the goal.",
        obstacle="The approval of discounts still takes days.",
        need="A date for the approval right, so that I can tell customers.",
        agenda=("Why the quarter is so far behind",),
        shared_note="We looked for the cause together; it is written in the diagnosis of the third quarter’s goal.",
        moved_from=date(2017, 9, 6),
        reason="Trade fair in Denver, the whole team is there",
    ),
    Talk(
        date(2017, 10, 18),
        "The right to approve works since the first of October. Two customers of the summer came back.",
        agenda=("Goal of the fourth quarter", "Customers who might come back"),
        shared_note="We agreed to start with the twelve customers whose quotes had waited.",
        outcomes=(("employee", "Call the twelve customers whose quotes had waited", date(2017, 11, 3)),),
    ),
    Talk(
        date(2017, 11, 15),
        "Nine of the twelve were glad about the call, four have an open deal again. New leads are few, though.",
        obstacle="Since October I get about half of the new leads I got in spring; most go to the national team.",
        leads="yes",
        need="To know how the leads are shared out since October.",
        agenda=("Leads since October",),
        shared_note="I do not know the new way of sharing leads either. I will find out.",
        outcomes=(
            (
                "manager",
                "Find out how new leads are shared out since October, and tell the team",
                date(2017, 12, 1),
            ),
        ),
    ),
    Talk(
        date(2017, 12, 13),
        "Some good deals this month, but November’s hole stays. I will not reach the goal of the quarter.",
        obstacle="Fewer new leads than in spring, still no answer why.",
        need="The answer about the leads before the new year’s goals are set.",
        agenda=("What the quarter will look like", "Leads in the new year"),
        shared_note="The answer about the leads is overdue, and that is on me. We will look for the cause of the gap "
        "with the questions of the diagnosis before the review.",
        outcomes=(
            ("employee", "Write down the deals that are likely to close in January", date(2017, 12, 22)),
        ),
    ),
)

NEXT_TALK = date(2018, 1, 3)

REMOVED_ON = date(2017, 10, 2)

OWN_WORDS_Q3 = "Bring in the deals of my accounts in the West until the end of September, most of them with customers I already know."
OWN_WORDS_Q4 = "Win back the customers of the summer and close what is open before Christmas; the number is the same as in summer."

OBSTACLE = "Every discount over two per cent waits four to six days for the central office."
OBSTACLE_LEADS = (
    "Since October about half as many new leads reach me as in spring; the others go to the national team."
)

OBSERVATIONS = (
    (
        date(2017, 8, 22),
        "behaviour",
        "Visited Rangreen and came back with the names of two people who decide there.",
        "Visit at Rangreen, Vicki was there too",
        "Show the notes of the visit to the team on Monday",
    ),
    (
        date(2017, 10, 26),
        "result",
        "Two customers whose quotes had waited in summer signed within a week of the call.",
        "Calls to the twelve customers of the summer",
        "Call the remaining ones before the middle of November",
    ),
)
OBSERVATION_ANSWER = "Thank you. The notes helped me more than I thought, I will keep doing them."

CONCLUSION_Q3 = (
    "The goal was clear to both of us and Elease worked at it. What stopped the deals was the approval of discounts: "
    "five days in the middle, three customers gone, and it is in the log. I promised to change that and was late by a month. "
    "We begin with the approval; after one quarter without it we look again."
)
REPLY_Q3 = "That is how it was. I would add that I could have told you in July and not only in August; I thought it was only me."
STEPS_Q3 = (
    (
        "manager",
        "Get the right to approve discounts up to five per cent for the office West",
        date(2017, 9, 29),
    ),
    (
        "employee",
        "Say in the next talk, and not a month later, when a deal waits for somebody else",
        date(2017, 10, 18),
    ),
)
FOLLOW_UP_Q3 = date(2017, 10, 18)
HELPED_Q3 = ("yes", "Quotes go out the same day now. Whether the results follow we will see this quarter.")
HELPED_Q3_SELLER = ("partly", "The waiting is over. The customers who left are not all coming back.")


@dataclass(frozen=True)
class ReviewWords:
    """The third quarter’s review of one seller, in both sides’ words."""

    seller: str
    result: str
    helped: str
    way: str
    see: str
    proud: tuple[date, str]
    learned: str
    need: str
    next: str
    manager_result: str
    surroundings: str
    did: str
    owe: str
    saw: tuple[date, str]
    my_steps: str
    their_steps: str
    agreed: str
    comment: str


REVIEWS = (
    ReviewWords(
        SELLER,
        "Far below the goal. June’s deals were early, July began empty, and then the quotes waited.",
        "The visits in August. Seven of nine customers wanted a quote.",
        "Every discount over two per cent waited four to six days. Three customers bought elsewhere.",
        "short",
        (date(2017, 8, 22), "The visit at Rangreen: I came back knowing who decides there."),
        "To speak up in July and not in August when something holds a deal.",
        "That the right to approve discounts stays with us in the West.",
        "How I win back the customers of the summer.",
        "The CRM shows 22 thousand against a goal of 141 thousand. The visits were good, the quotes were not sent in time.",
        "Discounts over two per cent waited five days in the middle for the central office. The approval log shows it.",
        "I took it up with Leila, but only at the end of August.",
        "The approval right was promised for 1 September and came on 29 September.",
        (
            date(2017, 8, 22),
            "Elease prepared the visit at Rangreen in writing and shared her notes with the team.",
        ),
        "I look at the open approvals every Monday and tell the team what waits, from 16 October on.",
        "Call the twelve customers whose quotes had waited.",
        "We begin the fourth quarter with the twelve customers. Elease says at once when a deal waits for somebody else, "
        "and I look at the open approvals every Monday.",
        "I agree. I was glad that we looked at the log before we talked about me.",
    ),
    ReviewWords(
        "Vicki Laflamme",
        "Above the goal, mostly thanks to two large orders in September.",
        "Knowing the buyers at both companies for years.",
        "Little. Once a demo machine came late.",
        "beyond",
        (date(2017, 9, 20), "The second order of Dalttechnology, after they had said no in spring."),
        "That a no in spring is not a no for ever.",
        "A look at how I plan the visits, I still do too many in one week.",
        "More new customers, fewer large orders at the very end.",
        "168 thousand against a goal of 134 thousand; two orders in September make up a third of it.",
        "The leads came as planned; one demo machine came eight days late.",
        "I went along to three visits and we talked about each right after.",
        "The look at the visit plan, I promised it for September.",
        (
            date(2017, 9, 20),
            "Vicki went back to a customer who had said no, with a smaller offer that fitted.",
        ),
        "We plan the visits of November together on 30 October.",
        "Three first meetings a month with customers we do not know yet.",
        "A good quarter. In the next one part of the time goes to new customers, and we plan the visits together.",
        "Thank you. The talks after the visits were the best of it.",
    ),
    ReviewWords(
        "Hayden Neloms",
        "A little below the goal; two deals moved into October.",
        "The price list with the bundles that Celia made.",
        "Two customers’ holidays in August.",
        "as_agreed",
        (date(2017, 9, 7), "I wrote the short guide for the MG line that the others use now."),
        "To ask for the day of the decision in the first talk.",
        "Nothing special at the moment.",
        "The MG line and who could buy it.",
        "73 thousand against a goal of 79 thousand; the two moved deals closed on 3 and 9 October.",
        "August was quiet for everybody; tools and leads were in order.",
        "I made the bundle price list after Hayden’s idea.",
        "Nothing is open from my side.",
        (date(2017, 9, 7), "Hayden wrote a guide of two pages for the MG line; four colleagues use it."),
        "I bring the guide to the managers’ round in November.",
        "A list of ten possible MG customers.",
        "Hayden goes on with the MG line; I take the guide to the other offices.",
        "Fine with me.",
    ),
)


ANSWERS_Q3: dict[str, dict[str, object]] = {
    SELLER: {
        "external_checklist_done": True,
        "goal_restated_correctly": "yes",
        "authority_sufficient": False,
        "dependency_blocked_days": 6,
        "could_do_employee": "yes",
        "input_quality_ok": True,
    },
    MANAGER: {
        "gap_matters": True,
        "could_do_manager": "yes",
        "starts_task": "always",
        "obstacle_confirmed_by_other": True,
    },
}
FACTORS_Q3 = ("external_factors",)
DIAGNOSED_ON = date(2017, 9, 14)

CYCLE_Q3 = ("Third quarter 2017", date(2017, 7, 1), date(2017, 9, 30), date(2017, 10, 2))
CYCLE_Q4 = ("Fourth quarter 2017", date(2017, 10, 1), date(2017, 12, 31), date(2017, 12, 18))
REVIEW_TALK = date(2017, 10, 19)
REVIEW_NEXT_STEPS = date(2017, 11, 6)
