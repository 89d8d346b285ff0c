// Where versions of a site stand side by side, a menu leads to the others. Their list lies above them, as `mike` writes it.
{
  const here = new URL(scaffold.root), above = new URL("..", here);
  const leave = async (event, root) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The same page of the other version, if it has that.
    const page = new URL(location.pathname.slice(here.pathname.length), root);
    const found = await fetch(page, { method: "HEAD" }).catch(() => null);
    location.href = found?.ok ? page.href : root.href;
  };
  const show = versions => {
    const name = decodeURIComponent(here.pathname.split("/").at(-2));
    const current = versions.find(version => [version.version, ...version.aliases].includes(name));
    if (!current) return;
    const label = version => version.title + (scaffold.versions.alias && version.aliases.length ? ` (${version.aliases[0]})` : "");
    const list = element("ul", { class: "md-select__list md-version__list" });
    for (const version of versions) {
      if (version.properties?.hidden && version !== current) continue;
      const root = new URL(`${version.version}/`, above);
      const link = element("a", { class: "md-select__link md-version__link", href: root.href, "aria-current": version === current ? "true" : null }, label(version));
      link.addEventListener("click", event => leave(event, root));
      list.append(element("li", { class: "md-select__item md-version__item" }, link));
    }
    const menu = element("details", { class: "md-select md-version" }, element("summary", { class: "md-version__current" }, label(current)), list);
    $(".md-header__title, .md-header .md-logo")?.after(menu);
    addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", event => { if (event.key === "Escape") { menu.open = false; $("summary", menu).focus(); } });
    const names = [current.version, ...current.aliases];
    const banner = $("[data-md-component=outdated]");
    if (banner) banner.hidden = scaffold.versions.default.some(wanted => names.some(known => new RegExp(`^(?:${wanted})$`).test(known)));
  };
  fetch(new URL("versions.json", above)).then(answer => answer.json()).then(show).catch(() => {});
}
