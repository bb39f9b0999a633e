// CheckIntegrity: fetches source, preprocessed source and objects for the scans of integrity.h.
#include <dlfcn.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/check/check.h"
#include "checker/check/integrity.h"

namespace racelab {
namespace {

bool IsHeader(const std::string& name) { return name.ends_with(".h") || name.ends_with(".hpp"); }

bool InLibrary(const std::string& name) { return dlsym(RTLD_DEFAULT, name.c_str()) != nullptr; }

void AddWords(std::set<std::string>& words, const std::filesystem::path& path) {
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return;
  for (const Token& token : Tokens(*text)) {
    if (token.kind == Token::kIdentifier) words.insert(token.text);
    // Include guards, and what else decides which code is there.
    if (token.kind != Token::kDirective || token.text.starts_with("include")) continue;
    for (const Token& word : Tokens(token.text)) {
      if (word.kind == Token::kIdentifier) words.insert(word.text);
    }
  }
}

// The words of the test program and of the kit that it includes.
std::set<std::string> GivenWords(const BuildInput& input) {
  std::set<std::string> words;
  for (const std::string& name : input.given) AddWords(words, input.stage / name);
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(input.root / "labs/kit", error)) {
    AddWords(words, file.path());
  }
  return words;
}

// Reads every file, and what only its raw text shows.
absl::Status ScanRaw(const CheckContext& context, OwnTokens& raw, std::vector<Finding>& findings) {
  const BuildInput& input = context.input;
  const bool headers = std::any_of(input.edit.begin(), input.edit.end(), IsHeader);
  const std::set<std::string> given = headers ? GivenWords(input) : std::set<std::string>();
  for (const std::string& file : input.edit) {
    const absl::StatusOr<std::string> text = ReadFile(input.stage / file, 64 * kMaxSourceBytes);
    if (!text.ok()) return text.status();
    AddNew(findings, ScanText(file, *text));
    if (!findings.empty()) continue;
    AddNew(findings, ScanDirectives(file, *text, input.edit, given));
    raw[file] = Tokens(*text);
  }
  return absl::OkStatus();
}

// Preprocesses `file` and adds what the submission's lines in it show. `seen` has the tokens that
// earlier files gave: a header must be the same in all.
absl::Status ScanUnit(const CheckContext& context, const std::string& file, OwnTokens& seen,
                      std::vector<Finding>& findings) {
  const BuildInput& input = context.input;
  OwnTokens own[2];
  for (bool sanitizer : {false, true}) {
    const absl::StatusOr<std::string> text = Preprocess(input, file, *context.compiler, sanitizer);
    if (absl::IsInvalidArgument(text.status())) {
      AddNew(findings,
             {IntegrityFinding("the file cannot be preprocessed; see the build check", file, 0)});
      return absl::OkStatus();
    }
    if (!text.ok()) return text.status();
    own[sanitizer] = OwnTokensOf(*text, input.edit, input.stage.string());
    AddNew(findings, ScanTokens(own[sanitizer]));
  }
  AddNew(findings, CompareOwnTokens(own[0], own[1], "when the race detector is on"));
  AddNew(findings, CompareOwnTokens(seen, own[0], "in another file of the program"));
  seen.merge(own[0]);
  return absl::OkStatus();
}

absl::Status ScanPreprocessed(const CheckContext& context, OwnTokens& own,
                              std::vector<Finding>& findings) {
  std::vector<std::string> units;
  for (const std::string& file : context.input.edit) {
    if (!IsHeader(file)) units.push_back(file);
  }
  // A header of the submission may look different from within the test program.
  if (units.size() < context.input.edit.size()) {
    for (const std::string& file : context.input.given) {
      if (!IsHeader(file)) units.push_back(file);
    }
  }
  for (const std::string& unit : units) {
    const absl::Status status = ScanUnit(context, unit, own, findings);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ToolOutput(std::vector<std::string> argv) {
  Command command;
  command.argv = std::move(argv);
  command.output_limit = 256 << 20;
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (absl::IsNotFound(result.status())) {
    return absl::UnavailableError(
        absl::StrCat(command.argv[0], " is missing; install the package binutils"));
  }
  if (!result.ok()) return result.status();
  if (!result->Ok()) {
    return absl::UnavailableError(absl::StrCat(command.argv[0], " cannot read an object file: ",
                                               result->err, "; install a newer binutils"));
  }
  return result->out;
}

// Line information makes objdump ten times slower, so it is asked for only when it is needed.
absl::Status ScanBareFunctions(const CheckContext& context, const std::string& object,
                               std::vector<Finding>& findings) {
  std::vector<std::string> argv = {"objdump", "-dr", "--no-show-raw-insn", object};
  absl::StatusOr<std::string> text = ToolOutput(argv);
  if (!text.ok()) return text.status();
  if (FindBareFunctions(*text).empty()) return absl::OkStatus();
  argv[1] = "-drl";
  text = ToolOutput(argv);
  if (!text.ok()) return text.status();
  for (const BareFunction& bare : FindBareFunctions(*text)) {
    const std::string file =
        EditFileOf(bare.file, context.input.edit, context.input.stage.string());
    if (file.empty()) continue;  // a library's header
    AddNew(findings, {IntegrityFinding(
                         absl::StrCat("the race detector cannot see into '", Demangle(bare.symbol),
                                      "'; remove what hides it (an attribute, a pragma or "
                                      "assembly) and repair the race itself"),
                         file, bare.line)});
  }
  return absl::OkStatus();
}

absl::Status ScanObjects(const CheckContext& context, const CheckSpec& spec,
                         std::vector<Finding>& findings) {
  for (Variant variant : {Variant::kPlain, Variant::kTsan}) {
    const absl::StatusOr<BuildOutput> build = BuildLab(context.input, *context.compiler, variant);
    if (!build.ok()) return build.status();
    if (!build->ok) {
      AddNew(findings,
             {IntegrityFinding("the program does not build, so its object files cannot be "
                               "looked at; see the build check",
                               context.input.edit.front(), 0)});
      return absl::OkStatus();
    }
    std::vector<std::string> sources;
    for (const std::string& file : context.input.edit) {
      if (!IsHeader(file)) sources.push_back(file);
    }
    for (size_t i = 0; i < build->objects.size() && i < sources.size(); ++i) {
      const std::string object = build->objects[i].string();
      const absl::StatusOr<std::string> symbols = ToolOutput({"nm", object});
      if (!symbols.ok()) return symbols.status();
      AddNew(findings, ScanSymbols(sources[i], *symbols, InLibrary));
      AddNew(findings, ScanForbiddenSymbols(sources[i], *symbols, spec.forbidden));
      if (variant == Variant::kTsan) {
        const absl::Status status = ScanBareFunctions(context, object, findings);
        if (!status.ok()) return status;
      } else {
        const absl::StatusOr<std::string> sections = ToolOutput({"objdump", "-hw", object});
        if (!sections.ok()) return sections.status();
        AddNew(findings, ScanSections(sources[i], *sections));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckIntegrity(const CheckContext& context, const CheckSpec& spec,
                            CheckResult& result) {
  OwnTokens raw, own;
  std::vector<Finding>& findings = result.findings;
  context.progress("reading your files");
  absl::Status status = ScanRaw(context, raw, findings);
  if (!status.ok()) return status;
  // A file that is not plain source, or that renames its lines, would lead the other scans astray.
  if (findings.empty()) {
    status = ScanPreprocessed(context, own, findings);
    if (!status.ok()) return status;
    AddNew(findings, ScanForbidden(own, raw, spec.forbidden));
  }
  if (findings.empty()) {
    context.progress("looking at the compiled code");
    status = ScanObjects(context, spec, findings);
    if (!status.ok()) return status;
  }
  for (Finding& finding : findings) finding.reproduce = context.reproduce;
  result.verdict = findings.empty() ? Verdict::kPass : Verdict::kFail;
  result.summary = findings.empty() ? "nothing in your code hides it from the checker"
                                    : absl::StrCat(findings.size(), " finding(s)");
  return absl::OkStatus();
}

}  // namespace racelab
