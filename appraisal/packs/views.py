"""The rules room: packs as everybody reads them, and HR's draft."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs import operations, policy, queries
from appraisal.packs.bundle import to_zip
from appraisal.packs.domain import HEAD
from appraisal.packs.inputs import FilesInput, NumberInput, ReasonInput
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("packs", __name__, url_prefix="/rules")


@blueprint.before_request
def insist_on_hr() -> None:
    """Whatever is sent here changes the rules, so it is looked at only when HR sends it."""
    if request.method == "POST":
        insist_on_none(policy.may_change_packs(actor()), NotAllowed)


@blueprint.get("/")
def packs() -> ResponseReturnValue:
    """The packs in force."""
    return show("packs/packs.html", queries.packs_page(store(), actor(), today()))


@blueprint.get("/packs/<pack>/")
def pack(pack: str) -> ResponseReturnValue:
    """One pack by groups."""
    return show("packs/pack.html", queries.pack_page(store(), actor(), pack, today()))


@blueprint.get("/packs/<pack>/<rule>")
def rule(pack: str, rule: str) -> ResponseReturnValue:
    """One rule in plain words."""
    return show("packs/rule.html", queries.rule_page(store(), actor(), pack, rule, today()))


@blueprint.get("/packs/<pack>/versions")
def editions(pack: str) -> ResponseReturnValue:
    """What was published when."""
    return show("packs/editions.html", queries.editions_page(store(), actor(), pack))


@blueprint.post("/packs/<pack>/versions")
def publish(pack: str) -> ResponseReturnValue:
    """Put the draft in force."""
    typed = ReasonInput()
    if not typed.validate_on_submit():
        page = queries.draft_page(store(), actor(), pack, today())
        return show("packs/draft.html", page, status=422, typed=typed)
    key = operations.publish(store(), actor(), typed.publication(pack), seen_version=typed.seen, at=now())
    flash(_("It is in force now, for everybody."))
    return see("packs.edition", pack=pack, edition=key)


@blueprint.get("/packs/<pack>/versions/<int:edition>")
def edition(pack: str, edition: int) -> ResponseReturnValue:
    """One edition against the one before it."""
    page = queries.edition_page(store(), actor(), pack, edition)
    return show("packs/edition.html", page, typed=ReasonInput(formdata=None))


@blueprint.post("/packs/<pack>/versions/<int:edition>/returns")
def return_to(pack: str, edition: int) -> ResponseReturnValue:
    """Put an edition in force again."""
    typed = ReasonInput()
    page = queries.edition_page(store(), actor(), pack, edition)
    if not typed.validate_on_submit():
        return show("packs/edition.html", page, status=422, typed=typed)
    wish = typed.returning(pack, page.edition.number or 0)
    key = operations.return_to(store(), actor(), wish, at=now())
    flash(_("It is in force now, for everybody."))
    return see("packs.edition", pack=pack, edition=key)


@blueprint.get("/packs/<pack>/comparison")
def comparison(pack: str) -> ResponseReturnValue:
    """Two editions side by side."""
    old, new = request.args.get("old", 0, int), request.args.get("new", 0, int)
    return show("packs/comparison.html", queries.comparison_page(store(), actor(), pack, old, new))


@blueprint.get("/packs/<pack>/numbers")
def numbers(pack: str) -> ResponseReturnValue:
    """All numbers in one table."""
    return show("packs/numbers.html", queries.numbers_page(store(), actor(), pack, today()))


@blueprint.get("/packs/<pack>/numbers/<number>")
def number(pack: str, number: str) -> ResponseReturnValue:
    """One number with its history."""
    page = queries.number_page(store(), actor(), pack, number, today())
    return show("packs/number.html", page, typed=NumberInput(formdata=None))


@blueprint.post("/packs/<pack>/numbers/<number>/values")
def set_number(pack: str, number: str) -> ResponseReturnValue:
    """Write a new value into the draft."""
    typed = NumberInput()
    if not typed.validate_on_submit():
        page = queries.number_page(store(), actor(), pack, number, today())
        return show("packs/number.html", page, status=422, typed=typed)
    operations.set_number(store(), actor(), typed.command(pack, number), at=now())
    flash(_("The new value is in the draft. It holds once the draft is published."))
    return see("packs.draft", pack=pack)


@blueprint.get("/packs/<pack>/draft")
def draft(pack: str) -> ResponseReturnValue:
    """What HR works on."""
    page = queries.draft_page(store(), actor(), pack, today())
    return show("packs/draft.html", page, typed=ReasonInput(formdata=None))


@blueprint.post("/packs/<pack>/draft/ends")
def throw_away(pack: str) -> ResponseReturnValue:
    """Throw the draft away."""
    operations.throw_away(store(), actor(), pack, seen_version=ReasonInput().seen, at=now())
    flash(_("The draft is gone. What is in force stays as it is."))
    return see("packs.draft", pack=pack)


@blueprint.get("/packs/<pack>/files")
def files(pack: str) -> ResponseReturnValue:
    """The pack as files: to take along and to bring back."""
    page = queries.files_page(store(), actor(), pack, today())
    return show("packs/files.html", page, typed=FilesInput(formdata=None))


@blueprint.post("/packs/<pack>/files")
def bring(pack: str) -> ResponseReturnValue:
    """Take a zip into the draft."""
    page = queries.files_page(store(), actor(), pack, today())
    typed = FilesInput()
    typed.head = page.head
    if not typed.validate_on_submit():
        return show("packs/files.html", page, status=422, typed=typed)
    operations.bring_files(store(), actor(), typed.command(pack), at=now())
    flash(_("The files are in the draft. Nothing is in force yet."))
    return see("packs.draft", pack=pack)


@blueprint.get("/packs/<pack>/files.zip")
def zipped(pack: str) -> ResponseReturnValue:
    """Every file of the pack in force."""
    held = queries.files_of(store(), actor(), pack, today())
    version = held[HEAD].split("version:", 1)[1].split("\n", 1)[0].strip()
    headers = {"Content-Disposition": f'attachment; filename="{pack}-{version}.zip"'}
    return Response(to_zip(held), mimetype="application/zip", headers=headers)
