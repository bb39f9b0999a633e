// Keeps eventfds in step with pending signals.
#include "checker/runtime/signal_descriptor.h"

#include <fcntl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

#include <cerrno>

#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

struct Entry {
  int descriptor;
  SignalSet signals;
};
constexpr uint32_t kEntries = 32;
Entry entries[kEntries];
uint32_t count = 0;

Entry* Find(int descriptor) {
  for (uint32_t i = 0; i < count; ++i) {
    if (entries[i].descriptor == descriptor) return &entries[i];
  }
  return nullptr;
}

SignalSet ReadyOf(const Entry& entry) {
  return (state.processes[here].arrived | current->arrived) & entry.signals;
}

void Update(const Entry& entry) {
  uint64_t number = 1;
  const bool readable = (ReadyFor(entry.descriptor, 1) & 1) != 0;
  const bool ready = ReadyOf(entry) != 0;
  if (ready == readable) return;
  Sys(ready ? SYS_write : SYS_read, entry.descriptor, reinterpret_cast<long>(&number), 8);
}

}  // namespace

int SignalDescriptor(int descriptor, SignalSet signals, int flags) {
  Entry* entry = Find(descriptor);
  if (descriptor != -1) {
    if (entry == nullptr) return static_cast<int>(Answer(-EINVAL));
  } else {
    const long made = Sys(SYS_eventfd2, 0, flags & (SFD_CLOEXEC | SFD_NONBLOCK));
    if (made < 0) return static_cast<int>(Answer(made));
    if (count == kEntries) Stop(trace::End::kLimit, "signal descriptors");
    entry = &entries[count++];
    entry->descriptor = static_cast<int>(made);
  }
  entry->signals = signals;
  Update(*entry);
  return entry->descriptor;
}

bool IsSignalDescriptor(int descriptor) { return count != 0 && Find(descriptor) != nullptr; }

void ForgetSignalDescriptor(int descriptor) {
  if (count == 0) return;
  if (Entry* entry = Find(descriptor)) *entry = entries[--count];
}

void UpdateSignalDescriptors() {
  for (uint32_t i = 0; i < count; ++i) Update(entries[i]);
}

long ReadSignals(int descriptor, void* buffer, size_t bytes) {
  const Entry& entry = *Find(descriptor);
  auto* out = static_cast<signalfd_siginfo*>(buffer);
  const size_t room = bytes / sizeof *out;
  if (room == 0) return -EINVAL;
  size_t told = 0;
  for (; told < room; ++told) {
    const SignalSet ready = ReadyOf(entry);
    if (ready == 0) break;
    const Arrival arrival = Take(current, __builtin_ctzll(ready) + 1);
    signalfd_siginfo& info = out[told];
    FillBytes(&info, 0, sizeof info);
    info.ssi_signo = arrival.signal;
    info.ssi_code = arrival.code;
    info.ssi_pid = static_cast<uint32_t>(arrival.from);
    info.ssi_status = arrival.status;
    info.ssi_int = static_cast<int>(arrival.value);
    info.ssi_ptr = arrival.value;
  }
  Update(entry);
  return told == 0 ? -EAGAIN : static_cast<long>(told * sizeof *out);
}

}  // namespace racelab::rt
