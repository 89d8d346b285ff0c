/// What runs in a page of a preview.
enum PreviewScript {
  /// Listens for new states of the site and reloads the page; shows what is wrong over it, away from
  /// the site's own styles.
  static let source = """
    (function () {
      var data = JSON.parse(document.getElementById("scaffold-preview").textContent);
      var key = "scaffold-preview-scroll";
      try {
        var kept = JSON.parse(sessionStorage.getItem(key));
        sessionStorage.removeItem(key);
        if (kept && kept.path === location.pathname) scrollTo(0, kept.top);
      } catch (e) {}
      function reload() {
        try {
          sessionStorage.setItem(key, JSON.stringify({path: location.pathname, top: scrollY}));
        } catch (e) {}
        location.reload();
      }
      // Browsers allow few connections, so only pages that are seen listen.
      var events;
      function listen() {
        if (events) events.close();
        events = null;
        if (document.visibilityState === "hidden") return;
        events = new EventSource(data.events);
        events.onmessage = function (event) { if (event.data !== data.generation) reload(); };
      }
      document.addEventListener("visibilitychange", listen);
      addEventListener("pagehide", function () { if (events) events.close(); });
      addEventListener("pageshow", function (event) { if (event.persisted) listen(); });
      listen();
      if (!data.problems.length) return;

      function make(name, text, parent) {
        var element = document.createElement(name);
        if (text) element.textContent = text;
        if (parent) parent.append(element);
        return element;
      }
      var errors = data.problems.filter(function (p) { return p.severity === "error"; }).length;
      var host = make("scaffold-problems", "", document.body);
      var shadow = host.attachShadow({mode: "open"});
      make("style", STYLES, shadow);
      var panel = make("details", "", shadow);
      panel.open = errors > 0;
      var count = data.problems.length;
      var name = errors ? "problem" : "warning";
      var title = make("summary", count + " " + name + (count > 1 ? "s" : ""), panel);
      title.className = errors ? "error" : "warning";
      var list = make("div", "", panel);
      list.setAttribute("role", errors ? "alert" : "status");
      data.problems.slice(0, 50).forEach(function (problem) {
        var item = make("section", "", list);
        make("p", problem.place, item).className = "place";
        make("p", problem.severity + ": " + problem.message, item).className = problem.severity;
        if (problem.line) make("pre", problem.line, item);
        if (problem.hint) make("p", "help: " + problem.hint, item);
      });
      if (count > 50) make("p", "… and " + (count - 50) + " more on the terminal", list);
      addEventListener("keydown", function (event) {
        if (event.key === "Escape") panel.open = false;
      });
    })();
    """.replacing("STYLES", with: "`\(styles)`")

  private static let styles = """
    :host { all: initial; }
    details { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; max-width: 56rem;
      box-sizing: border-box; border-radius: .5rem; font: 15px/1.5 system-ui, sans-serif;
      color: #222; background: #fff; box-shadow: 0 .25rem 2rem #0006; }
    details[open] { left: 1rem; margin: auto; }
    summary { padding: .5rem 1rem; border-radius: .5rem; cursor: pointer; font-weight: 600;
      color: #fff; }
    summary:focus-visible { outline: 3px solid #222; outline-offset: -4px; }
    summary.error { background: #b3261e; }
    summary.warning { background: #8a5300; }
    div { max-height: 60vh; overflow: auto; padding: 0 1rem .5rem; }
    section { padding: .5rem 0; border-bottom: 1px solid #ddd; }
    p { margin: 0; overflow-wrap: anywhere; }
    p.error { color: #b3261e; }
    p.warning { color: #8a5300; }
    .place, pre { font: 13px/1.6 ui-monospace, monospace; }
    .place { font-weight: 600; }
    pre { margin: .25rem 0; padding: .25rem .5rem; background: #f3f3f3; overflow-x: auto; }
    @media (prefers-color-scheme: dark) {
      details { color: #eee; background: #222; }
      summary:focus-visible { outline-color: #fff; }
      section { border-color: #444; }
      pre { background: #333; }
      p.error { color: #ff9c94; }
      p.warning { color: #ffc36b; }
    }
    @media print { :host { display: none; } }
    """
}
