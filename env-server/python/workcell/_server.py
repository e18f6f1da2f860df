"""Servers: finding one, starting one for this process, joining the one of this machine."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from . import errors
from ._runtime import OwnedFolder, last_lines, runtime_folder

__all__ = ["Server"]

_ADDRESS_VARIABLE = "WORKCELL_SERVER"
_NODE_IDLE_SECONDS = 60
_START_SECONDS = 900.0  # A checkout builds itself first.
_NOTICE_SECONDS = 15.0
_STOP_SECONDS = 5.0
_ANNOUNCE_SECONDS = 60.0


class Found(NamedTuple):
    """Where a server is; ``last_words`` gives the end of its log, where this machine has it."""

    address: str
    last_words: Optional[Callable[[], str]]


class Server:
    """A server of this process, stopped when the block ends, or with the process.

        with workcell.Server(workers=8, max_envs=256) as server:
            envs = workcell.make_vec("metaworld/MT10", 64, server=server)

    Any thread may use it. A forked process does not own it.

    Args:
        workers: threads that simulate; by default as many as this process may use.
        max_envs: most environments of all clients together.
        listen: further addresses, such as ``["127.0.0.1:0"]`` for gRPC.
        arguments: further options of ``workcell serve``.
        command: replaces ``workcell``: the words that start it, and its environment.
        start_timeout: seconds until it must answer.

    Raises:
        ServerStartError: if it ends or does not answer; the message has the end of its log.
    """

    def __init__(
        self,
        *,
        workers: Optional[int] = None,
        max_envs: Optional[int] = None,
        listen: Sequence[str] = (),
        arguments: Sequence[str] = (),
        command: Optional[Sequence[str]] = None,
        start_timeout: float = _START_SECONDS,
    ) -> None:
        self._folder = OwnedFolder()
        self._pid = os.getpid()
        self._socket = self._folder.file("socket")
        self._log = self._folder.file("log")
        words = _serve_words(self._socket, listen, workers, max_envs, arguments)
        try:
            self._process = _start(words + ["--exit-with-parent"], command, self._log, False)
        except BaseException:
            self._folder.remove()
            raise
        self._stop = weakref.finalize(self, _stop, self._process, self._folder, self._pid)
        _servers.add(self)
        try:
            _await(self._process, self._socket, self._log, start_timeout)
        except BaseException:
            self.stop()
            raise

    @property
    def address(self) -> str:
        """What ``server=`` takes in other processes."""
        return "unix:" + self._socket

    @property
    def addresses(self) -> List[str]:
        """All addresses that it listens at.

        Raises:
            ServerDiedError: if it ends before it says so.
        """
        # Its first socket answers before the last one is open.
        deadline = time.monotonic() + _ANNOUNCE_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with open(self._log, "rb") as log:
                for line in log:
                    if line.startswith(b'{"listening":') and line.endswith(b"\n"):
                        return [str(each) for each in json.loads(line)["listening"]]
            time.sleep(0.02)
        raise errors.ServerDiedError("the server does not listen%s" % self.last_words())

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it is this process's and has not ended."""
        return self._pid == os.getpid() and self._process.poll() is None

    def last_words(self) -> str:
        """Its exit status, if it has ended, and the last lines of its log."""
        deadline = time.monotonic() + 1
        while self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        status = self._process.poll()
        ended = "" if status is None else " (exit status %d)" % status
        return ended + last_lines(self._log)

    def stop(self) -> None:
        """Stops it; its clients get ``ServerDiedError``. Idempotent."""
        self._stop()

    def drop_in_child(self) -> None:
        """A forked process leaves the server to its parent."""
        self._stop.detach()
        self._folder.drop_in_child()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.stop()


_servers: "weakref.WeakSet[Server]" = weakref.WeakSet()
_default: Optional[Server] = None
_default_lock = threading.Lock()


def _forget_in_child() -> None:
    global _default, _default_lock
    _default_lock = threading.Lock()
    _default = None
    for server in list(_servers):
        server.drop_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)


def resolve(server: Optional[Any]) -> Found:
    """Where the server is that ``make_vec`` names; starts it where nobody has.

    Raises:
        InvalidArgumentError: if it names none.
        ServerStartError: if it cannot be started.
    """
    if isinstance(server, Server):
        return Found(server.address, server.last_words)
    address = server if server is not None else os.environ.get(_ADDRESS_VARIABLE) or None
    if address is None:
        own = _own()
        return Found(own.address, own.last_words)
    if address == "node":
        return _join_node()
    name, _, port = str(address).rpartition(":")
    if str(address).startswith("unix:/") or (name and port.isdigit()):
        return Found(str(address), None)
    raise errors.InvalidArgumentError(
        "a server is 'unix:/PATH', 'HOST:PORT', 'node' or a workcell.Server, not %r" % (address,)
    )


