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
