// Completion for zsh: _arguments with the options of each command.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "checker/cli/completion.h"

namespace racelab {
namespace {

// Text inside of a specification of _arguments.
std::string ZshEscape(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"[", "\\["}, {"]", "\\]"}, {":", "\\:"}});
}

std::string ZshAction(const OptionSpec& option) {
  if (!option.choices.empty()) return absl::StrCat("(", absl::StrJoin(option.choices, " "), ")");
  if (option.value == "LAB") return "_racelab_labs";
  if (option.value == "DIR") return "_files -/";
  if (option.value == "PATH" || option.value == "FILE") return "_files";
  return " ";
}

std::string ArgumentsSpec(const OptionSpec& option, int position) {
  const std::string value = absl::StrCat(":", ZshEscape(option.value), ":", ZshAction(option));
  if (option.positional) {
    return ShellQuote(option.repeatable ? absl::StrCat("*", value) : absl::StrCat(position, value));
  }
  const std::string name = option.name.substr(option.name.rfind(',') + 1);
  return ShellQuote(absl::StrCat(option.repeatable ? "*" : "", name,
                                 option.value.empty() ? "" : "=", "[", ZshEscape(option.text), "]",
                                 option.value.empty() ? "" : value));
}

std::string ZshBranch(const CommandSpec& command) {
  std::string specs;
  int position = 0;
  for (const OptionSpec& option : command.options) {
    position += option.positional;
    absl::StrAppend(&specs, " \\\n        ", ArgumentsSpec(option, position));
  }
  if (command.name == "cc" || command.name == "c++") specs = " '*:file:_files'";
  return absl::StrCat("    ", command.name, ") _arguments", specs, " ;;\n");
}

constexpr char kZshHelpers[] = R"sh(
_racelab_labs() {  # folders labs/01_name; programs have a "/"
  local -a ids
  [[ $PREFIX != */* ]] || { _files; return }
  ids=($_racelab_root/labs/[0-9][0-9]_*(N/:t))
  [[ $words[1] != demo ]] || ids+=(processes)
  compadd -- $ids ${${ids%%_*}#0} ${ids#*_}
}
_racelab() {
  local -a commands
)sh";

}  // namespace

std::string ZshCompletion(const std::vector<CommandSpec>& tree, const std::string& root) {
  std::string script = absl::StrCat(
      "#compdef racelab\n# Completion of racelab for zsh; made by: racelab completion "
      "zsh\ntypeset -g _racelab_root=",
      ShellQuote(root), kZshHelpers, "  commands=(\n");
  for (const CommandSpec& command : tree) {
    absl::StrAppend(&script, "    ", ShellQuote(command.name + ":" + ZshEscape(command.text)),
                    "\n");
  }
  absl::StrAppend(&script,
                  "  )\n  if ((CURRENT == 2)); then _describe command commands; return; fi\n"
                  "  shift words\n  ((CURRENT--))\n  case $words[1] in\n"
                  "    help) _describe command commands ;;\n");
  for (const CommandSpec& command : tree) absl::StrAppend(&script, ZshBranch(command));
  // As a file of $fpath it is called when it is loaded; sourced, it registers itself.
  return script +
         "  esac\n}\nif [[ $funcstack[1] == _racelab ]]; then _racelab \"$@\"; else compdef "
         "_racelab racelab; fi\n";
}

}  // namespace racelab
