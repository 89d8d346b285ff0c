#!/usr/bin/env python3
"""A web server on 127.0.0.1 that means harm: what it sends has no end, no sense, or no place.

usage: hostile.py

It prints one line of JSON: port. --expect prints the rule that a checker names for each address, with
a time limit of some seconds for a request; null for none.
"""
import asyncio
import json
import sys
import zlib

PAGE = b"Content-Type: text/html\r\n"
EXPECT = {
    "/endless-body": None,
    "/endless-body#anchor": "unverifiable",
    "/endless-chunks#anchor": "unverifiable",
    "/gzip-bomb#anchor": "unverifiable",
    "/gzip-garbage#anchor": "malformed",
    "/slow-body#anchor": "timeout",
    "/slow-headers": "timeout",
    "/endless-headers": "malformed",
    "/endless-header": "malformed",
    "/endless-hints": "malformed",
    "/garbage-status": "malformed",
    "/garbage-version": "malformed",
    "/status-words": "malformed",
    "/huge-location": "redirect",
    "/to-file": "redirect",
    "/to-ftp": "redirect",
    "/to-nowhere": "redirect",
    "/two-lengths": None,
    "/negative-length": "malformed",
    "/bad-chunks#anchor": "malformed",
    "/nul-in-header": "malformed",
    "/many-cookies": None,
    "/redirect-forever": "redirect",
    "/tags#anchor": "missing-anchor",
    "/silent": "timeout",
}
OK = b"HTTP/1.1 200 OK\r\n"


def bomb():
    """A quarter of a megabyte that unpacks to 256."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join(packer.compress(zeros) for _ in range(256)) + packer.flush()


async def for_ever(writer, piece, pause=0.01):
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def answer(path, method, writer):
    send = writer.write
    if path.startswith("/redirect-forever"):
        send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %sx\r\n\r\n" % path.encode())
        return
    if path == "/endless-body":
        send(OK + PAGE + b"\r\n")
        if method == "GET":
            await for_ever(writer, b"<p>" + b"x" * 262_144)
    elif path == "/endless-chunks":
        send(OK + PAGE + b"Transfer-Encoding: chunked\r\n\r\n")
        await for_ever(writer, b"40000\r\n" + b"x" * 262_144 + b"\r\n")
    elif path == "/gzip-bomb":
        send(OK + PAGE + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB) + BOMB)
    elif path == "/gzip-garbage":
        send(OK + PAGE + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno gzip!!")
    elif path == "/slow-body":
        send(OK + PAGE + b"Content-Length: 100000\r\n\r\n")
        await for_ever(writer, b"x", 0.2)
    elif path == "/slow-headers":
        send(OK)
        await for_ever(writer, b"X", 0.2)
    elif path == "/endless-headers":
        send(OK)
        await for_ever(writer, b"X-More: and more\r\n" * 1000)
    elif path == "/endless-header":
        send(OK + b"X-Long: ")
        await for_ever(writer, b"x" * 65536)
    elif path == "/endless-hints":
        await for_ever(writer, b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100, 0.01)
    elif path == "/garbage-status":
        send(b"HTTP/1.1 banana split\r\n\r\n")
    elif path == "/garbage-version":
        send(b"HTTP/9.9 200 OK\r\n\r\n")
    elif path == "/status-words":
        send(b"\x16\x03\x01\x02\x00 220 mail.host ESMTP\r\n\r\n")
    elif path == "/huge-location":
        send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /" + b"a" * 60_000 + b"\r\n\r\n")
    elif path == "/to-file":
        send(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: file:///etc/passwd\r\n\r\n")
    elif path == "/to-ftp":
        send(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: ftp://127.0.0.1/a\r\n\r\n")
    elif path == "/to-nowhere":
        send(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: http://\xff\xfe:x:y/\r\n\r\n")
    elif path == "/two-lengths":
        send(OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello")
    elif path == "/negative-length":
        send(OK + b"Content-Length: -5\r\n\r\nhello")
    elif path == "/bad-chunks":
        send(OK + PAGE + b"Transfer-Encoding: chunked\r\n\r\nzzzz\r\nhello\r\n0\r\n\r\n")
    elif path == "/nul-in-header":
        send(OK + b"X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n")
    elif path == "/many-cookies":
        send(OK + b"".join(b"Set-Cookie: c%d=%s\r\n" % (n, b"x" * 500) for n in range(200)))
        send(b"Content-Length: 0\r\n\r\n")
    elif path == "/tags":
        body = b"<a<b id=x <" * 20_000
        send(OK + PAGE + b"Content-Length: %d\r\n\r\n" % len(body) + (body if method == "GET" else b""))
    elif path == "/silent":
        await asyncio.sleep(600)
    else:
        send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    await writer.drain()


async def serve(reader, writer):
    try:
        words = (await reader.readline()).decode("latin1").split(" ")
        while await reader.readline() not in (b"\r\n", b""):
            pass
        if len(words) > 1:
            await answer(words[1], words[0], writer)
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=256)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()


if "--expect" in sys.argv:
    print(json.dumps(EXPECT))
else:
    BOMB = bomb()
    asyncio.run(main())
