"""A small intranet page: the session is the user name in a signed cookie."""
import hashlib
import hmac
import os
import time
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

SECRET_KEY = os.urandom(32)
USERS = {"alice": os.environ["PASSWORD"]}
MAX_AGE = 12 * 3600
FORM = '<form method="post"><input name="username"><input name="password" type="password"><button>Log in</button></form>'


def sign(value):
    return hmac.new(SECRET_KEY, value.encode(), hashlib.sha256).hexdigest()


def make_cookie(username):
    value = f"{username}:{int(time.time())}"
    return f"{value}:{sign(value)}"


def load_user(header):
    morsel = SimpleCookie(header).get("session")
    if morsel is None:
        return None
    value, _, signature = morsel.value.rpartition(":")
    username, _, issued = value.partition(":")
    if not hmac.compare_digest(signature.encode(), sign(value).encode()):
        return None
    return username if int(issued) + MAX_AGE > time.time() else None


class Handler(BaseHTTPRequestHandler):
    def respond(self, status, body="", headers=()):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        user = load_user(self.headers.get("Cookie", ""))
        if self.path.startswith("/login"):
            self.respond(200, FORM)
        elif user is None:
            self.respond(302, headers=[("Location", "/login?next=" + self.path)])
        else:
            self.respond(200, f"<h1>Timesheet of {user}</h1><p>Rendered {time.ctime()}</p>")

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        form = parse_qs(self.rfile.read(length).decode())
        if self.path == "/logout":
            gone = "session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
            self.respond(303, headers=[("Location", "/login"), ("Set-Cookie", gone)])
            return
        username = form.get("username", [""])[0]
        if USERS.get(username) != form.get("password", [""])[0]:
            self.respond(200, "Wrong user name or password" + FORM)
            return
        cookie = f"session={make_cookie(username)}; Path=/; HttpOnly; SameSite=Lax"
        self.respond(303, headers=[("Location", "/"), ("Set-Cookie", cookie)])

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
