// Chooses the shell.
#include "checker/cli/completion.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace racelab {

const std::vector<std::string>& Shells() {
  static const auto* const shells = new std::vector<std::string>{"bash", "zsh", "fish"};
  return *shells;
}

std::string CompletionScript(const std::string& shell, const std::vector<CommandSpec>& tree,
                             const std::string& root) {
  if (shell == "zsh") return ZshCompletion(tree, root);
  return shell == "fish" ? FishCompletion(tree, root) : BashCompletion(tree, root);
}

std::string ShellQuote(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

}  // namespace racelab
