"""The pages on which HR writes a rule: its sheet, its file, a new rule, a new worked case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.packs import policy
from appraisal.packs.catalogue import PackLine, pack_line
from appraisal.packs.domain import NO_RULES
from appraisal.packs.editing import RuleCheck, id_after
from appraisal.packs.force import kind_of, pack_named, shelf
from appraisal.packs.offers import Asked, OfferGroup, asked_of, offers_of
from appraisal.packs.operations import working_overlay
from appraisal.packs.rule_drafts import WorkingRule, ground_of, look_at_rule, working_rule
from appraisal.packs.writing import CaseText, RuleFields, fields_of, to_text
from appraisal.rulebook import Texts
from appraisal.rulebook.pack import ROLES_OF


@dataclass(frozen=True)
class CheckedPage:
    """What one look at a rule found."""

    pack: str
    rule: str
    check: RuleCheck


@dataclass(frozen=True)
class EditPage:
    """A rule to be changed: as fields where they can hold its file whole, else as a file."""

    pack: PackLine
    rule: str
    file: str
    title: Texts | None
    text: str
    fields: RuleFields | None
    roles: tuple[str, ...]
    seen: str
    is_new: bool
    is_changed: bool
    check: RuleCheck
    offers: tuple[OfferGroup, ...]


@dataclass(frozen=True)
class NewRulePage:
    """Where a rule may be begun: each folder with the factor, the gates or the name that it has, and the next id."""

    pack: PackLine
    folders: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CasePage:
    """A new worked case: the facts of the condition. ``answer`` is what the rule says to what was told so far."""

    pack: PackLine
    rule: str
    title: Texts | None
    check: RuleCheck
    asked: tuple[Asked, ...]
    needs_day: bool
    told: dict[str, str]
    answer: str = ""
    missing: tuple[Texts, ...] = ()
    faults: tuple[str, ...] = ()


def edit_page(
    store: Session, actor: Actor, name: str, rule: str, day: date, *, typed: str | None = None
) -> EditPage:
    """The rule as the next change builds on it, or as it is ``typed`` now. Raises ``NotFound``."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    work = working_rule(store, name, rule)
    text = work.text if typed is None else typed
    check = look_at_rule(store, name, work, rule, text, day)
    pack = pack_named(store, name, day)
    return EditPage(
        pack=pack_line(store, pack),
        rule=rule,
        file=work.file,
        title=_title(text),
        text=text,
        fields=fields_of(text),
        roles=tuple(ROLES_OF[work.kind]),
        seen=work.seen,
        is_new=rule not in pack.rules,
        is_changed=text != work.now,
        check=check,
        offers=offers_of(ground_of(work), day),
    )


def checked_page(store: Session, actor: Actor, name: str, rule: str, text: str, day: date) -> CheckedPage:
    """One look at what is typed, and nothing else. Raises ``NotFound``."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    work = working_rule(store, name, rule)
    return CheckedPage(name, rule, look_at_rule(store, name, work, rule, text, day))


def roles_of(name: str) -> tuple[str, ...]:
    """What a rule of this pack may do when it applies. Raises ``NotFound``."""
    return tuple(ROLES_OF[kind_of(name)])


def new_rule_page(store: Session, actor: Actor, name: str, day: date) -> NewRulePage:
    """Where a rule may be begun. Raises ``NotFound``."""
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    kind = kind_of(name)
    overlay = working_overlay(store, name)
    files = {*shelf().shipped[kind].files, *overlay}
    folders = sorted({file.split("/", 1)[0] for file in files if "/" in file} - NO_RULES)
    pack = shelf().shipped[kind]
    return NewRulePage(
        pack_line(store, pack_named(store, name, day)),
        tuple((folder, id_after(pack, overlay, folder)) for folder in folders),
    )


def case_page(
    store: Session, actor: Actor, name: str, rule: str, day: date, *, typed: CaseText | None = None
) -> CasePage:
    """A story for the rule as it stands in the draft, and what the rule answers to what is ``typed`` of it.

    Raises ``NotFound``, or ``NotReady`` while the condition cannot be read.
    """
    insist_on_none(policy.may_change_packs(actor), NotAllowed)
    work = working_rule(store, name, rule)
    check = look_at_rule(store, name, work, rule, work.text, day)
    insist_on_none(
        Objections.where(rule_cannot_be_read=check.rule is None or fields_of(work.text) is None), NotReady
    )
    condition = check.rule.condition if check.rule else None
    page = CasePage(
        pack=pack_line(store, pack_named(store, name, day)),
        rule=rule,
        title=_title(work.text),
        check=check,
        asked=asked_of(ground_of(work), condition.facts if condition else ()),
        needs_day=bool(condition and condition.uses_today),
        told={},
    )
    return page if typed is None else _answered(store, name, page, work, typed, day)


def with_case(text: str, case: CaseText) -> str:
    """The rule's file with one more worked case."""
    rule = fields_of(text) or RuleFields()
    return to_text(replace(rule, cases=(*rule.cases, case)))


def _answered(
    store: Session, name: str, page: CasePage, work: WorkingRule, typed: CaseText, day: date
) -> CasePage:
    """The same page with the answer to a story, which the rule's own reader reads as the last of its cases."""
    found = look_at_rule(store, name, work, page.rule, with_case(work.text, typed), day)
    number = len(found.rule.cases) if found.rule else 0
    faults = tuple(each.message for each in found.troubles if number and each.case == number)
    if not found.runs or faults:
        return replace(page, faults=faults)
    return replace(page, answer=found.runs[-1].got, missing=found.runs[-1].missing)


def _title(text: str) -> Texts | None:
    fields = fields_of(text)
    title = dict(fields.texts.get("title", {})) if fields else {}
    any_text = next(iter(title.values()), "")
    return {each: title.get(each) or any_text for each in ("en", "fa", "ru", "vi")} if any_text else None
