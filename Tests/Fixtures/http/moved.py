#!/usr/bin/env python3
"""A web server on 127.0.0.1 whose pages have moved, for good or for now.

usage: moved.py

It prints one line of JSON: port.
"""
import http.server
import json

MOVES = {
    "/old": (301, "/new"),
    "/old-308": (308, "/new?a=1&b=2"),
    "/chain": (301, "/chain-2"),
    "/chain-2": (308, "/new"),
    "/half": (301, "/chain-3"),
    "/chain-3": (302, "/new"),
    "/now": (302, "/new"),
    "/see": (303, "/new"),
    "/front": (301, "/"),
    "/anchor": (301, "/new#there"),
    "/bracket": (301, "/new)"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        path = self.path.partition("?")[0]
        status, place = MOVES.get(path, (404 if path == "/robots.txt" else 200, None))
        body = b"<a id=x></a>" if status == 200 else b""
        self.send_response(status)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_GET = do_HEAD

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(json.dumps({"port": server.server_port}), flush=True)
server.serve_forever()
