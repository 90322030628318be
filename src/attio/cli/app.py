"""The root command: groups that load what they need, help texts, and exit codes."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from attio.cli import exits
from attio.cli.choices import common_options, pop_common
from attio.cli.command import SETTINGS, write_options
from attio.cli.exits import CommandError
from attio.cli.tree import TREE

VERBS = {
    "api": ("api", "Call any endpoint by its method and path."),
    "doctor": ("doctor", "Check what commands depend on: versions, files, token and connection."),
    "login": ("login", "Keep a token as a profile."),
    "logout": ("login", "Forget the token of a profile."),
    "profiles": ("login", "Show the profiles, or choose the default one."),
    "deliveries": ("deliveries", "Show deliveries of webhooks, and send them again."),
    "trigger": ("trigger", "Deliver an event that nothing caused, to try out what receives it."),
    "listen": ("listen", "Show deliveries of webhooks as they arrive, and forward them to a server."),
    "export": ("export", "Save every record of an object."),
    "import": ("importing", "Write the rows of a file as records."),
    "sandbox": ("sandbox", "Serve a workspace in memory, and control it."),
    "schema": ("schema", "Save and compare schemas, and generate typed records."),
    "get": ("get", "Show records by their ids."),
    "query": ("query", "Show the records of an object that meet conditions."),
    "search": ("search", "Find records by text."),
    "completion": ("completion", "Print the script that completes commands in a shell."),
    "whoami": ("whoami", "Show the workspace and the scopes of the token."),
}
"""Commands made by hand: their modules in `attio.cli.verbs`, and their summaries."""
WINDOWS = os.name == "nt"
COMPLETE = "_ATTIO_CRM_COMPLETE"
"""Environment variable that the completion scripts set."""
TRACEBACK = "ATTIO_CRM_TRACEBACK"


class _NoWords(click.UsageError):
    """A group without a command, which shows its help; click 8.1 would end with 0."""

    def format_message(self) -> str:
        return self.ctx.get_help() if self.ctx is not None else self.message


class Group(click.Group):
    """A group whose commands are loaded when they are used."""

    def __init__(self, name: str, summaries: Mapping[str, str], load: Callable[[str], click.Command], **options: Any):
        """Make a group.

        Args:
            name: Its name.
            summaries: Its commands, with the first lines of their help.
            load: Gives a command by its name.
            **options: What `click.Group` takes.
        """
        super().__init__(name, context_settings=dict(SETTINGS), no_args_is_help=False, **options)
        self.summaries = summaries
        self._load = load

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words; none is an error that shows the help."""
        if not args and not ctx.resilient_parsing:
            raise _NoWords("", ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Names of the commands."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        return self._load(cmd_name) if cmd_name in self.summaries else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named, or suggest the nearest."""
        if args and args[0] not in self.summaries and not args[0].startswith("-"):
            from attio._support.names import did_you_mean

            message = f"there is no command {args[0]!r}{did_you_mean(args[0], self.summaries)}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands from their summaries, so that none is loaded."""
        write_options(self, ctx, formatter)
        for title, names in self.sections():
            with formatter.section(title):
                formatter.write_dl([(name, self.summaries[name]) for name in names])

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """Titles, and the commands below each."""
        yield "Commands", list(self.summaries)


class _Root(Group):
    def sections(self) -> Iterator[tuple[str, list[str]]]:
        yield "Commands", sorted(VERBS)
        yield "Operations of the API", sorted(TREE)


def root() -> click.Group:
    """Make the root command."""
    summaries = {
        **{name: summary for name, (_, summary) in VERBS.items()},
        **{n: one.summary for n, one in TREE.items()},
    }
    return _Root(
        "attio-crm",
        summaries,
        _load,
        params=[*common_options(), _version()],
        callback=click.pass_context(_remember),
        help="Work with an Attio workspace.",
    )


def _remember(ctx: click.Context, /, **given: object) -> None:
    ctx.obj = pop_common(given)


def _version() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, given: object) -> None:
        if given and not ctx.resilient_parsing:
            from attio._version import __version__

            click.echo(f"attio-sdk {__version__}")
            ctx.exit()

    return click.Option(["--version"], is_flag=True, expose_value=False, callback=show, help="Show the version.")


