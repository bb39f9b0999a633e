// racelab new: a new lab from labs/template, or a variant of a lab; no other file needs an edit.
#include <algorithm>
#include <cctype>
#include <optional>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "checker/base/files.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/lab/catalog.h"
#include "checker/lab/variant.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

bool IsName(const std::string& name) {
  return !name.empty() && std::islower(static_cast<unsigned char>(name[0])) != 0 &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
         });
}

// The labs that exist by folder, broken manifests or not: number and name of each.
std::vector<std::pair<int, std::string>> ExistingLabs(const fs::path& root) {
  std::vector<std::pair<int, std::string>> labs;
  std::error_code error;
  for (fs::directory_iterator entry(root / "labs", error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string id = entry->path().filename();
    if (id.size() < 4 || !std::isdigit(static_cast<unsigned char>(id[0])) ||
        !std::isdigit(static_cast<unsigned char>(id[1])) || id[2] != '_') {
      continue;
    }
    labs.emplace_back((id[0] - '0') * 10 + (id[1] - '0'), id.substr(3));
  }
  return labs;
}

// The number that the lab gets, or why it cannot be made.
absl::StatusOr<int> ChooseNumber(const Options& options, const fs::path& root) {
  if (!IsName(options.name)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", options.name,
        "' is no name for a lab: use lower-case letters, digits and _, a letter first"));
  }
  int last = 0;
  for (const auto& [number, name] : ExistingLabs(root)) {
    if (name == options.name || number == options.number) {
      return absl::AlreadyExistsError(absl::StrFormat("labs/%02d_%s exists; choose another %s",
                                                      number, name,
                                                      name == options.name ? "name" : "number"));
    }
    last = std::max(last, number);
  }
  if (options.number > 0) return options.number;
  if (last < 99) return last + 1;
  return absl::InvalidArgumentError("lab 99 exists; choose a free number with --number");
}

// "lost_update" reads "Lost update".
std::string TitleOf(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

std::string IdOf(int number, const std::string& name) {
  return absl::StrFormat("%02d_%s", number, name);
}

// Copies a tree with the placeholders filled in, in contents and in file names.
absl::Status CopyFilled(const fs::path& from, const fs::path& to, int number,
                        const std::string& name) {
  const std::vector<std::pair<std::string, std::string>> values = {
      {"@NUMBER@", absl::StrCat(number)},
      {"@ID@", IdOf(number, name)},
      {"@NAME@", name},
      {"@TITLE@", TitleOf(name)}};
  const auto fill = [&](const std::string& text) { return absl::StrReplaceAll(text, values); };
  std::error_code error;
  for (fs::recursive_directory_iterator entry(from, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    const fs::path target = to / fill(entry->path().lexically_relative(from).string());
    const absl::StatusOr<std::string> text = ReadFile(entry->path());
    if (!text.ok()) return text.status();
    fs::create_directories(target.parent_path(), error);
    if (error) break;
    if (const absl::Status written = WriteFile(target, fill(*text)); !written.ok()) return written;
  }
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot copy ", from.string(), ": ", error.message()));
}

// labs/template has the lab, labs/template/solution what goes to solutions/.
absl::Status MakeLab(const fs::path& root, int number, const std::string& name) {
  const std::string id = IdOf(number, name);
  const fs::path lab = root / "labs" / id, solution = root / "solutions" / id;
  std::error_code ignored;
  if (!fs::is_directory(root / "labs" / "template", ignored)) {
    return absl::NotFoundError("labs/template is missing; take it from the repository");
  }
  if (fs::exists(solution, ignored)) {
    return absl::AlreadyExistsError(absl::StrCat("solutions/", id, " exists; choose another name"));
  }
  absl::Status made = CopyFilled(root / "labs" / "template", lab, number, name);
  if (made.ok()) made = CopyFilled(lab / "solution", solution, number, name);
  fs::remove_all(lab / "solution", ignored);
  if (made.ok()) made = FindLab(root, id).status();  // a broken template shows here
  if (made.ok()) return made;
  fs::remove_all(lab, ignored);
  fs::remove_all(solution, ignored);
  return made;
}

int NewVariant(const fs::path& root, const std::string& which, uint64_t seed) {
  const absl::StatusOr<Lab> lab = FindLab(root, which);
  if (!lab.ok()) return Fail(lab.status());
  const absl::Status made = MakeVariant(*lab, seed, root, false);
  if (!made.ok()) return Fail(made);
  const std::string id = absl::StrCat(lab->id, "@", seed);
  Print(absl::StrCat("made labs/", id, ": ", absl::StrJoin(lab->manifest.edit, ", "),
                     " is yours to repair\n\nNext:\n  1. read labs/", id,
                     "/README.md\n  2. ./racelab check ", lab->number, "@", seed, "\n"));
  return kExitPassed;
}

}  // namespace

int RunNew(const Options& options) {
  const absl::StatusOr<fs::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  if (options.variant > 0) return NewVariant(*root, options.name, options.variant);
  const absl::StatusOr<int> number = ChooseNumber(options, *root);
  if (!number.ok()) return Fail(number.status());
  const absl::Status made = MakeLab(*root, *number, options.name);
  if (!made.ok()) return Fail(made);
  const std::string id = IdOf(*number, options.name);
  Print(absl::StrCat("made labs/", id, " and solutions/", id,
                     "\n\nNext:\n  1. write the story and "
                     "the unsafe code in labs/",
                     id, "\n  2. write the answers in solutions/", id,
                     ": the solution, accepted/, wrong/\n  3. ./racelab verify ", *number,
                     "   until every answer gets its verdict\n"));
  return kExitPassed;
}

}  // namespace racelab
