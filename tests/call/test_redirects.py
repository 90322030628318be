"""Redirects that are followed, and redirects that are errors."""

from __future__ import annotations

from typing import Any

import pytest

from attio import Attio, RetryConfig, errors
from tests.call.calls import ME, VALUES, create
from tests.drivers import Driver
from tests.server import Server


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_origin_is_not_followed(
    server: Server, client: Attio, driver: Driver, status: int
) -> None:
    with Server() as other:
        calls: list[tuple[str, dict[str, Any]]] = [
            ("meta.identify", {}),
            ("records.create", {"object": "people", "data": VALUES}),
        ]
        for method, arguments in calls:
            server.reply(status, headers={"Location": f"{other.url}/v2/self?signature=secret"})
            with pytest.raises(errors.AttioError, match="another origin") as caught:
                driver.call(client, method, **arguments)
            assert "secret" not in str(caught.value)
        assert other.requests == []
    assert len(server.requests) == 2


def test_a_read_follows_a_redirect_on_its_origin(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(302, headers={"Location": "/v2/me"})
    server.reply(json=ME)
    assert driver.call(client, "meta.identify").active is False
    assert [request.target for request in server.requests] == ["/v2/self", "/v2/me"]


@pytest.mark.parametrize("location", ["http://[::1", "https://host:99999/", "http://a:b/"])
def test_a_broken_redirect_is_an_error(server: Server, client: Attio, driver: Driver, location: str) -> None:
    for method, arguments in (("meta.identify", ()), ("files.download", ("f",))):
        server.reply(302, headers={"Location": location})
        with pytest.raises(errors.AttioSDKError):
            driver.call(client, method, *arguments, retries=RetryConfig(strategy="none"))


def test_endless_redirects_are_an_error(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(302, headers={"Location": "/v2/self"}, times=6)
    with pytest.raises(errors.AttioError, match="more than 5 redirects"):
        driver.call(client, "meta.identify")


def test_a_redirected_write_is_not_repeated(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(307, headers={"Location": "/elsewhere"})
    with pytest.raises(errors.AttioError, match="redirects a write") as caught:
        create(driver, client)
    assert caught.value.outcome == "unknown"
