// Parsing and choosing of hints.
#include "checker/lab/hints.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/text.h"
#include "checker/lab/markdown.h"

namespace racelab {
namespace {

// How many rungs stand without a key so far: the next one must be HintRungs()[that].
size_t RungsSoFar(const std::vector<Hint>& hints) {
  return std::count_if(hints.begin(), hints.end(), [](const Hint& h) { return h.key.empty(); });
}

// What is wrong with a heading, given those before it; "" if nothing is.
std::string HeadingProblem(const Hint& hint, const std::vector<Hint>& before) {
  const std::vector<std::string>& rungs = HintRungs();
  const size_t rung = std::find(rungs.begin(), rungs.end(), hint.rung) - rungs.begin();
  if (rung == rungs.size()) {
    return absl::StrCat("unknown rung '", hint.rung, "'; use Symptom, Concept, Place or Sketch");
  }
  for (const Hint& other : before) {
    if (other.rung == hint.rung && other.key == hint.key) return "this rung stands here twice";
  }
  const size_t done = RungsSoFar(before);
  if (hint.key.empty() ? rung != done : rung >= done) {
    return absl::StrCat("'## ", rungs[std::min(done, rungs.size() - 1)], "' must come before this");
  }
  return "";
}

}  // namespace

const std::vector<std::string>& HintRungs() {
  static const auto* const rungs =
      new std::vector<std::string>{"Symptom", "Concept", "Place", "Sketch"};
  return *rungs;
}

absl::StatusOr<std::vector<Hint>> ParseHints(std::string_view markdown, std::string_view path) {
  const auto error = [path](int line, const std::string& what) {
    return absl::InvalidArgumentError(
        absl::StrCat(std::string(path), ":", line, ": ", CleanText(what)));
  };
  std::vector<Hint> hints;
  for (const Section& section : SplitMarkdown(markdown)) {
    if (section.level == 1 && hints.empty()) continue;  // the title
    if (section.level != 2) return error(section.line, "only headings '## RUNG' may stand here");
    const std::vector<std::string> parts =
        absl::StrSplit(section.heading, absl::MaxSplits(": ", 1));
    const Hint hint{parts[0], parts.size() > 1 ? parts[1] : "", section.text};
    const std::string problem = HeadingProblem(hint, hints);
    if (!problem.empty()) return error(section.line, problem);
    if (hint.text.empty()) return error(section.line, "this rung has no text");
    hints.push_back(hint);
  }
  const size_t done = RungsSoFar(hints);
  if (done < HintRungs().size()) {
    return error(1, absl::StrCat("the rung '## ", HintRungs()[done], "' is missing"));
  }
  return hints;
}

std::string PickHint(const std::vector<Hint>& hints, int rung,
                     const std::vector<std::string>& kinds) {
  const auto find = [&](const std::string& key) {
    return std::find_if(hints.begin(), hints.end(), [&](const Hint& hint) {
      return hint.rung == HintRungs().at(rung) && hint.key == key;
    });
  };
  for (const std::string& kind : kinds) {
    if (find(kind) != hints.end()) return find(kind)->text;
  }
  return find("")->text;
}

}  // namespace racelab
