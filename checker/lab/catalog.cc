// Finding of the root, of labs and of their answers on disk.
#include "checker/lab/catalog.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMaxFile = 1 << 20;  // bytes of a manifest or of an answer's file

bool IsRoot(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "labs" / "kit", error);
}

// Names of the folders in `folder`, sorted; links to folders count. Empty when it cannot be read.
std::vector<std::string> Folders(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    const std::string name = it->path().filename().string();
    if (it->is_directory(ignored) && name[0] != '.') names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

constexpr char kDigits[] = "0123456789";
constexpr char kWord[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

bool IsWord(const std::string& text) {
  return !text.empty() && text.find_first_not_of(kWord) == std::string::npos;
}

// The number of "01_lost_update" and of "01_lost_update@7"; 0 if the folder's name is not that of a
// lab.
int LabNumber(const std::string& folder) {
  const size_t at = folder.find('@');
  const std::string id = folder.substr(0, at);
  if (at != std::string::npos && folder.find_first_not_of(kDigits, at + 1) != std::string::npos)
    return 0;
  const size_t digits = std::min(id.find_first_not_of(kDigits), id.size());
  int number = 0;
  const bool named = digits >= 2 && digits + 1 < id.size() && id[digits] == '_' && IsWord(id);
  return named && absl::SimpleAtoi(id.substr(0, digits), &number) ? number : 0;
}

// The ids of all labs, by number. The error says what is missing.
absl::StatusOr<std::vector<std::string>> LabIds(const fs::path& root) {
  std::vector<std::string> ids;
  for (const std::string& name : Folders(root / "labs")) {
    if (LabNumber(name) > 0) ids.push_back(name);
  }
  const auto number_of = [](const std::string& id) { return LabNumber(id); };
  std::ranges::stable_sort(ids, {}, number_of);
  if (ids.empty()) {
    return absl::NotFoundError(absl::StrCat(
        (root / "labs").string(), ": there are no labs here; get a complete copy of racelab"));
  }
  const auto twin = std::ranges::adjacent_find(ids, [&](const auto& one, const auto& other) {
    return number_of(one) == number_of(other) && VariantOf(one).empty() && VariantOf(other).empty();
  });
  if (twin != ids.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("labs/", twin[0], " and labs/", twin[1], " have the same number; rename one"));
  }
  return ids;
}

absl::StatusOr<Lab> LoadLab(const fs::path& root, const std::string& id) {
  Lab lab;
  lab.id = id;
  lab.number = LabNumber(id);
  lab.folder = root / "labs" / id;
  lab.solution = root / "solutions" / id;
  const absl::StatusOr<std::string> text = ReadFile(lab.folder / "lab.toml", kMaxFile);
  if (!text.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(text.status().message(), "; every lab needs a manifest"));
  }
  absl::StatusOr<Manifest> manifest = ParseManifest(*text, "labs/" + id + "/lab.toml");
  if (!manifest.ok()) return manifest.status();
  lab.manifest = *std::move(manifest);
  return lab;
}

absl::Status NoSuchLab(const std::string& which, const std::vector<std::string>& ids) {
  std::string closest = ClosestWord(which, ids);
  for (const std::string& id : ids) {
    const std::string name = id.substr(id.find('_') + 1);
    if (closest.empty() && ClosestWord(which, std::vector<std::string>{name}) == name) closest = id;
  }
  return absl::NotFoundError(absl::StrCat(
      "there is no lab '", CleanText(which), "'",
      closest.empty() ? "; './racelab list' shows all" : "; did you mean '" + closest + "'?"));
}

absl::Status NoSuchVariant(const fs::path& root, const std::string& base,
                           const std::string& variant) {
  const absl::StatusOr<Lab> lab = FindLab(root, base);
  if (!lab.ok()) return lab.status();
  return absl::NotFoundError(absl::StrCat("labs/", lab->id, "@", CleanText(variant),
                                          " does not exist; make it with './racelab new --variant ",
                                          CleanText(variant), " ", lab->number, "'"));
}

}  // namespace

absl::StatusOr<std::vector<Lab>> FindLabs(const fs::path& root,
                                          const std::vector<std::string>& names) {
  if (names.empty()) return LoadCatalog(root);
  std::vector<Lab> labs;
  for (const std::string& name : names) {
    absl::StatusOr<Lab> lab = FindLab(root, name);
    if (!lab.ok()) return lab.status();
    labs.push_back(*std::move(lab));
  }
  return labs;
}

