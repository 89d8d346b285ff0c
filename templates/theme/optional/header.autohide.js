// The header makes room for those who read on, and is back for those who scroll up.
{
  const header = $(".md-header");
  let last = scrollY;
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - last) < 8) return;
    header?.toggleAttribute("data-away", scrollY > last && scrollY > 300 && !header.contains(document.activeElement));
    last = scrollY;
  }, { passive: true });
}
