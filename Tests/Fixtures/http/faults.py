#!/usr/bin/env python3
"""A web server on 127.0.0.1 that does everything wrong that servers do.

usage: faults.py [PORT=0] [TLSPORT=0] [LOG], or faults.py --expect

With 0 it takes free ports. It prints one line of JSON: port, tls, certificate. LOG gets one line per
request: time method path status agent. GET /_stats gives counters, /_reset clears them. --expect
prints what a good checker says of each address.
"""
import asyncio, json, os, ssl, subprocess, sys, tempfile, time
NUMBERS = [int(word) for word in sys.argv[1:3] if word.isdigit()]
PORT, TLS = (NUMBERS + [0, 0])[:2]
LOG = open(sys.argv[3], "a", buffering=1) if len(sys.argv) > 3 else None
N, HITS, PEAK = {}, {}, [0, 0]; BUCKET = {"t": time.time(), "tok": 10.0}
REASON = {200: "OK", 301: "Moved Permanently", 302: "Found", 303: "See Other", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable"}
PAGE = b'<!doctype html><html><head><title>t</title></head><body><h1 id="present">p</h1><a name="named"></a><p>hello</p></body></html>'
# endpoint -> (what a good checker should say); used by the runner
EXPECT = {"/ok": "ok", "/r301": "ok", "/r302": "ok", "/r307": "ok", "/r308": "ok", "/chain5": "ok", "/chain15": "broken|warn", "/loop": "broken", "/r404": "broken", "/redir-nolocation": "broken|warn", "/404": "broken", "/410": "broken", "/401": "warn", "/403ua": "warn", "/429once": "ok", "/429always": "warn", "/429date": "ok", "/500once": "ok", "/503always": "broken|warn", "/500always": "broken|warn", "/slow": "ok", "/never": "timeout", "/reset": "broken|warn", "/reset-once": "ok", "/nohead": "ok", "/headonly404": "ok", "/badlen": "broken|warn", "/longlen": "broken|warn", "/huge": "ok", "/frag#present": "ok", "/frag#named": "ok", "/frag#absent": "broken", "/frag#:~:text=hello": "ok", "/empty": "ok", "/notype": "ok", "/pdf": "ok", "/soft404": "ok", "/cookie": "ok", "/q?a=1&b=2": "ok", "/sp%20ace": "ok", "/limited": "ok", "/garbage": "broken", "/close-early": "broken|warn", "/204": "ok", "/gzip": "ok", "/auth": "warn"}
async def send(w, code, body=b"", head=None, method="GET", ctype="text/html; charset=utf-8", clen=None, close=True):
    h = {"Content-Type": ctype} if ctype else {}; h["Content-Length"] = str(len(body) if clen is None else clen); h["Connection"] = "close" if close else "keep-alive"; h.update(head or {})
    w.write(("HTTP/1.1 %d %s\r\n" % (code, REASON.get(code, "X")) + "".join("%s: %s\r\n" % kv for kv in h.items()) + "\r\n").encode() + (b"" if method == "HEAD" else body)); await w.drain()
def rst(w):
    import socket, struct
    s = w.get_extra_info("socket")
    try: s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except Exception: pass
    w.transport.abort()
async def route(m, path, hd, w):
    p, _, q = path.partition("?"); n = N[p] = N.get(p, 0) + 1; red = lambda c, to: send(w, c, b"", {"Location": to}, m)
    if p == "/_stats": return 200, await send(w, 200, json.dumps({"hits": HITS, "peak": PEAK[1]}).encode(), ctype="application/json")
    if p == "/_reset": N.clear(); HITS.clear(); PEAK[1] = 0; return 200, await send(w, 200, b"ok")
    if p.startswith("/u/"): return 200, await send(w, 200, PAGE, method=m, close=False)
    if p in ("/r301", "/r302", "/r307", "/r308"): c = int(p[2:]); return c, await red(c, "/ok")
    if p == "/r404": return 301, await red(301, "/404")
    if p == "/redir-nolocation": return 302, await send(w, 302, b"", method=m)
    if p.startswith("/chain"): k = int(p[6:] or 0); return 302, await red(302, "/chain%d" % (k - 1) if k > 1 else "/ok")
    if p == "/loop": return 302, await red(302, "/loop2")
    if p == "/loop2": return 302, await red(302, "/loop")
    if p in ("/404", "/410", "/401", "/204"): c = int(p[1:]); return c, await send(w, c, b"" if c == 204 else b"no", {"WWW-Authenticate": 'Basic realm="x"'} if c == 401 else None, m)
    if p == "/auth": c = 200 if hd.get("authorization") or hd.get("x-token") else 403; return c, await send(w, c, PAGE, method=m)
    if p == "/403ua": c = 200 if "Mozilla" in hd.get("user-agent", "") else 403; return c, await send(w, c, PAGE, method=m)
    if p == "/429once": c = 429 if n == 1 else 200; return c, await send(w, c, PAGE, {"Retry-After": "2"} if c == 429 else None, m)
    if p == "/429date": 
        c = 429 if n == 1 else 200; from email.utils import formatdate
        return c, await send(w, c, PAGE, {"Retry-After": formatdate(time.time() + 2, usegmt=True)} if c == 429 else None, m)
    if p == "/429always": return 429, await send(w, 429, b"", {"Retry-After": "1"}, m)
    if p == "/500once": c = 500 if n == 1 else 200; return c, await send(w, c, PAGE, method=m)
    if p in ("/503always", "/500always"): c = int(p[1:4]); return c, await send(w, c, b"", method=m)
    if p == "/slow":
        w.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 60\r\nConnection: close\r\n\r\n")
        if m != "HEAD":
            for _ in range(6): w.write(b"x" * 10); await w.drain(); await asyncio.sleep(0.5)
        return 200, None
    if p == "/never": await asyncio.sleep(600); return 0, None
    if p == "/reset" or (p == "/reset-once" and n == 1): return 0, rst(w)
    if p == "/nohead": c = 405 if m == "HEAD" else 200; return c, await send(w, c, PAGE, {"Allow": "GET"} if c == 405 else None, m)
    if p == "/headonly404": c = 404 if m == "HEAD" else 200; return c, await send(w, c, PAGE, method=m)
    if p == "/badlen": return 200, await send(w, 200, PAGE, method=m, clen=10)
    if p == "/longlen": return 200, await send(w, 200, PAGE, method=m, clen=len(PAGE) + 500)
    if p == "/huge":
        w.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 209715200\r\nConnection: close\r\n\r\n")
        if m != "HEAD":
            for _ in range(200): w.write(b"z" * 1048576); await w.drain(); HITS["huge_mb"] = HITS.get("huge_mb", 0) + 1
        return 200, None
    if p == "/empty": return 200, await send(w, 200, b"", method=m)
    if p == "/notype": return 200, await send(w, 200, b"\x00\x01bin", method=m, ctype=None)
    if p == "/pdf": return 200, await send(w, 200, b"%PDF-1.4", method=m, ctype="application/pdf")
    if p == "/soft404": return 200, await send(w, 200, b"<title>404 Not Found</title>", method=m)
    if p == "/cookie": ok = "sid=1" in hd.get("cookie", ""); return (200, await send(w, 200, PAGE, method=m)) if ok else (302, await send(w, 302, b"", {"Location": "/cookie", "Set-Cookie": "sid=1; Path=/"}, m))
    if p.startswith("/limited"):
        t = time.time(); BUCKET["tok"] = min(10.0, BUCKET["tok"] + (t - BUCKET["t"]) * 20); BUCKET["t"] = t; c = 200 if BUCKET["tok"] >= 1 else 429
        if c == 200: BUCKET["tok"] -= 1
        return c, await send(w, c, PAGE, {"Retry-After": "1"} if c == 429 else None, m)
    if p == "/garbage": w.write(b"\x00\xff not http at all\r\n\r\n"); await w.drain(); return 0, None
    if p == "/close-early": return 0, w.close()
    if p == "/gzip":
        import gzip; return 200, await send(w, 200, gzip.compress(PAGE), {"Content-Encoding": "gzip"}, m)
    if p in ("/ok", "/frag", "/q", "/sp%20ace", "/reset-once", "/robots.txt") or p.startswith("/ok/"): return (404, await send(w, 404, b"", method=m)) if p == "/robots.txt" else (200, await send(w, 200, PAGE, method=m))
    return 404, await send(w, 404, b"no", method=m)
async def conn(r, w):
    PEAK[0] += 1; PEAK[1] = max(PEAK)
    try:
        while True:
            line = await r.readline()
            if not line: break
            try: m, path, _ = line.decode("latin1").split(" ", 2)
            except ValueError: break
            hd = {}
            while (x := await r.readline()) not in (b"\r\n", b""): k, _, v = x.decode("latin1").partition(":"); hd[k.lower()] = v.strip()
            HITS[m + " " + path] = HITS.get(m + " " + path, 0) + 1; t = time.time(); c = (await route(m, path, hd, w))[0]
            if LOG: LOG.write("%.3f %s %s %s %s\n" % (t, m, path, c, hd.get("user-agent", "-")))
            if not path.startswith("/u/"): break
    except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError): pass
    finally:
        PEAK[0] -= 1
        try: w.close()
        except Exception: pass
async def main():
    d = tempfile.mkdtemp(); subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", d + "/k", "-out", d + "/c", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"], check=True, stderr=subprocess.DEVNULL)
    cx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); cx.load_cert_chain(d + "/c", d + "/k")
    a = await asyncio.start_server(conn, "127.0.0.1", PORT, backlog=1024); b = await asyncio.start_server(conn, "127.0.0.1", TLS, ssl=cx, backlog=256)
    port, tls = (server.sockets[0].getsockname()[1] for server in (a, b))
    print(json.dumps({"port": port, "tls": tls, "certificate": d + "/c"}), flush=True); await asyncio.gather(a.serve_forever(), b.serve_forever())
if __name__ == "__main__":
    if "--expect" in sys.argv: print(json.dumps(EXPECT))
    else: asyncio.run(main())
