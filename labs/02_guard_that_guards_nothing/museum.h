// Museum: counts what happens at the doors and desks of a museum on one day. Given; not edited.
#ifndef RACELAB_LABS_02_GUARD_THAT_GUARDS_NOTHING_MUSEUM_H_
#define RACELAB_LABS_02_GUARD_THAT_GUARDS_NOTHING_MUSEUM_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

// What the museum knows about its day.
struct Day {
  int visitors = 0;
  long donations = 0;                   // in cents
  int guides = 0;                       // audio guides that nobody has borrowed yet
  std::vector<std::string> guest_book;  // in the order of signing
};

// Prints a day. It may take long. It does not use this museum.
using Print = std::function<void(const Day&)>;

// Each method may be called by several threads at a time. Museums have nothing to do with each
// other: a printer may use another one.
class Museum {
 public:
  virtual ~Museum() = default;

  // Lets one visitor in and returns the number of the ticket: 1, 2, 3, ..., each of them once.
  virtual int Enter() = 0;

  // Puts money into the box.
  virtual void Donate(long cents) = 0;

  // Writes one line into the guest book.
  virtual void Sign(const std::string& line) = 0;

  // Lends an audio guide and returns true; false when none is left.
  virtual bool BorrowGuide() = 0;

  // Hands the day to `print`, once, and returns when `print` does. What was over before this call,
  // or in a report that was over, is in it; of what happens at the same time, each thing may be in
  // it or not. The day does not change while `print` looks at it. While it prints, the four methods
  // above go on.
  virtual void Report(const Print& print) const = 0;
};

// A museum in the morning: nobody has come, `guides` audio guides. This is what museum.cc provides.
std::unique_ptr<Museum> NewMuseum(int guides);

#endif  // RACELAB_LABS_02_GUARD_THAT_GUARDS_NOTHING_MUSEUM_H_
