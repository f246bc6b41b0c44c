"""The account that tickets are mailed from: of this laptop, its password in the key ring of the system."""

import os
from dataclasses import asdict

from kiosk.core.mail_account import Account, Security
from kiosk.settings import Settings
from kiosk.store import key_ring

VARIABLE = "KIOSK_MAIL_PASSWORD"
"""Of the environment; holds the password for scripts."""

_PREFIX = "mail_"
_at_hand: dict[str, str] = {}
"""Passwords typed since this process started, where there is no key ring to keep them."""


def account_from(settings: Settings) -> Account:
    """The account this laptop has; what nobody set is as usual."""
    kept = {name: getattr(settings, _PREFIX + name) for name in asdict(Account())}
    known = kept["security"] in set(Security)
    return Account(**{**kept, "security": Security(kept["security"]) if known else Security.STARTTLS})


def settings_of(account: Account) -> dict[str, object]:
    """An account as fields of the laptop's settings."""
    return {f"{_PREFIX}{name}": value for name, value in asdict(account).items()} | {
        "mail_security": str(account.security)
    }


def password_of(account: Account) -> str:
    """The account's password: from the environment, as typed, or from the key ring; empty where nobody knows it."""
    if not account.user:
        return ""
    return os.environ.get(VARIABLE) or _at_hand.get(_name(account)) or key_ring.mail_password(_name(account))


def keep_password(account: Account, password: str) -> bool:
    """Have a password at hand until this process ends and keep it in the key ring; false where there is no key ring."""
    _at_hand[_name(account)] = password
    return key_ring.keep_mail_password(_name(account), password)


def _name(account: Account) -> str:
    return f"{account.user}@{account.host}"
