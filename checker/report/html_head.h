// The head of every HTML page of ours: what it may load, its title, its style sheet.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_REPORT_HTML_HEAD_H_
#define RACELAB_CHECKER_REPORT_HTML_HEAD_H_

#include <string>
#include <string_view>

namespace racelab {

// 'sha256-...', as a Content-Security-Policy names an inline style sheet or script.
std::string PolicyHash(std::string_view text);

// From the doctype to the end of the style sheet, without </head>. The policy allows this style
// sheet, what `policy` adds ("script-src ...; "), and nothing else: no image, no form, no address.
std::string HtmlHead(const std::string& title, std::string_view style,
                     const std::string& policy = "");

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_HTML_HEAD_H_
