// Stand-ins for operations on semaphores of System V.
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/syscall.h>
#include <time.h>

#include <cstdarg>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// Whether the first operation that cannot be done now says that it does not wait.
bool FirstInTheWayFails(int id, const sembuf* operations, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    long value = Sys(SYS_semctl, id, operations[i].sem_num, GETVAL);
    for (size_t j = 0; j < i; ++j) {
      if (operations[j].sem_num == operations[i].sem_num) value += operations[j].sem_op;
    }
    const bool can = operations[i].sem_op == 0 ? value == 0 : value + operations[i].sem_op >= 0;
    if (!can) return (operations[i].sem_flg & IPC_NOWAIT) != 0;
  }
  return false;
}

// The place of one semaphore of a set.
uintptr_t PlaceOf(uintptr_t set, uint32_t number) { return set + 1 + number; }

// What a semaphore orders: who takes from it comes after who gave to it, and who waits for 0 after
// who took from it.
void Order(uintptr_t set, const sembuf& operation) {
  const uintptr_t place = PlaceOf(set, operation.sem_num);
  SyncObject* object = ObjectAt(place);
  AcquireChannel(set);  // the values that were set
  if (operation.sem_op > 0) return ReleaseInto(object, object->released);
  AcquireChannel(place);
  AcquireEnds();  // it may be there only because one with SEM_UNDO has ended
  if (operation.sem_op < 0) return ReleaseInto(object, object->read_released);
  if (object->read_released != nullptr) Join(current->clock, object->read_released, state.width);
}

constexpr size_t kMost = 500;  // operations at once, of the kernel

long Operate(int id, const sembuf* operations, size_t count, const timespec* within, uint32_t pc) {
  const uintptr_t set = PlaceOfId(Named::kSemaphores, id);
  if (count == 0 || count > kMost) {
    return Sys(SYS_semtimedop, id, reinterpret_cast<long>(operations), static_cast<long>(count));
  }
  sembuf tries[kMost];
  CopyBytes(tries, operations, count * sizeof *tries);
  for (size_t i = 0; i < count; ++i) tries[i].sem_flg |= IPC_NOWAIT;
  bool first = true, fails = false;
  const uint64_t deadline = within == nullptr
                                ? 0
                                : state.now + static_cast<uint64_t>(within->tv_sec) * 1000000000 +
                                      static_cast<uint64_t>(within->tv_nsec);
  bool waits = false;
  for (size_t i = 0; i < count; ++i) {
    waits |= operations[i].sem_op <= 0 && (operations[i].sem_flg & IPC_NOWAIT) == 0;
  }
  long result = Attempt(
      set, waits, pc,
      [&]() -> long {
        long tried =
            Sys(SYS_semtimedop, id, reinterpret_cast<long>(tries), static_cast<long>(count));
        fails = tried == -EAGAIN && FirstInTheWayFails(id, operations, count);
        if (!first && tried == -EINVAL) tried = -EIDRM;  // removed while it waited
        first = false;
        return fails ? -ETIMEDOUT : tried;
      },
      within != nullptr, deadline);
  if (result == -ETIMEDOUT) result = -EAGAIN;
  for (size_t i = 0; result >= 0 && i < count; ++i) Order(set, operations[i]);
  NoteAttempt(operations[0].sem_op > 0 ? Transfer::kUnlock : Transfer::kLock, set, result, pc);
  return result;
}

bool Looks(int command) {
  return command != SETVAL && command != SETALL && command != IPC_SET && command != IPC_RMID;
}

void AcquireAll(int id, uintptr_t set) {
  semid_ds facts = {};
  Sys(SYS_semctl, id, 0, IPC_STAT, reinterpret_cast<long>(&facts));
  for (uint32_t i = 0; i < facts.sem_nsems; ++i) AcquireChannel(PlaceOf(set, i));
}

// A value that is seen orders as one that is taken.
long Control(int id, int number, int command, long argument, uint32_t pc) {
  if (command == GETNCNT || command == GETZCNT) {
    Stop(trace::End::kUnmodelled, "semctl with GETNCNT or GETZCNT");  // nobody waits in the kernel
  }
  const uintptr_t set = PlaceOfId(Named::kSemaphores, id);
  const Transfer what = Looks(command) ? Transfer::kLook : Transfer::kChange;
  return OnName(what, set, pc, [&] {
    const long result = Sys(SYS_semctl, id, number, command, argument);
    if (result < 0) return result;
    if (command == GETVAL) AcquireChannel(PlaceOf(set, static_cast<uint32_t>(number)));
    if (command == GETALL) AcquireAll(id, set);
    if (command == IPC_RMID) ForgetId(Named::kSemaphores, id);
    return result;
  });
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

extern "C" {

int semop(int id, sembuf* operations, size_t count) noexcept {
  if (current == nullptr) return RACELAB_REAL(semop)(id, operations, count);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(
      Answer(racelab::rt::Operate(id, operations, count, nullptr, RACELAB_CALLER)));
}
int semtimedop(int id, sembuf* operations, size_t count, const timespec* within) noexcept {
  if (current == nullptr) return RACELAB_REAL(semtimedop)(id, operations, count, within);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(
      Answer(racelab::rt::Operate(id, operations, count, within, RACELAB_CALLER)));
}
int semctl(int id, int number, int command, ...) noexcept {
  va_list list;
  va_start(list, command);
  const long argument = va_arg(list, long);
  va_end(list);
  if (current == nullptr) return RACELAB_REAL(semctl)(id, number, command, argument);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(
      Answer(racelab::rt::Control(id, number, command, argument, RACELAB_CALLER)));
}

}  // extern "C"
