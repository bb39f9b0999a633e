// The commands that explore, replay, show and play schedules.
#include <utility>

#include "checker/cli/command_options.h"

namespace racelab {

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

}  // namespace racelab
