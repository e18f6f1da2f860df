"""Treats servers and the Python package as users, crashes and attackers do, and says what came of it.

    PYTHONPATH=env-server/python python env-server/src/test/python/stress.py all
    ... stress.py clients --starts 200      eight processes on one server: starts, shares, one killed, equal results
    ... stress.py endings                   forks, threads, interrupts, exits with open vectors, notebooks
    ... stress.py kills                     clients and servers killed with SIGKILL, and started again
    ... stress.py garbage --rounds 20       what is no message, to the Unix socket, the gRPC port and the HTTP port

Needs NumPy; with grpcio the gRPC service is asked for calls, too. Each check prints a line, ``ok`` or ``FAULT``; the exit
status is 1 where there was a fault. Sockets and logs lie in a temporary folder (WORKCELL_RUNTIME_DIR), by which processes
and segments that are left are found: the checks of one run don't see those of another one.
Seeds are fixed. What is measured (shares, times, memory) depends on the machine and on what else it does.
"""

import argparse
import contextlib
import gc
import hashlib
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import numpy as np

import workcell
from workcell import errors

TASK = "metaworld/reach-v3"
SEGMENTS = pathlib.Path("/dev/shm")
CLIENTS = 8
AT_ONCE_SECONDS = 5.0
HANG_SECONDS = 120.0

faults = []


def check(name, holds, detail=""):
    """Prints and counts the outcome of one check."""
    if not holds:
        faults.append(name)
    print("%-6s %s%s" % ("ok" if holds else "FAULT", name, ": %s" % detail if detail else ""), flush=True)


# What other processes leave behind.


def runtime_folder():
    return pathlib.Path(os.environ["WORKCELL_RUNTIME_DIR"])


def processes():
    """Ids and command lines of all processes but this one that have this run's runtime folder."""
    mark = b"WORKCELL_RUNTIME_DIR=" + os.fsencode(os.environ["WORKCELL_RUNTIME_DIR"]) + b"\0"
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if int(folder.name) != os.getpid() and mark in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # It has ended, or is somebody else's.
    return found


def leftovers(servers):
    """What is there that should not be: processes, files of the runtime folder, segments of servers with these ids."""
    found = ["process %d %s" % each for each in processes().items() if "resource_tracker" not in each[1]]
    found += ["file %s" % path for path in runtime_folder().rglob("*") if path.is_dir() or path.is_socket()]
    for path in SEGMENTS.glob("workcell-segment-*"):
        if any("-%d-" % pid in path.name for pid in servers):
            found.append("segment %s" % path)
    return found


def check_nothing_left(name, servers=(), seconds=AT_ONCE_SECONDS, is_killed=False):
    """What a killed process leaves in the runtime folder, a log, goes with the next start there."""
    if is_killed:
        deadline = time.monotonic() + seconds
        running = ["not looked yet"]
        while running and time.monotonic() < deadline:
            running = [each for each in leftovers(servers) if not each.startswith("file") or each.endswith("socket")]
            time.sleep(0.1)
        check("%s: no process, socket or segment is left" % name, not running, "; ".join(running)[:500])
        outcome(start_child("start_own"))
    deadline = time.monotonic() + seconds
    while leftovers(servers) and time.monotonic() < deadline:
        time.sleep(0.1)
    found = leftovers(servers)
    check("%s: nothing is left" % name, not found, "; ".join(found)[:500])


# Servers and children.


