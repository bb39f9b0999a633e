// Parsing of lab.toml: toml++ reads the text, this file checks every key.
#include "checker/lab/manifest.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/lab/toml_reader.h"
#include "checker/lab/variant_toml.h"

namespace racelab {
namespace {

constexpr int kMaxPoints = 1000;
constexpr int kMaxRepeats = 100'000;
constexpr int kMaxExecutions = 10'000'000;

bool IsIdentifier(std::string_view word) {  // lower-case-with-dashes
  return !word.empty() &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

// Why a submission may not replace this file; "" if it may.
std::string EditProblem(const std::string& file) {
  const std::filesystem::path path(file);
  // One spelling of each file, so that none is named twice in disguise ("./a.cc").
  if (path.is_absolute() || *path.begin() == ".." || path.lexically_normal().string() != file) {
    return "must be a path inside the lab's folder, without '..', './' or '//'";
  }
  if (path.extension() != ".h" && path.extension() != ".cc") return "must end in .h or .cc";
  return path.filename() == "lab_test.cc" ? "is the lab's test; students do not edit it" : "";
}

template <typename Words>
void CheckWord(TableReader& reader, std::string_view key, const std::string& word,
               const Words& words) {
  if (std::find(words.begin(), words.end(), word) != words.end()) return;
  const std::string hint = DidYouMean(word, words);
  reader.Fail(key,
              absl::StrCat("unknown word '", word, "' for '", std::string(key), "'",
                           hint.empty() ? "; use one of " + absl::StrJoin(words, ", ") : hint));
}

// Keys that only one kind of check has.
void ReadKindKeys(TableReader& reader, CheckSpec& spec) {
  reader.Read("executions", spec.executions, 0, kMaxExecutions);
  reader.Read("at_least", spec.at_least, 64, "processors");
  reader.Read("guarded", spec.guarded);
  reader.Read("forbidden", spec.forbidden);
  const bool explores = Explores(spec.kind);
  if (spec.executions != 0 && !explores) {
    reader.Fail("executions",
                "only checks of kind 'explore', 'crash' and 'faults' have 'executions'");
  }
  if (spec.repeats != 0 && explores) {
    reader.Fail("repeats",
                absl::StrCat("a check of kind '", spec.kind, "' has 'executions', not 'repeats'"));
  }
  if (spec.at_least != 0 && spec.kind != "parallelism") {
    reader.Fail("at_least", "only a check of kind 'parallelism' has 'at_least'");
  }
  if (!spec.guarded.empty() && spec.kind != "thread_safety") {
    reader.Fail("guarded", "only a check of kind 'thread_safety' has 'guarded'");
  }
  if (!spec.forbidden.empty() && spec.kind != "integrity") {
    reader.Fail("forbidden", "only a check of kind 'integrity' has 'forbidden'");
  }
  for (const std::string& field : spec.guarded) {
    if (field.find("::") == std::string::npos) {
      reader.Fail("guarded", "'" + field + "' in 'guarded' must read Class::field_");
    }
  }
  for (const std::string& rule : spec.forbidden) {
    const size_t colon = rule.find(": ");
    if (colon == 0 || colon == std::string::npos || colon + 2 == rule.size()) {
      reader.Fail("forbidden", "'" + rule + "' in 'forbidden' must read IDENTIFIER: REASON");
    }
  }
}

CheckSpec ParseCheck(const toml::table& table, Errors& errors) {
  TableReader reader(table, "[[check]]",
                     {"kind", "points", "repeats", "executions", "filter", "at_least", "timeout",
                      "guarded", "forbidden"},
                     errors);
  CheckSpec spec;
  reader.Require({"kind"});
  reader.Read("kind", spec.kind);
  reader.Read("points", spec.points, 0, kMaxPoints);
  reader.Read("repeats", spec.repeats, 0, kMaxRepeats);
  reader.Read("filter", spec.filter);
  reader.Read("timeout", spec.timeout, 600, "seconds");
  CheckWord(reader, "kind", spec.kind, CheckKinds());
  ReadKindKeys(reader, spec);
  return spec;
}

void ParseChecks(TableReader& reader, Manifest& manifest, Errors& errors) {
  std::map<std::string, int> seen;
  for (const toml::table* table : reader.ReadTables("check")) {
    CheckSpec spec = ParseCheck(*table, errors);
    const int number = ++seen[spec.kind];
    spec.name = number == 1 ? spec.kind : absl::StrCat(spec.kind, "-", number);
    manifest.checks.push_back(std::move(spec));
  }
  if (manifest.checks.empty()) reader.Fail("check", "there is no [[check]]");
}

void ParseStarter(TableReader& reader, Manifest& manifest, Errors& errors) {
  const toml::table* table = reader.ReadTable("starter");
  if (table == nullptr) return;
  TableReader starter(*table, "[starter]", {"fails"}, errors);
  starter.Require({"fails"});
  starter.Read("fails", manifest.starter_fails);
  std::vector<std::string> names;
  for (const CheckSpec& check : manifest.checks) names.push_back(check.name);
  for (const std::string& name : manifest.starter_fails) CheckWord(starter, "fails", name, names);
}

void ParseTopLevel(TableReader& reader, Manifest& manifest) {
  reader.Require({"format", "title", "summary", "bug", "edit", "check"});
  reader.Read("format", manifest.format, 1, 1);
  reader.Read("title", manifest.title);
  reader.Read("summary", manifest.summary);
  reader.Read("bug", manifest.bug);
  reader.Read("teaches", manifest.teaches);
  reader.Read("requires", manifest.needs);
  reader.Read("edit", manifest.edit);
  reader.Read("libraries", manifest.libraries);
  reader.Read("negative_control", manifest.negative_control);
  if (!IsIdentifier(manifest.bug)) reader.Fail("bug", "'bug' must be lower-case-with-dashes");
  if (manifest.edit.empty()) reader.Fail("edit", "'edit' must name at least one file");
  for (const std::string& file : manifest.edit) {
    const std::string problem = EditProblem(file);
    if (!problem.empty()) reader.Fail("edit", absl::StrCat("'", file, "' in 'edit' ", problem));
  }
  for (const std::string& library : manifest.libraries) {
    CheckWord(reader, "libraries", library, std::vector<std::string>{"boost_thread", "absl", "rt"});
  }
  const std::string& control = manifest.negative_control;
  if (control != "locks" && (control.rfind("none: ", 0) != 0 || control.size() < 7)) {
    reader.Fail("negative_control", "'negative_control' must be \"locks\" or \"none: REASON\"");
  }
}

}  // namespace

const std::vector<std::string>& CheckKinds() {
  static const auto* const kinds = new std::vector<std::string>{
      "build", "integrity", "thread_safety", "functional", "tsan",   "explore",
      "crash", "faults",    "parallelism",   "stress",     "hygiene"};
  return *kinds;
}

bool Explores(std::string_view kind) {
  return kind == "explore" || kind == "crash" || kind == "faults";
}

absl::StatusOr<Manifest> ParseManifest(std::string_view toml, std::string_view path) {
  Errors errors(path);
  Manifest manifest;
  try {
    const toml::table root = toml::parse(toml, path);
    TableReader reader(root, "",
                       {"format", "title", "summary", "bug", "teaches", "requires", "edit",
                        "libraries", "negative_control", "check", "starter", "variant"},
                       errors);
    ParseTopLevel(reader, manifest);
    ParseChecks(reader, manifest, errors);
    ParseStarter(reader, manifest, errors);
    if (const toml::table* table = reader.ReadTable("variant")) {
      manifest.variant = ParseVariant(*table, errors);
    }
  } catch (const toml::parse_error& error) {  // the library as packaged reports by throwing
    errors.Add(error.source(), std::string(error.description()));
  }
  if (!errors.first().ok()) return errors.first();
  return manifest;
}

}  // namespace racelab
