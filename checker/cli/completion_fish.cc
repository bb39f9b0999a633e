// Completion for fish: a line for each command, option and argument.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "checker/cli/completion.h"

namespace racelab {
namespace {

// fish knows only these two escapes inside of single quotes.
std::string FishQuote(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
}

std::string FishAction(const OptionSpec& option) {
  if (!option.choices.empty()) return " -x -a " + FishQuote(absl::StrJoin(option.choices, " "));
  if (option.value == "LAB") return " -x -a '(__racelab_labs)'";
  if (option.value == "DIR") return " -x -a '(__fish_complete_directories)'";
  if (option.value == "PATH" || option.value == "FILE") return " -r -F";
  return option.value.empty() ? "" : " -x";
}

std::string CompleteLine(const CommandSpec& command, const OptionSpec& option) {
  const std::string start =
      absl::StrCat("complete -c racelab -n '__fish_seen_subcommand_from ", command.name, "'");
  if (option.positional) {
    const std::string action = FishAction(option);
    return action == " -x" ? "" : absl::StrCat(start, action, "\n");
  }
  const std::string name = option.name.substr(option.name.rfind("--") + 2);
  return absl::StrCat(start, " -l ", name, FishAction(option), " -d ", FishQuote(option.text),
                      "\n");
}

constexpr char kFishHelpers[] = R"sh(
function __racelab_labs  # folders labs/01_name
  for folder in $__racelab_root/labs/*_*/
    set -l id (basename $folder)
    echo $id
    string replace -r '^0?([0-9]+)_.*' '$1' -- $id
    string replace -r '^[0-9]+_' '' -- $id
  end
end
complete -c racelab -f
)sh";

}  // namespace

std::string FishCompletion(const std::vector<CommandSpec>& tree, const std::string& root) {
  std::string script = absl::StrCat(
      "# Completion of racelab for fish; made by: racelab completion fish\nset -g "
      "__racelab_root ",
      FishQuote(root), kFishHelpers);
  for (const CommandSpec& command : tree) {
    absl::StrAppend(&script, "complete -c racelab -n __fish_use_subcommand -a ",
                    FishQuote(command.name), " -d ", FishQuote(command.text), "\n");
    for (const OptionSpec& option : command.options) {
      absl::StrAppend(&script, CompleteLine(command, option));
    }
  }
  absl::StrAppend(&script,
                  "complete -c racelab -n '__fish_seen_subcommand_from demo' -a processes\n"
                  "complete -c racelab -n '__fish_seen_subcommand_from cc c++' -F\n");
  return script;
}

}  // namespace racelab
