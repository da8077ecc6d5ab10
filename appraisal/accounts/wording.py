"""The sentences of accounts' keys."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "objection.email_not_usable": N_("This is not an email address. Write it like name@example.org."),
    "objection.email_is_taken": N_("Somebody already signs in with this email address."),
    "objection.password_too_short": N_("A password needs at least 12 characters."),
    "objection.password_too_long": N_("A password has at most 200 characters."),
    "objection.password_is_your_name": N_("A password is not your name or your email address."),
    "objection.password_repeats_itself": N_("A password needs at least four different characters."),
    "objection.current_password_wrong": N_("The password now is not right."),
    "objection.unknown_language": N_("Choose one of the languages."),
    "objection.unknown_calendar": N_("Choose one of the calendars."),
    "objection.unknown_time_zone": N_("Choose one of the time zones."),
    "objection.role_not_held": N_("This account does not hold that role any more."),
    "objection.last_administrator": N_(
        "This is the last administrator. Give the role to somebody else first, so that the service can be run."
    ),
    "objection.only_hr_keeps_accounts": N_("Only HR and administrators keep accounts."),
    "objection.only_administrators_give_role": N_("Only administrators give or take this role."),
    "objection.nobody_gives_roles_to_themselves": N_(
        "Nobody gives or takes their own roles. Ask another administrator."
    ),
    "objection.account_is_above_you": N_(
        "This account holds a role that you may not give, so only an administrator handles it."
    ),
    "objection.not_with_your_own_account": N_("Your own account is handled by somebody else."),
    "objection.not_your_account": N_("Everyone changes only their own account here."),
    "objection.person_has_an_account": N_("This person already has an account."),
    "objection.account_of_nobody": N_("An account needs a person or a name."),
    "objection.account_is_closed": N_("This account is closed. Open it first."),
    "objection.setup_code_wrong": N_(
        "This is not the set-up code. It stands where the service was started; a new start prints a new one."
    ),
    "objection.organisation_without_name": N_("The organisation needs a name."),
    "objection.administrator_without_name": N_("Please give your name."),
    "objection.only_administrators_keep_tokens": N_("Only administrators let other systems in."),
    "objection.token_without_name": N_(
        "Name the system, so that everyone can tell where a result comes from."
    ),
    "objection.token_name_is_taken": N_(
        "Another token has this name. End that one first, or choose another name."
    ),
    "objection.token_without_end": N_("Say until which day the token is valid."),
    "objection.token_ends_in_the_past": N_("The last day lies in the past."),
    "objection.token_lives_too_long": N_("A token is valid for a year at most."),
    "scope.measures": N_("Read the list of measures"),
    "scope.readings": N_("Read the list of measures and bring in results"),
    "token_state.unused": N_("not used yet"),
    "token_state.in_use": N_("in use"),
    "token_state.expired": N_("its last day is over"),
    "token_state.revoked": N_("ended"),
    "letter.accounts.invitation": N_("Your way into Appraisal"),
    "letter.accounts.invitation_anew": N_("A link to set your password anew"),
    "letter.accounts.password_set": N_("Your password was set anew"),
    "letter_wish.diagnosis.reply_waits": N_("A talk was written down, and my words on it are missing"),
    "letter_wish.diagnosis.follow_up_waits": N_("The day has come to say whether something helped"),
    "letter_wish.checkins.moved_again": N_("A talk of one of my managers was moved twice or more"),
    "role.hr": N_("HR"),
    "role.plan_owner": N_("Plan owner"),
    "role.administrator": N_("Administrator"),
    "role.case_handler": N_("Case handler"),
    "role.auditor": N_("Works council or auditor"),
    "account_state.none": N_("no account"),
    "account_state.invited": N_("has not set a password yet"),
    "account_state.in_use": N_("can sign in"),
    "account_state.closed": N_("closed"),
    "verb.token_made": N_("let another system in"),
    "verb.token_revoked": N_("ended the token of another system"),
    "verb.account_made": N_("made the account"),
    "verb.role_given": N_("gave a role"),
    "verb.role_taken": N_("took a role away"),
    "verb.account_invited": N_("made an invitation link"),
    "verb.password_set": N_("set a password through the invitation"),
    "verb.password_changed": N_("changed the password"),
    "verb.sessions_ended": N_("signed out everywhere"),
    "verb.account_closed": N_("closed the account"),
    "verb.account_opened": N_("opened the account again"),
    "verb.service_founded": N_("set the service up"),
}
