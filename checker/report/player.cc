// The player's page: the viewer that is built into the program, and the data.
#include "checker/report/player.h"

#include "absl/strings/str_cat.h"
#include "checker/report/formats.h"
#include "checker/report/html_finding.h"
#include "checker/report/html_head.h"
#include "checker/report/player_bundle.h"

namespace racelab {
namespace {

// Beside the player's own style sheet.
constexpr char kOutcomesStyle[] =
    ".outcomes { padding: .5rem 1rem; } .outcomes svg { display: block; width: 100%; max-width: "
    "56rem; height: auto; } .outcomes rect { fill: var(--arrow); }";

// Drawn here and not by the player: it needs no script, and nothing in it moves.
std::string OutcomesHtml(const std::optional<Chart>& outcomes) {
  if (!outcomes) return "";
  return absl::StrCat("<aside class=\"outcomes\" aria-label=\"Outcomes\"><details open><summary>",
                      HtmlText(outcomes->title), "</summary>\n", ChartSvg(*outcomes), "<p>",
                      HtmlText(outcomes->explanation), "</p></details></aside>\n");
}

}  // namespace

// The policy allows this one script and this one style sheet, and nothing else: no eval, no image,
// no form, no address. The data are no script: the browser does not run them.
std::string PlayerHtml(const PlayerPage& page) {
  const std::string style =
      absl::StrCat(std::string(kPlayerStyle), page.outcomes ? kOutcomesStyle : "");
  return absl::StrCat(HtmlHead(absl::StrCat("racelab player: ", page.program), style,
                               absl::StrCat("script-src ", PolicyHash(kPlayerScript), "; ")),
                      "</head>\n<body>\n", OutcomesHtml(page.outcomes),
                      "<div id=\"player\"><noscript><p>The player needs JavaScript. "
                      "<code>--report html</code> writes a page without.</p></noscript></div>\n"
                      "<script type=\"application/json\" id=\"data\">",
                      PlayerJson(page), "</script>\n<script>", std::string(kPlayerScript),
                      "</script>\n</body>\n</html>\n");
}

PlayerPage PlayerPageOf(Labs labs) {
  PlayerPage page;
  for (const Report& report : labs) {
    absl::StrAppend(&page.program, page.program.empty() ? "" : ", ", report.lab);
    for (const Found& found : FindingsInOrder(report)) {
      if (!found.finding->steps.empty()) page.findings.push_back({*found.finding, {}});
    }
  }
  return page;
}

std::string FormatPlayer(Labs labs) { return PlayerHtml(PlayerPageOf(labs)); }

}  // namespace racelab
