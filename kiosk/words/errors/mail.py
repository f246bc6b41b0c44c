"""The sentences of trouble with mails and their server."""

from kiosk.words.catalogue import N_

# fmt: off
MAIL = {
    "mail.nobody": N_("There is nobody a mail could go to. Import the roster with e-mail addresses first."),
    "mail.nobody_due": N_("Nobody is due: everybody chosen was sent their ticket, or no mail can reach them."),
    "mail.no_address": N_("{name} has no e-mail address. Enter one under People."),
    "mail.bad_address": N_("The e-mail address of {name} is none that a mail could go to ({email}). Correct it under People."),
    "mail.not_invited": N_("{name} gets no ticket: the registration is cancelled, blocked or not confirmed."),
    "mail.empty_words": N_("A mail needs a subject and a text. Write both."),
    "mail.long_words": N_("This is longer than {most} characters. Make it shorter."),
    "mail.unknown_placeholder": N_("There is nothing to put in the place of {placeholder}. Known are: {known}."),
    "mail.unknown_language": N_("There is no mail in the language {language}. There are: {known}."),
    "mail.no_server": N_("No mail server is named. Enter the name of your provider's server for outgoing mail."),
    "mail.no_port": N_("A port is a number from 1 to 65535; usual are 587 and 465."),
    "mail.no_sender": N_("The sender has no e-mail address. Enter the address the mails are to come from."),
    "mail.bad_reply_to": N_("The address for replies is none that a mail could go to. Correct it, or leave it empty."),
    "mail.bad_pace": N_("The pace is a number of mails a minute, from 1 to 6000."),
    "mail.password_in_clear": N_("Without TLS the password would travel in clear. Choose STARTTLS or TLS, or a server that wants no sign-in."),
    "mail.unreachable": N_("The mail server {host}, port {port}, cannot be reached ({why}). Check the network, the name and the port; nothing is lost, and the mails not sent yet go on with the next run."),
    "mail.no_tls": N_("The mail server {host}, port {port}, does not offer the encryption that was chosen ({why}). Choose the other kind of TLS, or ask your provider for the right port."),
    "mail.certificate": N_("The certificate of the mail server {host}, port {port}, is not trusted ({why}). Nothing was sent. If it is your own server, choose its certificate in the account."),
    "mail.bad_certificate_file": N_("{file} holds no certificate in PEM form. Choose the certificate of your server or of whoever signed it."),
    "mail.no_sign_in": N_("The mail server {host} lets nobody sign in this way. Leave the user empty, or choose another port."),
    "mail.sign_in_refused": N_("The mail server {host} did not let {user} in ({why}). Check the password; many providers want a separate one for programs."),
    "mail.sender_refused": N_("The mail server {host} does not take mails from {email} ({why}). Use the address that belongs to the account."),
    "mail.trial_refused": N_("The mail server did not take the trial ({why})."),
    "mail.bad_trial": N_("The address for the trial is none that a mail could go to: {email}."),
    "mail.not_all_sent": N_("{count} {count:mail was|mails were} not sent; the lines above say why. Run the command again to go on."),
}
# fmt: on
