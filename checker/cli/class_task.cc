// From options back to words.
#include "checker/cli/class_task.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"

namespace racelab {

SlurmRequest SlurmRequestOf(const Options& options) {
  namespace fs = std::filesystem;
  std::vector<std::string> command = {fs::read_symlink("/proc/self/exe"), "grade-class",
                                      fs::absolute(options.paths[0])};
  const auto add = [&command](const std::string& name, const std::string& value) {
    command.insert(command.end(), {name, value});
  };
  add("--out", fs::absolute(options.out));
  for (const std::string& lab : options.labs) add("--lab", lab);
  add("--seed", absl::StrCat(options.seed));
  if (options.quick) command.push_back("--quick");
  if (!options.compiler.empty()) add("--compiler", options.compiler);
  if (options.jobs != 1) add("--jobs", absl::StrCat(options.jobs));
  if (options.deadline.due != absl::InfiniteFuture()) {
    add("--due", absl::FormatTime(options.deadline.due, absl::UTCTimeZone()));
    add("--late-percent", absl::StrCat(options.deadline.percent));
  }
  if (!options.required_layers.empty()) {
    add("--require-isolation", absl::StrJoin(options.required_layers, ","));
  }
  command.push_back("--shard");
  return {.command = std::move(command),
          .options = options.slurm_options,
          .tasks = options.tasks,
          .chunk = options.chunk};
}

}  // namespace racelab
