// The commands and their options.
#include "checker/cli/command_line.h"

#include "checker/cli/command_options.h"
#include "checker/cli/completion.h"

namespace racelab {
namespace {

void AddCheck(CLI::App& app, Options& options, RawValues& raw) {
  CLI::App* check = app.add_subcommand("check", "grade one lab and explain the first failure");
  AddLab(check, options);
  AddSubmission(check, options);
  check->add_flag("--quick", options.quick, "about a quarter of the runs; not a grade");
  check->add_option("--seed", raw.seed, "seed of every random choice (default: 1)");
  AddCompiler(check, options);
  AddReports(check, raw, /*of_exploration=*/false);
  check->add_option("--only", options.only, "run this check alone; repeatable")
      ->delimiter(',')
      ->allow_extra_args(false);
  check->add_flag("--all", options.all, "show every finding with its raw evidence");
  AddIsolation(check, raw);
}

void AddStudentCommands(CLI::App& app, Options& options) {
  app.add_subcommand("list", "the labs, and how far you are");
  CLI::App* hint = app.add_subcommand("hint", "one more hint for a lab");
  AddLab(hint, options);
  hint->add_flag("--reset", options.reset, "start again at the first hint");
  app.add_subcommand("watch", "grade a lab again at each save; single keys do the rest")
      ->add_option("LAB", options.lab, "number, id or name (default: the first that is open)");
  app.add_subcommand("doctor", "is this machine ready? what to do where it is not");
}

CLI::Option* AddVariant(CLI::App* command, Options& options, const std::string& what) {
  return command->add_option("--variant", options.variant, what + "; SEED is 1 to 999999999999")
      ->type_name("SEED")
      ->check(CLI::Range(uint64_t{1}, uint64_t{999'999'999'999}));
}

void AddAuthorCommands(CLI::App& app, Options& options, RawValues& raw) {
  CLI::App* verify = app.add_subcommand("verify", "prove labs: each known answer gets its verdict");
  verify->add_option("LABS", options.labs, "numbers, ids or names (default: all)");
  verify->add_option("--repeat", options.repeat, "how often each answer is graded (default: 1)")
      ->check(CLI::Range(1, 1000));
  verify->add_option("--jobs", options.jobs, "gradings at a time (default: 1)")
      ->check(CLI::Range(1, 256));
  verify->add_flag("--quick", options.quick,
                   "right answers take a quarter of the runs, and less is proven");
  verify->add_option("--seed", raw.seed, "of the first grading; each repetition takes the next");
  AddCompiler(verify, options);
  verify->add_option("--answer", options.answer, "only this answer: wrong/volatile");
  AddVariant(verify, options, "prove this variant of the labs instead");
  CLI::App* create = app.add_subcommand("new", "a new lab from the template, or a lab's variant");
  create->add_option("NAME", options.name, "lower-case words with underscores: lost_update")
      ->required();
  CLI::Option* number =
      create->add_option("--number", options.number, "1 to 99 (default: the next free one)")
          ->check(CLI::Range(1, 99));
  AddVariant(create, options, "instead: the lab NAME with other names and another bug")
      ->excludes(number);
}

void AddShellCommands(CLI::App& app, Options& options) {
  app.add_subcommand("completion", "prints what a shell needs to complete racelab's words")
      ->add_option("SHELL", options.shell, "bash, zsh or fish")
      ->required()
      ->type_name("SHELL")
      ->check(CLI::IsMember(Shells()));
  app.add_subcommand("man", "prints the manual page: racelab man | man -l -");
  app.add_subcommand("compile-commands", "writes compile_commands.json of all labs, for clangd")
      ->add_option("--out", options.out, "the file (default: compile_commands.json beside labs/)")
      ->type_name("PATH");
}

}  // namespace

void AddCommands(CLI::App& app, Options& options, RawValues& raw) {
  app.set_version_flag("--version", "racelab " RACELAB_VERSION);
  app.require_subcommand(1);
  AddStudentCommands(app, options);
  AddCheck(app, options, raw);
  AddExplorer(app, options, raw);
  AddGrading(app, options, raw);
  AddAuthorCommands(app, options, raw);
  AddShellCommands(app, options);
  app.add_subcommand("supervise", "runs a plan inside the sandbox")->group("");
  for (CLI::App* command : app.get_subcommands({})) NameValues(*command);
}

}  // namespace racelab
