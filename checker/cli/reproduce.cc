// Builds the command that repeats a grading.
#include "checker/cli/reproduce.h"

#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/cli/parse_words.h"

namespace racelab {

std::string ShellWord(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("_-./+,:=@%").find(c) != std::string_view::npos;
  });
  return plain ? word : absl::StrCat("'", absl::StrReplaceAll(word, {{"'", "'\\''"}}), "'");
}

std::string ReproduceCommand(const Options& options, const Lab& lab) {
  std::string command = absl::StrCat("./racelab check ", lab.number);
  if (!options.submission.empty()) {
    absl::StrAppend(&command, " --submission ", ShellWord(options.submission));
  }
  if (options.seed != 1) absl::StrAppend(&command, " --seed ", options.seed);
  if (options.quick) absl::StrAppend(&command, " --quick");
  if (!options.compiler.empty()) {
    absl::StrAppend(&command, " --compiler ", ShellWord(options.compiler));
  }
  return command;
}

std::string ReplayTarget(const Options& options, const Lab& lab) {
  std::string target = absl::StrCat(lab.number);
  if (!options.submission.empty()) {
    absl::StrAppend(&target, " --submission ", ShellWord(options.submission));
  }
  if (!options.compiler.empty()) {
    absl::StrAppend(&target, " --compiler ", ShellWord(options.compiler));
  }
  return target;
}

std::string ReplayTarget(const std::vector<std::string>& program) {
  std::string target;
  // "--" ahead of arguments that would be taken for options of racelab.
  const bool part = std::any_of(program.begin() + 1, program.end(), [](const std::string& word) {
    return word == "--" || IsExplorersOption(word);
  });
  for (const std::string& word : program) {
    absl::StrAppend(&target, target.empty() ? "" : " ", ShellWord(word));
    if (part && &word == &program.front()) absl::StrAppend(&target, " --");
  }
  return target;
}

}  // namespace racelab
