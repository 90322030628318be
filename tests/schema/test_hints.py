"""Hints in errors from the cached schema."""

from __future__ import annotations

import pickle

import pytest

from attio import Attio, errors
from tests.drivers import Driver
from tests.schema.conftest import Watched
from tests.schema.explaining import failure, made_error


@pytest.mark.parametrize(
    ("fill", "values", "hint"),
    [
        (("object", "companies"), {"nmae": "North"},
         "'companies' has no attribute 'nmae'; did you mean 'name'?"),
        (("options", "companies", "categories"), {"name": "x", "categories": ["Hardwear"]},
         "'categories' has no option 'Hardwear'; did you mean 'Hardware'?"),
        (("object", "companies"), {"name": "x", "categories": ["Hardwear"]}, None),
        (("object", "people"), {"nmae": "North"}, None),
        (("members",), {"nmae": "North"}, None),
        ((), {"nmae": "North"}, None),
    ],
)  # fmt: skip
def test_the_cached_schema_adds_hints_to_errors(  # noqa: PLR0917
    driver: Driver,
    fill: tuple[str, ...],
    values: dict[str, object],
    hint: str | None,
    watched: Watched,
    filled: Attio,
) -> None:
    if fill:
        driver.call(filled, f"schema.{fill[0]}", *fill[1:])
    watched.count()
    error = failure(driver, filled, "records.create", "companies", data={"values": values})
    assert error.hint == hint
    assert watched.count() == 1
    assert pickle.loads(pickle.dumps(error)).hint == hint
    assert (f"  hint: {hint}" in str(error)) == (hint is not None)


def test_a_hint_never_hides_the_error(filled: Attio) -> None:
    filled.schema.object("companies")
    given = {"object": "companies", "filter": {1: 2}}
    assert filled.schema.hint(made_error(400, "filter_error", "No.", operation="records.query"), given) is None


def test_an_upload_does_not_keep_its_file(filled: Attio) -> None:
    with pytest.raises(errors.AttioError) as caught:
        filled.files.upload(file=b"x", object="people", record_id="00000000-0000-4000-8000-000000000000")
    assert vars(caught.value).get("_given") is None
    assert caught.value.explain(filled).problem == caught.value.message
