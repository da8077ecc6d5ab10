"""Who keeps accounts and gives roles."""

from appraisal.accounts import policy
from appraisal.kernel.actors import Actor, EmployeeKey, Role

NASRIN = Actor(EmployeeKey(5), "Nasrin", frozenset({Role.HR}))
VERA = Actor(EmployeeKey(6), "Vera", frozenset({Role.ADMINISTRATOR}))
SARA = Actor(EmployeeKey(1), "Sara")


def test_an_employee_keeps_no_accounts():
    assert policy.may_keep_accounts(SARA).keys() == {"only_hr_keeps_accounts"}


def test_hr_makes_plan_owners_and_no_administrators():
    assert not policy.may_give_role(NASRIN, Role.PLAN_OWNER, is_own_account=False)
    assert policy.may_give_role(NASRIN, Role.ADMINISTRATOR, is_own_account=False).keys() == {
        "only_administrators_give_role"
    }


def test_an_administrator_does_not_open_other_peoples_words_for_herself():
    assert policy.may_give_role(VERA, Role.CASE_HANDLER, is_own_account=True).keys() == {
        "nobody_gives_roles_to_themselves"
    }


def test_hr_makes_no_link_into_an_administrators_account():
    assert policy.may_handle_account(NASRIN, {Role.ADMINISTRATOR}, is_own_account=False).keys() == {
        "account_is_above_you"
    }
