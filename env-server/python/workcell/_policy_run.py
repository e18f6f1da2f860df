"""Runs Workcell's command line as a child process and serves it a policy on a Unix socket."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any, Callable, Dict, Iterator, List, Optional, TextIO

import numpy as np

from . import _wire, errors
from ._java import find_command
from ._policy import Message, PolicyHost, error

_LOOK_SECONDS = 0.2
_PATIENCE_SECONDS = 15.0
_MOST_MESSAGE_BYTES = 1 << 31
_KEPT_LINES = 200
_CANCELLED = error("cancelled", "the user interrupted the program that runs the policy")


class Connection:
    """Messages over a connected socket; see `docs/protocol.md`. One thread."""

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(True)
        self.socket = connected

    def read(self) -> Optional[Message]:
        """The next message; None at the end of the connection."""
        head = self._bytes(5)
        if head is None:
            return None
        kind, length = struct.unpack("<BI", head)
        if kind != _wire.MESSAGE or length > _MOST_MESSAGE_BYTES:
            raise errors.ProtocolError(f"expected a message of at most {_MOST_MESSAGE_BYTES} bytes")
        frame = self._bytes(length)
        return None if frame is None else _wire.decode(frame)

    def _bytes(self, count: int) -> Optional[bytearray]:
        whole = bytearray(count)
        view, have = memoryview(whole), 0
        while have < count:
            try:
                received = self.socket.recv_into(view[have:])
            except ConnectionError:
                return None
            if received == 0:
                return None
            have += received
        return whole

    def write(self, body: Dict[str, Any], tensors: Optional[Dict[str, np.ndarray]] = None) -> None:
        """Sends a message; one to a process that has ended is dropped, which `read` tells next."""
        try:
            self.socket.sendall(_wire.framed(_wire.encode(body, tensors)))
        except ConnectionError:
            pass

    def ask(self, body: Dict[str, Any]) -> Message:
        """Sends a call and waits for its answer.

        Raises:
            errors.WorkcellError: the answer is an error.
        """
        self.write(body)
        answer = self.read()
        if answer is None:
            raise errors.ServerDiedError("the run has ended while it was asked for the expert")
        if "error" in answer[0]:
            raise errors.of(answer[0]["error"]["code"], answer[0]["error"]["message"])
        return answer

    def close(self) -> None:
        self.socket.close()


class _Interrupts:
    """Ctrl-C while a child runs: at once where the policy's code runs, else between two messages.

    A KeyboardInterrupt in the middle of a message would leave half of it on the socket. Only where the
    program has not set a handler of its own, and in the main thread, to which Python delivers signals.
    """

    def __init__(self) -> None:
        #: Whether the user has interrupted and nobody has been told yet.
        self.came = False
        self._at_once = False
        self._before: Any = None

    def __enter__(self) -> "_Interrupts":
        own = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if own and threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(self, *unused: Any) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _handle(self, number: int, frame: Any) -> None:
        self.came = True
        if self._at_once:
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """Here an interrupt is raised where the program is."""
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False

    def later(self, exchange: Callable[..., Message], *arguments: Any) -> Message:
        """Makes an exchange of messages within `at_once`; an interrupt is raised after it."""
        self._at_once = False
        try:
            return exchange(*arguments)
        finally:
            self._at_once = True
            if self.came:
                raise KeyboardInterrupt


class PolicyRun:
    """One run of the command line.

    Args:
        make_host: makes what answers a connection's messages; None where no policy is served.
        progress: where the child's standard error goes, line by line; None for nowhere.
    """

    def __init__(self, make_host: Optional[Callable[[], PolicyHost]], progress: Optional[TextIO]) -> None:
        self._make_host = make_host
        self._progress = progress
        self._hosts: Dict[Connection, PolicyHost] = {}
        self._selector = selectors.DefaultSelector()
        self._cancelled = False
        self._folder: Optional[str] = None
        #: The last lines of the child's standard error.
        self.lines: List[str] = []
        #: What the policy raised; None where it raised nothing.
        self.failure: Optional[Exception] = None

    def run(self, arguments: Callable[[str], List[str]]) -> int:
        """Runs to the end; returns the exit status.

        Args:
            arguments: the words of the command line, given the path of the socket.

        Raises:
            KeyboardInterrupt: after an orderly end of the child, where the user interrupts.
        """
        folder = self._folder = tempfile.mkdtemp(prefix="workcell-")
        listener = socket.socket(socket.AF_UNIX)
        try:
            path = os.path.join(folder, "policy.sock")
            listener.bind(path)
            listener.listen(4)
            listener.setblocking(False)
            self._selector.register(listener, selectors.EVENT_READ)
            child = self._start(arguments(path))
            pump = threading.Thread(target=self._forward, args=(child,), daemon=True)
            pump.start()
            try:
                with _Interrupts() as interrupts:
                    self._serve(child, listener, interrupts)
                return child.wait()
            finally:
                _end(child)
                pump.join(_LOOK_SECONDS * 5)
                child.stderr.close()
        finally:
            for connection in list(self._hosts):
                connection.close()
            self._selector.close()
            listener.close()
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _start(words: List[str]) -> "subprocess.Popen[str]":
        command, environment = find_command(words)
        environment["WORKCELL_ENDS_WITH"] = str(os.getpid())
        # A session of its own: Ctrl-C in the terminal reaches this process, which ends the child in order.
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def _forward(self, child: "subprocess.Popen[str]") -> None:
        try:
            for line in child.stderr:
                self.lines.append(line.rstrip("\n"))
                del self.lines[:-_KEPT_LINES]
                if self._progress is not None:
                    self._progress.write(line)
                    self._progress.flush()
        except ValueError:
            pass  # the stream was closed: the child has been ended

    def _serve(self, child: "subprocess.Popen[str]", listener: socket.socket, interrupts: _Interrupts) -> None:
        try:
            while child.poll() is None:
                if interrupts.came:
                    raise KeyboardInterrupt
                self._turn(listener, interrupts)
        except KeyboardInterrupt:
            self._cancel(child, listener, interrupts)
            raise

    def _turn(self, listener: socket.socket, interrupts: _Interrupts) -> None:
        """Answers what has arrived; waits a little where nothing has."""
        for key, _ in self._selector.select(_LOOK_SECONDS):
            if key.fileobj is listener:
                self._accept(listener)
            else:
                self._answer(key.data, interrupts)

    def _accept(self, listener: socket.socket) -> None:
        connection = Connection(listener.accept()[0])
        if self._make_host is None:
            connection.close()
            return
        self._hosts[connection] = self._make_host()
        self._selector.register(connection.socket, selectors.EVENT_READ, connection)

    def _answer(self, connection: Connection, interrupts: _Interrupts) -> None:
        message = connection.read()
        if message is None:
            self._selector.unregister(connection.socket)
            del self._hosts[connection]
            connection.close()
        elif self._cancelled:
            connection.write(_CANCELLED)
        else:
            host = self._hosts[connection]
            if self._folder is not None and message[0].get("call") == "act":
                # Nobody connects any more: a program that is killed leaves no socket.
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None
            try:
                with interrupts.at_once():
                    answer = host.answer(*message, ask=lambda body: interrupts.later(connection.ask, body))
            except KeyboardInterrupt:
                connection.write(_CANCELLED)
                raise
            self.failure = self.failure or host.failure
            connection.write(*answer)

    def _cancel(self, child: "subprocess.Popen[str]", listener: socket.socket, interrupts: _Interrupts) -> None:
        """Lets the child keep what is done and end; whatever it asks is answered with 'cancelled'."""
        self._cancelled = True
        interrupts.came = False     # a second Ctrl-C ends the child at once
        _signal(child, signal.SIGTERM)
        end = time.monotonic() + _PATIENCE_SECONDS
        while child.poll() is None and time.monotonic() < end and not interrupts.came:
            self._turn(listener, interrupts)


def _signal(child: "subprocess.Popen[str]", number: int) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        pass


def _end(child: "subprocess.Popen[str]") -> None:
    """Ends the child, and what it started, where it has not ended by itself."""
    if child.poll() is None:
        _signal(child, signal.SIGKILL)
        child.wait()
