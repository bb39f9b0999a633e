// Parse: the command line, checked and turned into plain data.
//
// **Thread safety**: plain values; ParseArguments is a pure function.
#ifndef RACELAB_CHECKER_CLI_PARSE_H_
#define RACELAB_CHECKER_CLI_PARSE_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "checker/classroom/deadline.h"

namespace racelab {

// One --report FORMAT[=PATH].
struct ReportTarget {
  std::string format;  // of ReportFormats()
  std::string path;    // empty: stdout
};

// Every option of every command; a command reads its own.
struct Options {
  std::string command;                // "check"; empty: the start page
  std::string lab;                    // check, hint, watch: number, id or name
  std::string submission;             // empty: the lab's own folder
  std::string compiler;               // empty: the reference (verify: the reference and g++)
  std::vector<ReportTarget> reports;  // of `grade` empty: a table of each submission
  std::vector<std::string> only;      // check: names of checks; explore: kinds of findings
  uint64_t seed = 1;
  bool quick = false;
  std::vector<std::string> required_layers;  // check, grade, grade-class: no grade without them
  bool all = false;                          // show every finding
  bool parallelism = false;                  // explore: measure work and span as well
  bool reset = false;                        // hint: start again at the first rung
  std::string name;                // new: the lab's name without number; of a variant, the lab
  int number = 0;                  // new: 0 is the next free one
  uint64_t variant = 0;            // new, verify: seed of a variant; 0: the labs as they stand
  std::vector<std::string> labs;   // verify: empty is all; grade: empty is what was handed in
  int repeat = 1;                  // verify
  int jobs = 1;                    // verify
  std::string answer;              // verify: empty is all
  std::vector<std::string> paths;  // grade: submissions; grade-class: the folder of the class
  Deadline deadline;               // grade, grade-class
  std::string out;                 // grade-class, report, serve: where results are;
                                   // compile-commands: the file
  int shard = 1, shards = 0;       // grade-class: this one, from 1, of so many parts; 0: the whole
  std::string engine = "local";    // grade-class: or "slurm"
  std::vector<std::string> slurm_options;  // grade-class: for sbatch, "--partition=long"
  int tasks = 0;                           // of slurm, at a time; 0: as it likes
  int chunk = 0;                           // students in a task of slurm; 0: enough
  std::string html;    // where the page goes; empty: report: OUT/report.html, replay, demo: nowhere
  std::string script;  // demo: where the slides go; empty: nowhere
  absl::Time since = absl::InfinitePast();  // report, serve: findings count; default: a week ago
  int port = 8765;                          // serve; 0: any that is free
  // explore, play, replay: `lab` may also be a program, which has a '/' and arguments of its own.
  std::vector<std::string> arguments;
  std::string strategy = "portfolio";
  int victim = 0;              // explore: of the strategy crashes; 0: any process
  uint64_t executions = 2000;  // explore: for each test
  std::string test;            // explore: empty is all of Explore.*; play: a failing one
  std::string token;           // replay
  bool gdb = false;            // replay: in the debugger
  std::string shell;           // completion
  bool compare = false;        // replay: with the solution beside it, in that page
};

// Nothing to run: what to print instead (help, the version, an error) and the exit code.
struct ParseStop {
  int exit_code = 0;
  std::string text;  // to stdout when exit_code is 0, else to stderr; ended by a newline
};

// `arguments` without the program's name.
std::variant<Options, ParseStop> ParseArguments(const std::vector<std::string>& arguments);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_PARSE_H_
