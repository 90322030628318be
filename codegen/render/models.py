"""`attio/models/<resource>.py`: models of parameters and responses."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator

from codegen.read.api import Api
from codegen.read.operations import Operation
from codegen.read.shapes import (
    Alias,
    Choice,
    Component,
    Field,
    Handmade,
    Key,
    Object,
    Variants,
    is_nullable,
    refs_of,
)
from codegen.render.python import Imports, Side, Types, attribute, key_name, plain_type, quoted
from codegen.render.text import class_docstring, dict_docstring, docstring, header, short_docstring


def render_models(api: Api) -> Iterator[tuple[str, str]]:
    """Render every module of models that is not empty."""
    for stem, file in api.files.items():
        operations = [
            operation
            for operation in api.operations
            if operation.resource == stem and operation.response.kind == "envelope"
        ]
        components = [component for component in in_order(api, stem) if not isinstance(component.shape, Handmade)]
        if operations or components:
            yield f"src/attio/models/{stem}.py", _Module(api, stem).render(file, components, operations)


def in_order(api: Api, stem: str) -> Iterator[Component]:
    """Yield the components of a file, each after those that it refers to."""
    visited: set[Key] = set()

    def visit(component: Component) -> Iterator[Component]:
        if component.key in visited:
            return
        visited.add(component.key)
        for key in refs_of(component):
            if key[0] == stem:
                yield from visit(api.components[key])
        yield component

    for component in api.components_of(stem):
        yield from visit(component)


class _Module:
    def __init__(self, api: Api, stem: str) -> None:
        self.api = api
        self.stem = stem
        self.imports = Imports()
        self.types = Types(api.components, self.imports, f"attio.models.{stem}")
        self.unknown: set[str] = set()

    def render(self, file: str, components: Iterable[Component], operations: Iterable[Operation]) -> str:
        parts = [part for component in components for part in self.component(component)]
        parts += [self.response(operation) for operation in operations]
        is_resource = any(resource.name == self.stem for resource in self.api.resources)
        about = f"Models of the parameters and responses of `client.{self.stem}`"
        title = about if is_resource else "Models that several resources share"
        head = f'{header(file)}\n"""{title}."""\n\n{self.imports.render()}'
        return "\n\n".join((head, *parts))

    def component(self, component: Component) -> Iterator[str]:
        side: Side = "input" if "response" not in component.directions else "response"
        match component.shape:
            case Object() if side == "input":
                yield self.typed_dict(component, component.shape)
            case Object():
                yield self.model(component, component.shape)
            case Variants():
                yield from self.variants(component, component.shape, side)
            case Alias(Choice() as choice) if component.needs_two_aliases:
                yield from self.split_enum(component, choice)
            case Alias(type_):
                yield self.alias(component.name, self.types.spell(type_, side), component.description)
            case _:
                return

    def alias(self, name: str, spelled: str, description: str) -> str:
        marker = self.imports.add("typing", "TypeAlias")
        return f"{name}: {marker} = {spelled}\n{short_docstring(description, indent=0)}"

    def split_enum(self, component: Component, type_: Choice) -> Iterator[str]:
        yield self.alias(f"{component.name}Input", self.types.spell(type_, "input"), component.description)
        self.types.handmade("attio.models.base.OPEN")
        spelled = f"Annotated[{component.name}Input | str, OPEN]"
        yield self.alias(component.name, spelled, f"{component.description} The API may add values.")

    def variants(self, component: Component, shape: Variants, side: Side) -> Iterator[str]:
        options = " | ".join(self.types.component(key, side) for key in shape.options)
        self.imports.add("typing", "Annotated")
        self.imports.add("pydantic", "Field")
        tagged = f"Annotated[{options}, Field(discriminator={quoted(shape.tag)})]"
        fallback = self.types.component(shape.fallback, side) if shape.fallback else shape.unknown
        if side == "response" and shape.unknown and shape.unknown not in self.unknown:
            self.unknown.add(shape.unknown)
            yield self.unknown_variant(component, shape.unknown)
        if side == "response" and fallback:
            tagged = f'Annotated[{tagged} | {fallback}, Field(union_mode="left_to_right")]'
        yield self.alias(component.name, tagged, component.description)

    def unknown_variant(self, component: Component, name: str) -> str:
        base = self.types.handmade("attio.models.base.Unknown")
        text = f"A `{component.name}` that this version does not know, or that has another form; see `raw`."
        return f"class {name}({base}):\n{class_docstring(text)}"

    def typed_dict(self, component: Component, shape: Object) -> str:
        names = [key_name(field.name) for field in shape.fields]
        if any(not name.isidentifier() or keyword.iskeyword(name) for name in names):
            return self.functional_dict(component, shape)
        base = self.types.class_of(shape.base) if shape.base else self._typed_dict()
        needed = [field.needed for field in shape.fields]
        total = "" if all(needed) else ", total=False"
        lines = [f"class {component.name}({base}{total}):"]
        keys: list[str] = []
        with self.types.inside_class(names):
            for name, field in zip(names, shape.fields, strict=True):
                spelled = self.types.spell(field.type, "input")
                keys.append(f"{name}: {plain_type(spelled)}{' (required)' if field.needed and total else ''}")
                if field.needed and total:
                    spelled = f"{self.imports.add('typing_extensions', 'Required')}[{spelled}]"
                lines.append(f"    {name}: {spelled}\n{_field_docstring(field)}")
        if shape.base:
            keys.append(f"and the keys of `{base}`")
        return "\n".join((lines[0], dict_docstring(component.description, keys))) + "\n" + "".join(lines[1:])

    def functional_dict(self, component: Component, shape: Object) -> str:
        """Render a TypedDict with keys that are not Python names, such as `$and`."""
        entries: list[str] = []
        keys: list[str] = []
        for field in shape.fields:
            spelled = self.types.spell(field.type, "input")
            if not field.needed:
                spelled = f"{self.imports.add('typing_extensions', 'NotRequired')}[{spelled}]"
            entries.append(f"{quoted(key_name(field.name))}: {spelled}")
            keys.append(f"{key_name(field.name)}: {plain_type(spelled)}")
        call = f"{self._typed_dict()}({quoted(component.name)}, {{{', '.join(entries)}}})"
        text = dict_docstring(component.description, keys, indent=0)
        # Editors show the string below an assignment; `help()` shows `__doc__`.
        short = short_docstring(component.description, indent=0)
        return f"{component.name} = {call}\n{short}\n{component.name}.__doc__ = {text}"

    def _typed_dict(self) -> str:
        return self.imports.add("typing_extensions", "TypedDict")

    def model(self, component: Component, shape: Object) -> str:
        fields = self.model_fields(shape.fields)
        head = f"class {component.name}({self._base(component, shape)}):"
        return f"{head}\n{class_docstring(component.description)}\n{fields}"

    def _base(self, component: Component, shape: Object) -> str:
        if shape.base:
            return self.types.class_of(shape.base)
        if shape.handmade_base:
            return self.types.handmade(shape.handmade_base)
        if shape.envelope:
            return self._page(component) or self.types.handmade("attio.models.base.Envelope")
        return self.types.handmade("attio.models.base.Model")

    def _page(self, component: Component) -> str | None:
        """Return the base class of a component that is the whole response of a list operation; None otherwise."""
        for operation in self.api.operations:
            ref = operation.response.component
            if ref and ref.key == component.key:
                return self._list_of(operation)
        return None

    def _list_of(self, operation: Operation) -> str | None:
        item = self.api.item_of(operation) if operation.pages else self.api.list_item_of(operation)
        if item is None:
            return None
        base = self.types.handmade("attio._paging.page.Page" if operation.pages else "attio._paging.items.ItemList")
        return f"{base}[{self.types.spell(item, 'response')}]"

    def response(self, operation: Operation) -> str:
        base = self._list_of(operation) or self.types.handmade("attio.models.base.Envelope")
        text = docstring(f"Response to `{operation.name}`.", indent=4)
        fields = self.model_fields(operation.response.fields)
        return f"class {operation.response.name}({base}):\n{text}\n{fields}"

    def model_fields(self, fields: Iterable[Field]) -> str:
        config = ""
        if any(attribute(field.name) != field.name for field in fields):
            # Lets a model read what it dumped with the names of attributes.
            config = f"    model_config = {self.imports.add('pydantic', 'ConfigDict')}(validate_by_name=True)\n\n"
        with self.types.inside_class(attribute(field.name) for field in fields):
            return config + "".join(self.model_field(field) for field in fields)

    def model_field(self, field: Field) -> str:
        spelled = self.types.spell(field.type, "response")
        if not field.required and not is_nullable(field.type):
            spelled = f"{spelled} | None"
        name, default = attribute(field.name), "" if field.required else "None"
        if name != field.name:
            self.imports.add("pydantic", "Field")
            alias = f"alias={quoted(field.name)}"
            default = f"Field(default=None, {alias})" if default else f"Field({alias})"
        return f"    {name}: {spelled}{f' = {default}' if default else ''}\n{_field_docstring(field)}"


def _field_docstring(field: Field) -> str:
    return short_docstring(field.description, indent=4) if field.description else ""