std::string VariantOf(const std::string& id) {
  const size_t at = id.find('@');
  return at == std::string::npos ? "" : id.substr(at + 1);
}

absl::StatusOr<fs::path> FindRoot() {
  std::error_code error;
  if (const char* named = std::getenv("RACELAB_ROOT"); named != nullptr && *named != '\0') {
    if (IsRoot(named)) return fs::absolute(named, error).lexically_normal();
    return absl::NotFoundError(absl::StrCat("RACELAB_ROOT is '", named,
                                            "', but that folder has no labs/kit; set it to the ",
                                            "folder of racelab or unset it"));
  }
  for (fs::path folder : {fs::read_symlink("/proc/self/exe", error), fs::current_path(error)}) {
    while (!IsRoot(folder) && folder.has_relative_path()) folder = folder.parent_path();
    if (IsRoot(folder)) return folder;
  }
  return absl::NotFoundError(
      "the folder labs/ was not found; go into the folder of racelab, or set RACELAB_ROOT to it");
}

absl::StatusOr<std::vector<Lab>> LoadCatalog(const fs::path& root) {
  const absl::StatusOr<std::vector<std::string>> ids = LabIds(root);
  if (!ids.ok()) return ids.status();
  std::vector<Lab> labs;
  for (const std::string& id : *ids) {
    absl::StatusOr<Lab> lab = LoadLab(root, id);
    if (!lab.ok()) return lab.status();
    labs.push_back(*std::move(lab));
  }
  return labs;
}

absl::StatusOr<Lab> FindLab(const fs::path& root, const std::string& which) {
  const absl::StatusOr<std::vector<std::string>> ids = LabIds(root);
  if (!ids.ok()) return ids.status();
  const std::string base = which.substr(0, which.find('@')), variant = VariantOf(which);
  int number = 0;
  if (!absl::SimpleAtoi(base, &number)) number = 0;
  for (const std::string& id : *ids) {
    if (VariantOf(id) != variant) continue;
    const std::string lab = id.substr(0, id.find('@'));
    if (lab == base || lab.substr(lab.find('_') + 1) == base || LabNumber(lab) == number) {
      return LoadLab(root, id);
    }
  }
  if (!variant.empty()) return NoSuchVariant(root, base, variant);
  return NoSuchLab(which, *ids);
}

absl::Status ReadExpectation(const Lab& lab, Answer& answer) {
  for (const std::string& edit : lab.manifest.edit) {
    const fs::path file = answer.folder / edit;
    const absl::StatusOr<std::string> text = ReadFile(file, kMaxFile);
    if (absl::IsNotFound(text.status())) continue;
    if (!text.ok()) return text.status();
    const std::vector<std::string> words = absl::StrSplit(text->substr(0, text->find('\n')), ' ');
    if (words.size() != 4 || words[0] != "//" || words[1] != "expect:" || !IsWord(words[2]) ||
        !IsWord(words[3])) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.string(), ":1: the first line must read '// expect: CHECK KIND'"));
    }
    answer.expect_check = words[2];
    answer.expect_kind = words[3];
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(answer.folder.string(), ": holds none of the files that lab.toml lets edit"));
}

absl::StatusOr<std::vector<Answer>> LoadAnswers(const Lab& lab) {
  using Claim = Answer::Claim;
  std::error_code error;
  if (!fs::is_directory(lab.solution, error)) {
    return absl::NotFoundError(
        absl::StrCat(lab.solution.string(), ": no such folder; lab ", lab.id, " has no solution"));
  }
  std::vector<Answer> answers = {{Claim::kStarter, "starter", lab.folder, "", ""},
                                 {Claim::kSolution, "solution", lab.solution, "", ""}};
  for (const auto& [claim, group] :
       {std::pair(Claim::kAccepted, "accepted"), std::pair(Claim::kWrong, "wrong")}) {
    for (const std::string& name : Folders(lab.solution / group)) {
      Answer answer{claim, absl::StrCat(group, "/", name), lab.solution / group / name, "", ""};
      if (claim == Claim::kWrong) {
        if (absl::Status status = ReadExpectation(lab, answer); !status.ok()) return status;
      }
      answers.push_back(std::move(answer));
    }
  }
  return answers;
}

}  // namespace racelab
