// The search is loaded when it is first wanted.
if (scaffold.searches && $("input.md-search__input")) {
  const input = $("input.md-search__input");
  const asked = new URLSearchParams(location.search);
  const start = () => load("search.js").then(() => scaffold.search.start(input));
  input.form.addEventListener("submit", event => event.preventDefault());
  input.addEventListener("keydown", event => { if (event.key === "Escape") input.blur(); });
  for (const event of ["focus", "pointerenter"]) input.addEventListener(event, () => start().catch(() => {}), { once: true });
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  });
  if (asked.has("q")) {
    input.value = asked.get("q");
    input.focus();
  }
  if (asked.has("h")) load("search.js").then(() => scaffold.search.highlight(asked.get("h")), () => {});
}
