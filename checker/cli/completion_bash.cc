// Completion for bash: one function, with the words of each command in case branches.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/cli/completion.h"

namespace racelab {
namespace {

// How to complete a value: a command that fills COMPREPLY from $word.
std::string BashAction(const OptionSpec& option) {
  if (!option.choices.empty()) {
    return absl::StrCat("_racelab_words ", ShellQuote(absl::StrJoin(option.choices, " ")));
  }
  if (option.value == "LAB") return "_racelab_labs";
  if (option.value == "DIR") return "_racelab_files -d";
  if (option.value == "PATH" || option.value == "FILE") return "_racelab_files -f";
  return ":";
}

std::string CommandWords(const std::vector<CommandSpec>& tree) {
  return absl::StrCat("help ", absl::StrJoin(tree, " ", [](std::string* out, const auto& command) {
                        out->append(command.name);
                      }));
}

std::string BashBranch(const CommandSpec& command) {
  std::string values, words, argument = ":";
  for (const OptionSpec& option : command.options) {
    if (option.positional) {
      if (argument == ":") argument = BashAction(option);
      continue;
    }
    const std::string name = option.name.substr(option.name.rfind(',') + 1);
    absl::StrAppend(&words, words.empty() ? "" : " ", name);
    if (option.value.empty()) continue;
    absl::StrAppend(&values, "        ", name, ") ", BashAction(option), "; return ;;\n");
  }
  if (command.name == "demo") argument = "_racelab_labs processes";
  if (command.name == "cc" || command.name == "c++") argument = "_racelab_files -f";
  if (!values.empty()) values = absl::StrCat("      case $option in\n", values, "      esac\n");
  return absl::StrCat("    ", command.name, ")\n", values,
                      "      if [[ $word == -* ]]; then _racelab_words '", words, "'; else ",
                      argument, "; fi ;;\n");
}

// $root is set before this. `explore`, `play` and `replay` also take programs: words with a "/".
constexpr char kBashHelpers[] = R"sh(
_racelab_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }
_racelab_files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen "$1" -- "$word"); }
_racelab_labs() {  # folders labs/01_name: ids, 1 for 01_name; behind a letter names
  local folder id words=$*
  [[ $word != */* ]] || { _racelab_files -f; return; }
  for folder in "$_racelab_root"/labs/[0-9][0-9]_*/; do
    id=${folder%/} id=${id##*/}
    words+=" $id"
    case $word in
      [1-9]) [[ $id != 0"$word"_* ]] || words+=" $word" ;;
      [a-z]*) words+=" ${id#*_}" ;;
    esac
  done
  _racelab_words "$words"
}
_racelab() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  local at=0  # of a "=", which is a word of its own to bash
  [[ $option != = ]] || at=$((COMP_CWORD - 1))
  [[ $word != = ]] || at=$COMP_CWORD word=''
  ((at == 0)) || option=${COMP_WORDS[at - 1]}
  ((at == 0)) || [[ $option == -* ]] || { _racelab_files -f; return; }  # FORMAT=PATH
)sh";

}  // namespace

std::string BashCompletion(const std::vector<CommandSpec>& tree, const std::string& root) {
  std::string script = absl::StrCat(
      "# Completion of racelab for bash; made by: racelab completion bash\n_racelab_root=",
      ShellQuote(root), kBashHelpers, "  if ((COMP_CWORD == 1)); then _racelab_words '",
      CommandWords(tree),
      " --help --version'; return; fi\n  case $command in\n    help) _racelab_words '",
      CommandWords(tree), "' ;;\n");
  for (const CommandSpec& command : tree) absl::StrAppend(&script, BashBranch(command));
  return script + "  esac\n}\ncomplete -F _racelab racelab\n";
}

}  // namespace racelab
