"""Commands of the operations: made from their data, each calls one method of the client."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from attio.cli import values
from attio.cli.command import Command, Described
from attio.cli.completing import COMPLETED, settings
from attio.cli.data import Command as Data
from attio.cli.data import Parameter

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

_TYPES: Mapping[str, Any] = {"integer": int, "number": float, "json": values.parse_json}


def make(name: str, data: Data) -> click.Command:
    """Make the command of an operation.

    Args:
        name: Its last word.
        data: What is known of the operation.
    """
    params = [_parameter(one, data) for one in data.parameters if one.name != "limit"]
    if data.values:
        params.append(
            click.Option(
                ["-s", "--set"], multiple=True, metavar="FIELD=VALUE", help=values.HELP, shell_complete=settings
            )
        )
    if data.downloads:
        text = "File to write; - for stdout."
        params.append(click.Option(["--to"], required=True, type=click.Path(allow_dash=True), help=text))

    def run(session: Session, **given: Any) -> None:
        _run(session, data, given)

    return Command(name, run, params=params, help="\n\n".join((data.summary, *data.text)), short_help=data.summary)


def _parameter(one: Parameter, data: Data) -> click.Parameter:
    if one.place == "path":
        complete = COMPLETED.get(one.name)
        return Described([one.name], one.text, type=_type(one), required=True, shell_complete=complete)
    spelled = values.kebab(one.name)
    if one.kind == "flag":
        return click.Option([f"--{spelled}/--no-{spelled}", one.name], default=None, help=one.text)
    needed = one.needed and not (one.name == "data" and data.values)
    several = one.kind == "texts"
    metavar = {"json": "JSON", "file": "FILE"}.get(one.kind)
    return click.Option(
        [f"--{spelled}", one.name],
        type=_type(one),
        required=needed,
        multiple=several,
        metavar=metavar,
        help=one.text,
        shell_complete=COMPLETED.get(one.name),
    )


def _type(one: Parameter) -> Any:
    if one.kind == "choice":
        return click.Choice(one.choices)
    return click.Path(exists=True, dir_okay=False, path_type=Path) if one.kind == "file" else _TYPES.get(one.kind, str)


def _run(session: Session, data: Data, given: dict[str, Any]) -> None:
    session.guard(data.name, writes=data.writes, final=data.final)
    to, written = given.pop("to", None), given.pop("set", ())
    owner = next(((kind, given[kind]) for kind in ("object", "list") if isinstance(given.get(kind), str)), None)
    params: dict[str, Any] = {}
    for name, value in given.items():
        if value not in (None, ()):
            params[name] = list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
    call = data.call
    if data.values:
        schema = session.owner(*owner) if written and owner else None
        content, adds = values.content(params.get("data"), written, data, schema)
        params["data"] = content
        call = f"{call}_append" if adds else call
    params.update(_limit(session, data))
    result = session.call(lambda: attrgetter(call)(session.client)(**params))
    if result is None:
        return
    if data.downloads:
        _download(session, result, to)
    else:
        show(session, result, owner)


def _limit(session: Session, data: Data) -> dict[str, int]:
    """How many items to ask for, as the operation takes it."""
    if data.paged and session.max_items is not None:
        return {"max_items": session.max_items}
    takes_limit = any(one.name == "limit" for one in data.parameters)
    limit = session.choices.limit
    return {} if data.paged or not takes_limit or limit is None else {"limit": limit}


def _download(session: Session, download: Any, to: str) -> None:
    if to != "-":
        session.note(f"saved {download.save(to)}")
        return
    for piece in download.iter_bytes():
        sys.stdout.buffer.write(piece)


def show(session: Session, result: Any, owner: tuple[str, str] | None = None) -> None:
    """Write the result of a call.

    Args:
        session: The run.
        result: What the method returned.
        owner: The object or list whose records or entries it may hold: `object` or `list`, and its slug or id.
    """
    from attio.models.base import EmptyResponse

    if isinstance(result, EmptyResponse):
        session.note("done")
    elif session.format == "raw":
        for _ in result.pages() if hasattr(result, "pages") else (result,):
            session.raw()
    elif _is_list(result):
        session.rows(_rows(session, result, owner))
    else:
        session.one(_row(session, getattr(result, "data", result), owner))


def _is_list(result: Any) -> bool:
    from attio._paging.items import ItemList

    return isinstance(result, ItemList)


def _rows(session: Session, result: Any, owner: tuple[str, str] | None) -> Iterator[Row]:
    for item in result:
        yield _row(session, item, owner)


def _row(session: Session, item: Any, owner: tuple[str, str] | None) -> Row:
    if hasattr(cast("object", type(item)), "read_values"):
        row: Row = item.to_plain(session.owner(*owner) if owner else None, json=True)
        return row
    return plain(item)


def plain(item: Any) -> Row:
    """Return the JSON of a model as a row, with its ids as fields of their own."""
    if not hasattr(item, "model_dump"):
        return cast("Row", item) if isinstance(item, Mapping) else {"value": item}
    row: dict[str, object] = item.model_dump(mode="json", by_alias=True)
    ids = row.pop("id", None)
    if not isinstance(ids, dict):
        return row if ids is None else {"id": ids, **row}
    named = cast("dict[str, object]", ids)
    own = {name: value for name, value in reversed(list(named.items())) if name != "workspace_id"}
    return {**(own or named), **row}
