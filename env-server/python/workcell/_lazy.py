"""A dictionary whose values are made when they are first used."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional


class LazyDict(Dict[str, Any]):
    """A dictionary with some values still to be made.

    Reading one key makes one value; everything that shows all keys makes all. It pickles and copies
    as a plain dictionary. One thread at a time.

    Args:
        makers: for each key that is to come, what makes its value of ``source``.
        source: what the makers read; it must not change.
    """

    __slots__ = ("_makers", "_source")

    def __init__(self, makers: Mapping[str, Callable[[Any], Any]], source: Any) -> None:
        self._makers: Optional[Mapping[str, Callable[[Any], Any]]] = makers
        self._source = source

    def complete(self) -> "LazyDict":
        """Makes all values; itself."""
        makers, self._makers = self._makers, None
        if makers is not None:
            for key, make in makers.items():
                if not dict.__contains__(self, key):
                    self[key] = make(self._source)
            self._source = None
        return self

    def __missing__(self, key: str) -> Any:
        if self._makers is None:
            raise KeyError(key)
        value = self[key] = self._makers[key](self._source)
        return value

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, key) or (self._makers is not None and key in self._makers)

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default

    def __iter__(self) -> Any:
        return dict.__iter__(self.complete())

    def __reversed__(self) -> Any:
        return dict.__reversed__(self.complete())

    def __len__(self) -> int:
        return dict.__len__(self.complete())

    def __eq__(self, other: object) -> bool:
        return dict.__eq__(self.complete(), other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None

    def __repr__(self) -> str:
        return dict.__repr__(self.complete())

    def __delitem__(self, key: str) -> None:
        dict.__delitem__(self.complete(), key)

    def __reduce__(self) -> Any:
        return dict, (self.copy(),)

    def copy(self) -> Dict[str, Any]:
        return dict(self.complete().items())

    def keys(self) -> Any:
        return dict.keys(self.complete())

    def values(self) -> Any:
        return dict.values(self.complete())

    def items(self) -> Any:
        return dict.items(self.complete())

    def pop(self, *arguments: Any) -> Any:
        return dict.pop(self.complete(), *arguments)

    def popitem(self) -> Any:
        return dict.popitem(self.complete())

    def setdefault(self, key: str, default: Any = None) -> Any:
        return dict.setdefault(self.complete(), key, default)

    def clear(self) -> None:
        self._makers = None
        dict.clear(self)

    def __or__(self, other: Any) -> Any:
        return {**self.copy(), **other}

    def __ror__(self, other: Any) -> Any:
        return {**other, **self.copy()}
