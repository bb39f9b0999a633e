// The commands and their options.
#include "checker/cli/command_line.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/cli/completion.h"
#include "checker/report/formats.h"

namespace racelab {
namespace {

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

void AddExplorer(CLI::App& app, Options& options, RawValues& raw) {
  CLI::App* explore = app.add_subcommand(
      "explore", "search the schedules of a lab's tests, or of ./program [ARGUMENTS]");
  explore->add_option("LAB", options.lab, "number, id or name; or a program with a '/' in its name")
      ->required();
  explore->add_option(
      "--strategy", options.strategy,
      "portfolio (default), random, pct, pos, rf, surw, serial, dfs, dpor, crashes, "
      "faults, interruptions");
  explore->add_option("--victim", options.victim, "of crashes: only this process dies; 2 or more")
      ->check(CLI::Range(2, 64));
  explore->add_option("--executions", options.executions, "for each test (default: 2000)")
      ->check(CLI::Range(1, 1'000'000'000));
  explore->add_option("--seed", raw.seed, "seed of every random choice (default: 1)");
  explore->add_flag("--all", options.all, "all distinct failures, not only the first");
  explore->add_option("--only", options.only, "look past all other kinds of findings")
      ->delimiter(',')
      ->allow_extra_args(false);
  explore->add_flag("--parallelism", options.parallelism,
                    "of a program that did not fail: how many processors it could keep busy");
  explore->add_option("--test", options.test, "one test of the lab: Explore.Name");
  AddReports(explore, raw, /*of_exploration=*/true);
  AddSubmission(explore, options);
  AddCompiler(explore, options);
  CLI::App* replay = app.add_subcommand("replay", "repeat a failure that `explore` found");
  replay->add_option("TOKEN", options.token, "what `explore` printed: rl1-...")->required();
  replay->add_option("LAB", options.lab, "the lab; or the program, with its arguments");
  replay->add_flag("--gdb", options.gdb, "in the debugger, with the same schedule");
  replay->add_option("--html", options.html, "write a page to watch it in a browser");
  replay->add_flag("--compare", options.compare,
                   "with --html: beside it the lab's solution, under the same schedule");
  AddSubmission(replay, options);
  AddCompiler(replay, options);
  CLI::App* demo = app.add_subcommand("demo", "show a lab's pitfall to a class, step by step");
  demo->add_option("LAB", options.lab, "number, id or name; or: processes")->required();
  demo->add_option("--html", options.html, "write the page to watch it in, ask nothing");
  demo->add_option("--script", options.script, "write slides in Markdown, ask nothing");
  AddCompiler(demo, options);
  CLI::App* play = app.add_subcommand("play", "be the scheduler of a lab's test, or of ./program");
  play->add_option("LAB", options.lab, "number, id or name; or a program with a '/' in its name")
      ->required();
  play->add_option("--test", options.test, "one test of the lab: Explore.Name");
  AddSubmission(play, options);
  AddCompiler(play, options);
  for (const auto& [name, text] :
       {std::pair("cc", "a C compiler whose programs can be explored; takes cc's own options"),
        std::pair("c++", "the same for C++")}) {
    app.add_subcommand(name, text);
  }
}

void AddGradingOptions(CLI::App* command, Options& options, RawValues& raw) {
  command->add_option("--due", raw.due,
                      "2026-11-30 or \"2026-11-30 23:59\": what is newer is late");
  command->add_option("--late-percent", options.deadline.percent, "lost for each day begun")
      ->check(CLI::Range(0, 100));
  command->add_flag("--quick", options.quick, "about a quarter of the runs; not a grade");
  command->add_option("--seed", raw.seed, "seed of every random choice (default: 1)");
  AddCompiler(command, options);
  AddIsolation(command, raw);
}

void AddSlurm(CLI::App* command, Options& options, RawValues& raw) {
  command->add_option("--engine", options.engine, "local (default), or slurm: on a cluster")
      ->type_name("ENGINE")
      ->check(CLI::IsMember({"local", "slurm"}));
  command
      ->add_option("--slurm-option", raw.slurm_options,
                   "slurm: for sbatch, such as partition=long; repeatable")
      ->allow_extra_args(false);
  command->add_option("--tasks", options.tasks, "slurm: at a time (default: as it likes)")
      ->check(CLI::Range(1, 1000));
  command->add_option("--chunk", options.chunk, "slurm: students in a task (default: enough)")
      ->check(CLI::Range(1, 100'000));
}

void AddGrading(CLI::App& app, Options& options, RawValues& raw) {
  CLI::App* grade = app.add_subcommand("grade", "whole submissions: folders or archives of labs");
  grade->add_option("SUBMISSION", options.paths, "folders, .zip, .tar.gz and the like")->required();
  grade->add_option("--lab", options.labs, "a lab that counts, repeatable (default: what is there)")
      ->allow_extra_args(false);
  AddReports(grade, raw, /*of_exploration=*/false);
  AddGradingOptions(grade, options, raw);
  CLI::App* whole = app.add_subcommand("grade-class", "all submissions of a class, resumable");
  whole->add_option("DIR", options.paths, "holds a folder or an archive of each student")
      ->required()
      ->expected(1);
  whole->add_option("--out", options.out, "folder for results, gradebook.db and grades.csv")
      ->required();
  whole->add_option("--lab", options.labs, "a lab that counts, repeatable (default: all)")
      ->allow_extra_args(false);
  whole->add_option("--jobs", options.jobs, "submissions at a time (default: 1)")
      ->check(CLI::Range(1, 256));
  whole->add_option("--shard", raw.shard, "only this of N parts; a last call without it merges");
  AddSlurm(whole, options, raw);
  AddGradingOptions(whole, options, raw);
}

void AddClassPage(CLI::App& app, Options& options, RawValues& raw) {
  CLI::App* report = app.add_subcommand("report", "a page about a class that was graded");
  report->add_option("--html", options.html, "the file (default: OUT_DIR/report.html)");
  CLI::App* serve = app.add_subcommand("serve", "the same page, live, for this machine's browser");
  serve->add_option("--port", options.port, "default: 8765; 0: any that is free")
      ->check(CLI::Range(0, 65535));
  for (CLI::App* command : {report, serve}) {
    command->add_option("OUT_DIR", options.out, "the --out of grade-class")->required();
    command->add_option("--since", raw.since,
                        "2026-11-30: findings of results from then on (default: a week)");
  }
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

}  // namespace

void AddCommands(CLI::App& app, Options& options, RawValues& raw) {
  app.set_version_flag("--version", "racelab " RACELAB_VERSION);
  app.require_subcommand(1);
  AddStudentCommands(app, options);
  AddCheck(app, options, raw);
  AddExplorer(app, options, raw);
  AddGrading(app, options, raw);
  AddClassPage(app, options, raw);
  AddAuthorCommands(app, options, raw);
  AddShellCommands(app, options);
  app.add_subcommand("supervise", "runs a plan inside the sandbox")->group("");
  for (CLI::App* command : app.get_subcommands({})) NameValues(*command);
}

}  // namespace racelab
