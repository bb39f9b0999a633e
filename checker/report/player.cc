// The player's page: the viewer that is built into the program, and the data.
#include "checker/report/player.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/report/html_finding.h"
#include "checker/report/player_bundle.h"

namespace racelab {
namespace {

// As a Content-Security-Policy names an inline script or style sheet.
std::string HashSource(std::string_view text) {
  return absl::StrCat("'sha256-", absl::Base64Escape(absl::HexStringToBytes(Sha256(text))), "'");
}

}  // namespace

// The policy allows this one script and this one style sheet, and nothing else: no eval, no image,
// no form, no address. The data are no script: the browser does not run them.
std::string PlayerHtml(const PlayerPage& page) {
  const std::string script(kPlayerScript), style(kPlayerStyle);
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ",
      HashSource(script), "; style-src ", HashSource(style),
      "; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>",
      HtmlText(absl::StrCat("racelab player: ", page.program)), "</title>\n<style>", style,
      "</style>\n</head>\n<body>\n<div id=\"player\"><noscript><p>The player needs JavaScript. "
      "<code>--report html</code> writes a page without.</p></noscript></div>\n"
      "<script type=\"application/json\" id=\"data\">",
      PlayerJson(page), "</script>\n<script>", script, "</script>\n</body>\n</html>\n");
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
