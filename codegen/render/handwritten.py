"""`docs/reference`: pages about hand-written classes and functions, from their signatures and docstrings."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from codegen.read.loader import SpecError
from codegen.render.descriptors import attributes_table
from codegen.render.text import paragraphs


@dataclass(frozen=True)
class HandwrittenPage:
    """A page: title, link to the guide, and the public names on the page, each with the file that defines it."""

    name: str
    title: str
    summary: str
    guide: str
    names: tuple[tuple[str, str], ...]
    owners: Mapping[str, str] = field(default_factory=dict[str, str])
    """How users access the methods of a class that they do not name, such as `client.bulk`."""
    table: Callable[[Path], str] | None = None
    """Renders the last section of the page, from the folder of the package."""


_PARTS = frozenset({"ControlledSandbox", "WaysIn"})
"""Base classes of a single class, whose page lists their members."""


def _names(file: str, names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, file) for name in names.split())


PAGES = (
    HandwrittenPage(
        "client",
        "Clients",
        "The clients, and the options of a client and of a call.",
        "[In production](../production.md)",
        (
            ("Attio", "client.py"),
            ("AttioCore", "core.py"),
            ("ClientMethods", "_call/client_methods.py"),
            *_names("_call/options.py", "RequestOptions PageOptions"),
            *_names("_call/retries.py", "RetryConfig BackoffStrategy"),
        ),
        {"AttioCore": "client", "ClientMethods": "client"},
    ),
    HandwrittenPage(
        "http_client",
        "HTTP client",
        "`HTTPClient`, which sends requests, and the metadata of calls and responses.",
        "[HTTP client](../http-client.md)",
        (
            ("HTTPClient", "_http/client.py"),
            ("CallInfo", "_http/prepared.py"),
            ("HTTPInfo", "models/base.py"),
            ("Headers", "_support/headers.py"),
        ),
    ),
    HandwrittenPage(
        "page",
        "Pages and downloads",
        "The results of list methods and of `files.download`.",
        "[Pagination](../pagination.md), [Files](../files.md)",
        (("Page", "_paging/page.py"), ("FileDownload", "_files/download.py")),
    ),
    HandwrittenPage(
        "values",
        "Values",
        "Classes of the values in responses, from `attio.models`, and the value objects of `attio.values`.",
        "[Records and values](../records.md)",
        (
            *_names(
                "models/values.py",
                "Value TextValue NumberValue CheckboxValue CurrencyValue DateValue TimestampValue RatingValue "
                "SelectValue StatusValue DomainValue EmailAddressValue PhoneNumberValue PersonalNameValue "
                "LocationValue RecordReferenceValue ActorReferenceValue InteractionValue UnknownValue",
            ),
            *_names("values.py", "PersonalName Location Phone ActorRef member Ref reference Interaction Unlisted"),
        ),
    ),
    HandwrittenPage(
        "typed",
        "Typed records",
        "Base classes for your own classes of records and entries, in `attio.typed`.",
        "[Typed records](../typed.md)",
        (
            *_names("typed/classes.py", "TypedRecord TypedEntry"),
            ("TypedPage", "typed/pages.py"),
            *_names("typed/descriptor.py", "required read_only Attr"),
            ("SchemaProblem", "typed/checking.py"),
            ("SchemaMismatchWarning", "typed/records.py"),
        ),
        table=attributes_table,
    ),
    HandwrittenPage(
        "filters",
        "Filters",
        "Filters and sorts as Python expressions, in `attio.filters`.",
        "[Filters](../filters.md)",
        (
            *_names("filters/expression.py", "Filter all_of any_of raw"),
            *_names("filters/untyped.py", "F AnyField"),
            ("Field", "filters/base.py"),
            *_names(
                "filters/fields.py",
                "EqualField OrderedField NumberField DateField TimestampField ActiveFromField CheckboxField "
                "OptionField CodeField FilledCodeField TextPartField FilledTextField TextField RecordIdField "
                "DomainField EmailField PhoneField NameField CountryField LocationField InteractionField",
            ),
            *_names("filters/references.py", "ActorField RecordField ReferenceField ParentField"),
        ),
    ),
    HandwrittenPage(
        "schema",
        "Schema",
        "`client.schema`, and snapshots of the schema of a workspace, in `attio.schema`.",
        "[Schema](../schema.md)",
        (
            ("Schema", "schema/client.py"),
            ("WorkspaceSchema", "schema/snapshot.py"),
            *_names(
                "schema/records.py",
                "ObjectSchema ListSchema AttributeSchema OptionSchema MemberSchema UnknownNameError",
            ),
            *_names("schema/diff.py", "SchemaDiff SchemaChange"),
        ),
        {"Schema": "client.schema"},
    ),
    HandwrittenPage(
        "bulk_writes",
        "Bulk writes",
        "Writes of many rows with `client.bulk`, the outcomes of rows, and files of rows.",
        "[Bulk writes](../bulk.md)",
        (
            ("Writes", "bulk/write_methods.py"),
            ("BulkOptions", "bulk/bulk_options.py"),
            ("BulkReport", "bulk/report.py"),
            ("BulkResult", "bulk/results.py"),
            ("BulkProgress", "bulk/results.py"),
            ("BulkError", "bulk/report.py"),
            ("CheckpointError", "bulk/checkpoint.py"),
            ("Row", "bulk/rows.py"),
            ("read_rows", "bulk/files.py"),
            ("write_rows", "bulk/files.py"),
            ("to_arrow", "bulk/arrow.py"),
        ),
        {"Writes": "client.bulk"},
    ),
    HandwrittenPage(
        "bulk",
        "Exports",
        "Iterators over all records, entries, notes, tasks or former values, with `client.bulk`.",
        "[Exports](../exports.md)",
        (
            ("Exports", "bulk/export_methods.py"),
            ("Export", "bulk/exports.py"),
            ("AsyncExport", "bulk/exports.py"),
            ("ExportProgress", "bulk/progress.py"),
            ("HistoryRow", "bulk/history.py"),
        ),
        {"Exports": "client.bulk"},
    ),
    HandwrittenPage(
        "limits",
        "Rate limits",
        "How many calls a client makes per second, in `attio.limits`.",
        "[In production](../production.md)",
        (
            ("RateLimit", "limits/rate_limit.py"),
            ("LimitState", "limits/rate_limit.py"),
            ("MemoryStore", "limits/store.py"),
            ("RedisStore", "limits/redis.py"),
            ("LimitStore", "limits/store.py"),
        ),
    ),
    HandwrittenPage(
        "oauth",
        "OAuth",
        "Installations of an app in other workspaces, in `attio.oauth`.",
        "[OAuth](../oauth.md)",
        (
            ("OAuthApp", "oauth/app.py"),
            *_names("oauth/results.py", "OAuthStart OAuthResult ClientOptions"),
            *_names("oauth/installations.py", "Installation Installations MemoryInstallations SqliteInstallations"),
        ),
    ),
    HandwrittenPage(
        "webhook_signatures",
        "Receiving webhooks",
        "The receiver, its stores, and the verification and parsing of deliveries, in `attio.webhooks`.",
        "[Webhooks](../webhooks.md)",
        (
            ("Receiver", "webhooks/receiver.py"),
            ("Delivery", "webhooks/delivery.py"),
            ("WebhookResponse", "webhooks/intake.py"),
            ("SigningSecrets", "webhooks/intake.py"),
            ("MemoryStore", "webhooks/stores.py"),
            ("SqliteStore", "webhooks/sqlite_store.py"),
            ("RedisStore", "webhooks/redis_store.py"),
            ("DeliveryStore", "webhooks/stores.py"),
            ("ensure_webhook", "webhooks/registration.py"),
            ("sign", "webhooks/signatures.py"),
            ("read_payload", "webhooks/signatures.py"),
            ("verify_signature", "webhooks/signatures.py"),
            ("is_valid_signature", "webhooks/signatures.py"),
            ("WebhookVerificationError", "webhooks/signatures.py"),
            ("WebhookPayloadError", "webhooks/signatures.py"),
        ),
    ),
    HandwrittenPage(
        "sandbox",
        "Sandbox",
        "An Attio workspace in memory, in `attio.sandbox`.",
        "[Testing](../testing.md)",
        (("Sandbox", "sandbox/sandbox.py"),),
    ),
)


def render_handwritten(package: Path, head: str) -> Iterator[tuple[str, str]]:
    """Render the pages.

    Args:
        package: Folder of the package.
        head: First line of each page.

    Raises:
        SpecError: A file does not define a name that `PAGES` lists.
    """
    for page in PAGES:
        parts = [head, f"# {page.title}", page.summary, f"Guide: {page.guide}."]
        for name, file in page.names:
            parts += _entry(package / file, _find(package / file, name), page.owners.get(name, name))
        if page.table is not None:
            parts.append(page.table(package))
        yield f"docs/reference/{page.name}.md", "\n\n".join(parts) + "\n"


def _find(file: Path, name: str) -> ast.ClassDef | ast.FunctionDef:
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return node
    raise SpecError(f"codegen/render/handwritten.py: there is no {name} in {file.name}")


def _home(file: Path, name: str) -> Path:
    """Return the file that defines a base class, which may be imported."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and any(alias.name == name for alias in node.names):
            package = next(parent for parent in file.parents if parent.name == "attio")
            return package.joinpath(*node.module.split(".")[1:]).with_suffix(".py")
    return file


