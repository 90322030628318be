# Generated from codegen/spec/sequences.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm sequences`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "unsubscribe-emails": Command(
        call="sequences.unsubscribe_emails",
        name="sequences.unsubscribe_emails",
        summary="Unsubscribe e-mail addresses from all sequences.",
        text=(
            "Running sequences for these addresses end, and no new ones can start. Repeating a call with the same addresses has no further effect.",
            "Beta: may still change.",
            "Scopes: `sequence_unsubscribe:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The addresses to unsubscribe."),),
    ),
}
