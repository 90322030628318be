"""Tokens in the keyring of the operating system. Requires the extra `attio-sdk[keyring]`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from attio._support.extras import needs
from attio.cli import exits
from attio.cli.exits import CommandError

SERVICE = "attio-crm"
NEEDS_KEYRING = needs("the keyring", "keyring", "keyring")
_UNSAFE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Backends that store nothing, or store it unencrypted."""


def keep(profile: str, token: str) -> None:
    """Store the token of a profile.

    Raises:
        CommandError: There is no keyring, or it fails.
    """
    _use(lambda ring: ring.set_password(SERVICE, profile, token))


def get(profile: str) -> str:
    """Return the token of a profile.

    Raises:
        CommandError: There is no keyring, it fails, or it has no such token.
    """
    token: str | None = _use(lambda ring: ring.get_password(SERVICE, profile))
    if not token:
        raise CommandError(f"the keyring has no token for profile {profile!r}: log in again", exits.NOT_ALLOWED)
    return token


def forget(profile: str) -> None:
    """Delete the token of a profile, if the keyring has it.

    Raises:
        CommandError: There is no keyring, or it fails.
    """

    def remove(ring: Any) -> None:
        # Backends raise the same error if the password does not exist and if they cannot delete it.
        if ring.get_password(SERVICE, profile) is not None:
            ring.delete_password(SERVICE, profile)

    _use(remove)


def _use(action: Callable[[Any], Any]) -> Any:
    try:
        keyring: Any = import_module("keyring")
    except ImportError:
        raise CommandError(NEEDS_KEYRING, exits.NOT_ALLOWED) from None
    ring = keyring.get_keyring()
    if type(ring).__module__.startswith(_UNSAFE):
        message = f"this machine has no secure keyring: the package keyring found only {type(ring).__module__}"
        raise CommandError(message, exits.NOT_ALLOWED)
    try:
        return action(ring)
    except keyring.errors.KeyringError as error:
        raise CommandError(f"the keyring failed: {error or type(error).__name__}", exits.NOT_ALLOWED) from None