def _entry(file: Path, node: ast.ClassDef | ast.FunctionDef, owner: str) -> Iterator[str]:
    yield f"## {node.name}"
    if isinstance(node, ast.FunctionDef):
        yield _signature(node)
        yield from docstring_parts(ast.get_docstring(node) or "")
        return
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
            yield _signature(method, node.name)
            break  # The first overload, which is the most common form.
    # The list of keys is for `help()`; the page lists the fields below, with more detail.
    yield from docstring_parts((ast.get_docstring(node) or "").partition("\n\nKeys:\n")[0])
    classes = [*_shared(file, node), node]
    fields = [line for class_ in classes for line in _fields(class_)]
    if fields:
        yield "\n".join(fields)
    for class_ in classes:
        for member in class_.body:
            if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and not member.name.startswith("_"):
                yield from _member(owner, member)


def _shared(file: Path, node: ast.ClassDef) -> Iterator[ast.ClassDef]:
    """Yield the base classes whose members are listed on the page of a class, each after its own bases."""
    for name in (expression.id for expression in node.bases if isinstance(expression, ast.Name)):
        if name in _PARTS or re.match(r"_[A-Z]", name):
            home = _home(file, name)
            base = _find(home, name)
            if isinstance(base, ast.ClassDef):
                yield from _shared(home, base)
                yield base


