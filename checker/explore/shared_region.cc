// The file in memory behind the region.
#include "checker/explore/shared_region.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace racelab::explore {

absl::StatusOr<SharedRegion> SharedRegion::Create() {
  constexpr size_t kSize = sizeof(trace::Region);
  Descriptor file(memfd_create("racelab-explore", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  void* memory = MAP_FAILED;
  if (file.get() >= 0 && ftruncate(file.get(), trace::kRegionSize + trace::kSharedSize) == 0 &&
      fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0) {
    memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  }
  if (memory == MAP_FAILED) {
    return absl::UnavailableError(
        absl::StrCat("no memory to share with the explored program: ", std::strerror(errno)));
  }
  auto* region = static_cast<trace::Region*>(memory);
  region->version = trace::kVersion;
  region->size = kSize;
  return SharedRegion(std::move(file), region);
}

SharedRegion::~SharedRegion() {
  if (region_ != nullptr) munmap(region_, sizeof(trace::Region));
}

}  // namespace racelab::explore
