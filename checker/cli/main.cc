// racelab: checks solutions of concurrency labs. Parses the command line and runs one command.
#include <malloc.h>
#include <signal.h>

#include <clocale>
#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "checker/base/interrupt.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/sandbox/sandbox.h"

namespace {

// A closed pipe makes writes fail instead of killing us. Not SIG_IGN: programs that we start would
// inherit that.
void SurviveClosedPipes() {
  struct sigaction action = {};
  action.sa_handler = [](int) {};
  sigemptyset(&action.sa_mask);
  sigaction(SIGPIPE, &action, nullptr);
}

// A parent may have left SIGCHLD ignored. Exit statuses of children would then be lost.
void ExpectChildren() { signal(SIGCHLD, SIG_DFL); }

// Searches make and drop half a megabyte for each batch: giving it back each time costs a fifth of
// a fast search.
void KeepFreedMemory() {
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 16 << 20);
}

int RunCommandOf(const racelab::Options& options) {
  using Command = int (*)(const racelab::Options&);
  static const std::map<std::string, Command> kCommands = {
      {"check", racelab::RunCheck},
      {"compile-commands", racelab::RunCompileCommands},
      {"completion", racelab::RunCompletion},
      {"demo", racelab::RunDemo},
      {"doctor", racelab::RunDoctor},
      {"explore", racelab::RunExplore},
      {"grade", racelab::RunGrade},
      {"grade-class", racelab::RunGradeClass},
      {"hint", racelab::RunHint},
      {"list", racelab::RunList},
      {"man", racelab::RunMan},
      {"new", racelab::RunNew},
      {"play", racelab::RunPlay},
      {"replay", racelab::RunReplay},
      {"report", racelab::RunReport},
      {"serve", racelab::RunServe},
      {"verify", racelab::RunVerify},
      {"watch", racelab::RunWatch},
      {"supervise", [](const racelab::Options&) { return racelab::Supervise(); }},
  };
  return kCommands.at(options.command)(options);
}

int Run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "cc" || first == "c++") {  // nothing else of racelab may be in the compiler's way
    return racelab::RunCompilerDriver(first == "c++", {argv + 2, argv + argc});
  }
  std::setlocale(LC_CTYPE, "");  // only characters: numbers keep their decimal point
  SurviveClosedPipes();
  KeepFreedMemory();
  ExpectChildren();
  const auto parsed = racelab::ParseArguments({argv + 1, argv + argc});
  if (const auto* stop = std::get_if<racelab::ParseStop>(&parsed)) {
    if (stop->exit_code != racelab::kExitPassed) {
      std::fputs(stop->text.c_str(), stderr);
      return stop->exit_code;
    }
    racelab::Print(stop->text);
    return racelab::FlushStdout(stop->exit_code);
  }
  const auto& options = std::get<racelab::Options>(parsed);
  if (options.command != "supervise") racelab::CatchInterrupts();
  return racelab::FlushStdout(RunCommandOf(options));
}

}  // namespace

// Nothing should throw this far; if something does (no memory, for one), it is our failure.
int main(int argc, char** argv) {
  try {
    return Run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "racelab: failed: %s\n", error.what());
    return racelab::kExitInconclusive;
  }
}