def _member(owner: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    decorators = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    if decorators & {"overload", "setter", "abstractmethod"}:
        return
    yield f"### {owner}.{node.name}"
    if decorators & {"property", "cached_property"}:
        yield f"`{_annotation(node.returns)}`" if node.returns else "Property"
    else:
        yield _signature(node)
    yield from docstring_parts(ast.get_docstring(node) or "")


def _fields(node: ast.ClassDef) -> Iterator[str]:
    """Render the annotated fields of a class, with their docstrings."""
    for statement, following in zip(node.body, [*node.body[1:], ast.Pass()], strict=True):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name), annotation=annotation),
                ast.Expr(value=ast.Constant(value=str(description))),
            ) if not name.startswith("_"):
                yield f"- `{name}` (`{_annotation(annotation)}`): {' '.join(inspect.cleandoc(description).split())}"
            case _:
                continue


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef, class_name: str = "") -> str:
    """Render a signature, with one parameter per line if it is long; with `class_name`, the signature of the class."""
    define = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    start = class_name or f"{define} {node.name}"
    returned = f" -> {_annotation(node.returns)}" if node.returns and not class_name else ""
    arguments = list(_arguments(node.args))
    line = f"{start}({', '.join(arguments)}){returned}"
    if len(line) > 88:
        listed = "".join(f"    {argument},\n" for argument in arguments)
        line = f"{start}(\n{listed}){returned}"
    return f"```py\n{line}\n```"


def _arguments(arguments: ast.arguments) -> Iterator[str]:
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    for argument, default in zip(positional, defaults, strict=True):
        if argument.arg not in {"self", "cls"}:
            yield _argument(argument, default)
    if arguments.vararg:
        yield f"*{_argument(arguments.vararg, None)}"
    elif arguments.kwonlyargs:
        yield "*"
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _argument(argument, default)
    if arguments.kwarg:
        yield f"**{_argument(arguments.kwarg, None)}"


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    spelled = f"{argument.arg}: {_annotation(argument.annotation)}" if argument.annotation else argument.arg
    equals = " = " if argument.annotation else "="
    return f"{spelled}{equals}{ast.unparse(default)}" if default else spelled


_HOME = re.compile(r"\b(?!(?:dt|httpx|os|ssl)\.)[a-z_]+\.(?=[A-Z])")
"""A module prefix in an annotation, which pages leave out."""


def _annotation(node: ast.expr) -> str:
    return _HOME.sub("", ast.unparse(node))


_SECTION = re.compile(r"(Args|Returns|Raises|Yields|Example):\n")


def docstring_parts(text: str) -> Iterator[str]:
    """Render a Google-style docstring as Markdown, with bold section titles and lists of arguments."""
    for part in paragraphs_and_sections(text):
        section = _SECTION.match(part)
        if section is None:
            yield part
            continue
        body = textwrap.dedent(part[section.end() :])
        yield "**Parameters**" if section[1] == "Args" else f"**{section[1]}**"
        if section[1] == "Example":
            yield f"```py\n{body}\n```"
        elif section[1] in {"Args", "Raises"}:
            yield re.sub(r"(?m)^(\*{0,2}[\w.]+): ", r"- `\1`: ", re.sub(r"\n +", " ", body))
        else:
            yield body


def paragraphs_and_sections(text: str) -> list[str]:
    """Split a docstring into paragraphs and whole sections, which may contain blank lines."""
    parts: list[str] = []
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        if part.startswith(" ") and parts and _SECTION.match(parts[-1]):
            parts[-1] += f"\n\n{part}"
        elif part.strip():
            parts.append(part if _SECTION.match(part) else paragraphs(part)[0])
    return parts
