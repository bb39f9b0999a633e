// CheckThreadSafety: runs clang's -Wthread-safety over the submission, whatever compiler grades.
//
// -Wthread-safety-beta stays off: it warns about correct code. The group -Wthread-safety already
// has -reference and, in newer clangs, -reference-return; older ones are asked for -reference.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/check/check.h"
#include "checker/check/thread_safety.h"

namespace racelab {
namespace {

absl::StatusOr<Compiler> NewestClang() {
  const std::vector<Compiler> compilers = FindCompilers();
  const auto major = [](const Compiler& c) {
    return c.family == "clang" ? std::atoi(c.version.c_str()) : -1;
  };
  const auto best =
      std::max_element(compilers.begin(), compilers.end(),
                       [&](const auto& a, const auto& b) { return major(a) < major(b); });
  if (best == compilers.end() || major(*best) < 0) {
    return absl::UnavailableError("the thread-safety check needs clang; install clang");
  }
  return *best;
}

absl::StatusOr<CommandResult> RunClang(const BuildInput& input, const Compiler& clang,
                                       const std::string& file, std::vector<std::string> more) {
  Command command;
  command.argv = CompileCommand(input, file, clang, Variant::kPlain);
  command.argv.insert(command.argv.end(), more.begin(), more.end());
  command.directory = input.stage.string();
  command.output_limit = 64 << 20;
  absl::StatusOr<CommandResult> result = RunCommand(command);
  // A clang that was ended says nothing about the student: the build check passed before.
  if (result.ok() && (result->timed_out || result->signal != 0)) {
    return absl::UnavailableError(
        absl::StrCat(clang.Name(), " was ended while it read ", file,
                     "; free some memory, close other programs and run the command again"));
  }
  return result;
}

// The files to compile: the submission's sources, or its headers when it has nothing else.
std::vector<std::string> Units(const BuildInput& input) {
  std::vector<std::string> units;
  for (const std::string& file : input.edit) {
    if (!file.ends_with(".h") && !file.ends_with(".hpp")) units.push_back(file);
  }
  return units.empty() ? input.edit : units;
}

absl::Status ReadWarnings(const CheckContext& context, const Compiler& clang,
                          const std::string& file, std::vector<Finding>& findings) {
  const BuildInput& input = context.input;
  const absl::StatusOr<CommandResult> run =
      RunClang(input, clang, file,
               {"-fsyntax-only", "-Wthread-safety", "-Wthread-safety-reference", "-ferror-limit=5",
                "-fno-caret-diagnostics"});
  if (!run.ok()) return run.status();
  std::vector<Finding> found = ReadThreadSafetyLog(run->err, input.edit, input.stage.string());
  if (found.empty() && !run->Ok()) {
    found.push_back({"compile-error",
                     "clang, which checks the annotations, does not compile this",
                     {{file, 0, ""}},
                     run->err.substr(0, 4000),
                     ""});
  }
  AddNew(findings, std::move(found));
  return absl::OkStatus();
}

// Looks for attributes and pragmas that switch the analysis off, in the text as it is and as the
// preprocessor leaves it (a macro may hide the first, the preprocessor eats some pragmas).
absl::Status ReadTokens(const CheckContext& context, const Compiler& clang, const std::string& file,
                        std::vector<Finding>& findings) {
  const BuildInput& input = context.input;
  const absl::StatusOr<std::string> text = Preprocess(input, file, clang, /*sanitizer=*/false);
  if (absl::IsInvalidArgument(text.status())) return absl::OkStatus();  // a warning said so
  if (!text.ok()) return text.status();
  AddNew(findings, ScanAnalysisOff(OwnTokensOf(*text, input.edit, input.stage.string())));
  for (const std::string& name : input.edit) {
    const absl::StatusOr<std::string> raw = ReadFile(input.stage / name);
    if (!raw.ok()) return raw.status();
    OwnTokens directives;
    for (Token& token : Tokens(*raw)) {
      if (token.kind == Token::kDirective) directives[name].push_back(std::move(token));
    }
    AddNew(findings, ScanAnalysisOff(directives));
  }
  return absl::OkStatus();
}

// The best that any file says about each field: a header is seen by several.
absl::Status ReadGuards(const CheckContext& context, const Compiler& clang,
                        const std::vector<std::string>& guarded, std::vector<Finding>& findings) {
  std::map<std::string, FieldGuard> best;
  std::map<std::string, std::vector<std::string>> fields;  // by class
  for (const std::string& field : guarded) {
    best[field] = FieldGuard::kNoClass;
    fields[field.substr(0, field.rfind("::"))].push_back(field);
  }
  for (const std::string& file : Units(context.input)) {
    for (const auto& [owner, of_owner] : fields) {
      const absl::StatusOr<CommandResult> run =
          RunClang(context.input, clang, file,
                   {"-fsyntax-only", "-w", "-Xclang", "-ast-dump", "-Xclang",
                    absl::StrCat("-ast-dump-filter=", owner)});
      if (!run.ok()) return run.status();
      for (const std::string& field : of_owner) {
        best[field] = std::max(best[field], FindFieldGuard(run->out, field));
      }
    }
  }
  for (const std::string& field : guarded) {
    AddNew(findings, GuardFindings(best[field], field, context.input.edit.front()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckThreadSafety(const CheckContext& context, const CheckSpec& spec,
                               CheckResult& result) {
  const absl::StatusOr<Compiler> clang = NewestClang();
  if (!clang.ok()) return clang.status();
  context.progress(absl::StrCat("asking ", clang->Name()));
  std::vector<Finding>& findings = result.findings;
  for (const std::string& file : Units(context.input)) {
    if (absl::Status s = ReadWarnings(context, *clang, file, findings); !s.ok()) return s;
    if (absl::Status s = ReadTokens(context, *clang, file, findings); !s.ok()) return s;
  }
  const bool compiles = std::none_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.kind == "compile-error";
  });
  if (compiles) {
    if (absl::Status s = ReadGuards(context, *clang, spec.guarded, findings); !s.ok()) return s;
  }
  for (Finding& finding : findings) finding.reproduce = context.reproduce;
  result.verdict = findings.empty() ? Verdict::kPass : Verdict::kFail;
  result.summary = absl::StrCat(
      clang->Name(), " -Wthread-safety: ", findings.empty() ? "no warning" : "see the findings");
  return absl::OkStatus();
}

}  // namespace racelab
