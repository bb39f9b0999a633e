// Options that several commands have, and the names of their values.
#include "checker/cli/command_options.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/report/formats.h"

namespace racelab {
namespace {

// What stands for the values of options and arguments in the help, the manual page and in what
// shells complete, where they are not numbers.
struct ValueName {
  const char *option, *name;
};
constexpr ValueName kValueNames[] = {
    {"LAB", "LAB"},
    {"LABS", "LAB"},
    {"SUBMISSION", "FILE"},
    {"DIR", "DIR"},
    {"OUT_DIR", "DIR"},
    {"TOKEN", "TOKEN"},
    {"NAME", "NAME"},
    {"--answer", "NAME"},
    {"--compiler", "COMPILER"},
    {"--due", "TIME"},
    {"--html", "PATH"},
    {"--lab", "LAB"},
    {"--only", "NAME[,NAME]"},
    {"--out", "DIR"},
    {"--report", "FORMAT[=PATH]"},
    {"--require-isolation", "LAYER[,LAYER]"},
    {"--script", "PATH"},
    {"--seed", "N"},
    {"--shard", "I/N"},
    {"--since", "TIME"},
    {"--slurm-option", "NAME=VALUE"},
    {"--strategy", "STRATEGY"},
    {"--submission", "DIR"},
    {"--test", "NAME"},
};

}  // namespace

void AddLab(CLI::App* command, Options& options) {
  command->add_option("LAB", options.lab, "number, id or name: 1, 01_lost_update, lost_update")
      ->required();
}

void AddCompiler(CLI::App* command, Options& options) {
  command->add_option("--compiler", options.compiler,
                      "clang, g++, clang-19 or a path (see `racelab doctor`)");
}

void AddIsolation(CLI::App* command, RawValues& raw) {
  command->add_option("--require-isolation", raw.isolation,
                      "or all: grade nothing where one is missing (see `racelab "
                      "doctor`)");
}

void AddSubmission(CLI::App* command, Options& options) {
  command->add_option("--submission", options.submission,
                      "folder with the edited files (default: the lab's own folder)");
}

void AddReports(CLI::App* command, RawValues& raw, bool of_exploration) {
  command
      ->add_option("--report", raw.reports,
                   absl::StrCat("repeatable; formats: ",
                                absl::StrJoin(ReportFormatNames(of_exploration), ", ")))
      ->allow_extra_args(false);
}

void NameValues(CLI::App& command) {
  for (CLI::Option* option : command.get_options()) {
    if (option->get_expected_max() == 0) continue;  // a flag
    const std::string type = option->get_type_name();
    if (type.rfind("INT", 0) == 0 || type.rfind("UINT", 0) == 0) option->type_name("N");
    if (type.rfind("TEXT", 0) != 0) continue;
    const std::string own = option->get_name(/*positional=*/option->get_positional());
    for (const ValueName& value : kValueNames) {
      if (own == value.option) option->type_name(value.name);
    }
  }
}

}  // namespace racelab
