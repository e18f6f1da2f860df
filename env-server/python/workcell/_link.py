"""Connecting to a server and opening a vector there, over whichever transport its address names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Tuple, Union

from . import _server, errors
from ._local import LocalConnection, LocalLink

if TYPE_CHECKING:
    from ._grpc import RemoteConnection
    from ._remote import RemoteLink

    Connection = Union[LocalConnection, RemoteConnection]
    Link = Union[LocalLink, RemoteLink]

_PROTOCOL = 1


def connect(
    server: Optional[Any], token: Optional[str] = None, timeout: Optional[float] = None
) -> "Connection":
    """A connection that has said hello.

    Args:
        server: as ``make_vec`` takes it, or a ``workcell.Server``.
        token: of a server that requires one; ``WORKCELL_TOKEN`` where absent.
        timeout: seconds to wait for any answer.
    """
    found = _server.resolve(server)
    for attempt in (1, 2, 3):
        try:
            return _greeted(found, token or os.environ.get("WORKCELL_TOKEN"), timeout)
        except (errors.ServerDiedError, errors.UnavailableError):
            # A server for the whole node may end, because nobody used it, just when we join it.
            if server != "node" or attempt == 3:
                raise
            found = _server.resolve(server)
    raise AssertionError("the loop returns or raises")


def _greeted(
    found: "_server.Found", token: Optional[str], timeout: Optional[float]
) -> "Connection":
    connection: Connection
    if found.address.startswith("unix:"):
        path = found.address[len("unix:") :]
        connection = LocalConnection(path, timeout, found.last_words)
    else:
        from ._grpc import RemoteConnection

        connection = RemoteConnection(found.address, timeout, token)
    hello: Dict[str, Any] = {"call": "hello", "protocol": _PROTOCOL, "client": _name()}
    if token:
        hello["token"] = token
    try:
        connection.call(hello)
    except BaseException:
        connection.close()
        raise
    return connection


def _name() -> str:
    return "python %d" % os.getpid()


def open_link(
    body: Mapping[str, Any],
    server: Optional[Any],
    token: Optional[str] = None,
    timeout: Optional[float] = None,
) -> "Tuple[Link, Dict[str, Any]]":
    """Opens a vector on a connection of its own; the answer of ``open`` beside it."""
    connection = connect(server, token, timeout)
    try:
        if isinstance(connection, LocalConnection):
            opened, _ = connection.call({"call": "open", **body})
            return LocalLink(connection, opened), opened
        from ._remote import RemoteLink

        opened, _ = connection.call({"call": "open", "packed": True, **body})
        return RemoteLink(connection, opened), opened
    except BaseException:
        connection.close()
        raise


def ask(body: Mapping[str, Any], server: Optional[Any], token: Optional[str] = None) -> Dict[str, Any]:
    """The answer to one call on a connection of its own."""
    connection = connect(server, token, timeout=600.0)
    try:
        return connection.call(body)[0]
    finally:
        connection.close()
