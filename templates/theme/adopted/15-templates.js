// Templates of the site's own were written for Material: its columns and labels do here what they do there.
for (const [id, kind] of [["site-nav", "primary"], ["page-toc", "secondary"]]) {
  const column = document.getElementById(id) ?? $(`.md-sidebar--${kind}`);
  if (!column || column.id) continue;
  column.id = id;
  column.popover = "auto";
}
addEventListener("click", event => {
  const name = event.target.closest?.("label[for]")?.htmlFor;
  if (name === "__drawer") $("#site-nav")?.togglePopover?.();
  if (name === "__search") $("input.md-search__input")?.focus();
});
addEventListener("schemechange", () => $("[data-md-component=palette]")?.dispatchEvent(new Event("change")));

// A header with the palettes of the site instead of the switch: of its labels, the one for the next palette is shown.
{
  const html = document.documentElement;
  const inputs = $$("form[data-md-component=palette] input");
  const mode = input => input.dataset.mdColorMedia === "(prefers-color-scheme)" ? "auto" : /slate|dark/.test(input.dataset.mdColorScheme) ? "dark" : "light";
  const show = () => {
    for (const input of inputs) if (input.nextElementSibling?.matches("label")) input.nextElementSibling.hidden = !input.checked;
  };
  const wanted = inputs.find(input => mode(input) === html.dataset.mode) ?? inputs.find(input => mode(input) === html.dataset.scheme);
  if (wanted) wanted.checked = true;
  show();
  for (const input of inputs) input.addEventListener("change", () => {
    html.dataset.mode = mode(input);
    try { localStorage.setItem("color-scheme", html.dataset.mode); } catch { /* Storage is off. */ }
    show();
    dispatchEvent(new Event("schemechange"));
  });
}
