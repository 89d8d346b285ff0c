// Snippets in templates that were written for Material ask for what readers chose.
window.__md_get = function (key) {
  var names = document.body.dataset;
  if (key === "__palette") return { index: 0, color: { scheme: names.mdColorScheme, primary: names.mdColorPrimary, accent: names.mdColorAccent } };
  try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; }
};
window.__md_set = function (key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch (e) {}
};
