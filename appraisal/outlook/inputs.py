"""What is typed to work a funnel back. It stays in the address, so that it can be sent on and kept."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Self

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField

from appraisal.i18n.wording import say
from appraisal.outlook.backwards import FunnelWish, TypedMarket, TypedStep
from appraisal.outlook.deals import BEGUN
from appraisal.outlook.funnel_pages import Offer
from appraisal.plans.domain import PersonDays
from appraisal.web.inputs import AmountField, Input, Line
from appraisal.web.inputs import later as _

STEPS = 5
SHARES = 2
ASKED = "goal"


class StepInput(Form):
    """One step before the deal: a name, which share of it leads on, what one of it costs."""

    name = Line(_("Step"), longest=60)
    conversion = AmountField(_("Leads on, percent"))
    cost = AmountField(_("Cost of one"))


class FunnelInput(Input):
    """The goal, the average deal, the steps before it, who works on it and on how many days."""

    goal = AmountField(_("What is wanted"))
    average_check = AmountField(_("Average amount of a deal"))
    steps = FieldList(FormField(StepInput), min_entries=STEPS, max_entries=STEPS)
    people = AmountField(_("How many people work on it"), places=0)
    working_days = AmountField(_("Working days of one person"), places=1)
    leave_days = AmountField(_("Days of leave in it"), places=1)
    part_time = AmountField(_("Part-time, percent"))
    active = AmountField(_("Customers there are"), places=0)
    reorder = AmountField(_("Of them order again, percent"))
    average_order = AmountField(_("What an order brings"))
    orders_each = AmountField(_("Orders of each"))
    first_year_value = AmountField(_("What a new customer brings in the first year"))
    last_sales = AmountField(_("Sales of last year"))
    accounts = AmountField(_("Possible customers in the territory"), places=0)

    @classmethod
    def read(cls, sent: MultiDict[str, str], offer: Offer) -> Self:
        """What stands in the address, or what is offered to begin with."""
        typed = cls(sent if ASKED in sent else None, meta={"csrf": False})
        if not typed.is_asked:
            typed.begin_with(offer)
        return typed

    @property
    def is_asked(self) -> bool:
        """Whether something was typed."""
        return bool(self.goal.raw_data)

    def begin_with(self, offer: Offer) -> None:
        """Put what is known into the fields: the goal, what the CRM teaches, the people and their days."""
        learned = offer.learned
        self.goal.data = offer.goal
        self.average_check.data = learned.average.value if learned.average and offer.in_money else None
        self.people.data = None if offer.people is None else Decimal(offer.people)
        self.working_days.data = Decimal(offer.working_days)
        if learned.win_rate and offer.measure != BEGUN:
            first: Any = self.steps[0].form
            first.name.data = say(f"measure.{BEGUN}")
            first.conversion.data = round(learned.win_rate.value * 100, SHARES)

    def wish(self, offer: Offer) -> FunnelWish | None:
        """What was typed, as a wish; None while a number cannot be read, or nothing is typed nor offered."""
        if self.is_asked and not self.validate():
            return None
        if not self.is_asked and (offer.goal is None or (offer.in_money and self.average_check.data is None)):
            return None
        people = Decimal(1) if offer.is_share else self.people.data
        return FunnelWish(
            goal=self.goal.data,
            unit=offer.unit,
            average_check=self.average_check.data if offer.in_money else None,
            steps=tuple(self._steps()),
            people=None if people is None else int(people),
            days=PersonDays(
                self.working_days.data, self.leave_days.data or 0, _share(self.part_time.data, Decimal(1))
            ),
            months=offer.months,
            deal_name=offer.measure,
            market=self._market(),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Every field as it stands, so that what is shown can be sent again."""
        found: list[tuple[str, str]] = []
        for field in self:
            if isinstance(field, FieldList):
                found += [(one.name, one._value()) for entry in field for one in entry]
            elif isinstance(field, AmountField):
                found.append((field.name, field._value()))
        return found

    def _steps(self) -> Iterator[TypedStep]:
        for entry in self.steps:
            one: Any = entry.form
            name, conversion, cost = one.name.data or "", one.conversion.data, one.cost.data
            if name or conversion is not None or cost is not None:
                yield TypedStep(name, _share(conversion, None), cost)

    def _market(self) -> TypedMarket:
        return TypedMarket(
            active=self.active.data,
            reorder=_share(self.reorder.data, None),
            average_order=self.average_order.data,
            orders_each=self.orders_each.data,
            first_year_value=self.first_year_value.data,
            last_sales=self.last_sales.data,
            accounts=self.accounts.data,
        )


def _share(percent: Decimal | None, otherwise: Decimal | None) -> Decimal | None:
    return otherwise if percent is None else percent / 100
