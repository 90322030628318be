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
    """Stand for a module that annotations name, and import it when one of them is evaluated.

    `typing.get_type_hints` evaluates annotations with what the module has at runtime, where names that only checkers
    import are missing.
    """
    return _LazyModule(name)


def lazy(
    package: str, homes: Mapping[str, str], *, packages: str = ""
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make the `__getattr__` and `__dir__` of a package.

    Args:
        package: Name of the package.
        homes: Space-separated public names by the module they live in, relative to the package.
        packages: Space-separated names of modules of the package that are public themselves.
    """
    modules = packages.split()
    home_of: dict[str, str] = {}

    def known() -> dict[str, str]:
        # Not before somebody asks: who imports a module of the package does not.
        nonlocal home_of
        if not home_of:
            home_of = {name: module for module, names in homes.items() for name in names.split()}
        return home_of

    def __getattr__(name: str) -> object:  # noqa: N807 - becomes the package's own
        if name in modules or name in homes:  # `from package import module` asks for the module here first
            return _load(f"{package}.{name}")
        module = known().get(name)
        if module is None:
            if name.startswith("_"):
                message = f"module {package!r} has no attribute {name!r}"
            else:
                from importlib.util import find_spec  # for mistakes only, as the next

                from attio._support.wrong_names import package_message

                message = package_message(package, name, (*known(), *modules))
                if _is_import(sys._getframe(1)) and find_spec(f"{package}.{name}") is None:  # pyright: ignore[reportPrivateUsage]
                    raise ImportError(message, name=name)
            raise AttributeError(message)
        value = getattr(_load(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def __dir__() -> list[str]:  # noqa: N807 - becomes the package's own
        special = (name for name in vars(sys.modules[package]) if name.startswith("__"))
        return sorted({*special, *known(), *modules})

    return __getattr__, __dir__


def _is_import(frame: FrameType) -> bool:
    """Whether `from package import name` asks; it would drop the text of an `AttributeError`, but shows this one's."""
    return frame.f_code.co_name == "_handle_fromlist" and "importlib" in frame.f_code.co_filename


def _load(module: str) -> object:
    # __import__ and not importlib: it is there already, and locks each module while it loads.
    __import__(module)
    return sys.modules[module]
