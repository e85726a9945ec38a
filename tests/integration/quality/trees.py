"""Source trees that gates are tried on: a clean one, and one in which flaws were planted."""

from pathlib import Path
from textwrap import dedent

FLAW = "flaw:"
"""Marks a line after which the named rule must report the next one."""


def write_tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text).lstrip("\n"), "utf-8")
    return folder


def planted(files: dict[str, str]) -> set[tuple[str, str, int]]:
    """Return (rule, path, line) of each flaw that is marked in the files."""
    return {
        (line.split(FLAW)[1].split()[0], path, number + 1)
        for path, text in files.items()
        for number, line in enumerate(dedent(text).lstrip("\n").splitlines(), start=1)
        if FLAW in line
    }


def clean_tree() -> dict[str, str]:
    """Return a small working application of ten Python files with tests that run all of it."""
    files = {
        "app/__init__.py": '"""Books."""\n',
        "app/store.py": '''
            """Keeps books."""

            import sqlite3


            class Store:
                """A table of books."""

                def __init__(self, path: str) -> None:
                    self.connection = sqlite3.connect(path)
                    self.connection.execute("CREATE TABLE book (id INTEGER PRIMARY KEY, title)")

                def add(self, title: str) -> int:
                    """Add a book and return its number."""
                    sql = "INSERT INTO book (title) VALUES (?)"
                    cursor = self.connection.execute(sql, (title,))
                    self.connection.commit()
                    return int(cursor.lastrowid or 0)

                def titles(self) -> list[str]:
                    """Return all titles."""
                    rows = self.connection.execute("SELECT title FROM book ORDER BY id")
                    return [row[0] for row in rows]
        ''',
        "app/main.py": '''
            """The web application."""

            from fastapi import FastAPI

            from app.store import Store


            def create_app(path: str) -> FastAPI:
                """Return the application."""
                app = FastAPI()
                store = Store(path)

                @app.post("/books/{title}", status_code=201)
                def add(title: str) -> dict[str, int]:
                    return {"id": store.add(title)}

                @app.get("/healthz")
                def health() -> dict[str, str]:
                    return {"status": "ok"}

                return app
        ''',
        "app/templates/page.html": """
            <form method="post" action="/books">
              <input type="hidden" name="csrf_token" value="{{ csrf_token }}">
              <p>{{ title }}</p>
            </form>
        """,
        "app/static/app.js": "document.querySelector('h1').textContent = 'Books';\n",
        "tests/test_store.py": '''
            """Tests of the store."""

            from app.main import create_app
            from app.store import Store


            def test_a_book_is_kept() -> None:
                store = Store(":memory:")
                assert store.add("Emma") == 1
                assert store.titles() == ["Emma"]


            def test_the_application_has_routes() -> None:
                app = create_app(":memory:")
                for route in app.routes:
                    if getattr(route, "path", "") == "/healthz":
                        assert route.endpoint() == {"status": "ok"}
                    if getattr(route, "path", "") == "/books/{title}":
                        assert route.endpoint("Emma") == {"id": 1}
        ''',
        "Dockerfile": "FROM base\nUSER 65532:65532\n",
        "requirements.txt": "fastapi==0.1 --hash=sha256:" + "0123456789abcdef" * 4 + "\n",
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    }
    for number in range(6):
        files[f"app/part{number}.py"] = _part(number)
        files[f"tests/test_part{number}.py"] = _part_test(number)
    return files


def _part(number: int) -> str:
    return f'''
        """Sorts numbers."""


        def kind{number}(value: int) -> str:
            """Return the kind of a number."""
            if value < 0:
                return "negative"
            return "even" if value % 2 == 0 else "odd"
    '''


def _part_test(number: int) -> str:
    return f'''
        """Tests of the sorting."""

        from app.part{number} import kind{number}


        def test_kinds() -> None:
            assert [kind{number}(value) for value in (-1, 0, 1)] == ["negative", "even", "odd"]
    '''


