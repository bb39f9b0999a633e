// Progress: one line on a terminal that says what is being done; nothing in a pipe.
//
// **Thread safety**: thread-safe. A thread of its own redraws the elapsed time.
#ifndef RACELAB_CHECKER_CLI_PROGRESS_H_
#define RACELAB_CHECKER_CLI_PROGRESS_H_

#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace racelab {

// "[3/7] tsan: run 4 of 20 (2 s)". `number` is 0 for a step that is not one of `steps`.
std::string ProgressText(size_t number, size_t steps, const std::string& step,
                         const std::string& text, int seconds);

class Progress {
 public:
  // Draws on `descriptor` if that is a terminal. `steps` are the names of the steps in order.
  Progress(int descriptor, std::vector<std::string> steps);
  // Clears the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Update(const std::string& step, const std::string& text) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void RedrawUntilStopped() ABSL_LOCKS_EXCLUDED(mutex_);
  void Draw() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const int descriptor_;
  const bool is_terminal_;
  const std::vector<std::string> steps_;
  const absl::Time start_;
  absl::Mutex mutex_;
  std::string step_ ABSL_GUARDED_BY(mutex_);
  std::string text_ ABSL_GUARDED_BY(mutex_);
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread redraw_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_PROGRESS_H_
