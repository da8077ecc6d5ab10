"""Where HR writes rules: views of the draft, rule by rule. Each look says what is wrong; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs import policy, rule_drafts, rule_pages
from appraisal.packs.domain import KeepRule, UndoRule
from appraisal.packs.rule_sheet import CaseInput, FileInput, NewRuleInput, RuleSheet, sheet_of
from appraisal.packs.writing import CaseText, to_text
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("editor", __name__, url_prefix="/rules/packs/<pack>/draft")


@blueprint.before_request
def insist_on_hr() -> None:
    """Whatever is sent here is looked at only when HR sends it; what is shown asks the same of its reader."""
    if request.method == "POST":
        insist_on_none(policy.may_change_packs(actor()), NotAllowed)


@blueprint.get("/new")
def begin(pack: str) -> ResponseReturnValue:
    """Where a rule is begun."""
    page = rule_pages.new_rule_page(store(), actor(), pack, today())
    return show("packs/new_rule.html", page, typed=NewRuleInput(formdata=None))


@blueprint.post("/rules/")
def add_rule(pack: str) -> ResponseReturnValue:
    """Begin a rule."""
    typed = NewRuleInput()
    if not typed.validate_on_submit():
        page = rule_pages.new_rule_page(store(), actor(), pack, today())
        return show("packs/new_rule.html", page, status=422, typed=typed)
    wish = typed.command(pack)
    rule_drafts.add_rule(store(), actor(), wish, at=now())
    flash(_("The rule is begun. It is not asked before you switch it on and publish the draft."))
    return see("editor.edit", pack=pack, rule=wish.rule)


@blueprint.get("/rules/<rule>")
def edit(pack: str, rule: str) -> ResponseReturnValue:
    """A rule as fields; as a file where it says more than fields can hold."""
    page = rule_pages.edit_page(store(), actor(), pack, rule, today())
    if page.fields is None:
        return see("editor.edit_file", pack=pack, rule=rule)
    return show("packs/edit.html", page, typed=sheet_of(page.pack.kind, page.roles, page.fields))


@blueprint.post("/rules/<rule>")
def keep(pack: str, rule: str) -> ResponseReturnValue:
    """Keep what was typed into the fields."""
    typed = RuleSheet(pack, rule_pages.roles_of(pack))
    text = to_text(typed.fields())
    if not typed.validate_on_submit():
        page = rule_pages.edit_page(store(), actor(), pack, rule, today(), typed=text)
        return show("packs/edit.html", page, status=422, typed=typed)
    wish = KeepRule(pack, rule, text, typed.seen_version.data or "")
    rule_drafts.keep_rule(store(), actor(), wish, today(), at=now())
    flash(_("Kept in the draft. Nothing is in force before you publish it."))
    return see("editor.tell" if "case" in request.form else "editor.edit", pack=pack, rule=rule)


@blueprint.post("/rules/<rule>/checks")
def check(pack: str, rule: str) -> ResponseReturnValue:
    """Look at what is typed and keep nothing: a part of the page as one types, the whole page without scripts."""
    typed = RuleSheet(pack, rule_pages.roles_of(pack))
    text = to_text(typed.fields())
    if "HX-Request" in request.headers:
        return show(
            "packs/checked.html", rule_pages.checked_page(store(), actor(), pack, rule, text, today())
        )
    page = rule_pages.edit_page(store(), actor(), pack, rule, today(), typed=text)
    return show("packs/edit.html", page, typed=typed)


@blueprint.get("/rules/<rule>/file")
def edit_file(pack: str, rule: str) -> ResponseReturnValue:
    """The rule as a file."""
    page = rule_pages.edit_page(store(), actor(), pack, rule, today())
    return show("packs/edit_file.html", page, typed=FileInput(formdata=None, data={"text": page.text}))


@blueprint.post("/rules/<rule>/file")
def keep_file(pack: str, rule: str) -> ResponseReturnValue:
    """Keep the file as typed."""
    typed = FileInput()
    wish = typed.command(pack, rule)
    if not typed.validate_on_submit():
        page = rule_pages.edit_page(store(), actor(), pack, rule, today(), typed=wish.text)
        return show("packs/edit_file.html", page, status=422, typed=typed)
    rule_drafts.keep_rule(store(), actor(), wish, today(), at=now())
    flash(_("Kept in the draft. Nothing is in force before you publish it."))
    return see("editor.edit_file", pack=pack, rule=rule)


@blueprint.post("/rules/<rule>/file/checks")
def check_file(pack: str, rule: str) -> ResponseReturnValue:
    """Look at the file as typed and keep nothing."""
    typed = FileInput()
    text = typed.command(pack, rule).text
    if "HX-Request" in request.headers:
        return show(
            "packs/checked.html", rule_pages.checked_page(store(), actor(), pack, rule, text, today())
        )
    page = rule_pages.edit_page(store(), actor(), pack, rule, today(), typed=text)
    return show("packs/edit_file.html", page, typed=typed)


@blueprint.post("/rules/<rule>/undoings")
def undo(pack: str, rule: str) -> ResponseReturnValue:
    """Put the rule back as it is in force."""
    rule_drafts.undo_rule(store(), actor(), UndoRule(pack, rule), at=now())
    flash(_("What you changed in this rule is out of the draft."))
    return see("packs.draft", pack=pack)


@blueprint.get("/rules/<rule>/cases/new")
def tell(pack: str, rule: str) -> ResponseReturnValue:
    """A new worked case."""
    page = rule_pages.case_page(store(), actor(), pack, rule, today())
    return show("packs/case.html", page, typed=CaseInput(formdata=None))


@blueprint.post("/rules/<rule>/cases/checks")
def try_case(pack: str, rule: str) -> ResponseReturnValue:
    """What the rule answers to a story, without keeping it."""
    typed = CaseInput()
    page = _told(pack, rule, typed)
    part = "packs/answered.html" if "HX-Request" in request.headers else "packs/case.html"
    return show(part, page, typed=typed)


@blueprint.post("/rules/<rule>/cases")
def add_case(pack: str, rule: str) -> ResponseReturnValue:
    """Keep a story with the answer that came out."""
    typed = CaseInput()
    page = _told(pack, rule, typed)
    if not typed.validate_on_submit() or not page.answer:
        return show("packs/case.html", page, status=422, typed=typed)
    case = typed.case(page.asked, page.answer)
    work = rule_drafts.working_rule(store(), pack, rule)
    wish = KeepRule(pack, rule, rule_pages.with_case(work.text, case), work.seen)
    rule_drafts.keep_rule(store(), actor(), wish, today(), at=now())
    flash(_("The story is among the worked cases."))
    return see("editor.edit", pack=pack, rule=rule)


def _told(pack: str, rule: str, typed: CaseInput) -> rule_pages.CasePage:
    page = rule_pages.case_page(store(), actor(), pack, rule, today())
    case: CaseText = typed.case(page.asked, "unknown")
    answered = rule_pages.case_page(store(), actor(), pack, rule, today(), typed=case)
    return replace(answered, told=typed.told(page.asked))
