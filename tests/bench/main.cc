// explorer_bench WHAT: prints the numbers of docs/reference/benchmarks.md.
#include <cstdio>
#include <functional>
#include <map>
#include <string>

#include "tests/bench/bench.h"

int main(int argc, char** argv) {
  using namespace racelab::bench;
  setvbuf(stdout, nullptr, _IOLBF, 0);
  const std::map<std::string, std::function<bool()>> all = {{"bounds", Bounds},
                                                            {"cores", Cores},
                                                            {"cost", Cost},
                                                            {"find", Find},
                                                            {"isolation", Isolation},
                                                            {"leftovers", Leftovers},
                                                            {"processes", Processes},
                                                            {"proofs", Proofs},
                                                            {"repetitions", Repetitions},
                                                            {"replay", Replay},
                                                            {"replay_processes", ReplayProcesses},
                                                            {"right_answers", RightAnswers},
                                                            {"right_programs", RightPrograms},
                                                            {"scale", Scale},
                                                            {"schedules", Schedules}};
  const auto found = argc == 2 ? all.find(argv[1]) : all.end();
  if (found == all.end()) {
    GiveUp(
        "usage: explorer_bench "
        "bounds|cores|cost|find|isolation|leftovers|processes|proofs|repetitions|replay|replay_"
        "processes|"
        "right_answers|right_programs|scale|schedules");
  }
  return found->second() ? 0 : 1;
}
