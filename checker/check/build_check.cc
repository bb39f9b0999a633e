// CheckBuild: compiles the submission, and says in plain words what stops it.
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/check/build_advice.h"
#include "checker/check/build_check.h"
#include "checker/check/check.h"
#include "checker/check/integrity.h"

namespace racelab {

std::vector<Finding> BuildFindings(const BuildOutput& build, bool errors) {
  constexpr size_t kMost = 5;
  std::vector<Finding> findings;
  for (const Diagnostic& diagnostic : build.diagnostics) {
    if (diagnostic.error != errors || findings.size() == kMost) continue;
    const std::string advice = BuildAdvice(diagnostic.message);
    Finding finding;
    finding.kind = !errors ? "warning" : diagnostic.file.empty() ? "link-error" : "compile-error";
    finding.message = CleanText(diagnostic.message);
    if (errors && !advice.empty()) absl::StrAppend(&finding.message, "; ", advice);
    if (!diagnostic.file.empty()) finding.locations = {{diagnostic.file, diagnostic.line, ""}};
    findings.push_back(std::move(finding));
  }
  if (errors && findings.empty() && !build.ok) {
    findings.push_back(
        {"compile-error", "the program does not build; read the compiler's output", {}, "", ""});
  }
  if (errors && !findings.empty()) findings[0].detail = Shorten(CleanText(build.log), 8000);
  return findings;
}

namespace {

// A file that cannot be read is explained by BuildLab.
std::vector<Finding> ForeignIncludes(const BuildInput& input) {
  std::vector<Finding> findings;
  for (const std::string& file : input.edit) {
    const absl::StatusOr<std::string> text = ReadFile(input.stage / file, kMaxSourceBytes);
    if (text.ok()) AddNew(findings, ScanIncludes(file, *text, input.edit));
  }
  return findings;
}

}  // namespace

absl::Status CheckBuild(const CheckContext& context, const CheckSpec&, CheckResult& result) {
  result.findings = ForeignIncludes(context.input);
  if (!result.findings.empty()) {
    result.verdict = Verdict::kFail;
    result.summary = "not compiled, because it includes a file that is not the lab's";
    return absl::OkStatus();
  }
  const auto build_variant = [&](Variant variant) {
    return BuildLab(context.input, *context.compiler, variant);
  };
  context.progress("compiling");
  // Side by side: each spends most of its time in one compiler run, for the student's file.
  std::future<absl::StatusOr<BuildOutput>> tsan =
      std::async(std::launch::async, build_variant, Variant::kTsan);
  BuildOutput plain;
  for (Variant variant : {Variant::kPlain, Variant::kTsan}) {
    absl::StatusOr<BuildOutput> build =
        variant == Variant::kPlain ? build_variant(variant) : tsan.get();
    if (!build.ok()) return build.status();
    if (!build->ok) {
      result.verdict = Verdict::kFail;
      result.findings = BuildFindings(*build, /*errors=*/true);
      result.summary = absl::StrCat("does not build with ", context.compiler->Name());
      for (Finding& finding : result.findings) finding.reproduce = context.reproduce;
      return absl::OkStatus();
    }
    if (variant == Variant::kPlain) plain = *std::move(build);
  }
  result.findings = BuildFindings(plain, /*errors=*/false);
  result.summary = absl::StrCat("builds with ", context.compiler->Name());
  if (!result.findings.empty()) {
    absl::StrAppend(&result.summary, ", ", result.findings.size(),
                    result.findings.size() == 1 ? " warning" : " warnings");
  }
  return absl::OkStatus();
}

}  // namespace racelab
