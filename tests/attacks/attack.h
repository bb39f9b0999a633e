// Attack: a submission that tries to get round the checks, and what its first lines say of it.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_TESTS_ATTACKS_ATTACK_H_
#define RACELAB_TESTS_ATTACKS_ATTACK_H_

#include <filesystem>
#include <string>
#include <vector>

namespace racelab {

// "// expect: tsan (exit 1): visits were lost"
struct Expectation {
  std::string check;    // that fails; "pass" when none does
  int code = 0;         // of racelab check
  std::string message;  // a part of what is said
};

// **Invariants**: `problem` says what is wrong with the first lines; without one, all else is set.
struct Attack {
  std::string topic;  // the folder: "race_detector"
  std::string name;
  std::filesystem::path folder;       // the submission
  std::string file;                   // the one with the first lines
  std::string lab;                    // the lab that has a file of this name
  std::vector<Expectation> outcomes;  // one of them must come
  std::string tries;                  // one sentence
  std::string problem;
};

// All of tests/attacks, by topic and name.
std::vector<Attack> FindAttacks();

// The tables of docs/reference/integrity.md.
std::string TablesOf(const std::vector<Attack>& attacks);

}  // namespace racelab

#endif  // RACELAB_TESTS_ATTACKS_ATTACK_H_
