// Reads the files of a lab's work, and those of a lab's folder.
#include "checker/classroom/sources.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "checker/base/files.h"

namespace racelab {
namespace {

constexpr int64_t kMostText = 256 << 10;

void Add(Sources& sources, const std::string& name, const std::filesystem::path& path) {
  absl::StatusOr<std::string> text = ReadFile(path, kMostText);
  if (text.ok()) sources.push_back({name, *std::move(text)});
}

}  // namespace

Sources SourcesOf(const LabWork& work) {
  Sources sources;
  if (work.state != LabWork::State::kHandedIn) return sources;
  for (const std::string& file : work.lab->manifest.edit) Add(sources, file, work.folder / file);
  return sources;
}

Sources GivenSources(const std::filesystem::path& folder) {
  Sources sources;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end;
       !error && entry != end; entry.increment(error)) {
    const std::string extension = entry->path().extension();
    if (extension == ".cc" || extension == ".h") {
      Add(sources, entry->path().filename(), entry->path());
    }
  }
  std::ranges::sort(sources, {}, &SourceText::file);
  return sources;
}

}  // namespace racelab