class Serve:
    """A process ``workcell serve`` with a Unix socket, a gRPC port and HTTP."""

    def __init__(self, path, *arguments):
        from workcell._java import find_command

        self.path = str(path)
        ready = pathlib.Path(self.path + ".ready")
        ready.unlink(missing_ok=True)
        words = ["serve", "--listen", "unix:" + self.path, "--ready-file", str(ready), *arguments]
        command, environment = find_command(words)
        self.log = open(self.path + ".log", "ab")
        self.process = subprocess.Popen(command, env=environment, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + HANG_SECONDS
        while not ready.exists() or not ready.read_text().endswith("\n"):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server does not start; its log is %s.log" % self.path)
            time.sleep(0.02)
        told = json.loads(ready.read_text())
        self.pid, self.http = told["pid"], told["http"]
        self.port = next((int(each.rpartition(":")[2]) for each in told["listening"] if "unix:" not in each), None)

    @property
    def address(self):
        return "unix:" + self.path

    def resident_megabytes(self):
        for line in pathlib.Path("/proc/%d/status" % self.pid).read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    def open_files(self):
        return len(os.listdir("/proc/%d/fd" % self.pid))

    def metric(self, name):
        url = self.http if self.http.startswith("http") else "http://" + self.http
        with urllib.request.urlopen(url.rstrip("/") + "/metrics", timeout=10) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(name + " "):
                    return float(line.split()[1])

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


@contextlib.contextmanager
def serving(name, *arguments):
    server = Serve(runtime_folder() / name, *arguments)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def start_child(name, *arguments, **options):
    command = [sys.executable, os.path.abspath(__file__), "child", name, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def outcome(child, seconds=HANG_SECONDS):
    """Status, output and errors; the status is "hangs" for one that does not end."""
    try:
        output, problems = child.communicate(timeout=seconds)
        return child.returncode, output, problems
    except subprocess.TimeoutExpired:
        child.kill()
        output, problems = child.communicate()
        return "hangs", output, problems


def actions_of(seed, step):
    return np.random.default_rng([seed, step]).uniform(-1, 1, 4).astype(np.float32)


def play(server, first, rows, steps):
    """The digest of each row's results, with seeds and actions that depend on the row alone."""
    envs = workcell.make_vec(TASK, rows, server=server, horizon=25)
    digests = [hashlib.sha256() for _ in range(rows)]
    results = [envs.reset(seed=first)[0]]
    for step in range(steps):
        for row, digest in enumerate(digests):
            for block in results:
                digest.update(np.ascontiguousarray(block[row]).tobytes())
        results = envs.step(np.stack([actions_of(first + row, step) for row in range(rows)]))[:4]
    envs.close()
    return [digest.hexdigest() for digest in digests]


# Children: each is a process of its own.


def child_start(server):
    envs = workcell.make_vec(TASK, 2, server=server)
    envs.reset(seed=1)
    for _ in range(5):
        envs.step(np.zeros((2, 4), np.float32))
    envs.close()


def child_start_own():
    child_start(None)


def child_play(server, first, rows, steps):
    print(json.dumps(play(server, int(first), int(rows), int(steps))))


def child_steps(server, rows, seconds):
    """Steps, from a word on standard input, for some seconds; tells how often."""
    envs = workcell.make_vec(TASK, int(rows), server=server)
    envs.reset(seed=1)
    actions = np.zeros((int(rows), 4), np.float32)
    print("ready", flush=True)
    sys.stdin.readline()
    end, count = time.monotonic() + float(seconds), 0
    while time.monotonic() < end:
        envs.step(actions)
        count += 1
    print(count, flush=True)


def child_steps_until_error(server):
    """Steps until something fails; tells what, and how long after the last step that worked."""
    envs = workcell.make_vec(TASK, 4, server=None if server == "own" else server)
    envs.reset(seed=1)
    print("ready", flush=True)
    while True:
        last = time.monotonic()
        try:
            envs.step(np.zeros((4, 4), np.float32))
        except workcell.WorkcellError as error:
            print(type(error).__name__, "%.3f" % (time.monotonic() - last), str(error).splitlines()[0], flush=True)
            break
    if server == "own":
        child_start(None)
        print("again", flush=True)


def in_process(index):
    envs = workcell.make_vec(TASK, 2)
    envs.reset(seed=index)
    envs.step(np.zeros((2, 4), np.float32))
    if index % 2:
        envs.close()
    return index


def child_multiprocessing(method):
    """A parent with an open vector, and processes that open their own; one is forked and uses its parent's.

    A pool ends its processes with SIGTERM, which Python does not survive to clean up.
    """
    envs = workcell.make_vec(TASK, 2)
    envs.reset(seed=1)
    if method == "fork":
        process = os.fork()
        if process == 0:
            try:
                envs.step(np.zeros((2, 4), np.float32))
            except errors.ForkedProcessError:
                os._exit(0)
            os._exit(1)
        if os.waitpid(process, 0)[1] != 0:
            raise AssertionError("a forked process used its parent's vector")
    with multiprocessing.get_context(method).Pool(2) as pool:
        if pool.map(in_process, range(4)) != [0, 1, 2, 3]:
            raise AssertionError("processes failed")
    envs.step(np.zeros((2, 4), np.float32))


def child_threads():
    failures = []

    def work(index):
        try:
            for _ in range(3):
                in_process(index)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(index,)) for index in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def child_interrupts(is_caught):
    """Interrupted 20 times in steps, and usable afterwards: as many steps as were carried out count."""
    envs = workcell.make_vec(TASK, 64)
    envs.reset(seed=1)
    actions = np.zeros((64, 4), np.float32)
    print("ready", flush=True)
    caught = 0
    while caught < 20:
        try:
            envs.step(actions)
        except KeyboardInterrupt:
            if is_caught != "caught":
                raise
            caught += 1
            print("caught", flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    envs.reset(seed=1)
    envs.step(actions)


def child_garbage():
    for _ in range(50):
        envs = workcell.make_vec(TASK, 64)
        envs.reset(seed=1)
        envs.me = envs  # A circle, which only the collector finds.
        del envs
    gc.collect()
    envs = workcell.make_vec(TASK, 4000)  # 4096 is the limit: the others have to be free.
    envs.reset(seed=1)


def child_exit(way):
    """Ends with open vectors."""
    envs = workcell.make_vec(TASK, 8)
    envs.reset(seed=1)
    kept.append(envs)
    more = [workcell.make_vec(TASK, 2, autoreset=mode) for mode in ("same_step", "disabled")]
    more[0].circle = more
    if way == "exception":
        raise ValueError("on purpose")
    if way == "os_exit":
        os._exit(7)
    if way == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if way == "term":
        os.kill(os.getpid(), signal.SIGTERM)
    if way == "thread_exit":
        thread = threading.Thread(target=sys.exit, args=(3,))
        thread.start()
        thread.join()
    if way in ("daemon_steps", "thread_steps"):
        thread = threading.Thread(target=step_for_a_while, args=(envs, way), daemon=way == "daemon_steps")
        thread.start()
        time.sleep(0.3)
    if way == "asynchronous":
        lazy = workcell.make_vec(TASK, 8, batch_size=2)
        lazy.async_reset()
        kept.append(lazy)
    if way == "node":
        kept.append(workcell.make_vec(TASK, 2, server="node"))


kept = []


def step_for_a_while(envs, way):
    end = time.monotonic() + (1 if way == "thread_steps" else 3600)
    while time.monotonic() < end:
        envs.step(np.zeros((8, 4), np.float32))


NOTEBOOK = """
import numpy as np, workcell
envs = workcell.make_vec("metaworld/reach-v3", 16)
observations, infos = envs.reset(seed=0)
observations, rewards, terminated, truncated, infos = envs.step(np.zeros((16, 4), np.float32))
"""


def child_notebook(kind):
    """Runs a cell again and again in one process; old vectors are dropped, or kept by the history of outputs."""
    if kind == "ipython":
        from IPython.core.interactiveshell import InteractiveShell

        shell = InteractiveShell.instance()
        for _ in range(30):
            shell.run_cell(NOTEBOOK + "\n(envs, observations)", store_history=True).raise_error()
        return
    names = {}
    for _ in range(50):
        exec(compile(NOTEBOOK, "cell", "exec"), names)


def child_name():
    return {name[len("child_") :]: each for name, each in globals().items() if name.startswith("child_") and name != "child_name"}


# a. Eight clients of one server.


def starts(server, count):
    begin, slowest, failed = time.monotonic(), 0.0, []
    for _ in range(count // CLIENTS):
        round_begin = time.monotonic()
        for child in [start_child("start", server) for _ in range(CLIENTS)]:
            status, _, problems = outcome(child)
            if status != 0:
                failed.append("%s %s" % (status, problems[-300:]))
        slowest = max(slowest, time.monotonic() - round_begin)
    passed = time.monotonic() - begin
    told = "%d starts in %.0f s, slowest round of %d %.1f s" % (count // CLIENTS * CLIENTS, passed, CLIENTS, slowest)
    check("starts, server %s" % server.partition(":")[0], not failed, "%s %s" % (told, failed[:2] or ""))


def shares(server, seconds):
    children = [start_child("steps", server.address, 16, seconds, stdin=subprocess.PIPE) for _ in range(CLIENTS)]
    for child in children:
        child.stdout.readline()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    counts = [int(outcome(child)[1]) for child in children]
    spread = (max(counts) - min(counts)) / np.mean(counts)
    told = "%.0f env steps/s, steps of clients %s, spread %.1f %%" % (sum(counts) * 16 / seconds, sorted(counts), 100 * spread)
    check("shares of 8 clients even within 10 %", spread <= 0.10, told)


def one_killed(server):
    children = [start_child("steps", server.address, 8, 8, stdin=subprocess.PIPE) for _ in range(CLIENTS)]
    for child in children:
        child.stdout.readline()
        child.stdin.write("go\n")
        child.stdin.flush()
    time.sleep(1)
    children[3].kill()
    killed = time.monotonic()
    while server.metric("workcell_clients") != CLIENTS - 1 and time.monotonic() < killed + AT_ONCE_SECONDS:
        time.sleep(0.05)
    freed = time.monotonic() - killed
    environments = server.metric("workcell_environments")
    results = [outcome(child) for child in children]
    well = [status == 0 and int(output) > 0 for status, output, _ in results]
    told = "its environments were free after %.2f s, %d remained" % (freed, environments)
    check("one of 8 clients killed, seven go on", sum(well) == CLIENTS - 1 and environments == 8 * (CLIENTS - 1), told)


def equal_results(server):
    children = [start_child("play", server.address, 100 + 4 * index, 4, 60) for index in range(CLIENTS)]
    apart = [digest for child in children for digest in json.loads(outcome(child)[1])]
    together = play(server.address, 100, 4 * CLIENTS, 60)
    check("8 clients x 4 rows equal one client x 32 rows, bit for bit", apart == together, "%d digests" % len(together))


def clients(options):
    with serving("clients.sock", "--http", "127.0.0.1:0") as server:
        equal_results(server)
        shares(server, options.seconds)
        one_killed(server)
        starts(server.address, options.starts)
        check("no client is left", server.metric("workcell_clients") == 0 and server.metric("workcell_environments") == 0)
        check("no segment is left", not list(SEGMENTS.glob("workcell-segment-*-%d-*" % server.pid)))
        pid = server.pid
    starts("node", options.starts)
    for process, words in processes().items():
        if " serve " in words:
            os.kill(process, signal.SIGTERM)
    check_nothing_left("clients", [pid])


# b. Ways to end.


def ending(name, *arguments, statuses=(0,), says="", is_killed=False):
    begin = time.monotonic()
    status, output, problems = outcome(start_child(*arguments))
    passed = time.monotonic() - begin
    good = status in statuses and says in problems
    check(name, good, "%.1f s%s" % (passed, "" if good else " status %s %s" % (status, problems[-600:])))
    check_nothing_left(name, is_killed=is_killed)


def interrupts(name, is_caught, statuses):
    child = start_child("interrupts", is_caught)
    child.stdout.readline()
    delays = random.Random(1)
    for _ in range(20 if is_caught == "caught" else 1):
        time.sleep(delays.uniform(0.0, 0.02))
        child.send_signal(signal.SIGINT)
        if is_caught == "caught":
            child.stdout.readline()
    status, _, problems = outcome(child)
    check(name, status in statuses, "status %s %s" % (status, "" if status in statuses else problems[-600:]))
    check_nothing_left(name)


def endings(options):
    for method in ("fork", "spawn", "forkserver"):
        ending("multiprocessing by %s" % method, "multiprocessing", method, is_killed=True)
    ending("8 threads", "threads")
    interrupts("20 interrupts, caught", "caught", (0,))
    interrupts("an interrupt that nobody catches", "not", (-signal.SIGINT, 130))
    ending("50 circles of garbage", "garbage")
    ending("exit with open vectors", "exit", "end")
    ending("exit with an exception", "exit", "exception", statuses=(1,), says="on purpose")
    ending("os._exit", "exit", "os_exit", statuses=(7,), is_killed=True)
    ending("SIGTERM to itself", "exit", "term", statuses=(-signal.SIGTERM,), is_killed=True)
    ending("SIGKILL to itself", "exit", "kill", statuses=(-signal.SIGKILL,), is_killed=True)
    ending("sys.exit in a thread", "exit", "thread_exit")
    ending("a daemon thread that steps at exit", "exit", "daemon_steps")
    ending("a thread that steps while the main one ends", "exit", "thread_steps")
    ending("an asynchronous vector with resets under way", "exit", "asynchronous")
    ending("a notebook's cell 50 times", "notebook", "plain")
    try:
        import IPython  # noqa: F401
    except ImportError:
        print("skipped: a cell of IPython: pip install ipython", flush=True)
    else:
        ending("a cell of IPython 30 times", "notebook", "ipython")


# c. Killed.


def server_killed(name, address, pid_of):
    child = start_child("steps_until_error", address)
    child.stdout.readline()
    pid = pid_of(child)
    time.sleep(0.5)
    begin = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    status, output, problems = outcome(child)
    told = output.splitlines()[0] if output else problems[-300:]
    quick = time.monotonic() - begin < AT_ONCE_SECONDS or address == "own"
    check(name, status == 0 and told.startswith("ServerDiedError") and quick, told)
    return pid, "again" in output


def own_server(child):
    return next(pid for pid, words in processes().items() if " serve " in words and pid != child.pid)


def kills(options):
    pid, again = server_killed("a process's own server killed", "own", own_server)
    check("the process starts another one", again)
    check_nothing_left("own server killed", [pid])

    with serving("kills.sock", "--listen", "127.0.0.1:0") as server:
        address = server.address
        first, _ = server_killed("a server killed", address, lambda child: server.pid)
        server.process.wait(10)
        begin = time.monotonic()
        with serving("kills.sock") as second:
            child_start(address)
            check("it starts again at the same socket", True, "%.1f s to the first steps" % (time.monotonic() - begin))
            pid = second.pid
    if have_grpc():
        with serving("kills-grpc.sock", "--listen", "127.0.0.1:0") as server:
            server_killed("a server killed, over gRPC", "127.0.0.1:%d" % server.port, lambda child: server.pid)
    (runtime_folder() / "kills-grpc.sock").unlink(missing_ok=True)
    check_nothing_left("servers killed", [first, pid])

    with serving("clients-killed.sock", "--http", "127.0.0.1:0") as server:
        for _ in range(5):
            children = [start_child("steps_until_error", server.address) for _ in range(3)]
            for child in children:
                child.stdout.readline()
                child.kill()
            for child in children:
                child.communicate()
        deadline = time.monotonic() + AT_ONCE_SECONDS
        while server.metric("workcell_environments") and time.monotonic() < deadline:
            time.sleep(0.05)
        check("15 clients killed, environments are free", server.metric("workcell_environments") == 0)
        child_start(server.address)
        pid = server.pid
    check_nothing_left("clients killed", [pid])
    print("skipped: an environment that does not return: no task of the suites does; VectorFaultTest and LocalServerTest have one")


# d. Garbage.


def have_grpc():
    try:
        import grpc  # noqa: F401
    except ImportError:
        print("skipped: gRPC: pip install grpcio", flush=True)
        return False
    return True


def connected(place):
    attempt = socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET)
    attempt.settimeout(10)
    attempt.connect(place)
    return attempt


def spoken(place, data, reads=True):
    """Sends bytes and drops what comes; the other side may end the connection at any time."""
    with contextlib.suppress(OSError), connected(place) as attempt:
        attempt.sendall(data)
        if reads:
            attempt.shutdown(socket.SHUT_WR)
            attempt.settimeout(0.5)
            while attempt.recv(65536):
                pass


def frame(body, tensors=None):
    from workcell import _wire

    return _wire.framed(_wire.encode(body, tensors))


def nonsense(draw):
    """Bytes for a Unix socket that are almost messages."""
    hello = frame({"call": "hello", "protocol": 1})
    opening = frame({"call": "open", "what": [TASK], "num_envs": 2})
    action = frame({"call": "step", "vector": 1}, {"action": np.zeros((2, 4), np.float32)})
    whole = hello + opening + action
    damaged = bytearray(whole)
    for _ in range(draw.randint(1, 8)):
        damaged[draw.randrange(len(damaged))] = draw.randrange(256)
    return [
        draw.randbytes(draw.randint(1, 4096)),
        whole[: draw.randrange(len(whole))],
        bytes(damaged),
        hello + b"\1" * 100,
        hello + struct.pack("<BI", 2, draw.choice([0xFFFFFFFF, 0x7FFFFFFF, 1 << 28, 0])) + b"{}",
        hello + struct.pack("<BII", 2, 64, 0xFFFFFFF0) + bytes(60),
        hello + frame({"call": "open", "what": [TASK], "num_envs": draw.choice([0, -1, 2**31, 2**62])}),
        hello + b"\2" + struct.pack("<I", 200000) + struct.pack("<I", 199990) + b"[" * 199990 + bytes(6),
        frame({"call": "hello", "protocol": 1, "token": "wrong"}) + opening,
    ]


def slow_readers(place, first):
    """Connections that ask a lot and read nothing."""
    readers = []
    for _ in range(20):
        with contextlib.suppress(OSError):
            reader = connected(place)
            readers.append(reader)
            reader.settimeout(0.2)
            reader.sendall(first)
            for _ in range(2000):
                reader.sendall(frame({"call": "list"}))
    return readers


def many_connections(place, count):
    attempts = []
    for _ in range(count):
        attempt = socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET)
        attempts.append(attempt)
        attempt.connect(place)  # Without a time limit: with one, a full queue of a Unix socket is an error.
    return attempts


def closed(attempts):
    for attempt in attempts:
        attempt.close()


def wrong_tokens(server):
    refused = 0
    address = "127.0.0.1:%d" % server.port
    for token in ("wrong", "x" * 100000, None):
        try:
            workcell.make_vec(TASK, 2, server=address, token=token, timeout=20)
        except errors.WorkcellError as error:
            refused += isinstance(error, errors.UnauthenticatedError)
            print("       token %.5s: %s: %.150s" % (token, type(error).__name__, error))
    check("wrong tokens are refused", refused >= 2, "%d of 3 as UnauthenticatedError" % refused)


def garbage(options):
    token = runtime_folder() / "token"
    token.write_text("right\n")
    token.chmod(0o600)
    words = ("--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--token-file", str(token))
    with serving("garbage.sock", *words) as server:
        http = int(server.http.rstrip("/").rpartition(":")[2])
        places = {"Unix socket": server.path, "gRPC port": ("127.0.0.1", server.port), "HTTP port": ("127.0.0.1", http)}
        envs = workcell.make_vec(TASK, 4, server=server.address)
        expected = play(server.address, 7, 4, 30)
        envs.reset(seed=1)
        throw(server, places, options.rounds, 0)  # What the first rounds load is no leak.
        before, files = server.resident_megabytes(), server.open_files()
        for name, place in places.items():
            begin = time.monotonic()
            count = throw(server, {name: place}, options.rounds, 1)
            envs.step(np.zeros((4, 4), np.float32))
            check("garbage to the %s" % name, server.process.poll() is None, "%d connections, %.0f s" % (count, time.monotonic() - begin))
        for name, place in places.items():
            begin = time.monotonic()
            attempts = many_connections(place, 1000)
            answered = envs.step(np.zeros((4, 4), np.float32)) is not None
            closed(attempts)
            check("1,000 connections to the %s" % name, answered, "%d connected, %.1f s" % (len(attempts), time.monotonic() - begin))
        readers = slow_readers(server.path, frame({"call": "hello", "protocol": 1}))
        envs.step(np.zeros((4, 4), np.float32))
        check("20 slow readers", server.process.poll() is None, "memory meanwhile %.0f MB" % server.resident_megabytes())
        closed(readers)
        if have_grpc():
            wrong_tokens(server)
        healthy(server, envs, expected, before, files)
        pid = server.pid
    token.unlink()
    check_nothing_left("garbage", [pid])


def throw(server, places, rounds, seed):
    draw, count = random.Random(seed), 0
    for _ in range(rounds):
        for place in places.values():
            for data in nonsense(draw) + ["GET /metrics HTTP/1.1\r\n".encode() + b"A: " + b"b" * 100000]:
                spoken(place, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + data if count % 3 == 2 else data)
                count += 1
    return count


def healthy(server, envs, expected, before, files):
    deadline = time.monotonic() + 30
    while server.metric("workcell_clients") > 1 and time.monotonic() < deadline:
        time.sleep(0.1)
    check("afterwards one client is left", server.metric("workcell_clients") == 1, "%g clients" % server.metric("workcell_clients"))
    envs.close()
    check("afterwards results are the same", play(server.address, 7, 4, 30) == expected)
    after, open_files = server.resident_megabytes(), server.open_files()
    check("memory is bounded", after < before + 150, "%.0f MB before, %.0f MB after" % (before, after))
    check("files are closed", open_files < files + 20, "%d before, %d after" % (files, open_files))


def main():
    children = child_name()
    if len(sys.argv) > 2 and sys.argv[1] == "child":
        children[sys.argv[2]](*sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="+", choices=["all", "clients", "endings", "kills", "garbage"])
    parser.add_argument("--starts", type=int, default=200, help="of clients, for each kind of server")
    parser.add_argument("--seconds", type=float, default=20, help="for which shares are counted")
    parser.add_argument("--rounds", type=int, default=20, help="of garbage")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="stress-")
    os.environ["WORKCELL_RUNTIME_DIR"] = folder
    os.environ.pop("WORKCELL_SERVER", None)
    parts = {"clients": clients, "endings": endings, "kills": kills, "garbage": garbage}
    try:
        for name, part in parts.items():
            if name in options.what or "all" in options.what:
                part(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("%d faults%s" % (len(faults), "".join("\n  " + each for each in faults)))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
