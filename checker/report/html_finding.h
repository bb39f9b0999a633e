// One finding in HTML: the sentence, the interleaving in columns, why it can pass, how to repeat
// it.
//
// **Thread safety**: pure functions. **Invariants**: what is foreign went through HtmlText.
#ifndef RACELAB_CHECKER_REPORT_HTML_FINDING_H_
#define RACELAB_CHECKER_REPORT_HTML_FINDING_H_

#include <string>
#include <string_view>

#include "checker/report/cases.h"
#include "checker/report/report_format.h"

namespace racelab {

// Clean text that is only text wherever it stands in a page, also between quotes.
std::string HtmlText(std::string_view bytes);

// Without a heading.
std::string HtmlFinding(const Found& found, const TerminalStyle& style);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_HTML_FINDING_H_
