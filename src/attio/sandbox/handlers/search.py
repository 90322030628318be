"""Handler for the search of records. The state `search` delays updates of the search index."""

from __future__ import annotations

from difflib import SequenceMatcher

from attio.sandbox.call import Call, Operations, find_object
from attio.sandbox.checks import UUID, Array, Fields, Integer, OneOf, Shape, Text, Union
from attio.sandbox.engine.collection import Collection
from attio.sandbox.errors import value_not_found
from attio.sandbox.handlers.records import READ
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.render import record_id_wire
from attio.sandbox.store.rows import Record
from attio.sandbox.values import Place, type_of

operations = Operations()

RULES = (
    documented("search.fields", "Names, domains, e-mail addresses, phone numbers and social handles are searched",
        "reference: Search records", "records.search"),
    assumed("search.fuzzy", "A word of more than three letters may have a typing error", "records.search"),
)  # fmt: skip

_MEMBER = OneOf("workspace-member")
_SEARCH = Shape(
    {
        "query": Text(most=256),
        "objects": Array(Text(), least=1),
        "request_as": Union(
            Shape({"type": OneOf("workspace")}),
            Shape({"type": _MEMBER, "workspace_member_id": Text(pattern=UUID)}),
            Shape({"type": _MEMBER, "email_address": Text(least=3)}),
        ),
    },
    {"limit": Integer(least=1, most=25)},
)
_SEARCHED = {
    "people": ("name", "email_addresses", "phone_numbers", "angellist", "facebook", "instagram", "linkedin", "twitter"),
    "companies": ("name", "domains", "angellist", "facebook", "instagram", "linkedin", "twitter"),
}
_LABELS = {"people": ("name", "email_addresses"), "companies": ("name", "domains")}
_IMAGES = {"people": "avatar_url", "companies": "logo_url"}
_MIN_SIMILARITY = 0.8


@operations("records.search", *READ, reads=True)
def search(call: Call) -> Response:
    """Find records by parts of their names, domains, e-mail addresses, phone numbers or social handles."""
    fields = call.body(_SEARCH)
    objects = [find_object(call.workspace, reference, value_not_found) for reference in fields.array("objects")]
    owners = {owner.id: owner for owner in objects}
    _check_member(call, fields.fields("request_as"))
    words = fields.get("query", str).casefold().split()
    results = [
        _result(call, owner, record)
        for owner in owners.values()
        for record in call.states.indexed(call.workspace, owner.id)
        if _matches(call, owner, record, words)
    ]
    return data_response(results[: fields.integer("limit", 25)])


def _check_member(call: Call, context: Fields) -> None:
    if context.get("type", str) == "workspace":
        return
    by_id = "workspace_member_id" in context
    reference = context.get("workspace_member_id" if by_id else "email_address", str)
    if call.workspace.member(reference) is None:
        name = "ID" if by_id else "email address"
        raise value_not_found(f'Workspace member with {name} "{reference}" not found.')


def _texts(call: Call, owner: Collection, record: Record, slug: str) -> list[str]:
    """Return the values of an attribute as text."""
    attribute = owner.attribute(slug)
    if attribute is None:
        return []
    kind, place = type_of(attribute), Place(call.workspace, attribute)
    read = kind.getter(kind.default_property or "value", place)
    return [str(read(value)) for value in record.active(attribute)]


def _label(call: Call, owner: Collection, record: Record) -> str:
    slugs = _LABELS.get(owner.api_slug, ("name",))
    texts = [text for slug in slugs for text in _texts(call, owner, record, slug) if text]
    return texts[0] if texts else ""


def _matches(call: Call, owner: Collection, record: Record, words: list[str]) -> bool:
    slugs = _SEARCHED.get(owner.api_slug, ("name",))
    text = " ".join(text for slug in slugs for text in _texts(call, owner, record, slug)).casefold()
    return all(word in text or any(_is_similar(word, part) for part in text.split()) for word in words)


def _is_similar(word: str, part: str) -> bool:
    """Return whether two words differ only by a typing error."""
    return len(word) > 3 and SequenceMatcher(None, word, part).ratio() >= _MIN_SIMILARITY


def _result(call: Call, owner: Collection, record: Record) -> dict[str, object]:
    images = _texts(call, owner, record, _IMAGES.get(owner.api_slug, ""))
    result: dict[str, object] = {
        "id": record_id_wire(record, call.workspace),
        "record_text": _label(call, owner, record),
        "record_image": images[0] if images else None,
        "object_slug": owner.api_slug,
    }
    for slug in {"people": ("email_addresses", "phone_numbers"), "companies": ("domains",)}.get(owner.api_slug, ()):
        result[slug] = _texts(call, owner, record, slug)
    return result
