"""The error of everything that starts Workcell's Java side."""

from .errors import ServerStartError


class LaunchError(ServerStartError):
    """Nothing can be started: Java or the jars are missing; the message says what to do.

    Attributes:
        status: exit status of a command that ends with it. 2: something is missing or set wrongly; 3: a
            limit of this machine is too low, or a library cannot be obtained.
    """

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status
