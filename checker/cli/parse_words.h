// Words of the command line that need more than CLI11: before it reads them, or after.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLI_PARSE_WORDS_H_
#define RACELAB_CHECKER_CLI_PARSE_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "checker/cli/parse.h"

namespace racelab {

// "; did you mean 'check'?", or "" when no candidate is close.
std::string Suggestion(const std::string& word, const std::vector<std::string>& candidates);

// A seed has 64 bits; CLI11 would wrap negative numbers around. An error message or "".
std::string ParseSeed(const std::string& text, uint64_t& seed);

// "2/3". An error message or "".
std::string ParseShard(const std::string& text, int& shard, int& shards);

// The names of layers in --require-isolation. An error message or "".
std::string ParseIsolation(const std::string& text, std::vector<std::string>& layers);
// NAME=VALUE for sbatch, but for what grade-class says itself. REQUIRES: engine and shard are
// there. An error message or "".
std::string ParseSlurm(const std::vector<std::string>& slurm_options, Options& options);

// A time for --due. An error message or "".
std::string ParseDeadline(const std::string& text, Deadline& deadline);

// A time for --since; a day is its begin. An error message or "".
std::string ParseSince(const std::string& text, absl::Time& since);

// Splits FORMAT[=PATH]; an error message or "". An exploration has no grade, and so fewer formats.
std::string ParseReport(const std::string& text, bool of_exploration,
                        std::vector<ReportTarget>& targets);

// `help` and `help check` are spelled `--help` and `check --help`.
std::vector<std::string> Normalized(std::vector<std::string> arguments);

// Whether `explore`, `play` or `replay` takes this word for itself: "--seed", "--seed=3".
bool IsExplorersOption(const std::string& word);

// What stands behind the program that `explore`, `play` or `replay` names belongs to that program,
// apart from the command's own options; behind "--" everything does. Removes and returns it. The
// program is the first word with a '/' that is no option and no option's value.
std::vector<std::string> TakeProgramArguments(std::vector<std::string>& words);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_PARSE_WORDS_H_
