/// The theme's partials that are a slot of the layout, or nothing. Their names are Material's, so that
/// templates written for it find them.
enum ThemePartials {
  static let simple: [String: String] = {
    var partials = [
      "logo": "<%logo%>", "search": "<%search%>", "alternate": "<%alternates%>",
      "source": "<%repository%>", "tabs": "<%tabs%>\n", "path": "<%path%>\n", "top": "<%top%>\n",
      "actions": "<%actions%>\n", "tags": "<%lead%>", "source-file": "<%trail%>",
      "nav": "<%nav%>", "toc-list": "<%toc%>", "previous-next": "<%previous_next%>",
    ]
    for name in [
      "comments", "feedback", "progress", "consent", "icons", "integrations/analytics",
      "javascripts/base", "javascripts/palette", "javascripts/announce", "javascripts/content",
      "javascripts/outdated", "javascripts/consent",
    ] { partials[name] = "" }
    return Dictionary(
      uniqueKeysWithValues: partials.map { ("partials/\($0.key).html", $0.value) })
  }()

  /// The partial that statistics stand in.
  static let analytics = "partials/integrations/analytics.html"

  /// A partial that goes through the navigation or the headings with a site's own template for each,
  /// where the theme writes the list as a whole.
  static func whole(_ name: String, _ own: Set<String>) -> String? {
    switch name {
    case "partials/nav.html" where own.contains("partials/nav-item.html"):
      """
      {% import "partials/nav-item.html" as item with context %}<ul class="md-nav__list">
      {% for nav_item in nav %}{{ item.render(nav_item, "__nav_" ~ loop.index, 1) }}{% endfor %}</ul>
      """
    case "partials/tabs.html" where own.contains("partials/tabs-item.html"):
      """
      {% import "partials/tabs-item.html" as item with context %}{% if "navigation.tabs" in features %}\
      <nav class="md-tabs" aria-label="{{ lang.t("tabs") }}"><div class="md-grid"><ul class="md-tabs__list">
      {% for nav_item in nav %}{{ item.render(nav_item) }}{% endfor %}</ul></div></nav>{% endif %}

      """
    case "partials/toc-list.html" where own.contains("partials/toc-item.html"):
      """
      {% set first = page.toc | first %}\
      {% set toc = first.children if first and first.level == 1 else page.toc %}\
      {% if toc %}<ul class="md-nav__list">
      {% for toc_item in toc %}{% include "partials/toc-item.html" %}{% endfor %}</ul>{% endif %}
      """
    default: nil
    }
  }
}
