// Lists folders and hashes files: what the build cache's keys are made of.
#include "checker/toolchain/sources.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/toolchain/flags.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

bool IsHeader(const std::string& name) {
  return absl::EndsWith(name, ".h") || absl::EndsWith(name, ".hpp");
}

// Names of the files in a folder, sorted; none when there is no such folder.
std::vector<std::string> FilesIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& file : fs::recursive_directory_iterator(folder, error)) {
    if (file.is_regular_file(error)) names.push_back(file.path().lexically_relative(folder));
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Whether a text includes something other than a header, such as "other.cc" or a macro's value.
// Then every file of the stage counts as its input.
bool IncludesMore(absl::string_view text) {
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripLeadingAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "#")) continue;
    line = absl::StripLeadingAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "include")) continue;
    line = absl::StripAsciiWhitespace(line);
    const size_t end = line.empty() ? absl::string_view::npos : line.find_first_of("\">", 1);
    const bool usual = end != absl::string_view::npos && (line[0] == '"' || line[0] == '<');
    const std::string name = usual ? std::string(line.substr(1, end - 1)) : ".";
    if (line[0] == '"' ? !IsHeader(name) : !usual) return true;
  }
  return false;
}

// What the files of a folder that `wanted` picks contain, as one hash.
struct FolderHash {
  std::string hash;
  bool includes_more = false;
};

template <typename Wanted>
FolderHash HashFolder(const fs::path& folder, const Wanted& wanted) {
  FolderHash result;
  std::string all;
  for (const std::string& name : FilesIn(folder)) {
    if (!wanted(name)) continue;
    // A file that cannot be read (a link, too big) cannot be told apart from one that changed; the
    // compiler will meet it too, and its size and name still count.
    const absl::StatusOr<std::string> text = ReadFile(folder / name);
    absl::StrAppend(&all, name, " ", text.ok() ? Sha256(*text) : text.status().message(), "\n");
    if (text.ok() && IncludesMore(*text)) result.includes_more = true;
  }
  result.hash = Sha256(all);
  return result;
}

// The harness's files of the explore variant. What most others do (interpose, disturb, report), the
// explorer's runtime does. The other variants have all files but those named explore_*.
constexpr const char* kExploreHarness[] = {"explore_main.cc"};

bool InHarness(Variant variant, const std::string& name) {
  if (variant != Variant::kExplore) return !absl::StartsWith(name, "explore_");
  return std::ranges::count(kExploreHarness, name) > 0;
}

void AddFolder(const fs::path& root, const std::string& folder, Source::Owner owner,
               std::vector<Source>& sources) {
  for (const std::string& name : FilesIn(root / folder)) {
    if (IsSource(name)) sources.push_back({owner, absl::StrCat(folder, "/", name)});
  }
}

std::vector<Source> ListShims(Variant variant, const std::vector<std::string>& libraries) {
  std::vector<Source> sources;
  for (const std::string& shim : Shims(variant, libraries)) {
    sources.push_back({Source::kOurs, absl::StrCat("checker/toolchain/shims/", shim)});
  }
  return sources;
}

}  // namespace

bool IsSource(const std::string& name) { return absl::EndsWith(name, ".cc"); }

std::vector<Source> ListSources(const BuildInput& input, Variant variant) {
  std::vector<Source> sources;
  for (const std::string& name : input.edit) {
    if (IsSource(name)) sources.push_back({Source::kStudent, name});
  }
  for (const std::string& name : input.given) {
    if (IsSource(name)) sources.push_back({Source::kGiven, name});
  }
  AddFolder(input.root, "labs/kit", Source::kOurs, sources);
  std::vector<Source> harness;
  AddFolder(input.root, "checker/harness", Source::kOurs, harness);
  std::erase_if(harness, [&](const Source& source) {
    return !InHarness(variant, fs::path(source.name).filename().string());
  });
  sources.insert(sources.end(), harness.begin(), harness.end());
  const std::vector<Source> rest = variant == Variant::kExplore
                                       ? ListRuntime(input.root, input.libraries)
                                       : ListShims(variant, input.libraries);
  sources.insert(sources.end(), rest.begin(), rest.end());
  return sources;
}

std::vector<Source> ListRuntime(const fs::path& root, const std::vector<std::string>& libraries) {
  std::vector<Source> sources;
  AddFolder(root, "checker/runtime", Source::kRuntime, sources);
  const std::vector<Source> shims = ListShims(Variant::kExplore, libraries);
  sources.insert(sources.end(), shims.begin(), shims.end());
  return sources;
}

absl::StatusOr<std::vector<std::string>> HashInputs(const BuildInput& input,
                                                    const std::vector<Source>& sources) {
  const FolderHash stage = HashFolder(input.stage, IsHeader);
  std::string ours;
  for (const char* folder : {"labs/kit", "checker/harness", "checker/runtime",
                             "checker/toolchain/shims", "checker/trace"}) {
    const auto included = [](const std::string& name) { return !IsSource(name); };
    absl::StrAppend(&ours, HashFolder(input.root / folder, included).hash, "\n");
  }
  std::vector<std::string> hashes;
  std::string whole_stage;
  for (const Source& source : sources) {
    const bool our = source.owner == Source::kOurs || source.owner == Source::kRuntime;
    const absl::StatusOr<std::string> text =
        ReadFile((our ? input.root : input.stage) / source.name);
    if (!text.ok()) return absl::UnavailableError(text.status().message());
    std::string inputs = absl::StrCat(ours, Sha256(*text), "\n");
    if (!our) absl::StrAppend(&inputs, stage.hash, "\n");
    if (!our && (stage.includes_more || IncludesMore(*text))) {
      const auto every = [](const std::string&) { return true; };
      if (whole_stage.empty()) whole_stage = HashFolder(input.stage, every).hash;
      absl::StrAppend(&inputs, whole_stage, "\n");
    }
    hashes.push_back(Sha256(inputs));
  }
  return hashes;
}

}  // namespace racelab
