"""Drives a headless Chromium over its DevTools pipe, with nothing but Python's own library."""
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

KEYS = {
    "Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, None), "Tab": ("Tab", 9, None),
    "ArrowDown": ("ArrowDown", 40, None), "ArrowUp": ("ArrowUp", 38, None),
    "ArrowRight": ("ArrowRight", 39, None), " ": ("Space", 32, " "),
}


def find_chromium():
    """The browser's path, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One browser process; each page is a window of its own with empty storage."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="scaffold-browser-")
        to_read, self.to_write = os.pipe()
        self.to_hear, to_tell = os.pipe()

        def connect():
            # The browser reads from descriptor 3 and writes to 4.
            reads, tells = os.dup(to_read), os.dup(to_tell)
            os.dup2(reads, 3)
            os.dup2(tells, 4)

        self.process = subprocess.Popen(
            [find_chromium(), "--headless=new", "--remote-debugging-pipe", "--no-sandbox",
             "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
             "--disable-background-networking", f"--user-data-dir={self.folder}", "about:blank"],
            pass_fds=(3, 4), preexec_fn=connect, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_tell)
        self.rest = b""
        self.count = 0
        self.events = []

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def send(self, method, session=None, **parameters):
        """Calls a method of the protocol and gives its result."""
        self.count += 1
        number = self.count
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_write, data):]
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            for answer in self.receive(deadline - time.monotonic()):
                if answer.get("id") == number:
                    if "error" in answer:
                        raise RuntimeError(f"{method}: {answer['error']['message']}")
                    return answer["result"]
        raise TimeoutError(method)

    def receive(self, seconds):
        """The answers that came; what the browser told of itself goes to `events`."""
        if not select.select([self.to_hear], [], [], max(0, seconds))[0]:
            return []
        data = os.read(self.to_hear, 1 << 20)
        if not data:
            raise RuntimeError("the browser ended")
        *messages, self.rest = (self.rest + data).split(b"\0")
        answers = []
        for message in map(json.loads, messages):
            (answers if "id" in message else self.events).append(message)
        return answers

    def page(self, width=1440, height=900, dark=False, scripts=True):
        return Page(self, width, height, dark, scripts)


class Page:
    """A window: where it is, what it shows, what it asked for and complained about."""

    def __init__(self, browser, width, height, dark, scripts):
        self.browser = browser
        self.context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send(
            "Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.send(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        if not scripts:
            self.send("Emulation.setScriptExecutionDisabled", value=True)

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def close(self):
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)

    def resize(self, width, height):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def own_events(self, *methods):
        return [event["params"] for event in self.browser.events
                if event.get("sessionId") == self.session and event["method"] in methods]

    def open(self, url):
        """Goes to an address and waits until it is loaded."""
        loads = len(self.own_events("Page.loadEventFired"))
        self.send("Page.navigate", url=url)
        deadline = time.monotonic() + 20
        while len(self.own_events("Page.loadEventFired")) == loads:
            if time.monotonic() > deadline:
                raise TimeoutError(url)
            self.browser.receive(1)

    def run(self, script):
        """The value of an expression, awaited if it is a promise."""
        result = self.send("Runtime.evaluate", expression=script, awaitPromise=True,
                           returnByValue=True, userGesture=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description", script))
        return result["result"].get("value")

    def wait(self, script, seconds=10):
        """Waits until an expression is true and gives its value; that of an element is true."""
        script = f"(value => value instanceof Node || value)({script})"
        deadline = time.monotonic() + seconds
        while True:
            try:
                if value := self.run(script):
                    return value
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
            if time.monotonic() > deadline:
                raise TimeoutError(f"not true after {seconds} s: {script}")
            time.sleep(0.03)

    def press(self, key, modifiers=0):
        """Presses a key, named as in JavaScript."""
        code, number, text = KEYS.get(key) or (key, ord(key.upper()), key)
        event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        self.send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown",
                  **event, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        for sign in text:
            self.send("Input.insertText", text=sign)

    def click(self, selector):
        """Clicks in the middle of an element, which must be seen there."""
        # Under load, a page that is loaded may still have to be painted.
        box = self.run(f"""(async () => {{
            const frame = () => new Promise(requestAnimationFrame);
            const late = new Promise(done => setTimeout(done, 1000));
            await Promise.race([frame().then(frame), late]);
            const found = document.querySelector({json.dumps(selector)});
            found.scrollIntoView({{ block: "center", behavior: "instant" }});
            const {{ x, y, width, height }} = found.getBoundingClientRect();
            const at = document.elementFromPoint(x + width / 2, y + height / 2);
            return [x + width / 2, y + height / 2, found.contains(at) || at?.contains(found)];
        }})()""")
        if not box[2]:
            raise AssertionError(f"{selector} is covered")
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left",
                      clickCount=1)

    def screenshot(self, path, whole=False):
        import base64
        data = self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    @property
    def requests(self):
        return [event["request"]["url"] for event in self.own_events("Network.requestWillBeSent")]

    def loaded_bytes(self, marker):
        """How many bytes came for addresses that contain `marker`."""
        ids = {event["requestId"] for event in self.own_events("Network.requestWillBeSent")
               if marker in event["request"]["url"]}
        return sum(event["encodedDataLength"] for event in self.own_events("Network.loadingFinished")
                   if event["requestId"] in ids)

    @property
    def complaints(self):
        """Errors of scripts and requests, and what scripts wrote as warnings or errors."""
        said = [event["exceptionDetails"]["exception"].get("description", "exception")
                for event in self.own_events("Runtime.exceptionThrown")]
        said += [str(event["args"]) for event in self.own_events("Runtime.consoleAPICalled")
                 if event["type"] in ("error", "warning")]
        said += [event["entry"]["text"] + " " + event["entry"].get("url", "")
                 for event in self.own_events("Log.entryAdded")
                 if event["entry"]["level"] in ("error", "warning")]
        return said
