"""The commands of the API operations, built from generated data. Each command calls one method of the client."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from attio.cli import values
from attio.cli.command import Command, DescribedArgument
from attio.cli.completing import COMPLETED, settings
from attio.cli.data import Command as Data
from attio.cli.data import Parameter

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

_TYPES: Mapping[str, Any] = {"integer": int, "number": float, "json": values.parse_json}


def make(name: str, data: Data) -> click.Command:
    """Create the command of an operation.

    Args:
        name: Last word of the command.
        data: The generated data of the command.
    """
    params = [_parameter(parameter, data) for parameter in data.parameters if parameter.name != "limit"]
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


def _parameter(parameter: Parameter, data: Data) -> click.Parameter:
    name, text = parameter.name, parameter.text
    complete = COMPLETED.get(name)
    if parameter.place == "path":
        return DescribedArgument([name], text, type=_type(parameter), required=True, shell_complete=complete)
    option = values.kebab(name)
    if parameter.kind == "flag":
        return click.Option([f"--{option}/--no-{option}", name], default=None, help=text)
    return click.Option(
        [f"--{option}", name],
        type=_type(parameter),
        required=parameter.required and not (name == "data" and data.values),
        multiple=parameter.kind == "texts",
        metavar={"json": "JSON", "file": "FILE"}.get(parameter.kind),
        help=text,
        shell_complete=complete,
    )


def _type(parameter: Parameter) -> Any:
    if parameter.kind == "choice":
        return click.Choice(parameter.choices)
    if parameter.kind == "file":
        return click.Path(exists=True, dir_okay=False, path_type=Path)
    return _TYPES.get(parameter.kind, str)


def _run(session: Session, data: Data, given: dict[str, Any]) -> None:
    session.guard(data.name, writes=data.writes, irreversible=data.irreversible)
    to, assignments = given.pop("to", None), given.pop("set", ())
    owner = _owner(given)
    params: dict[str, Any] = {}
    for name, value in given.items():
        if value not in (None, ()):
            params[name] = list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
    call = data.call
    if data.values:
        schema = session.schema(*owner) if assignments and owner else None
        params["data"], is_append = values.content(params.get("data"), assignments, data, schema)
        call = f"{call}_append" if is_append else call
    params.update(_limit(session, data))
    result = session.call(lambda: attrgetter(call)(session.client)(**params))
    if result is None:
        return
    if data.downloads:
        _download(session, result, to)
    else:
        show(session, result, owner)


def _owner(given: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the object or list of an operation: `object` or `list`, and its slug or id."""
    for kind in ("object", "list"):
        if isinstance(given.get(kind), str):
            return kind, given[kind]
    return None


def _limit(session: Session, data: Data) -> dict[str, int]:
    """Return the parameter that limits the number of items, if the operation has one."""
    if data.paged:
        return {} if session.max_items is None else {"max_items": session.max_items}
    limit = session.choices.limit
    takes_limit = any(parameter.name == "limit" for parameter in data.parameters)
    return {"limit": limit} if takes_limit and limit is not None else {}


def _download(session: Session, download: Any, to: str) -> None:
    if to != "-":
        session.note(f"saved {download.save(to)}")
        return
    for chunk in download.iter_bytes():
        sys.stdout.buffer.write(chunk)


def show(session: Session, result: Any, owner: tuple[str, str] | None = None) -> None:
    """Write the result of a call.

    Args:
        session: The session of the command.
        result: The result of the method.
        owner: The object of the records or the list of the entries in the result: `object` or `list`, and its slug
            or id. None for other results.
    """
    from attio.models.base import EmptyResponse

    if isinstance(result, EmptyResponse):
        session.note("done")
    elif session.format == "raw":
        for _ in result.pages() if hasattr(result, "pages") else (result,):
            session.write_raw()
    elif _is_list(result):
        session.write_rows(_rows(session, result, owner))
    else:
        session.write_row(_row(session, getattr(result, "data", result), owner))


def _is_list(result: Any) -> bool:
    from attio._paging.items import ItemList

    return isinstance(result, ItemList)


def _rows(session: Session, result: Any, owner: tuple[str, str] | None) -> Iterator[Row]:
    for item in result:
        yield _row(session, item, owner)


def _row(session: Session, item: Any, owner: tuple[str, str] | None) -> Row:
    if hasattr(cast("object", type(item)), "read_values"):
        row: Row = item.to_plain(session.schema(*owner) if owner else None, json=True)
        return row
    return plain(item)


def plain(item: Any) -> Row:
    """Return the JSON of a model as a row, with each id as a separate field."""
    if not hasattr(item, "model_dump"):
        return cast("Row", item) if isinstance(item, Mapping) else {"value": item}
    row: dict[str, object] = item.model_dump(mode="json", by_alias=True)
    ids = row.pop("id", None)
    if not isinstance(ids, dict):
        return row if ids is None else {"id": ids, **row}
    all_ids = cast("dict[str, object]", ids)
    # The id of the object itself is the last one, and the first column of the row.
    columns = {name: value for name, value in reversed(list(all_ids.items())) if name != "workspace_id"}
    return {**(columns or all_ids), **row}
