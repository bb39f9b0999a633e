// Opens folders and archives, and finds the labs in them.
#include "checker/classroom/submission.h"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/text.h"
#include "checker/classroom/archive.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

constexpr int kDeep = 8;  // folders around the one that matters

// Links are not followed: they could lead anywhere.
bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(path, error));
}
bool IsFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error));
}

// What programs that pack files add by themselves.
bool IsNoise(const std::string& name) {
  return absl::StartsWith(name, ".") || name == "__MACOSX" || name == "Thumbs.db" ||
         name == "desktop.ini";
}

std::vector<std::string> PlacesOf(const Lab& lab) {
  const std::string name = lab.id.substr(lab.id.find('_') + 1);
  const std::string two = absl::StrFormat("%02d", lab.number);
  return {absl::StrCat("labs/", lab.id),
          lab.id,
          name,
          two,
          absl::StrCat(lab.number),
          absl::StrCat("lab", two),
          absl::StrCat("lab", lab.number)};
}

bool HasAll(const fs::path& folder, const std::vector<std::string>& files) {
  return std::ranges::all_of(files, [&](const std::string& file) { return IsFile(folder / file); });
}

bool IsPlaceOfALab(const std::string& name, const std::vector<Lab>& labs) {
  return name == "labs" || std::ranges::any_of(labs, [&](const Lab& lab) {
           return std::ranges::count(PlacesOf(lab), name) > 0;
         });
}

// Through folders that only wrap another one, as archives of a folder have.
fs::path Inside(fs::path folder, const std::vector<Lab>& labs) {
  for (int i = 0; i < kDeep; ++i) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      if (!IsNoise(entry->path().filename().string())) entries.push_back(entry->path());
    }
    if (entries.size() != 1 || !IsFolder(entries[0]) ||
        IsPlaceOfALab(entries[0].filename().string(), labs)) {
      break;
    }
    folder = entries[0];
  }
  return folder;
}

// Whether no other lab lets a student edit a file of the same name.
bool OwnsItsNames(const Lab& lab, const std::vector<Lab>& labs) {
  return std::ranges::none_of(labs, [&](const Lab& other) {
    return &other != &lab && std::ranges::any_of(other.manifest.edit, [&](const auto& file) {
      return std::ranges::count(lab.manifest.edit, file) > 0;
    });
  });
}

bool IsStarter(const Lab& lab, const fs::path& folder) {
  return std::ranges::all_of(lab.manifest.edit, [&](const std::string& file) {
    const absl::StatusOr<std::string> theirs = ReadFile(folder / file, 1 << 20);
    const absl::StatusOr<std::string> ours = ReadFile(lab.folder / file, 1 << 20);
    return theirs.ok() && ours.ok() && *theirs == *ours;
  });
}

absl::Time Changed(const Lab& lab, const fs::path& folder) {
  absl::Time newest = absl::InfinitePast();
  for (const std::string& file : lab.manifest.edit) {
    struct stat status = {};
    if (lstat((folder / file).c_str(), &status) != 0) continue;
    newest = std::max(newest, absl::TimeFromTimespec(status.st_mtim));
  }
  return newest;
}

fs::path FolderOf(const Lab& lab, const fs::path& folder, const std::vector<Lab>& labs) {
  for (const std::string& place : PlacesOf(lab)) {
    const fs::path candidate = folder / place;
    if (IsFolder(candidate) && IsFolder(candidate.parent_path())) return candidate;
  }
  return HasAll(folder, lab.manifest.edit) && OwnsItsNames(lab, labs) ? folder : fs::path();
}

}  // namespace

const char* StateName(LabWork::State state) {
  switch (state) {
    case LabWork::State::kHandedIn: return "handed in";
    case LabWork::State::kUntouched: return "untouched";
    case LabWork::State::kMissing: return "missing";
  }
  return "missing";
}

std::optional<LabWork::State> StateNamed(const std::string& name) {
  using State = LabWork::State;
  for (const State state : {State::kHandedIn, State::kUntouched, State::kMissing}) {
    if (name == StateName(state)) return state;
  }
  return std::nullopt;
}

std::string StudentOf(const fs::path& path) {
  std::string name = path.filename().string();
  if (name.empty()) name = path.parent_path().filename().string();  // "ada/"
  if (!IsArchiveName(name)) return name;
  name = fs::path(name).stem().string();
  if (absl::EndsWithIgnoreCase(name, ".tar")) name.resize(name.size() - 4);
  return name;
}

absl::StatusOr<Submission> OpenSubmission(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return absl::NotFoundError(absl::StrCat("there is no ", CleanText(path.string())));
  }
  Submission submission{.name = StudentOf(path), .folder = path, .unpacked = {}};
  if (fs::is_directory(status)) return submission;
  if (!fs::is_regular_file(status)) {
    return absl::InvalidArgumentError(
        absl::StrCat(CleanText(path.string()), " is neither a folder nor an archive"));
  }
  absl::StatusOr<TempDir> folder = TempDir::Create("racelab-submission");
  if (!folder.ok()) return folder.status();
  if (const absl::Status unpacked = UnpackArchive(path, folder->path()); !unpacked.ok()) {
    return unpacked;
  }
  submission.folder = folder->path();
  submission.unpacked = *std::move(folder);
  return submission;
}

std::vector<LabWork> FindWork(const fs::path& folder, const std::vector<Lab>& labs) {
  const fs::path inside = Inside(folder, labs);
  std::vector<LabWork> works;
  for (const Lab& lab : labs) {
    LabWork work{.lab = &lab, .folder = FolderOf(lab, inside, labs)};
    if (!work.folder.empty()) {
      work.state =
          IsStarter(lab, work.folder) ? LabWork::State::kUntouched : LabWork::State::kHandedIn;
      work.changed = Changed(lab, work.folder);
    }
    works.push_back(std::move(work));
  }
  return works;
}

}  // namespace racelab
