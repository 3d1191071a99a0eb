"""A JSON API whose sessions are rows of a database."""
import gzip
import hashlib
import json
import os
import secrets
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

USERS = {"alice@example.com": ("4711", os.environ["PASSWORD"])}
LOCK = threading.Lock()
DB = sqlite3.connect(":memory:", check_same_thread=False)
DB.execute("CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, email TEXT NOT NULL)")


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def query(sql, *values):
    with LOCK, DB:
        return DB.execute(sql, values).fetchall()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def respond(self, status, body):
        data = gzip.compress(json.dumps(body).encode())
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Request-Id", secrets.token_hex(8))
        self.end_headers()
        self.wfile.write(data)

    def token_hash(self):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        return digest(token) if scheme == "Bearer" else ""

    def email(self):
        rows = query("SELECT email FROM sessions WHERE token_hash = ?", self.token_hash())
        return rows[0][0] if rows else None

    def do_GET(self):
        email = self.email()
        if self.path != "/api/me":
            self.respond(404, {"detail": "Not found."})
        elif email is None:
            self.respond(401, {"detail": "Authentication credentials were not provided."})
        else:
            self.respond(200, {"id": USERS[email][0], "email": email})

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/api/logout":
            query("DELETE FROM sessions WHERE token_hash = ?", self.token_hash())
            self.respond(200, {"detail": "Signed out."})
            return
        try:
            body = json.loads(raw)
            email, password = str(body["email"]), str(body["password"])
        except (ValueError, KeyError, TypeError):
            self.respond(400, {"detail": "Bad request."})
            return
        if USERS.get(email, ("", None))[1] != password:
            self.respond(400, {"detail": "Unable to log in with provided credentials."})
            return
        token = secrets.token_urlsafe(32)
        query("INSERT INTO sessions VALUES (?, ?)", digest(token), email)
        self.respond(200, {"key": token})

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
