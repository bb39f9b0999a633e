// Making of variants: choices from a seed, then every file of the lab and of its answers.
#include "checker/lab/variant.h"

#include <algorithm>
#include <numeric>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
uint64_t Mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// A permutation of 0 ... count - 1 in which neighbours lie far apart.
uint64_t Scatter(uint64_t seed, uint64_t count) {
  uint64_t step = std::max<uint64_t>(1, count / 8 * 5);
  while (std::gcd(step, count) != 1) ++step;
  return (seed % count * step + count / 3) % count;
}

// The manifest without [variant], with the checks that the other starter fails.
std::string RewriteManifest(const std::string& toml, const Rewriting& rewriting,
                            const std::string& fails) {
  std::vector<std::string> kept;
  bool skipping = false;
  const std::vector<std::string> lines = absl::StrSplit(toml, '\n');
  for (std::string line : lines) {
    if (absl::StartsWith(line, "[")) skipping = absl::StartsWith(line, "[variant");
    if (skipping) continue;
    if (absl::StartsWith(line, "guarded")) line = RewriteCode(line, rewriting);
    if (absl::StartsWith(line, "fails") && !fails.empty()) {
      line = absl::StrCat("fails = [\"", fails, "\"]");
    }
    kept.push_back(line);
  }
  return absl::StrJoin(kept, "\n");
}

std::string RewriteFile(const fs::path& file, const std::string& text, const Rewriting& rewriting) {
  const std::string kind = file.extension();
  if (kind == ".h" || kind == ".cc") return RewriteCode(text, rewriting);
  return kind == ".md" ? RewriteMarkdown(text, rewriting) : text;
}

// Copies a folder with other names and values.
absl::Status CopyRewritten(const fs::path& from, const fs::path& to, const Rewriting& rewriting) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(from, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    const absl::StatusOr<std::string> text = ReadFile(entry->path());
    if (!text.ok()) return text.status();
    const fs::path target = to / entry->path().lexically_relative(from);
    fs::create_directories(target.parent_path(), error);
    if (error) break;
    const absl::Status written = WriteFile(target, RewriteFile(target, *text, rewriting));
    if (!written.ok()) return written;
  }
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot copy ", from.string(), ": ", error.message()));
}

// Puts a wrong answer, without the comments that tell what is wrong, where the starter is, and says
// in the manifest what it fails.
absl::Status PutStarter(const Lab& lab, const Rewriting& rewriting, const fs::path& folder) {
  Answer answer;
  if (!rewriting.starter.empty()) {
    answer.folder = lab.solution / "wrong" / rewriting.starter;
    std::error_code ignored;
    if (!fs::is_directory(answer.folder, ignored)) {
      return absl::FailedPreconditionError(
          absl::StrCat(answer.folder.string(),
                       " is missing, and this variant starts with it; make "
                       "variants where solutions/ is, and hand them out"));
    }
    if (absl::Status status = ReadExpectation(lab, answer); !status.ok()) return status;
    for (const std::string& file : lab.manifest.edit) {
      const absl::StatusOr<std::string> code = ReadFile(answer.folder / file);
      if (absl::IsNotFound(code.status())) continue;  // the lab's own
      if (!code.ok()) return code.status();
      absl::Status written =
          WriteFile(folder / file, RewriteCode(WithoutComments(*code), rewriting));
      if (!written.ok()) return written;
    }
  }
  const absl::StatusOr<std::string> toml = ReadFile(lab.folder / "lab.toml");
  if (!toml.ok()) return toml.status();
  return WriteFile(folder / "lab.toml", RewriteManifest(*toml, rewriting, answer.expect_check));
}

// All C++ of a folder.
std::string CodeIn(const fs::path& folder) {
  std::string code;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string kind = entry->path().extension();
    if (kind == ".h" || kind == ".cc") code += ReadFile(entry->path()).value_or("");
  }
  return code;
}

}  // namespace

uint64_t VariantCount(const VariantSpec& spec) {
  uint64_t ways = 1;
  for (const auto& name : spec.names) ways *= name.instead.size() + 1;
  return ways - 1;
}

Rewriting RewritingOf(const VariantSpec& spec, uint64_t seed) {
  Rewriting rewriting;
  uint64_t choice = 1 + Scatter(seed, VariantCount(spec));  // 0 would be the lab's own names
  for (const auto& name : spec.names) {
    const uint64_t ways = name.instead.size() + 1;
    if (choice % ways > 0) rewriting.names.emplace_back(name.name, name.instead[choice % ways - 1]);
    choice /= ways;
  }
  for (const auto& value : spec.values) {
    const uint64_t random = Mix(seed + rewriting.values.size());
    rewriting.values.emplace_back(value.name, value.instead[random % value.instead.size()]);
  }
  const uint64_t starter = Mix(~seed) % (spec.starters.size() + 1);
  if (starter > 0) rewriting.starter = spec.starters[starter - 1];
  return rewriting;
}

absl::Status MakeVariant(const Lab& lab, uint64_t seed, const fs::path& root, bool answers) {
  const std::string id = absl::StrCat(lab.id, "@", seed);
  if (VariantCount(lab.manifest.variant) == 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("labs/", lab.id, "/lab.toml: has no [variant], so there is only one of it"));
  }
  std::error_code ignored;
  const fs::path folder = root / "labs" / id;
  if (fs::exists(folder, ignored)) {
    return absl::AlreadyExistsError(
        absl::StrCat("labs/", id, " exists; to begin again, remove that folder first"));
  }
  const Rewriting rewriting = RewritingOf(lab.manifest.variant, seed);
  absl::Status made = CopyRewritten(lab.folder, folder, rewriting);
  if (made.ok()) made = PutStarter(lab, rewriting, folder);
  if (made.ok() && answers) {
    made = CopyRewritten(lab.solution, root / "solutions" / id, rewriting);
  }
  if (!made.ok()) fs::remove_all(folder, ignored);
  return made;
}

std::vector<std::string> VariantProblems(const Lab& lab) {
  const VariantSpec& spec = lab.manifest.variant;
  const std::string code = CodeIn(lab.folder), answers = CodeIn(lab.solution);
  std::vector<std::string> problems;
  const auto stands = [](const std::string& word, const std::string& text) {
    return RewriteCode(text, {.names = {{word, ""}}, .values = {}, .starter = ""}) != text;
  };
  const auto problem = [&](const auto&... words) {
    problems.push_back(absl::StrCat("labs/", lab.id, "/lab.toml: [variant] ", words...));
  };
  for (const auto& name : spec.names) {
    if (!stands(name.name, code)) problem("'", name.name, "' does not stand in the lab");
    for (const std::string& other : name.instead) {
      if (stands(other, code))
        problem("'", other, "' is a name that the lab has already");
      else if (stands(other, answers))
        problem("'", other, "' is a name in an answer");
    }
  }
  for (const auto& value : spec.values) {
    if (!absl::StrContains(code, absl::StrCat(" ", value.name, " = "))) {
      problem("'", value.name, " = NUMBER' does not stand in the lab");
    }
  }
  std::error_code error;
  for (const std::string& starter : spec.starters) {
    if (!fs::is_directory(lab.solution / "wrong" / starter, error)) {
      problem("'", starter, "' in 'starters' is no wrong answer of the lab");
    }
  }
  return problems;
}

}  // namespace racelab