def _own() -> Server:
    """The server of this process, started if there is none or it has died."""
    global _default
    with _default_lock:
        if _default is None or not _default.running:
            # Whoever starts it may read all files that it may read.
            _default = Server(arguments=["--files", os.sep])
        return _default


def stop_own() -> None:
    """Stops the server of this process, if it has one."""
    global _default
    with _default_lock:
        if _default is not None:
            _default.stop()
            _default = None


atexit.register(stop_own)


def _serve_words(
    path: str,
    listen: Sequence[str],
    workers: Optional[int],
    max_envs: Optional[int],
    arguments: Sequence[str],
) -> List[str]:
    words = ["serve", "--listen", "unix:" + path]
    for address in listen:
        words += ["--listen", address]
    for option, value in (("--workers", workers), ("--max-envs", max_envs)):
        if value is not None:
            words += [option, str(value)]
    return words + [str(each) for each in arguments]


def _start(
    words: Sequence[str], command: Optional[Sequence[str]], log: str, detached: bool
) -> "subprocess.Popen[bytes]":
    """Starts ``workcell serve`` in a session of its own, so that Ctrl-C is this process's alone."""
    environment: Optional[Dict[str, str]]
    if command is not None:
        whole, environment = list(command) + list(words), None
    else:
        from ._java import find_command

        try:
            whole, environment = find_command(list(words))
        except errors.WorkcellError:
            raise
        except Exception as e:
            raise errors.ServerStartError(str(e)) from e
    with open(log, "ab") as output:
        try:
            return subprocess.Popen(
                whole,
                env=environment,
                stdin=subprocess.DEVNULL if detached else subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as e:
            raise errors.ServerStartError("%s cannot be started: %s" % (whole[0], e)) from e


def _await(process: "subprocess.Popen[bytes]", path: str, log: str, seconds: float) -> None:
    begin = time.monotonic()
    has_noticed = False
    while not _answers(path):
        status = process.poll()
        if status is not None:
            raise errors.ServerStartError(
                "the server ended with exit status %d while it was starting%s"
                % (status, last_lines(log))
            )
        passed = time.monotonic() - begin
        if passed > seconds:
            raise errors.ServerStartError(
                "the server did not answer within %g seconds%s" % (seconds, last_lines(log))
            )
        if passed > _NOTICE_SECONDS and not has_noticed:
            has_noticed = True
            print("workcell: the server is still starting; its log is %s" % log, file=sys.stderr)
        time.sleep(0.02 if passed < 2 else 0.1)


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as attempt:
        try:
            attempt.connect(path)
        except OSError:
            return False
    return True


def _stop(process: "subprocess.Popen[bytes]", folder: OwnedFolder, owner: int) -> None:
    if os.getpid() != owner:
        return
    if process.stdin is not None:
        process.stdin.close()
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    folder.remove()


def _join_node() -> Found:
    """The server that all processes of this user on this machine share.

    The first one starts it, while a lock keeps the others waiting; it ends when nobody has been
    connected for a minute.
    """
    words = ["serve", "--idle-exit", str(_NODE_IDLE_SECONDS), "--files", os.sep]
    path, log, lock_path = _node_files()
    with open(lock_path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _answers(path):
            if os.path.exists(path):
                os.remove(path)
            process = _start(words + ["--listen", "unix:" + path], None, log, True)
            _reap_in_background(process)
            _await(process, path, log, _START_SECONDS)
    return Found("unix:" + path, lambda: last_lines(log))


def _node_files() -> Tuple[str, str, str]:
    """Socket, log and lock; those of another installation have other names."""
    base = runtime_folder()
    identity = json.dumps(
        [os.path.dirname(os.path.abspath(__file__)), os.environ.get("WORKCELL_HOME", "")]
    )
    name = "node-" + hashlib.sha256(identity.encode("utf-8")).hexdigest()[:8]
    return tuple(os.path.join(base, name + end) for end in ("", ".log", ".lock"))  # type: ignore


def _reap_in_background(process: "subprocess.Popen[bytes]") -> None:
    # Nobody waits for a server that outlives its starter; without this it would stay a zombie.
    threading.Thread(target=process.wait, daemon=True).start()
