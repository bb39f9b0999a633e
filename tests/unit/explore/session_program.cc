// A program for session_test.cc that speaks the protocol of trace/format.h without any runtime.
//
// argv[1] says how it behaves; each plan is answered by what its seed says.
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "checker/trace/format.h"
#include "tests/unit/explore/session_program.h"

namespace {

using namespace racelab::explore;
using racelab::trace::End;
using racelab::trace::Kind;
using racelab::trace::Region;
using racelab::trace::Slot;

void Run(Region& region, Slot& slot, int region_fd) {
  slot.outcome.end = End::kCompleted;
  slot.outcome.schedule_hash = slot.plan.seed * 10;
  slot.outcome.tasks = region.max_tasks;
  slot.outcome.events = static_cast<uint64_t>(getpid());
  if (region.restarts != 0) ++region.begun;
  if (slot.plan.seed == kOutside) ++region.left;
  if (slot.plan.seed == kFail) slot.outcome.finding.kind = Kind::kAssertion;
  if (slot.plan.seed == kDie) abort();
  if (slot.plan.seed == kShrink && ftruncate(region_fd, 0) == 0) {
    std::strcpy(slot.outcome.finding.text, "shrunk");
  }
  if (slot.plan.seed == kLimit && region.max_tasks < 256) {
    slot.outcome.end = End::kLimit;
    std::strcpy(slot.outcome.finding.text, "tasks");
  }
  if (slot.plan.record_points) {
    slot.outcome.point_count = 1;
    region.points[0].pc = static_cast<uint32_t>(slot.plan.seed);
  }
}

}  // namespace

int main(int, char** argv) {
  const std::string mode = argv[1];
  std::puts("started");
  std::fflush(stdout);
  int region_fd, commands, answers;
  const char* variable = std::getenv("RACELAB_EXPLORE");
  if (mode == "silent" || variable == nullptr ||
      std::sscanf(variable, "%d,%d,%d", &region_fd, &commands, &answers) != 3) {
    return 7;
  }
  if (mode == "crash") raise(SIGKILL);  // no sanitizer catches this one
  void* memory = mmap(nullptr, sizeof(Region), PROT_READ | PROT_WRITE, MAP_SHARED, region_fd, 0);
  if (memory == MAP_FAILED) return 8;
  Region& region = *static_cast<Region*>(memory);
  uint32_t number = mode == "old" ? 99 : region.version;
  if (write(answers, &number, sizeof number) != sizeof number) return 9;
  while (read(commands, &number, sizeof number) == sizeof number && number != 0) {
    uint32_t done = 0;
    while (done < number) {
      Slot& slot = region.slots[done++];
      Run(region, slot, region_fd);
      if (slot.outcome.finding.kind != Kind::kNone || slot.outcome.end != End::kCompleted) break;
    }
    if (mode == "liar") done = 1000;
    if (mode == "chatty") {
      for (int i = 0; i < 100'000; ++i) std::puts("more than a pipe holds");
    }
    // In two pieces, as a pipe may deliver it.
    const char* bytes = reinterpret_cast<const char*>(&done);
    if (write(answers, bytes, 1) != 1 || write(answers, bytes + 1, 3) != 3) return 9;
  }
  return 0;
}
