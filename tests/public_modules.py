"""The modules of `attio` that programs may import."""

from __future__ import annotations

PUBLIC_MODULES = frozenset(
    {
        "bulk",
        "errors",
        "filters",
        "funcs",
        "limits",
        "models",
        "oauth",
        "resources",
        "sandbox",
        "schema",
        "typed",
        "values",
        "webhooks",
    }
)
