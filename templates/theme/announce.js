(function (banner) {
  // Runs where the banner stands, so that one that was put away is never seen. What it says is what is remembered.
  var text = banner.textContent.trim();
  try { banner.hidden = localStorage.getItem("announcement") === text; } catch (e) {}
  banner.querySelector(".md-banner__button").addEventListener("click", function () {
    banner.hidden = true;
    try { localStorage.setItem("announcement", text); } catch (e) {}
  });
})(document.currentScript.previousElementSibling);
