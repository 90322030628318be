"""The root command: lazily loaded groups, help texts and exit statuses."""

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
    "doctor": ("doctor", "Check the installed versions, the profiles, the token and the connection."),
    "login": ("login", "Save a token as a profile."),
    "logout": ("login", "Delete a profile and its token."),
    "profiles": ("login", "List the profiles, or set the default profile."),
    "deliveries": ("deliveries", "List webhook deliveries, and send them again."),
    "trigger": ("trigger", "Send a test event to a server or to the webhooks of a sandbox."),
    "listen": ("listen", "Show webhook deliveries as they arrive, and forward them to a server."),
    "export": ("export", "Export all records of an object, or all entries of a list."),
    "import": ("importing", "Create and update records from the rows of a file."),
    "sandbox": ("sandbox", "Serve an in-memory workspace, and control it."),
    "schema": ("schema", "Save and compare schemas, and generate typed records."),
    "get": ("get", "Get records by id."),
    "query": ("query", "Query the records of an object."),
    "search": ("search", "Search records by text."),
    "completion": ("completion", "Print the completion script for a shell."),
    "whoami": ("whoami", "Show the workspace and the scopes of the token."),
}
"""The handwritten commands: the module of each in `attio.cli.verbs`, and its summary."""
WINDOWS = os.name == "nt"
COMPLETE = "_ATTIO_CRM_COMPLETE"
"""Environment variable that the completion scripts set."""
TRACEBACK = "ATTIO_CRM_TRACEBACK"
"""Environment variable that adds a traceback to each error."""


class _MissingCommand(click.UsageError):
    """A group was used without a command. Shows the help of the group; click 8.1 itself would exit with 0."""

    def format_message(self) -> str:
        return self.ctx.get_help() if self.ctx is not None else self.message


