// Stand-ins for System V: message queues, sets of semaphores, identifiers of shared memory.
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include <cstdarg>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// `call` with the flags says the identifier; without, whether it is there.
template <typename Call>
long Get(Named kind, key_t key, int flags, uint32_t pc, const Call& call) {
  if (key == IPC_PRIVATE) {
    const long id = call(flags);
    if (id >= 0) NoteId(kind, static_cast<int>(id));
    return id;
  }
  const uintptr_t channel = PlaceOfKey(kind, key);
  return OnName(Transfer::kOpen, channel, pc, [&] {
    const bool creates = (flags & IPC_CREAT) != 0 && call(0) == -ENOENT;
    const long id = call(flags);
    if (creates && id >= 0) {
      NoteId(kind, static_cast<int>(id));
      ReleaseChannel(channel);
    }
    return id;
  });
}

// The memory of the identifier has gone for good for who waited.
class Removal {
 public:
  long Translate(long result) {
    if (!first_ && result == -EINVAL) result = -EIDRM;
    first_ = false;
    return result;
  }

 private:
  bool first_ = true;
};

long Control(Named kind, int id, bool removes, bool looks, uint32_t pc, long number, long second,
             long third, long fourth) {
  const Transfer what = looks ? Transfer::kLook : Transfer::kChange;
  return OnName(what, PlaceOfId(kind, id), pc, [&] {
    const long result = Sys(number, id, second, third, fourth);
    if (result >= 0 && removes) ForgetId(kind, id);
    return result;
  });
}

// Who receives comes after who sent, and who finds room after who made it.
long Send(int id, const void* message, size_t bytes, int flags, uint32_t pc) {
  const uintptr_t channel = PlaceOfId(Named::kMessages, id);
  Removal removal;
  const long result = Attempt(channel, (flags & IPC_NOWAIT) == 0, pc, [&] {
    return removal.Translate(Sys(SYS_msgsnd, id, reinterpret_cast<long>(message),
                                 static_cast<long>(bytes), flags | IPC_NOWAIT));
  });
  if (result >= 0) {
    SyncObject* object = ObjectAt(channel);
    if (object->read_released != nullptr) Join(current->clock, object->read_released, state.width);
    ReleaseInto(object, object->released);
  }
  NoteAttempt(Transfer::kWrite, channel, result < 0 ? result : static_cast<long>(bytes), pc);
  return result;
}

long Receive(int id, void* message, size_t bytes, long type, int flags, uint32_t pc) {
  const uintptr_t channel = PlaceOfId(Named::kMessages, id);
  const bool waits = (flags & IPC_NOWAIT) == 0;
  Removal removal;
  long result = Attempt(channel, waits, pc, [&] {
    const long tried = Sys(SYS_msgrcv, id, reinterpret_cast<long>(message),
                           static_cast<long>(bytes), type, flags | IPC_NOWAIT);
    return removal.Translate(tried == -ENOMSG ? -EAGAIN : tried);
  });
  if (result == -EAGAIN) result = -ENOMSG;
  if (result >= 0) {
    AcquireChannel(channel);
    ReleaseInto(ObjectAt(channel), ObjectAt(channel)->read_released);
  }
  NoteAttempt(Transfer::kRead, channel, result, pc);
  return result;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Named;
using racelab::rt::Sys;

extern "C" {

int msgget(key_t key, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(msgget)(key, flags);
  const racelab::rt::Sealed sealed;
  return RACELAB_INT(racelab::rt::Get(Named::kMessages, key, flags, RACELAB_CALLER,
                                      [&](int with) { return Sys(SYS_msgget, key, with); }));
}
int semget(key_t key, int count, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(semget)(key, count, flags);
  const racelab::rt::Sealed sealed;
  return RACELAB_INT(racelab::rt::Get(
      Named::kSemaphores, key, flags, RACELAB_CALLER,
      [&](int with) { return Sys(SYS_semget, key, with == 0 ? 0 : count, with); }));
}
int shmget(key_t key, size_t bytes, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(shmget)(key, bytes, flags);
  const racelab::rt::Sealed sealed;
  return RACELAB_INT(racelab::rt::Get(Named::kMemory, key, flags, RACELAB_CALLER, [&](int with) {
    return Sys(SYS_shmget, key, with == 0 ? 0 : static_cast<long>(bytes), with);
  }));
}

int msgsnd(int id, const void* message, size_t bytes, int flags) {
  if (current == nullptr) return RACELAB_REAL(msgsnd)(id, message, bytes, flags);
  RACELAB_READS(message, sizeof(long) + bytes);
  return RACELAB_INT(racelab::rt::Send(id, message, bytes, flags, RACELAB_CALLER));
}
ssize_t msgrcv(int id, void* message, size_t bytes, long type, int flags) {
  if (current == nullptr) return RACELAB_REAL(msgrcv)(id, message, bytes, type, flags);
  const long got = racelab::rt::Receive(id, message, bytes, type, flags, RACELAB_CALLER);
  if (got >= 0) RACELAB_WRITES(message, sizeof(long) + static_cast<size_t>(got));
  return Answer(got);
}
int msgctl(int id, int command, msqid_ds* facts) noexcept {
  if (current == nullptr) return RACELAB_REAL(msgctl)(id, command, facts);
  const racelab::rt::Sealed sealed;
  return RACELAB_INT(racelab::rt::Control(Named::kMessages, id, command == IPC_RMID,
                                          command != IPC_RMID && command != IPC_SET, RACELAB_CALLER,
                                          SYS_msgctl, command, RACELAB_LONG(facts), 0));
}
int shmctl(int id, int command, shmid_ds* facts) noexcept {
  if (current == nullptr) return RACELAB_REAL(shmctl)(id, command, facts);
  const racelab::rt::Sealed sealed;
  return RACELAB_INT(racelab::rt::Control(Named::kMemory, id, command == IPC_RMID,
                                          command != IPC_RMID && command != IPC_SET, RACELAB_CALLER,
                                          SYS_shmctl, command, RACELAB_LONG(facts), 0));
}

}  // extern "C"
