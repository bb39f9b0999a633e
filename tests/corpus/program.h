// The programs of the corpus: found on disk, with what their first lines say.
#ifndef RACELAB_TESTS_CORPUS_PROGRAM_H_
#define RACELAB_TESTS_CORPUS_PROGRAM_H_

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace racelab {

struct CorpusProgram {
  std::filesystem::path path;
  std::string name;                    // "races__counter_bad": topic and file
  std::vector<std::string> kinds;      // that its first finding may have; empty: none at all
  bool processes = false;              // several of them, so that an execution takes longer
  std::string harm;                    // "crashes", "faults": that strategy, and no other
  std::vector<std::string> libraries;  // "boost_thread", "absl", "atomic"
  bool defines = false;                // has a #define, which may change what headers mean
  std::string problem;                 // not empty: what is wrong with its first lines

  bool Bad() const { return !kinds.empty(); }
  bool Cxx() const { return path.extension() == ".cc"; }
};

// For GoogleTest.
inline void PrintTo(const CorpusProgram& program, std::ostream* out) { *out << program.path; }

// All programs, sorted by name.
std::vector<CorpusProgram> FindCorpus();

}  // namespace racelab

#endif  // RACELAB_TESTS_CORPUS_PROGRAM_H_
