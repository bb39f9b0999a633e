// Board: weather reports that one thread publishes and many read. Given; not edited.
#ifndef RACELAB_LABS_15_PUBLISH_BOARD_H_
#define RACELAB_LABS_15_PUBLISH_BOARD_H_

#include <memory>

struct Report {
  int number = 0;       // 1 for the first one of a board
  int temperature = 0;  // degrees Celsius
  int wind[2] = {};     // knots, degrees
};

inline constexpr int kMostReports = 64;  // that are published on one board

// One thread calls Publish(); any number of threads call Count() and Look() meanwhile.
// Boards have nothing to do with each other: each may have a writer of its own.
class Board {
 public:
  virtual ~Board() = default;

  // Adds a copy of the report. The first has the number 1, the next 2, and so on, at most
  // kMostReports.
  virtual void Publish(const Report& report) = 0;

  // How many reports there are. It never goes back in one thread.
  virtual int Count() const = 0;

  // The latest report, or nullptr before the first.
  //
  // - It is whole: the caller sees all that the writer wrote into it.
  // - It neither changes nor goes away as long as the board lives.
  // - In one thread, report n never comes after a later one. After a Count() that returned n comes
  //   report n or a later one.
  virtual const Report* Look() const = 0;
};

// A board without reports. This is what board.cc provides.
std::unique_ptr<Board> NewBoard();

#endif  // RACELAB_LABS_15_PUBLISH_BOARD_H_
