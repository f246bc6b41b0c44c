"""The sentences of trouble with mails and their server."""

from kiosk.words.catalogue import N_

# fmt: off
MAIL = {
    "mail.nobody": N_("There is nobody to send an e-mail to. Import the roster with e-mail addresses first."),
    "mail.nobody_due": N_("There is nothing to send: everyone chosen already got their ticket or cannot be reached by e-mail."),
    "mail.no_address": N_("{name} has no e-mail address. Enter one under People."),
    "mail.bad_address": N_("The e-mail address of {name} is not valid ({email}). Correct it under People."),
    "mail.not_invited": N_("{name} gets no ticket: the registration is cancelled, blocked or not confirmed."),
    "mail.empty_words": N_("An e-mail needs a subject and a text. Write both."),
    "mail.long_words": N_("This is longer than {most} characters. Make it shorter."),
    "mail.unknown_placeholder": N_("There is no value for {placeholder}. Available: {known}."),
    "mail.unknown_language": N_("There is no e-mail text in the language {language}. Available: {known}."),
    "mail.no_server": N_("No mail server is set. Enter the name of your provider's server for outgoing mail."),
    "mail.no_port": N_("A port is a number from 1 to 65535, usually 587 or 465."),
    "mail.no_sender": N_("The sender has no e-mail address. Enter the address that e-mails are sent from."),
    "mail.bad_reply_to": N_("The reply-to address is not valid. Correct it, or leave it empty."),
    "mail.bad_pace": N_("The speed is a number of e-mails per minute, from 1 to 6000."),
    "mail.password_in_clear": N_("Without TLS the password would be sent unencrypted. Choose STARTTLS or TLS, or a server that needs no sign-in."),
    "mail.unreachable": N_("The mail server {host}, port {port}, cannot be reached ({why}). Check the network, the name and the port; nothing is lost, and unsent e-mails are sent the next time."),
    "mail.no_tls": N_("The mail server {host}, port {port}, does not offer the encryption that was chosen ({why}). Choose the other kind of TLS, or ask your provider for the right port."),
    "mail.certificate": N_("The certificate of the mail server {host}, port {port}, is not trusted ({why}). Nothing was sent. If it is your own server, choose its certificate in the account settings."),
    "mail.bad_certificate_file": N_("{file} contains no certificate in PEM format. Choose the certificate of your server or of its issuer."),
    "mail.no_sign_in": N_("The mail server {host} does not accept sign-in this way. Leave the user empty, or choose another port."),
    "mail.sign_in_refused": N_("The mail server {host} rejected the sign-in of {user} ({why}). Check the password; many providers require a separate app password."),
    "mail.sender_refused": N_("The mail server {host} does not accept e-mails from {email} ({why}). Use the address that belongs to the account."),
    "mail.trial_refused": N_("The mail server did not accept the test e-mail ({why})."),
    "mail.bad_trial": N_("The address for the test e-mail is not valid: {email}."),
    "mail.not_all_sent": N_("{count} {count:e-mail was|e-mails were} not sent; the lines above say why. Run the command again to continue."),
}
# fmt: on
