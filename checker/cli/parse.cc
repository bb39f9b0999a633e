// The command line's grammar. The only file that includes CLI11, which takes seconds to compile.
#include "checker/cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/cli/exit_code.h"
#include "checker/cli/parse_words.h"
#include "checker/report/formats.h"

namespace racelab {
namespace {

constexpr char kStartPage[] =
    R"(racelab checks your solution of a concurrency lab and shows where it goes wrong.

  ./racelab list        the labs, and how far you are
  ./racelab check 1     grade lab 1; the file to edit is in labs/01_*
  ./racelab watch 1     grade it again each time you save
  ./racelab hint 1      one more hint
  ./racelab play 1      be the scheduler: make it fail yourself
  ./racelab explore 1   search the schedules of its tests; or of ./program
  ./racelab doctor      is this machine ready?

Every command explains itself: ./racelab check --help
)";

void AddLab(CLI::App* command, Options& options) {
  command->add_option("LAB", options.lab, "number, id or name: 1, 01_lost_update, lost_update")
      ->required();
}

void AddCompiler(CLI::App* command, Options& options) {
  command->add_option("--compiler", options.compiler,
                      "clang, g++, clang-19 or a path (see `racelab doctor`)");
}

// Values that need more than CLI11 checks.
struct RawValues {
  std::vector<std::string> reports = {};
  std::string seed = "1";
  std::string due, since, shard;
  std::optional<std::string> isolation = {};
  std::vector<std::string> slurm_options = {};
};

void AddIsolation(CLI::App* command, RawValues& raw) {
  command->add_option("--require-isolation", raw.isolation,
                      "LAYER[,LAYER] or all: grade nothing where one is missing (see `racelab "
                      "doctor`)");
}

void AddSubmission(CLI::App* command, Options& options) {
  command->add_option("--submission", options.submission,
                      "folder with the edited files (default: the lab's own folder)");
}

void AddReports(CLI::App* command, RawValues& raw, bool of_exploration) {
  command
      ->add_option("--report", raw.reports,
                   absl::StrCat("FORMAT[=PATH], repeatable; formats: ",
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
      ->allow_extra_args(false);
  check->add_flag("--all", options.all, "show every finding with its raw evidence");
  AddIsolation(check, raw);
}

void AddStudentCommands(CLI::App& app, Options& options) {
  app.add_subcommand("list", "the labs, and how far you are");
  CLI::App* hint = app.add_subcommand("hint", "one more hint for a lab");
  AddLab(hint, options);
  hint->add_flag("--reset", options.reset, "start again at the first hint");
  AddLab(app.add_subcommand("watch", "grade a lab again at each save; single keys do the rest"),
         options);
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
  explore->add_option("--only", options.only, "KIND[,KIND]: look past all other kinds of findings")
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
  replay->add_option("--html", options.html, "PATH: write a page to watch it in a browser");
  replay->add_flag("--compare", options.compare,
                   "with --html: beside it the lab's solution, under the same schedule");
  AddSubmission(replay, options);
  AddCompiler(replay, options);
  CLI::App* demo = app.add_subcommand("demo", "show a lab's pitfall to a class, step by step");
  demo->add_option("LAB", options.lab, "number, id or name; or: processes")->required();
  demo->add_option("--html", options.html, "PATH: write the page to watch it in, ask nothing");
  demo->add_option("--script", options.script, "PATH: write slides in Markdown, ask nothing");
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
      ->check(CLI::IsMember({"local", "slurm"}));
  command
      ->add_option("--slurm-option", raw.slurm_options,
                   "slurm: NAME=VALUE for sbatch, such as partition=long; repeatable")
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
  whole->add_option("--shard", raw.shard,
                    "I/N: only this of N parts; a last call without it merges");
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

// Without hidden commands.
std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_group() != "") names.push_back(command->get_name());
  }
  return names;
}

ParseStop Wrong(const std::string& command, const std::string& message) {
  return {kExitUsage, absl::StrCat("racelab: ", CleanText(message), "\nsee racelab ", command,
                                   command.empty() ? "" : " ", "--help\n")};
}

// What CLI11 found wrong, with a suggestion where a word is nearly one of ours.
ParseStop Explain(const CLI::ParseError& error, const CLI::App& app) {
  const CLI::App& command = *app.get_subcommands()[0];
  const std::string name = command.get_name();
  const auto is = [&error](CLI::ExitCodes code) {
    return error.get_exit_code() == static_cast<int>(code);
  };
  if (is(CLI::ExitCodes::RequiredError) && name == "new") {
    return Wrong(name, "new needs a name for the lab, such as lost_update");
  }
  if (is(CLI::ExitCodes::RequiredError) && name == "replay") {
    return Wrong(name, "replay needs the token that explore or check printed: rl1-...");
  }
  if (is(CLI::ExitCodes::RequiredError) && (name == "report" || name == "serve")) {
    return Wrong(name, name + " needs the folder that grade-class had as --out");
  }
  if (is(CLI::ExitCodes::RequiredError)) {
    return Wrong(name, name + " needs a lab: its number, such as 1 (see racelab list)");
  }
  if (!is(CLI::ExitCodes::ExtrasError)) return Wrong(name, error.what());
  const std::vector<std::string> extra = app.remaining(true);
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options()) known.push_back(option->get_name());
  for (const std::string& word : extra) {
    const bool is_known = std::find(known.begin(), known.end(), word) != known.end();
    if (word.size() < 2 || word[0] != '-' || is_known) continue;
    return Wrong(name, absl::StrCat(name, " has no option ", word, Suggestion(word, known)));
  }
  return Wrong(name, "one argument too many: " + absl::StrJoin(extra, " "));
}

