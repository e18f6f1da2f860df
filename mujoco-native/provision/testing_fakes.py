"""What the provisioning tests use in place of MuJoCo and of the network."""

import hashlib
import http.server
import io
import subprocess
import tarfile
import socket
import threading

ARCHIVE_NAME = "mujoco-3.5.0-linux-x86_64.tar.gz"
ENGINE_SOURCE = 'extern "C" int mj_fake() { return 7; }'
HOLD_SECONDS = 30


def compile_library(path, *options, source=ENGINE_SOURCE):
    """A real shared library; `options` go to the compiler."""
    subprocess.run(["g++", "-shared", "-fPIC", "-x", "c++", "-", "-o", str(path), *options],
                   input=source, text=True, check=True)
    return path


def header(number):
    """A mujoco.h that states `number` as its version."""
    return f"#ifndef X\n#define X\n#define mjVERSION_HEADER {number}\n#endif\n"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def sample_archive(library):
    """The bytes of a release archive of MuJoCo 3.5.0 with `library` as its engine."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, data in {"LICENSE": b"of the engine", "include/mujoco/mujoco.h": header(3005000).encode(),
                           "lib/libmujoco.so.3.5.0": library.read_bytes()}.items():
            member = tarfile.TarInfo(f"mujoco-3.5.0/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


class FileServer:
    """Serves `data` as the release archive and records the range that each request asked for.

    `cut_after` makes it send only so many bytes in the next answer, and then, with `hold`, keep the
    connection open.
    """

    def __init__(self, data):
        self.data, self.ranges = data, []
        self.cut_after, self.hold = None, False
        self._closing = threading.Event()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                server.answer(self)

            def log_message(self, *_):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def reachable(self):
        """False in a network namespace whose loopback interface is down."""
        try:
            socket.create_connection(self.http.server_address, timeout=5).close()
        except OSError:
            return False
        return True

    def answer(self, request):
        wanted = request.headers.get("Range")
        self.ranges.append(wanted)
        if not request.path.endswith(f"/3.5.0/{ARCHIVE_NAME}"):
            request.send_error(404)
            return
        start = int(wanted[len("bytes="):-1]) if wanted else 0
        if start >= len(self.data):
            request.send_error(416)
            return
        request.send_response(206 if wanted else 200)
        request.send_header("Content-Length", str(len(self.data) - start))
        request.end_headers()
        stop, self.cut_after = self.cut_after, None
        request.wfile.write(self.data[start:stop])
        request.wfile.flush()
        if stop and self.hold:
            self._closing.wait(HOLD_SECONDS)

    def close(self):
        self._closing.set()
        self.http.shutdown()
        self.http.server_close()
