// SharedRegion: the memory that the tool and the explored program share (trace/format.h).
//
// **Thread safety**: belongs to one thread; the other process takes its turns by the pipes.
// **Invariants**: sealed, so the program cannot make it shorter and so kill the tool by SIGBUS.
#ifndef RACELAB_CHECKER_EXPLORE_SHARED_REGION_H_
#define RACELAB_CHECKER_EXPLORE_SHARED_REGION_H_

#include <utility>

#include "absl/status/statusor.h"
#include "checker/base/spawn.h"
#include "checker/trace/format.h"

namespace racelab::explore {

class SharedRegion {
 public:
  // Zeroed, with version and size filled in. About 32 MB of address space, in a file of 1 GB;
  // memory as it is used.
  static absl::StatusOr<SharedRegion> Create();
  SharedRegion(SharedRegion&& other) noexcept
      : file_(std::move(other.file_)), region_(std::exchange(other.region_, nullptr)) {}
  SharedRegion& operator=(SharedRegion&&) = delete;
  ~SharedRegion();

  int descriptor() const { return file_.get(); }
  trace::Region* operator->() const { return region_; }
  trace::Region& operator*() const { return *region_; }

 private:
  SharedRegion(Descriptor file, trace::Region* region) : file_(std::move(file)), region_(region) {}
  Descriptor file_;
  trace::Region* region_;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_SHARED_REGION_H_
