"""Lazy imports: names of a package that import their module on first use (PEP 562)."""

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
    """Return a placeholder for a module, which is imported when one of its names is used.

    Annotations need it: `typing.get_type_hints` evaluates them at run time, when names that were imported under
    `TYPE_CHECKING` do not exist.
    """
    return _LazyModule(name)


def lazy(
    package: str, names_by_module: Mapping[str, str], *, packages: str = ""
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the `__getattr__` and `__dir__` of a package.

    Args:
        package: Name of the package.
        names_by_module: Public names, separated by spaces, by the module that defines them, relative to the package.
        packages: Names of the public submodules of the package, separated by spaces.
    """
    submodules = packages.split()
    module_of: dict[str, str] = {}

    def modules_by_name() -> dict[str, str]:
        # Built on first use, because the import of a submodule does not need it.
        nonlocal module_of
        if not module_of:
            module_of = {name: module for module, names in names_by_module.items() for name in names.split()}
        return module_of

    def __getattr__(name: str) -> object:  # noqa: N807 - becomes the function of the package
        # `from package import module` calls this function before it imports the module.
        if name in submodules or name in names_by_module:
            return _load(f"{package}.{name}")
        module = modules_by_name().get(name)
        if module is None:
            if name.startswith("_"):
                message = f"module {package!r} has no attribute {name!r}"
            else:
                from importlib.util import find_spec  # only errors need it, and the next import

                from attio._support.wrong_names import package_message

                message = package_message(package, name, (*modules_by_name(), *submodules))
                if _is_import(sys._getframe(1)) and find_spec(f"{package}.{name}") is None:  # pyright: ignore[reportPrivateUsage]
                    raise ImportError(message, name=name)
            raise AttributeError(message)
        value = getattr(_load(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def __dir__() -> list[str]:  # noqa: N807 - becomes the function of the package
        special = (name for name in vars(sys.modules[package]) if name.startswith("__"))
        return sorted({*special, *modules_by_name(), *submodules})

    return __getattr__, __dir__


def _is_import(frame: FrameType) -> bool:
    """Whether the caller is `from package import name`, which hides the message of an `AttributeError`."""
    return frame.f_code.co_name == "_handle_fromlist" and "importlib" in frame.f_code.co_filename


def _load(module: str) -> object:
    # `__import__` instead of importlib, because it needs no import. It locks each module while the module loads.
    __import__(module)
    return sys.modules[module]
