// Lays a submission's files over a fresh copy of its lab.
#include "checker/check/stage.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

constexpr int64_t kMostSource = 1 << 20;  // bytes; a student's file has a few thousand

bool IsSource(const fs::path& path) {
  return path.extension() == ".cc" || path.extension() == ".h";
}

absl::Status Copy(const fs::path& from, const fs::path& to) {
  absl::StatusOr<std::string> contents = ReadFile(from);
  if (!contents.ok()) return contents.status();
  return WriteFile(to, *contents);
}

// A problem with the student's file, in words; the file's place is part of them.
Finding Problem(const std::string& file, const absl::Status& status) {
  std::string message = absl::StrCat("The file ", file, " cannot be graded: ", status.message());
  if (absl::IsNotFound(status)) {
    message = absl::StrCat("The submission has no file ", file, ". Put your version of the lab's ",
                           file, " into the folder.");
  }
  return {.kind = "submission", .message = std::move(message), .locations = {{.file = file}}};
}

}  // namespace

absl::StatusOr<Stage> MakeStage(const fs::path& root, const Lab& lab, const fs::path& submission,
                                bool fill_missing) {
  absl::StatusOr<TempDir> folder = TempDir::Create("racelab-stage");
  if (!folder.ok()) return folder.status();
  Stage stage{.folder = *std::move(folder), .input = {}, .problems = {}};
  stage.input = {.root = root,
                 .stage = stage.folder.path(),
                 .edit = lab.manifest.edit,
                 .libraries = lab.manifest.libraries};
  const auto is_edited = [&](const std::string& file) {
    return std::find(lab.manifest.edit.begin(), lab.manifest.edit.end(), file) !=
           lab.manifest.edit.end();
  };
  std::error_code error;
  for (fs::directory_iterator entry(lab.folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string file = entry->path().filename().string();
    if (!IsSource(entry->path()) || is_edited(file)) continue;
    if (absl::Status copied = Copy(entry->path(), stage.input.stage / file); !copied.ok()) {
      return copied;
    }
    if (entry->path().extension() == ".cc") stage.input.given.push_back(file);
  }
  if (error) return absl::NotFoundError(absl::StrCat(lab.folder.string(), ": ", error.message()));
  std::sort(stage.input.given.begin(), stage.input.given.end());

  for (const std::string& file : lab.manifest.edit) {
    const fs::path base = submission.empty() ? lab.folder : submission;
    absl::StatusOr<std::string> contents = ReadFile(base / file, kMostSource);
    if (absl::IsNotFound(contents.status()) && fill_missing) {
      contents = ReadFile(lab.folder / file, kMostSource);
    }
    if (!contents.ok()) {
      stage.problems.push_back(Problem(file, contents.status()));
      continue;
    }
    if (absl::Status written = WriteFile(stage.input.stage / file, *contents); !written.ok()) {
      return written;
    }
  }
  return stage;
}

}  // namespace racelab