// The first word decides before CLI11 does, whose messages name no near miss.
std::optional<ParseStop> CheckFirstWord(const CLI::App& app, const std::string& word) {
  if (word == "test") {
    return ParseStop{kExitUsage, "racelab: run ./racelab test from the repository\n"};
  }
  const std::vector<std::string> known =
      word[0] == '-' ? std::vector<std::string>{"--help", "--version"} : CommandNames(app);
  if (word == "-h" || word == "supervise") return std::nullopt;
  if (std::find(known.begin(), known.end(), word) != known.end()) return std::nullopt;
  const char* what = word[0] == '-' ? "no option '" : "no command '";
  return Wrong("", absl::StrCat(what, word, "'", Suggestion(word, known)));
}

}  // namespace

std::variant<Options, ParseStop> ParseArguments(const std::vector<std::string>& words) {
  std::vector<std::string> arguments = Normalized(words);
  if (arguments.empty()) return ParseStop{kExitPassed, kStartPage};
  Options options;
  options.arguments = TakeProgramArguments(arguments);
  RawValues raw;
  CLI::App app("racelab checks solutions of concurrency labs and explains what is wrong.",
               "racelab");
  app.set_version_flag("--version", "racelab " RACELAB_VERSION);
  app.require_subcommand(1);
  AddStudentCommands(app, options);
  AddCheck(app, options, raw);
  AddExplorer(app, options, raw);
  AddGrading(app, options, raw);
  AddClassPage(app, options, raw);
  AddAuthorCommands(app, options, raw);
  app.add_subcommand("supervise", "runs a plan inside the sandbox")->group("");
  if (std::optional<ParseStop> stop = CheckFirstWord(app, arguments[0])) return *stop;
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return ParseStop{kExitPassed, app.help()};
  } catch (const CLI::CallForVersion& version) {
    return ParseStop{kExitPassed, absl::StrCat(version.what(), "\n")};
  } catch (const CLI::ParseError& error) {
    return Explain(error, app);
  }
  options.command = app.get_subcommands()[0]->get_name();
  std::string problem = ParseSeed(raw.seed, options.seed);
  if (problem.empty() && !raw.due.empty()) problem = ParseDeadline(raw.due, options.deadline);
  if (problem.empty() && !raw.since.empty()) problem = ParseSince(raw.since, options.since);
  if (problem.empty() && !raw.shard.empty()) {
    problem = ParseShard(raw.shard, options.shard, options.shards);
  }
  if (problem.empty() && raw.isolation) {
    problem = ParseIsolation(*raw.isolation, options.required_layers);
  }
  if (problem.empty()) problem = ParseSlurm(raw.slurm_options, options);
  if (raw.reports.empty() && options.command != "grade") raw.reports = {"terminal"};
  if (!raw.reports.empty() && options.paths.size() > 1) {
    problem = "--report tells of one submission; name one, or leave --report out";
  }
  for (const std::string& report : raw.reports) {
    if (!problem.empty()) break;
    problem = ParseReport(report, options.command == "explore", options.reports);
  }
  if (!problem.empty()) return Wrong(options.command, problem);
  return options;
}

}  // namespace racelab
