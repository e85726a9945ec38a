"""A small application that keeps the contract of generated ones, and some that break it."""

from pathlib import Path

HERE = Path(__file__).parent
DOCKERFILE = """\
ARG BASE_IMAGE=python:3.13-slim
FROM ${BASE_IMAGE} AS dependencies
COPY requirements.txt /tmp/
RUN uv venv -q /opt/venv \\
 && uv pip install -q --python /opt/venv/bin/python --require-hashes -r /tmp/requirements.txt

FROM dependencies AS test
COPY requirements-test.txt /tmp/
RUN uv pip install -q --python /opt/venv/bin/python --require-hashes -r /tmp/requirements-test.txt

FROM dependencies AS runtime
COPY app /srv/app
RUN mkdir -p /data && chown 65532:65532 /data && /opt/venv/bin/python -m compileall -q /srv/app
WORKDIR /srv
USER 65532:65532
CMD ["/opt/venv/bin/python", "-m", "app"]
"""
SERVER = """
import hashlib, json, os, signal, socket, sqlite3, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BEHAVIOUR, VERSION = {behaviour!r}, {version!r}
SICK = threading.Event()
DATABASE = os.path.join(os.environ["DATA_DIR"], "app.db")


HELD = []


def status():
    lines = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
    try:
        open("/orchestrator-probe", "w")
        root = "writable"
    except OSError as problem:
        root = problem.strerror
    return dict(
        capabilities=lines["CapEff"].strip(), privileges=lines["NoNewPrivs"].strip(),
        seccomp=lines["Seccomp"].strip(), user=os.getuid(), root=root,
        interfaces=[name for _, name in socket.if_nameindex()],
        environment=dict(os.environ), docker=os.path.exists("/var/run/docker.sock"),
        home=_listed("/root"), pid=os.getpid(), hours_ahead=time.localtime().tm_gmtoff / 3600,
    )


def _listed(folder):
    try:
        return os.listdir(folder)
    except OSError as problem:
        return problem.strerror


def hog():
    kept = []
    while True:
        kept.append(bytearray(b"1") * (8 << 20))


def fork():
    made = 0
    try:
        for made in range(2000):
            if os.fork() == 0:
                time.sleep(3)
                os._exit(0)
    except OSError:
        pass
    return made


def write(count):
    with sqlite3.connect(DATABASE, timeout=20) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE IF NOT EXISTS entry (number INTEGER, half INTEGER)")
        for _ in range(count):
            database.execute("INSERT INTO entry SELECT coalesce(max(number), 0) + 1, 1 FROM entry")
    return count


def photograph(count):
    # As applications with photos do: each file is there before the row that names it.
    folder = os.path.join(os.environ["DATA_DIR"], "photos")
    os.makedirs(folder, exist_ok=True)
    with sqlite3.connect(DATABASE, timeout=20) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE IF NOT EXISTS photo (name TEXT, size INTEGER)")
    for _ in range(count):
        content = os.urandom(3000)
        name = hashlib.sha256(content).hexdigest()
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
        with sqlite3.connect(DATABASE, timeout=20) as database:
            database.execute("INSERT INTO photo VALUES (?, ?)", (name, len(content)))
    return count


def read():
    with sqlite3.connect(DATABASE, timeout=20) as database:
        return database.execute("SELECT count(*) FROM entry").fetchone()[0]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        code, answer = 200, dict(version=VERSION)
        if self.path == "/healthz" and (BEHAVIOUR == "sick" or SICK.is_set()):
            code = 500
        if self.path == "/fail":
            code = 500
        if self.path == "/sicken":
            SICK.set()
        if self.path == "/hang" or BEHAVIOUR == "hangs":
            time.sleep(60)
        if self.path == "/inside":
            answer = status()
        if self.path == "/hog":
            hog()
        if self.path.startswith("/hold/"):
            HELD.append(bytearray(b"1") * (int(self.path.rsplit("/", 1)[1]) << 20))
        if self.path == "/crash":
            os._exit(3)
        if self.path == "/fork":
            answer = dict(made=fork())
        if self.path.startswith("/write/"):
            answer = dict(written=write(int(self.path.rsplit("/", 1)[1])))
        if self.path.startswith("/photo/"):
            answer = dict(written=photograph(int(self.path.rsplit("/", 1)[1])))
        if self.path == "/read":
            answer = dict(entries=read())
        self.answer(code, answer)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.answer(200, dict(version=VERSION))

    def answer(self, code, value):
        body = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address_string(self):
        return "client"


class Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 256

    def get_request(self):
        connection, _ = super().get_request()
        return connection, ("client", 0)

    def server_bind(self):
        if "SOCKET" in os.environ:
            self.socket.close()
            self.socket = socket.socket(socket.AF_UNIX)
            if os.path.exists(os.environ["SOCKET"]):
                os.unlink(os.environ["SOCKET"])
            self.socket.bind(os.environ["SOCKET"])
            os.chmod(os.environ["SOCKET"], 0o666)
            self.server_name, self.server_port = "app", 0
        else:
            super().server_bind()


def main():
    print("starting", VERSION, flush=True)
    if BEHAVIOUR == "crashes":
        print("it broke on purpose", flush=True)
        sys.exit(3)
    if BEHAVIOUR == "never listens":
        time.sleep(600)
    if BEHAVIOUR == "leaks":
        hog()
    if BEHAVIOUR == "starts slowly":
        time.sleep(1.5)
    if BEHAVIOUR == "wrong port":
        os.environ.pop("SOCKET", None)
        os.environ["PORT"] = "0"
    if BEHAVIOUR == "exits later":
        threading.Timer(1.5, os._exit, [7]).start()
    address = (os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "0")))
    server = Server(address, Handler)
    if BEHAVIOUR == "ignores term":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print("listening", VERSION, flush=True)
    server.serve_forever(0.02)
    server.server_close()
    print("stopped", VERSION, flush=True)


main()
"""


def write_sample(tree: Path, *, version: str = "1", behaviour: str = "fine") -> Path:
    """Write the application's source tree; the same arguments give the same bytes."""
    (tree / "app").mkdir(parents=True, exist_ok=True)
    (tree / "Dockerfile").write_text(DOCKERFILE)
    for name in ("requirements.txt", "requirements-test.txt"):
        (tree / name).write_text((HERE / f"sample-{name}").read_text())
    (tree / "app" / "__init__.py").write_text("")
    source = SERVER.replace("{behaviour!r}", repr(behaviour)).replace("{version!r}", repr(version))
    (tree / "app" / "__main__.py").write_text(source)
    return tree