def flawed_tree() -> dict[str, str]:
    """Return an application with planted flaws, and comments and settings that try to hide them."""
    return {
        "app/__init__.py": "",
        "app/main.py": """
            import hashlib
            import logging
            import os
            import pickle
            import random
            import subprocess
            import tarfile
            import tempfile
            import urllib.request
            from pathlib import Path

            import httpx
            import jwt
            import uvicorn
            import yaml
            from fastapi import FastAPI, Request
            from fastapi.middleware.cors import CORSMiddleware
            from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
            from jinja2 import Environment, Template
            from markupsafe import Markup

            logger = logging.getLogger(__name__)
            # flaw: debug-mode
            app = FastAPI(debug=True)  # nosemgrep
            # flaw: cors-any-origin-with-credentials
            app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
            # flaw: autoescape-off
            environment = Environment(autoescape=False)  # nosec
            # flaw: hard-coded-password
            DATABASE_PASSWORD = "correct-horse-battery"  # nosemgrep
            # flaw: random-for-secrets
            reset_token = str(random.randint(0, 999999))


            @app.get("/books")
            def books(request: Request, connection, name: str) -> list[str]:
                # flaw: sql-injection-fstring
                connection.execute(f"SELECT * FROM book WHERE name = '{name}'")  # nosemgrep  # noqa
                # flaw: sql-injection-percent
                connection.execute("SELECT * FROM book WHERE name = '%s'" % name)  # nosemgrep
                # flaw: sql-injection-concatenation
                connection.execute("SELECT * FROM book WHERE name = '" + name + "'")
                # flaw: sql-injection-format
                connection.executescript("DELETE FROM book WHERE name = '{}'".format(name))
                return []


            @app.get("/files/{name}")
            async def file(name: str) -> FileResponse:
                # flaw: path-traversal
                return FileResponse(Path("data") / name)


            @app.get("/go")
            async def go(next: str) -> RedirectResponse:
                # flaw: open-redirect
                return RedirectResponse(next)


            @app.get("/fetch")
            async def fetch(url: str) -> None:
                # flaw: server-side-request
                httpx.get(url)
                # flaw: certificate-not-verified
                httpx.get("https://example.org", verify=False)
                # flaw: missing-timeout
                urllib.request.urlopen("https://example.org")


            @app.post("/load")
            async def load(request: Request) -> Response:
                body = await request.body()
                # flaw: unsafe-pickle
                pickle.loads(body)  # nosemgrep
                # flaw: unsafe-yaml
                yaml.load(body, Loader=yaml.Loader)
                # flaw: eval-exec
                eval(body)  # noqa: S307
                # flaw: command-os-system
                os.system("echo " + str(body))
                # flaw: subprocess-shell
                subprocess.run(str(body), shell=True, check=False)
                # flaw: weak-hash
                hashlib.md5(body)
                # flaw: template-injection
                Template(str(body))
                # flaw: markup-of-variable
                Markup(str(body))
                # flaw: jwt-without-verification
                jwt.decode(body, options={"verify_signature": False})
                # flaw: archive-extract-all
                tarfile.open("a.tar").extractall()
                # flaw: tempfile-mktemp
                tempfile.mktemp()
                # flaw: world-writable
                os.chmod("data", 0o777)
                data = await request.json()
                # flaw: mass-assignment
                Book(**data)
                response = Response()
                # flaw: cookie-readable-by-scripts
                response.set_cookie("session", "x", secure=True)
                # flaw: secret-in-log
                logger.info("password %s", DATABASE_PASSWORD, data.password)
                # flaw: html-from-strings
                return HTMLResponse(f"<b>{data}</b>")


            def remove(user, book) -> None:
                # flaw: assert-for-security
                assert user.is_admin
                # flaw: swallowed-exception
                try:
                    book.remove()
                except Exception:
                    pass


            # flaw: bind-all-interfaces
            uvicorn.run(app, host="0.0.0.0")
        """,
        "app/templates/page.html": """
            <!-- flaw: template-safe-filter -->
            <p>{{ text|safe }}</p>
            <!-- flaw: inline-event-handler -->
            <button onclick="go()">Go</button>
            <!-- flaw: form-without-csrf-token -->
            <form method="post" action="/books"><input name="title"></form>
            <!-- flaw: script-from-elsewhere -->
            <script src="https://cdn.example.org/a.js"></script>
        """,
        "app/static/app.js": """
            // flaw: js-inner-html
            document.body.innerHTML = location.hash;
        """,
        "Dockerfile": """
            FROM base
            # flaw: docker-root
            USER root
        """,
        ".semgrepignore": "app/\n*.html\n",
        "pyproject.toml": '[tool.ruff]\nexclude = ["*"]\n[tool.ruff.lint]\nselect = []\n',
        "ruff.toml": 'exclude = ["*"]\n',
    }