class Group(click.Group):
    """A group that loads its commands on first use."""

    def __init__(self, name: str, summaries: Mapping[str, str], load: Callable[[str], click.Command], **options: Any):
        """Create a group.

        Args:
            name: Name of the group.
            summaries: First line of the help of each command, by name.
            load: Returns a command by name.
            **options: Options of `click.Group`.
        """
        super().__init__(name, context_settings=dict(SETTINGS), no_args_is_help=False, **options)
        self.summaries = summaries
        self._load = load

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Without arguments, show the help and exit with an error."""
        if not args and not ctx.resilient_parsing:
            raise _MissingCommand("", ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names of the commands."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        return self._load(cmd_name) if cmd_name in self.summaries else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by name. The error for an unknown name suggests a similar one."""
        if args and args[0] not in self.summaries and not args[0].startswith("-"):
            from attio._support.names import did_you_mean

            message = f"there is no command {args[0]!r}{did_you_mean(args[0], self.summaries)}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the summaries of the commands. No command is loaded."""
        write_options(self, ctx, formatter)
        for title, names in self.sections():
            with formatter.section(title):
                formatter.write_dl([(name, self.summaries[name]) for name in names])

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the title of each section of the help, and its commands."""
        yield "Commands", list(self.summaries)


class _Root(Group):
    def sections(self) -> Iterator[tuple[str, list[str]]]:
        yield "Commands", sorted(VERBS)
        yield "API operations", sorted(TREE)


def root() -> click.Group:
    """Create the root command."""
    summaries = {name: summary for name, (_, summary) in VERBS.items()}
    summaries |= {name: noun.summary for name, noun in TREE.items()}
    return _Root(
        "attio-crm",
        summaries,
        _load,
        params=[*common_options(), _version()],
        callback=click.pass_context(_store_common_options),
        help="Work with an Attio workspace.",
    )


def _store_common_options(ctx: click.Context, /, **values: object) -> None:
    ctx.obj = pop_common(values)


def _version() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, is_given: object) -> None:
        if is_given and not ctx.resilient_parsing:
            from attio._version import __version__

            click.echo(f"attio-sdk {__version__}")
            ctx.exit()

    return click.Option(["--version"], is_flag=True, expose_value=False, callback=show, help="Show the version.")


def _load(name: str) -> click.Command:
    if name in VERBS:
        command: click.Command = import_module(f"attio.cli.verbs.{VERBS[name][0]}").make(name, VERBS[name][1])
        return command
    noun = TREE[name]
    commands = import_module(f"attio.cli.commands.{noun.module}").COMMANDS
    summaries = {words: data.summary for words, data in commands.items() if " " not in words}

    def load(word: str) -> click.Command:
        from attio.cli.operations import make

        if word in noun.nested:
            nested = {words.partition(" ")[2]: data for words, data in commands.items() if words.startswith(f"{word} ")}
            nested_summaries = {words: data.summary for words, data in nested.items()}
            return Group(word, nested_summaries, lambda last: make(last, nested[last]), help=noun.nested[word])
        return make(word, commands[word])

    return Group(name, {**summaries, **noun.nested}, load, help=noun.summary)


def run(arguments: Sequence[str], prog: str) -> int:
    """Run the command line. Report each error as one line on stderr and an exit status."""
    # The default encoding, as on Windows, could garble text that is piped in or out.
    with suppress(AttributeError, ValueError):  # a ValueError if stdin is closed, or was read before
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")  # type: ignore[union-attr]
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _run(list(arguments), prog)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except BaseException as error:  # noqa: BLE001 - any exception ends the program with a report
        return _report_exception(error)
    return code


def _run(arguments: list[str], prog: str) -> int:
    instruction = os.environ.get(COMPLETE)
    command = root()
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, prog, COMPLETE, instruction)
    # `command.main` exits with 1 if the reader of the output closes the pipe, so call its two steps here.
    with command.make_context(prog, arguments) as ctx:
        code: object = command.invoke(ctx)
    return code if isinstance(code, int) else exits.DONE


def _report_exception(error: BaseException) -> int:
    """Report the exception that ended the command, and return the exit status."""
    # Windows reports a closed pipe as an invalid argument.
    if isinstance(error, BrokenPipeError) or (WINDOWS and getattr(error, "errno", None) == errno.EINVAL):
        # Python flushes stdout at exit, which would fail again: send the rest of the buffer to the null device.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.PIPE_CLOSED
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    if isinstance(error, SystemExit):  # raised by the `main` of a delegating command
        return error.code if isinstance(error.code, int) else exits.DONE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _report("interrupted", exits.INTERRUPTED)
    if isinstance(error, click.ClickException):
        return _report_usage_error(error)
    if isinstance(error, CommandError):
        return _report(str(error), error.code)
    return _report_failure(error)


TOKEN_OPTIONS = frozenset({"--token", "--api-key", "--access-token", "--oauth2"})
"""Options that do not exist, but that people may try, so that the token is exposed."""
EXPOSED = (
    "do not put a token on the command line: the shell history and other users can read it. Revoke this token, "
    "create a new one, and use login, ATTIO_API_KEY or ATTIO_OAUTH2"
)


def _report_usage_error(error: click.ClickException) -> int:
    ctx = getattr(error, "ctx", None)
    message = error.format_message()
    if isinstance(error, _MissingCommand):
        sys.stderr.write(f"{message}\n")
        return exits.USAGE
    is_login = ctx is not None and ctx.command.name == "login" and "extra argument" in message
    if is_login or getattr(error, "option_name", None) in TOKEN_OPTIONS:
        return _report(EXPOSED, exits.USAGE)
    if isinstance(error, click.NoSuchOption) and ctx is not None:
        from attio._support.names import did_you_mean

        options = [param for param in ctx.command.params if isinstance(param, click.Option)]
        known = [name for option in options for name in option.opts]
        message = f"there is no option {error.option_name!r}{did_you_mean(error.option_name, known)}"
    hint = f"; see {ctx.command_path} --help" if ctx is not None else ""
    message = " ".join(message.split()).removesuffix(".")
    return _report(f"{message[:1].lower()}{message[1:]}{hint}", exits.USAGE)


def _report_failure(error: BaseException) -> int:
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
