# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""The sub-clients of the client; each loads its modules on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from attio.resources.attributes import Attributes
    from attio.resources.base import Resource
    from attio.resources.files import Files
    from attio.resources.meta import Meta
    from attio.resources.objects import Objects
    from attio.resources.records import Records

R = TypeVar("R", bound="Resource")


class ResourceTree:
    """The sub-clients, by the names of their resources."""

    if TYPE_CHECKING:

        def _sub_client(self, kind: type[R]) -> R: ...

    @property
    def attributes(self) -> Attributes:
        """What records and list entries can hold."""
        from attio.resources.attributes import Attributes

        return self._sub_client(Attributes)

    @property
    def files(self) -> Files:
        """Files and folders of records."""
        from attio.resources.files import Files

        return self._sub_client(Files)

    @property
    def meta(self) -> Meta:
        """The access token itself."""
        from attio.resources.meta import Meta

        return self._sub_client(Meta)

    @property
    def objects(self) -> Objects:
        """The kinds of records a workspace has."""
        from attio.resources.objects import Objects

        return self._sub_client(Objects)

    @property
    def records(self) -> Records:
        """People, companies and other records."""
        from attio.resources.records import Records

        return self._sub_client(Records)
