"""What goes wrong, as exceptions. The text of a server's refusal is the message of the exception."""

from __future__ import annotations

from typing import Dict, Type

__all__ = [
    "WorkcellError",
    "InvalidArgumentError",
    "NotFoundError",
    "FailedPreconditionError",
    "ResourceExhaustedError",
    "UnauthenticatedError",
    "UnavailableError",
    "InternalError",
    "ProtocolError",
    "ServerStartError",
    "LaunchError",
    "ServerDiedError",
    "ServerTimeoutError",
    "ConnectionBrokenError",
    "ConcurrentUseError",
    "ForkedProcessError",
    "ClosedError",
    "MissingPackageError",
]


class WorkcellError(Exception):
    """The base of all exceptions of this package."""

    #: The server's name of the reason, such as ``not_found``; empty where no server was asked.
    code = ""


class InvalidArgumentError(WorkcellError, ValueError):
    """An argument is wrong; nothing has changed."""

    code = "invalid_argument"


class NotFoundError(WorkcellError, LookupError):
    """A task, benchmark, camera or preset does not exist."""

    code = "not_found"


class FailedPreconditionError(WorkcellError, RuntimeError):
    """The call is not possible in this state, such as a step after the end of an episode."""

    code = "failed_precondition"


class ResourceExhaustedError(WorkcellError, RuntimeError):
    """A limit of the server, or its memory, does not allow it."""

    code = "resource_exhausted"


class UnauthenticatedError(WorkcellError, PermissionError):
    """The token is missing or wrong."""

    code = "unauthenticated"


class UnavailableError(WorkcellError, ConnectionError):
    """The server cannot answer: it is shutting down, or nobody listens at its address."""

    code = "unavailable"


class InternalError(WorkcellError, RuntimeError):
    """A fault of the server; its log has the details."""

    code = "internal"


class ProtocolError(WorkcellError, RuntimeError):
    """The server said what this client does not understand; mostly two versions that differ."""


class ServerStartError(WorkcellError, RuntimeError):
    """A server could not be started; the message has the last lines of its log."""


class LaunchError(ServerStartError):
    """Nothing can be started: Java or the jars are missing; the message says what to do.

    ``status`` is the exit status of a command that ends with it. 2: something is missing or set
    wrongly; 3: a limit of this machine is too low, or a library cannot be obtained.
    """

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


class ServerDiedError(UnavailableError):
    """The server has ended; the message has the last lines of its log where it is known."""


class ServerTimeoutError(UnavailableError, TimeoutError):
    """The server did not answer within ``timeout`` seconds."""


class ConnectionBrokenError(UnavailableError):
    """An interrupt cut a message in two, so that the connection cannot be used any more."""


class ConcurrentUseError(WorkcellError, RuntimeError):
    """Two threads used one vector at the same time."""


class ForkedProcessError(WorkcellError, RuntimeError):
    """The object belongs to the parent process; a forked process makes its own."""


class ClosedError(WorkcellError, RuntimeError):
    """The object has been closed."""


class MissingPackageError(WorkcellError, ImportError):
    """An optional package is needed here; the message says how to install it."""


_BY_CODE: Dict[str, Type[WorkcellError]] = {
    each.code: each
    for each in (
        InvalidArgumentError,
        NotFoundError,
        FailedPreconditionError,
        ResourceExhaustedError,
        UnauthenticatedError,
        UnavailableError,
        InternalError,
    )
}


def of(code: str, message: str) -> WorkcellError:
    """The exception for a server's error code; ``WorkcellError`` for a code of a later version."""
    kind = _BY_CODE.get(code, WorkcellError)
    error = kind(message)
    error.code = code
    return error
