"""Names of a package that load their module on first use (PEP 562)."""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType


class _LazyModule(ModuleType):
    def __getattr__(self, name: str) -> object:
        return getattr(_load(self.__name__), name)


def lazy_module(name: str) -> ModuleType:
    """Return a placeholder module that is imported when an annotation is evaluated.

    `typing.get_type_hints` evaluates annotations with the names that exist at runtime; names imported under
    `TYPE_CHECKING` are missing there.
    """
    return _LazyModule(name)


def lazy(
    package: str, homes: Mapping[str, str], *, packages: str = ""
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the `__getattr__` and `__dir__` of a package.

    Args:
        package: Name of the package.
        homes: Space-separated public names by the module that defines them, relative to the package.
        packages: Space-separated names of the public submodules of the package.
    """
    modules = packages.split()
    home_of: dict[str, str] = {}

    def known() -> dict[str, str]:
        # Built on first use: importing a submodule does not need it.
        nonlocal home_of
        if not home_of:
            home_of = {name: module for module, names in homes.items() for name in names.split()}
        return home_of

    def __getattr__(name: str) -> object:  # noqa: N807 - becomes the function of the package
        if name in modules or name in homes:  # `from package import module` calls this before it imports the module
            return _load(f"{package}.{name}")
        module = known().get(name)
        if module is None:
            if name.startswith("_"):
                message = f"module {package!r} has no attribute {name!r}"
            else:
                from importlib.util import find_spec  # imported for mistakes only, like the next

                from attio._support.wrong_names import package_message

                message = package_message(package, name, (*known(), *modules))
                if _is_import(sys._getframe(1)) and find_spec(f"{package}.{name}") is None:  # pyright: ignore[reportPrivateUsage]
                    raise ImportError(message, name=name)
            raise AttributeError(message)
        value = getattr(_load(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def __dir__() -> list[str]:  # noqa: N807 - becomes the function of the package
        special = (name for name in vars(sys.modules[package]) if name.startswith("__"))
        return sorted({*special, *known(), *modules})

    return __getattr__, __dir__


def _is_import(frame: FrameType) -> bool:
    """Whether the caller is `from package import name`, which hides the message of an `AttributeError`."""
    return frame.f_code.co_name == "_handle_fromlist" and "importlib" in frame.f_code.co_filename


def _load(module: str) -> object:
    # `__import__` instead of importlib, because it is a builtin; it also locks each module while it loads.
    __import__(module)
    return sys.modules[module]
