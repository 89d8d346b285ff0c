// The switch between the system's colour scheme, light and dark. The page's first script applies the choice.
{
  const root = document.documentElement;
  const button = $(".scheme");
  const modes = ["auto", "light", "dark"];
  const describe = () => {
    button.title = words[`scheme.${root.dataset.mode}`];
    button.setAttribute("aria-label", button.title);
  };
  button?.addEventListener("click", () => {
    root.dataset.mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
    try { localStorage.setItem("color-scheme", root.dataset.mode); } catch { /* Storage is off: the choice holds for this page. */ }
    dispatchEvent(new Event("schemechange"));
    describe();
  });
  if (button) describe();
}
