// Layers of isolation: their names, which of them work here, and what to do where one does not.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_SANDBOX_LAYERS_H_
#define RACELAB_CHECKER_SANDBOX_LAYERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace racelab {

inline constexpr char kNamespaces[] = "namespaces";
inline constexpr char kUid[] = "uid";
inline constexpr char kLandlock[] = "landlock";
inline constexpr char kSeccomp[] = "seccomp";
inline constexpr char kCgroups[] = "cgroups";
inline constexpr char kNoNewPrivs[] = "no-new-privs";
inline constexpr char kRlimits[] = "rlimits";
inline constexpr char kProcessGroup[] = "process-group";
inline constexpr char kSubreaper[] = "subreaper";

struct Layer {
  std::string name;     // one of the above
  std::string missing;  // why it does not work here; empty: it is active
  std::string remedy;   // one line; empty when it is active
};

// All names, in the order of reports.
std::vector<std::string> LayerNames();

// What a layer does, in a few words.
std::string AboutLayer(std::string_view name);

// "landlock,seccomp" or "all" as names. InvalidArgument: an unknown name; the message lists all.
absl::StatusOr<std::vector<std::string>> ParseLayers(std::string_view text);

// Unavailable when one of the required layers is missing; the message has a line for each, with
// the reason and the remedy.
absl::Status RequireLayers(const std::vector<Layer>& layers,
                           const std::vector<std::string>& required);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_LAYERS_H_
