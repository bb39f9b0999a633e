// The commands that grade whole submissions and classes, and show them.
#include "checker/cli/command_options.h"

namespace racelab {
namespace {

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

}  // namespace

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
  AddClassPage(app, options, raw);
}

}  // namespace racelab
