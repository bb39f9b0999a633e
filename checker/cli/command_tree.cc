// Reads the tree out of CLI11.
#include "checker/cli/command_tree.h"

#include "checker/cli/command_line.h"
#include "checker/cli/completion.h"
#include "checker/explore/strategies.h"
#include "checker/report/formats.h"
#include "checker/sandbox/layers.h"

namespace racelab {
namespace {

// The words that a value of this name can be; empty where they cannot be listed.
std::vector<std::string> Choices(const std::string& command, const std::string& value) {
  if (value == "FORMAT[=PATH]") return ReportFormatNames(command == "explore");
  if (value == "STRATEGY") return explore::StrategyNames();
  if (value == "SHELL") return Shells();
  if (value == "ENGINE") return {"local", "slurm"};
  if (value == "COMPILER") return {"clang", "g++"};
  if (value != "LAYER[,LAYER]") return {};
  std::vector<std::string> layers = LayerNames();
  layers.push_back("all");
  return layers;
}

OptionSpec SpecOf(const std::string& command, const CLI::Option& option) {
  OptionSpec spec;
  spec.positional = option.get_positional();
  spec.name = option.get_name(spec.positional, /*all_options=*/!spec.positional);
  spec.text = option.get_description();
  spec.required = option.get_required();
  spec.repeatable = option.get_expected_max() > 1;
  if (option.get_expected_max() == 0) return spec;
  const std::string type = option.get_type_name();  // with what checks it behind a colon
  spec.value = type.substr(0, type.find(':'));
  spec.choices = Choices(command, spec.value);
  return spec;
}

}  // namespace

std::vector<CommandSpec> CommandTree() {
  Options options;
  RawValues raw;
  CLI::App app;
  AddCommands(app, options, raw);
  std::vector<CommandSpec> tree;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_group().empty()) continue;
    CommandSpec spec{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      spec.options.push_back(SpecOf(spec.name, *option));
    }
    tree.push_back(std::move(spec));
  }
  return tree;
}

}  // namespace racelab
