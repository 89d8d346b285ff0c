(function (html, body) {
  // Runs before the first paint, so that a page never flashes in the wrong scheme.
  var mode, dark = matchMedia("(prefers-color-scheme: dark)");
  try { mode = localStorage.getItem("color-scheme"); } catch (e) {}
  html.dataset.mode = /^(auto|light|dark)$/.test(mode) ? mode : html.dataset.start;
  function apply() {
    html.dataset.scheme = html.dataset.mode === "auto" ? dark.matches ? "dark" : "light" : html.dataset.mode;
    var names = html.dataset[html.dataset.scheme].split(" ");
    body.dataset.mdColorScheme = names[0];
    body.dataset.mdColorPrimary = names[1];
    body.dataset.mdColorAccent = names[2];
  }
  dark.addEventListener("change", apply);
  addEventListener("schemechange", apply);
  apply();
})(document.documentElement, document.body);
