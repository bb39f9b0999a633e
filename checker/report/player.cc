// The player's page: the viewer that is built into the program, and the data.
#include "checker/report/player.h"

#include "absl/strings/str_cat.h"
#include "checker/report/formats.h"
#include "checker/report/html_head.h"
#include "checker/report/player_bundle.h"

namespace racelab {
// The policy allows this one script and this one style sheet, and nothing else: no eval, no image,
// no form, no address. The data are no script: the browser does not run them.
std::string PlayerHtml(const PlayerPage& page) {
  return absl::StrCat(
      HtmlHead(absl::StrCat("racelab player: ", page.program), kPlayerStyle,
               absl::StrCat("script-src ", PolicyHash(kPlayerScript), "; ")),
      "</head>\n<body>\n<div id=\"player\"><noscript><p>The player needs JavaScript. "
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
