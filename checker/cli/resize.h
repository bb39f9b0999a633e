// Resize: tells when the size of the terminal changed.
//
// **Thread safety**: belongs to the main thread; one per process. The handler is
// async-signal-safe.
#ifndef RACELAB_CHECKER_CLI_RESIZE_H_
#define RACELAB_CHECKER_CLI_RESIZE_H_

#include <cstddef>

namespace racelab {

class Resize {
 public:
  Resize();
  ~Resize();
  Resize(const Resize&) = delete;
  Resize& operator=(const Resize&) = delete;

  int descriptor() const { return descriptor_; }  // readable after a change: for poll(2)
  void Read() const;                              // until the next change

 private:
  int descriptor_ = -1;
};

// The rows of the terminal at stdout; 24 where they are not known.
size_t TerminalRows();

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_RESIZE_H_
