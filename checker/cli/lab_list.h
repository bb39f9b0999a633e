// LabList: the labs as a list to move in and to search, as `watch` shows it.
//
// **Thread safety**: belongs to one thread. **Invariants**: the cursor stands on a lab that is
// shown, or nothing is shown.
#ifndef RACELAB_CHECKER_CLI_LAB_LIST_H_
#define RACELAB_CHECKER_CLI_LAB_LIST_H_

#include <cstddef>
#include <string>
#include <vector>

#include "checker/cli/standing.h"
#include "checker/report/report_format.h"

namespace racelab {

class LabList {
 public:
  enum class Wish { kNothing, kOpen, kReset, kClose };  // what the caller should do with a key

  // The cursor starts at the lab `id`.
  LabList(std::vector<PathLab> path, const std::string& id);

  // Takes other standings of the same labs; the cursor and the search stay.
  void Update(std::vector<PathLab> path);

  // Moves and searches; kOpen and kReset are about selected(), which is there then.
  Wish Press(char key);

  // Null when the search finds nothing.
  const Lab* selected() const;

  // At most `rows` lines, each ended by a newline: the labs around the cursor and what is searched.
  std::string Text(size_t rows, const TerminalStyle& style) const;

 private:
  void Search(std::string words);
  void PressInSearch(char key);
  void Move(long by);

  std::vector<PathLab> path_;
  std::vector<size_t> shown_;  // of path_, in order: all, or what the search finds
  size_t cursor_ = 0;          // of shown_
  std::string search_;
  bool typing_ = false;  // keys are letters of search_
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_LAB_LIST_H_
