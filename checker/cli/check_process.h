// CheckProcess: one `racelab check` in a process of its own, so that `watch` can end it halfway.
//
// **Thread safety**: belongs to one thread. **Invariants**: no process is left when it is
// destroyed.
#ifndef RACELAB_CHECKER_CLI_CHECK_PROCESS_H_
#define RACELAB_CHECKER_CLI_CHECK_PROCESS_H_

#include <sys/types.h>

#include <string>

#include "absl/status/statusor.h"
#include "checker/result/report.h"

namespace racelab {

class CheckProcess {
 public:
  CheckProcess() = default;
  ~CheckProcess() { Stop(); }
  CheckProcess(const CheckProcess&) = delete;
  CheckProcess& operator=(const CheckProcess&) = delete;

  // Starts `check LAB`; its progress and errors go to stderr. Ends one that still runs.
  absl::Status Start(const std::string& lab);
  // Interrupts it and waits for its end; its report is lost. Does nothing when none runs.
  void Stop();

  bool running() const { return process_ > 0; }
  int descriptor() const { return descriptor_; }  // readable when Read has news; -1: none runs

  // Reads what there is. Returns true when it has ended: then TakeReport has the result.
  bool Read();
  // InvalidArgument when it ended without a report; it has said why on stderr.
  absl::StatusOr<Report> TakeReport();

 private:
  void Wait();

  pid_t process_ = -1;
  int descriptor_ = -1;  // the read end of its stdout
  std::string json_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_CHECK_PROCESS_H_
