// Reads the command line; what is wrong with it becomes one message.
#include "checker/cli/parse.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/cli/command_line.h"
#include "checker/cli/exit_code.h"
#include "checker/cli/parse_words.h"

namespace racelab {
namespace {

constexpr char kStartPage[] =
    R"(racelab checks your solution of a concurrency lab and shows where it goes wrong.

Begin here:
  ./racelab check 1     grade lab 1: it fails, and you read where, why and what to do next

Then:
  ./racelab watch 1     grade it again each time you save
  ./racelab hint 1      one more hint
  ./racelab list        the labs, and how far you are
  ./racelab demo 1      watch what goes wrong, step by step, and the repair beside it
  ./racelab play 1      be the scheduler: make it fail yourself
  ./racelab explore 1   search the schedules of its tests; or of ./program
  ./racelab doctor      is this machine ready?

Every command explains itself: ./racelab check --help
)";

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
  AddCommands(app, options, raw);
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
