// racelab verify: proves labs, each known answer getting the verdict that it claims.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/files.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"
#include "checker/check/verify.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/progress.h"
#include "checker/lab/validate.h"
#include "checker/lab/variant.h"

namespace racelab {
namespace {

absl::StatusOr<std::vector<Lab>> ChosenLabs(const std::filesystem::path& root,
                                            const std::vector<std::string>& names) {
  absl::StatusOr<std::vector<Lab>> labs = FindLabs(root, names);
  if (labs.ok() && names.empty()) {  // variants of students have no answers
    std::erase_if(*labs, [](const Lab& lab) { return !VariantOf(lab.id).empty(); });
  }
  return labs;
}

// Makes the variants of the labs, with their answers, below `folder`. Of all labs, those without
// variants are left out.
absl::StatusOr<std::vector<Lab>> VariantsOf(std::vector<Lab> labs, const Options& options,
                                            const std::filesystem::path& folder) {
  std::vector<Lab> variants;
  for (const Lab& lab : labs) {
    if (options.labs.empty() && VariantCount(lab.manifest.variant) == 0) continue;
    const absl::Status made = MakeVariant(lab, options.variant, folder, true);
    if (!made.ok()) return made;
    absl::StatusOr<Lab> variant = FindLab(folder, absl::StrCat(lab.id, "@", options.variant));
    if (!variant.ok()) return variant.status();
    variants.push_back(*std::move(variant));
  }
  return variants;
}

// The named one, or the reference and the first of the other family.
absl::StatusOr<std::vector<Compiler>> ChosenCompilers(const std::string& name) {
  absl::StatusOr<Compiler> first = PickCompiler(name);
  if (!first.ok()) return first.status();
  std::vector<Compiler> compilers = {*first};
  if (!name.empty()) return compilers;
  for (const Compiler& compiler : FindCompilers()) {
    if (compiler.family == first->family || compilers.size() > 1) continue;
    compilers.push_back(compiler);
  }
  return compilers;
}

// Prints what is wrong with the labs' folders; whether nothing is.
bool WellFormed(const std::vector<Lab>& labs) {
  bool good = true;
  for (const Lab& lab : labs) {
    for (const std::string& problem : ValidateLab(lab)) {
      Print(absl::StrCat("WRONG  ", CleanText(problem), "\n"));
      good = false;
    }
  }
  return good;
}

std::string RowText(const VerifyRow& row) {
  const char* mark = row.needs_explorer ? "-" : row.ok ? "ok" : "WRONG";
  std::string text =
      absl::StrFormat("%-5s  %-24s  %-28s  %-13s  %-28s  %6.1f s  %s", mark, row.lab, row.answer,
                      row.compiler, row.expected, row.seconds, row.evidence);
  text = std::string(absl::StripTrailingAsciiWhitespace(text)) + "\n";
  if (row.needs_explorer) return CleanText(text) + "       needs the explorer; not counted\n";
  if (!row.ok) absl::StrAppend(&text, "       got ", row.got, ". ", row.why, "\n");
  return CleanText(text);
}

struct Count {
  int good = 0;
  int all = 0;
};

std::string Text(const Count& count) { return absl::StrCat(count.good, " of ", count.all); }

// Rows of one lab.
struct LabCount {
  Count right, wrong;
  int not_counted = 0;
};

// One line a lab.
std::string Table(const std::vector<VerifyRow>& rows) {
  std::map<std::string, LabCount> labs;
  for (const VerifyRow& row : rows) {
    LabCount& lab = labs[row.lab];
    if (row.needs_explorer) {
      ++lab.not_counted;
      continue;
    }
    Count& count = row.should_pass ? lab.right : lab.wrong;
    ++count.all;
    count.good += row.ok;
  }
  std::string text = absl::StrFormat("\n%-26s  %-14s  %-14s  %s\n", "lab", "right passed",
                                     "wrong failed", "not counted");
  for (const auto& [name, lab] : labs) {
    absl::StrAppendFormat(&text, "%-26s  %-14s  %-14s  %d\n", name, Text(lab.right),
                          Text(lab.wrong), lab.not_counted);
  }
  return text;
}

std::string Summary(const std::vector<VerifyRow>& rows) {
  const VerifyRates rates = Rates(rows);
  std::string text = absl::StrFormat(
      "%s\nright answers that passed (true negatives): %.1f %%\n"
      "wrong answers that failed for their reason (true positives): %.1f %%\n",
      Table(rows), rates.right_answers_pass, rates.wrong_answers_fail);
  if (rates.needs_explorer > 0) {
    absl::StrAppend(
        &text, "not counted, only the explorer is sure to find them: ", rates.needs_explorer, "\n");
  }
  return text;
}

absl::StatusOr<std::vector<VerifyRow>> Prove(VerifyRequest request) {
  const Sandbox sandbox = ProbeSandbox();
  request.sandbox = &sandbox;
  Progress progress(STDERR_FILENO, {});
  request.progress = [&progress](const std::string& text) { progress.Update("verify", text); };
  request.on_row = [](const VerifyRow& row) {
    if (isatty(STDERR_FILENO)) std::fputs("\r\033[K", stderr);  // the progress line makes way
    Print(RowText(row));
    std::fflush(stdout);
  };
  return Verify(request);
}

}  // namespace

int RunVerify(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  absl::StatusOr<std::vector<Lab>> labs = ChosenLabs(*root, options.labs);
  if (!labs.ok()) return Fail(labs.status());
  const absl::StatusOr<std::vector<Compiler>> compilers = ChosenCompilers(options.compiler);
  if (!compilers.ok()) return FailWithoutCompiler(compilers.status(), options.compiler);
  const bool well_formed = WellFormed(*labs);
  const absl::StatusOr<TempDir> variants = TempDir::Create("variants");
  if (options.variant > 0) {
    if (!variants.ok()) return Fail(variants.status());
    labs = VariantsOf(*std::move(labs), options, variants->path());
    if (!labs.ok()) return Fail(labs.status());
  }
  VerifyRequest request;
  request.root = *root;
  request.labs = *labs;
  request.compilers = *compilers;
  request.repeat = options.repeat;
  request.seed = options.seed;
  request.jobs = options.jobs;
  request.quick = options.quick;
  request.answer = options.answer;
  const absl::StatusOr<std::vector<VerifyRow>> rows = Prove(std::move(request));
  if (!rows.ok()) return Fail(rows.status());
  Print(Summary(*rows));
  if (Interrupted()) return kExitInconclusive;
  if (rows->empty()) {
    return Fail(absl::NotFoundError(absl::StrCat("no answer is called '", options.answer, "'")));
  }
  const bool proved = std::all_of(rows->begin(), rows->end(), [](const VerifyRow& row) {
    return row.ok || row.needs_explorer;
  });
  return proved && well_formed ? kExitPassed : kExitFailed;
}

}  // namespace racelab
