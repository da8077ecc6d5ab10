"""Letting other systems in: who may, what is kept, what is shown."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from appraisal.accounts import tokens
from appraisal.accounts.domain import MakeToken
from appraisal.accounts.models import SystemToken
from appraisal.kernel.actors import Scope
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.storage.database import db
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW

SOON = DAY + timedelta(days=30)


def make(store, company, name="Web shop", last=SOON, who="vera", scope=Scope.READINGS):
    return tokens.make_token(store, company.actor(who), MakeToken(name, scope, last), at=NOW)


def test_only_administrators_let_systems_in(store, company):
    for name in ("sara", "omid", "leila", "nasrin"):
        with pytest.raises(NotAllowed):
            make(store, company, who=name)
        with pytest.raises(NotAllowed):
            tokens.tokens_page(store, company.actor(name), DAY)
        with pytest.raises(NotAllowed):
            tokens.revoke_token(store, company.actor(name), 1, at=NOW)


def test_only_the_digest_is_kept_and_no_line_of_history_holds_the_token(store, company):
    token = make(store, company)
    row = store.scalars(select(SystemToken)).one()
    assert row.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    lines = lines_of(store, "system_token", row.id)
    assert [each.verb for each in lines] == ["token_made"]
    assert token not in str([each.details for each in lines])


def test_everything_wrong_with_a_token_is_said_at_once(store, company):
    with pytest.raises(NotReady) as refused:
        make(store, company, " ", None)
    assert refused.value.objections.keys() == {"token_without_name", "token_without_end"}
    for last, key in (
        (DAY - timedelta(days=1), "token_ends_in_the_past"),
        (DAY + timedelta(days=367), "token_lives_too_long"),
    ):
        with pytest.raises(NotReady) as refused:
            make(store, company, last=last)
        assert refused.value.objections.keys() == {key}


def test_a_name_is_free_again_once_its_token_has_ended(store, company):
    make(store, company)
    with pytest.raises(NotReady) as refused:
        make(store, company)
    assert refused.value.objections.keys() == {"token_name_is_taken"}
    key = store.scalars(select(SystemToken.id)).one()
    tokens.revoke_token(store, company.actor("vera"), key, at=NOW)
    tokens.revoke_token(store, company.actor("vera"), key, at=NOW)
    assert [each.verb for each in lines_of(store, "system_token", key)].count("token_revoked") == 1
    make(store, company)
    states = [line.state for line in tokens.tokens_page(store, company.actor("vera"), DAY).tokens]
    assert states == ["unused", "revoked"]
    with pytest.raises(NotFound):
        tokens.revoke_token(store, company.actor("vera"), 999, at=NOW)


def test_a_token_is_shown_once(app, company):
    client = company.client(app, "vera")
    sent = {"name": "Web shop", "scope": "readings", "expires_on": "2018-01-31"}
    page = client.post("/accounts/systems/", data=sent, follow_redirects=True).get_data(as_text=True)
    token = re.search(r"apr_[\w-]{40,}", page)
    assert token
    assert token[0] not in client.get("/accounts/systems/").get_data(as_text=True)
    with app.app_context():
        found = tokens.actor_of(db.session(), token[0], NOW)
    assert found
    assert found[0].scopes == {Scope.MEASURES, Scope.READINGS}
    assert not found[0].roles


def test_a_token_that_cannot_be_made_leaves_what_was_typed(app, company):
    client = company.client(app, "vera")
    answer = client.post(
        "/accounts/systems/", data={"name": "Shop", "scope": "readings", "expires_on": "never"}
    )
    assert answer.status_code == 422
    assert 'value="never"' in answer.get_data(as_text=True)
