// The table of layers, and what was required of it.
#include "checker/sandbox/layers.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace racelab {
namespace {

struct Entry {
  const char* name;
  const char* about;
};

constexpr Entry kLayers[] = {
    {kNamespaces, "own processes, network, /tmp, /dev/shm and message queues"},
    {kUid, "a user of its own for each program"},
    {kLandlock, "reads system folders, writes its own, no TCP"},
    {kSeccomp, "no system calls that no student needs"},
    {kCgroups, "tasks and memory are counted together and end together"},
    {kNoNewPrivs, "no program gives it more rights"},
    {kRlimits, "limits on files, queues and descriptors"},
    {kProcessGroup, "a session of its own"},
    {kSubreaper, "no process gets away"},
};

}  // namespace

std::vector<std::string> LayerNames() {
  std::vector<std::string> names;
  for (const Entry& layer : kLayers) names.push_back(layer.name);
  return names;
}

std::string AboutLayer(std::string_view name) {
  const auto entry = std::ranges::find(kLayers, name, &Entry::name);
  return entry == std::end(kLayers) ? "" : entry->about;
}

absl::StatusOr<std::vector<std::string>> ParseLayers(std::string_view text) {
  const std::vector<std::string> known = LayerNames();
  const absl::string_view list(text.data(), text.size());
  std::vector<std::string> names;
  for (absl::string_view word : absl::StrSplit(list, ',')) {
    if (word == "all") {
      names = known;
    } else if (std::ranges::find(known, word) != known.end()) {
      names.emplace_back(word);
    } else {
      return absl::InvalidArgumentError(absl::StrCat("there is no layer of isolation '", word,
                                                     "'; there are: all, ",
                                                     absl::StrJoin(known, ", ")));
    }
  }
  return names;
}

absl::Status RequireLayers(const std::vector<Layer>& layers,
                           const std::vector<std::string>& required) {
  std::string problems;
  for (const Layer& layer : layers) {
    if (layer.missing.empty() || std::ranges::find(required, layer.name) == required.end())
      continue;
    absl::StrAppend(&problems, "\n  ", layer.name, ": ", layer.missing, "\n    -> ", layer.remedy);
  }
  if (problems.empty()) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("nothing was graded, because required isolation is missing here:", problems));
}

}  // namespace racelab
