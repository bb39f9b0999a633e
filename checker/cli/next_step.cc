// The sentences and commands of NextStep.
#include "checker/cli/next_step.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

std::string Offer(const std::string& command, const std::string& text) {
  return absl::StrFormat("  %-20s  %s\n", "./racelab " + command, text);
}

std::string AfterPass(const Lab& lab, const Report& report, const std::vector<PathLab>& path) {
  if (report.quick) return Offer("check " + ShortName(lab), "all runs, for the grade");
  const Lab* next = NextOpen(path, lab.id);
  if (next != nullptr) {
    return Offer("check " + ShortName(*next), "the next lab: " + CleanText(next->manifest.title));
  }
  return absl::StrCat("  You have passed all ", path.size(), " labs.\n");
}

std::string AfterFail(const Lab& lab) {
  const std::string name = ShortName(lab);
  return absl::StrCat("  Edit ", FilesToEdit(lab), "\n  README.md beside it says what is asked.\n",
                      Offer("watch " + name, "checks again each time you save"),
                      Offer("hint " + name, "a hint; each of the four says more"),
                      Offer("check " + name, "checks once more"));
}

}  // namespace

std::string FilesToEdit(const Lab& lab) {
  return absl::StrJoin(lab.manifest.edit, ", ", [&lab](std::string* out, const std::string& file) {
    absl::StrAppend(out, "labs/", lab.id, "/", CleanText(file));
  });
}

std::string ShortName(const Lab& lab) {
  const std::string variant = VariantOf(lab.id);
  return absl::StrCat(lab.number, variant.empty() ? "" : "@", variant);
}

std::string NextStep(const Lab& lab, const Report& report, const std::vector<PathLab>& path) {
  std::string rows;
  switch (ReportVerdict(report)) {
    case Verdict::kPass: rows = AfterPass(lab, report, path); break;
    case Verdict::kFail: rows = AfterFail(lab); break;
    default: rows = Offer("doctor", "is this machine ready? what to do where it is not"); break;
  }
  return "\nWhat next:\n" + rows;
}

}  // namespace racelab