def _load(name: str) -> click.Command:
    if name in VERBS:
        command: click.Command = import_module(f"attio.cli.verbs.{VERBS[name][0]}").make(name, VERBS[name][1])
        return command
    noun = TREE[name]
    rows = import_module(f"attio.cli.commands.{noun.module}").COMMANDS
    own = {words: row.summary for words, row in rows.items() if " " not in words}

    def load(word: str) -> click.Command:
        from attio.cli.operations import make

        if word in noun.nested:
            inner = {w.partition(" ")[2]: row for w, row in rows.items() if w.startswith(f"{word} ")}
            summaries = {w: row.summary for w, row in inner.items()}
            return Group(word, summaries, lambda chosen: make(chosen, inner[chosen]), help=noun.nested[word])
        return make(word, rows[word])

    return Group(name, {**own, **noun.nested}, load, help=noun.summary)


def run(arguments: Sequence[str], prog: str) -> int:
    """Run the command line; every error becomes a line on stderr and an exit status."""
    # Other encodings, as on Windows, would garble what other programs pipe in or out.
    with suppress(AttributeError, ValueError):  # a ValueError if the program has read from it, or closed it
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")  # type: ignore[union-attr]
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _run(list(arguments), prog)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except BaseException as error:  # noqa: BLE001 - whatever it is, it ends the program
        return _ended(error)
    return code


def _run(arguments: list[str], prog: str) -> int:
    instruction = os.environ.get(COMPLETE)
    command = root()
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, prog, COMPLETE, instruction)
    # Not `command.main`, which exits with 1 when the reader of the output goes away.
    with command.make_context(prog, arguments) as ctx:
        code: object = command.invoke(ctx)
    return code if isinstance(code, int) else exits.DONE


def _ended(error: BaseException) -> int:
    """Show what ended the program, and return its exit status."""
    # Windows reports a pipe that was closed as an invalid argument.
    if isinstance(error, BrokenPipeError) or (WINDOWS and getattr(error, "errno", None) == errno.EINVAL):
        # What is left in the buffer would be written at exit, and fail again.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.PIPE_CLOSED
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    if isinstance(error, SystemExit):  # of a command line that words were passed on to
        return error.code if isinstance(error.code, int) else exits.DONE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _report("interrupted", exits.INTERRUPTED)
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, CommandError):
        return _report(str(error), error.code)
    return _failed(error)


NAMES_OF_TOKENS = frozenset({"--token", "--api-key", "--access-token", "--oauth2"})
ON_THE_COMMAND_LINE = (
    "a token must not be on the command line, where the history of the shell and other users see it: revoke this one, "
    "and use login, ATTIO_API_KEY or ATTIO_OAUTH2"
)


def _usage(error: click.ClickException) -> int:
    ctx = getattr(error, "ctx", None)
    message = error.format_message()
    if isinstance(error, _NoWords):
        sys.stderr.write(f"{message}\n")
        return exits.USAGE
    is_login = ctx is not None and ctx.command.name == "login" and "extra argument" in message
    if is_login or getattr(error, "option_name", None) in NAMES_OF_TOKENS:
        return _report(ON_THE_COMMAND_LINE, exits.USAGE)
    if isinstance(error, click.NoSuchOption) and ctx is not None:
        from attio._support.names import did_you_mean

        known = [name for one in ctx.command.params if isinstance(one, click.Option) for name in one.opts]
        message = f"there is no option {error.option_name!r}{did_you_mean(error.option_name, known)}"
    hint = f"; see {ctx.command_path} --help" if ctx is not None else ""
    message = " ".join(message.split()).removesuffix(".")
    return _report(f"{message[:1].lower()}{message[1:]}{hint}", exits.USAGE)


def _failed(error: BaseException) -> int:
    from attio.errors.base import AttioSDKError
    from attio.schema.records import UnknownNameError

    if isinstance(error, AttioSDKError):
        code = exits.code_of(error, writes=error._writes)  # pyright: ignore[reportPrivateUsage]
        return _report(str(error), code)
    if isinstance(error, UnknownNameError):
        return _report(str(error.args[0]), exits.USAGE)
    if isinstance(error, OSError | ValueError):
        return _report(str(error), exits.FAILED)
    raise error


def _report(message: str, code: int) -> int:
    from attio.cli.output import safe

    with suppress(OSError):
        sys.stderr.write(f"error: {safe(message)}\n")
    return code
