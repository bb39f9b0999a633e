// Words of the command line that CLI11 cannot read as they should be.
#include "checker/cli/parse_words.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/base/text.h"
#include "checker/report/formats.h"
#include "checker/sandbox/layers.h"

namespace racelab {
namespace {

// Options of `explore`, `play` and `replay` whose value is the next word.
const std::set<std::string> kWithValue = {"--strategy",   "--executions", "--seed",   "--victim",
                                          "--only",       "--test",       "--report", "--compiler",
                                          "--submission", "--html"};

}  // namespace

std::string Suggestion(const std::string& word, const std::vector<std::string>& candidates) {
  const std::string closest = ClosestWord(word, candidates);
  return closest.empty() ? "" : absl::StrCat("; did you mean '", closest, "'?");
}

std::string ParseSeed(const std::string& text, uint64_t& seed) {
  if (absl::SimpleAtoi(text, &seed)) return "";
  return absl::StrCat("--seed ", text, " is not a number from 0 to 18446744073709551615");
}

std::string ParseShard(const std::string& text, int& shard, int& shards) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('/', 1));
  const bool good = absl::SimpleAtoi(parts.first, &shard) &&
                    absl::SimpleAtoi(parts.second, &shards) && shard >= 1 && shard <= shards;
  return good ? "" : absl::StrCat("--shard ", text, " is no part of a whole, such as 2/3");
}

std::string ParseIsolation(const std::string& text, std::vector<std::string>& layers) {
  const absl::StatusOr<std::vector<std::string>> named = ParseLayers(text);
  if (!named.ok()) return absl::StrCat("--require-isolation: ", named.status().message());
  layers = *named;
  return "";
}

std::string ParseSlurm(const std::vector<std::string>& slurm_options, Options& options) {
  const bool slurm = options.engine == "slurm";
  if (!slurm && (!slurm_options.empty() || options.tasks != 0 || options.chunk != 0)) {
    return "--slurm-option, --tasks and --chunk are for --engine slurm";
  }
  if (slurm && options.shards != 0) return "--engine slurm makes its own parts: leave out --shard";
  for (const std::string& text : slurm_options) {
    const std::string name(absl::StripPrefix(text.substr(0, text.find('=')), "--"));
    if (name.empty() || name[0] == '-' || name.find_first_of(" \n") != std::string::npos) {
      return absl::StrCat("--slurm-option ", text, " is no NAME=VALUE, such as partition=long");
    }
    for (const char* ours :
         {"array", "job-name", "output", "parsable", "requeue", "wait", "wrap"}) {
      if (name == ours) return absl::StrCat("--slurm-option ", text, ": grade-class sets ", name);
    }
    options.slurm_options.push_back(absl::StrCat("--", std::string(absl::StripPrefix(text, "--"))));
  }
  return "";
}

std::string ParseDeadline(const std::string& text, Deadline& deadline) {
  const absl::StatusOr<absl::Time> due = ParseDue(text);
  if (!due.ok()) return absl::StrCat("--due ", due.status().message());
  deadline.due = *due;
  return "";
}

std::string ParseSince(const std::string& text, absl::Time& since) {
  const bool day = text.find(':') == std::string::npos;
  if (const absl::StatusOr<absl::Time> due = ParseDue(text); !due.ok()) {
    return absl::StrCat("--since ", due.status().message());
  }
  since = *ParseDue(day ? text + " 00:00" : text);
  return "";
}

std::string ParseReport(const std::string& text, bool of_exploration,
                        std::vector<ReportTarget>& targets) {
  const size_t equals = text.find('=');
  ReportTarget target{text.substr(0, equals), ""};
  if (equals != std::string::npos) {
    target.path = text.substr(equals + 1);
    if (target.path.empty()) return absl::StrCat("--report ", text, " names no file");
  }
  const std::vector<std::string> names = ReportFormatNames(of_exploration);
  const ReportFormat* format = FindReportFormat(target.format);
  if (format == nullptr) {
    return absl::StrCat("unknown report format '", target.format, "'",
                        Suggestion(target.format, names), " formats: ", absl::StrJoin(names, ", "));
  }
  if (of_exploration && format->exploration == nullptr) {
    return absl::StrCat(
        "--report ", target.format,
        " is for grades, which explore does not give; formats: ", absl::StrJoin(names, ", "));
  }
  targets.push_back(std::move(target));
  return "";
}

std::vector<std::string> Normalized(std::vector<std::string> arguments) {
  if (!arguments.empty() && arguments[0] == "help") {
    arguments.erase(arguments.begin());
    arguments.push_back("--help");
  }
  return arguments;
}

bool IsExplorersOption(const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  return kWithValue.count(name) > 0 || name == "--all" || name == "--gdb" || name == "--compare";
}

std::vector<std::string> TakeProgramArguments(std::vector<std::string>& words) {
  static const std::set<std::string> kCommands = {"explore", "play", "replay"};
  if (words.empty() || kCommands.count(words[0]) == 0) return {};
  std::vector<std::string> ours, arguments;
  bool program = false;  // whether it was met
  for (size_t i = 0; i < words.size(); ++i) {
    if (program && words[i] == "--") {
      arguments.insert(arguments.end(), words.begin() + static_cast<ptrdiff_t>(i) + 1, words.end());
      break;
    }
    const bool is_ours = !program || IsExplorersOption(words[i]);
    (is_ours ? ours : arguments).push_back(words[i]);
    if (kWithValue.count(words[i]) > 0 && i + 1 < words.size()) {
      ours.push_back(words[++i]);
    } else if (words[i].rfind('-', 0) != 0 && words[i].find('/') != std::string::npos) {
      program = true;
    }
  }
  words = ours;
  return arguments;
}

}  // namespace racelab
