"""The sentences of the post's keys: why a letter was not taken, and the subject of the letter that tries it out."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "letter.mail.trial": N_("A letter to try the post out"),
    "mail_trouble.server_does_not_answer": N_("The mail server does not answer."),
    "mail_trouble.server_offers_no_tls": N_(
        "The mail server offers no encryption, so nothing was sent. Use smtps:// if it listens there."
    ),
    "mail_trouble.certificate_not_trusted": N_(
        "The certificate of the mail server is not trusted, or is made out to another name."
    ),
    "mail_trouble.login_refused": N_("The mail server does not accept the user and the password."),
    "mail_trouble.server_takes_no_login": N_(
        "The mail server takes no user and password. Leave them out, or use another port."
    ),
    "mail_trouble.sender_refused": N_("The mail server does not let the service write from its address."),
    "mail_trouble.address_refused": N_("The mail server knows no such address."),
    "mail_trouble.address_not_usable": N_("No letter can be sent to this address."),
    "mail_trouble.letter_refused": N_("The mail server did not take the letter."),
    "mail_trouble.link_has_ended": N_("The link in the letter had ended before the letter could go."),
    "mail_trouble.no_server": N_("No mail server is set any more."),
    "job.address_letter": N_("Finding whom a letter is for"),
    "job.send_letter": N_("Sending a letter"),
}
