"""Accounts are made, given roles, invited, closed."""

from datetime import timedelta

import pytest

from appraisal.accounts import attempts, operations, queries
from appraisal.accounts.domain import ChangePassword, MakeAccount, Reading
from appraisal.accounts.models import Account, FailedSignIn, Invitation
from appraisal.accounts.sessions import digest_of
from appraisal.kernel.actors import SERVICE, Role
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.people.domain import EmployPerson
from appraisal.people.operations import employ_person
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW

GOOD = "four calm words together"


def account_of(store, employee):
    return store.query(Account).filter_by(employee_id=employee).one()


def with_password(store, company, name):
    account = account_of(store, getattr(company, name))
    token = operations.invite(store, SERVICE, account.id, at=NOW)
    operations.accept_invitation(store, token, GOOD, at=NOW)
    return account


def test_an_account_is_made_with_a_tidy_address_and_one_line_of_history(store, company):
    person = employ_person(store, SERVICE, EmployPerson(name="Mina Rahimi"), at=NOW)
    wish = MakeAccount(
        email=" Mina@Example.org ", employee=person, roles=frozenset({Role.PLAN_OWNER}), reading=Reading("fa")
    )
    key = operations.make_account(store, company.actor("nasrin"), wish, at=NOW)
    assert (store.get(Account, key).email, store.get(Account, key).language) == ("mina@example.org", "fa")
    assert [line.verb for line in lines_of(store, "account", key)] == ["account_made"]


def test_everything_against_an_account_is_said_at_once(store, company):
    wish = MakeAccount(email="sara@example.org", employee=company.sara, reading=Reading("en", "lunar"))
    with pytest.raises(NotReady) as refusal:
        operations.make_account(store, company.actor("vera"), wish, at=NOW)
    assert refusal.value.objections.keys() == {
        "email_is_taken",
        "person_has_an_account",
        "unknown_calendar",
    }


def test_hr_cannot_make_an_account_with_a_role_that_hr_may_not_give(store, company):
    person = employ_person(store, SERVICE, EmployPerson(name="Mina Rahimi"), at=NOW)
    wish = MakeAccount("mina@example.org", person, roles=frozenset({Role.CASE_HANDLER}))
    with pytest.raises(NotAllowed):
        operations.make_account(store, company.actor("nasrin"), wish, at=NOW)


def test_a_role_is_given_and_taken_with_history(store, company):
    account, vera = account_of(store, company.omid), company.actor("vera")
    operations.give_role(store, vera, account.id, Role.PLAN_OWNER, at=NOW)
    operations.take_role(store, vera, account.id, Role.PLAN_OWNER, at=NOW)
    assert [(line.verb, line.details["role"]) for line in lines_of(store, "account", account.id)] == [
        ("role_given", "plan_owner"),
        ("role_taken", "plan_owner"),
    ]
    assert queries.roles_of(account) == frozenset()


def test_an_invitation_works_once(store, company):
    account = account_of(store, company.sara)
    token = operations.invite(store, company.actor("nasrin"), account.id, at=NOW)
    operations.accept_invitation(store, token, GOOD, at=NOW)
    with pytest.raises(NotFound):
        operations.accept_invitation(store, token, GOOD, at=NOW)


def test_an_invitation_runs_out_after_seven_days(store, company):
    token = operations.invite(store, company.actor("nasrin"), account_of(store, company.sara).id, at=NOW)
    with pytest.raises(NotFound):
        operations.accept_invitation(store, token, GOOD, at=NOW + timedelta(days=7))


def test_a_new_invitation_ends_the_one_before(store, company):
    account, nasrin = account_of(store, company.sara), company.actor("nasrin")
    first = operations.invite(store, nasrin, account.id, at=NOW)
    operations.invite(store, nasrin, account.id, at=NOW)
    with pytest.raises(NotFound):
        queries.welcome_page(store, digest_of(first), NOW)


def test_only_the_digest_of_a_link_is_kept(store, company):
    token = operations.invite(store, company.actor("nasrin"), account_of(store, company.sara).id, at=NOW)
    assert [row.token_sha256 for row in store.query(Invitation)] == [digest_of(token)]


def test_a_new_password_ends_every_session(store, company):
    account = with_password(store, company, "sara")
    before = account.fs_uniquifier
    operations.change_password(
        store, company.actor("sara"), account.id, ChangePassword(GOOD, "another four calm words"), at=NOW
    )
    assert account.fs_uniquifier != before


def test_the_password_now_must_be_right_to_change_it(store, company):
    account = with_password(store, company, "sara")
    with pytest.raises(NotReady) as refusal:
        operations.change_password(
            store, company.actor("sara"), account.id, ChangePassword("not it at all", "short"), at=NOW
        )
    assert refusal.value.objections.keys() == {"current_password_wrong", "password_too_short"}


def test_nobody_changes_the_password_of_somebody_else(store, company):
    account = with_password(store, company, "sara")
    with pytest.raises(NotAllowed):
        operations.change_password(
            store, company.actor("vera"), account.id, ChangePassword(GOOD, "another four calm words"), at=NOW
        )


def test_the_last_administrator_is_not_closed(store, company):
    with pytest.raises(NotReady) as refusal:
        operations.close_account(store, SERVICE, account_of(store, company.vera).id, at=NOW)
    assert refusal.value.objections.keys() == {"last_administrator"}


def test_a_closed_account_is_nobody(store, company):
    account = with_password(store, company, "sara")
    operations.close_account(store, company.actor("nasrin"), account.id, at=NOW)
    assert queries.signed_in(store, account.id, DAY) is None
    assert attempts.try_password(store, account.email, GOOD, "192.0.2.1", true_now=NOW).account is None


def test_the_right_password_opens_the_account_in_any_letter_case_of_the_address(store, company):
    account = with_password(store, company, "sara")
    tried = attempts.try_password(store, "SARA@example.org ", GOOD, "192.0.2.1", true_now=NOW)
    assert tried.account == account.id


def test_after_six_failures_even_the_right_password_waits(store, company):
    with_password(store, company, "sara")
    for _each in range(6):
        attempts.try_password(store, "sara@example.org", "wrong", "192.0.2.1", true_now=NOW)
    tried = attempts.try_password(store, "sara@example.org", GOOD, "192.0.2.2", true_now=NOW)
    assert (tried.account, tried.paused_until) == (None, NOW + timedelta(minutes=15))


def test_an_unknown_address_pauses_like_a_known_one(store, company):
    for _each in range(6):
        attempts.try_password(store, "nobody@example.org", "wrong", "192.0.2.1", true_now=NOW)
    tried = attempts.try_password(store, "nobody@example.org", "wrong", "192.0.2.1", true_now=NOW)
    assert tried.paused_until == NOW + timedelta(minutes=15)


def test_failures_are_forgotten_after_a_day_and_name_nobody(store, company):
    attempts.try_password(store, "sara@example.org", "wrong", "192.0.2.1", true_now=NOW - timedelta(days=2))
    attempts.try_password(store, "kian@example.org", "wrong", "192.0.2.1", true_now=NOW)
    assert [row.login_sha256 for row in store.query(FailedSignIn)] == [digest_of("kian@example.org")]
