// Tally: counts events that several threads see. Given; not edited.
#ifndef RACELAB_LABS_@NAME@_H_
#define RACELAB_LABS_@NAME@_H_

#include <memory>

class Tally {
 public:
  virtual ~Tally() = default;

  // Counts one event. Any thread may call it at any time.
  virtual void Count() = 0;

  // The events counted so far.
  virtual long Total() const = 0;
};

// A tally at zero. This is what @NAME@.cc provides.
std::unique_ptr<Tally> NewTally();

#endif  // RACELAB_LABS_@NAME@_H_
