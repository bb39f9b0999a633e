// Stand-ins for pthread keys and for the registration of thread_local destructors.
#include "checker/runtime/keys.h"

#include <pthread.h>

#include <cerrno>

#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kKeys = 1024;
constexpr int kRounds = 4;  // PTHREAD_DESTRUCTOR_ITERATIONS

// Keys made before an execution are libc's own, with numbers below kFirst; ours come after.
constexpr uint32_t kFirst = 1 << 16;
struct Key {
  bool used;
  void (*destructor)(void*);
};
Key keys[kKeys];
uint32_t key_count = 0;

bool Ours(pthread_key_t key) { return key >= kFirst && key - kFirst < kKeys; }

// kKeys when there is none. New ones come first, so that one that was deleted stays away for long.
uint32_t UnusedKey() {
  if (key_count < kKeys) return key_count++;
  for (uint32_t key = 0; key < kKeys; ++key) {
    if (keys[key].used) continue;
    for (uint32_t i = 0; i < state.task_count; ++i) {
      Task* task = state.tasks[i];
      if (Mine(task) && task->values != nullptr) task->values[key] = nullptr;
    }
    return key;
  }
  return kKeys;
}

void RunKeys(Task* task) {
  for (int round = 0; round < kRounds; ++round) {
    bool any = false;
    for (uint32_t i = 0; i < key_count; ++i) {
      void* value = task->values[i];
      if (!keys[i].used || keys[i].destructor == nullptr || value == nullptr) continue;
      task->values[i] = nullptr;
      any = true;
      keys[i].destructor(value);
    }
    if (!any) return;
  }
}

}  // namespace

void RunAtExit(Task* task) {
  while (task->at_exit != nullptr) {
    AtExit* first = task->at_exit;
    task->at_exit = first->next;
    first->function(first->argument);
  }
  if (task->values != nullptr) RunKeys(task);
}

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::keys;

extern "C" {

int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) {
  if (current == nullptr) return RACELAB_REAL(pthread_key_create)(key, destructor);
  const uint32_t index = racelab::rt::UnusedKey();
  if (index == racelab::rt::kKeys) return EAGAIN;
  keys[index] = {true, destructor};
  *key = racelab::rt::kFirst + index;
  return 0;
}

int pthread_key_delete(pthread_key_t key) {
  if (!racelab::rt::Ours(key)) return RACELAB_REAL(pthread_key_delete)(key);
  keys[key - racelab::rt::kFirst].used = false;
  return 0;
}

int pthread_setspecific(pthread_key_t key, const void* value) {
  if (!racelab::rt::Ours(key)) return RACELAB_REAL(pthread_setspecific)(key, value);
  if (current == nullptr || !keys[key - racelab::rt::kFirst].used) return EINVAL;
  if (current->values == nullptr) {
    current->values =
        static_cast<void**>(racelab::rt::Allocate(racelab::rt::kKeys * sizeof(void*)));
  }
  current->values[key - racelab::rt::kFirst] = const_cast<void*>(value);
  return 0;
}

void* pthread_getspecific(pthread_key_t key) {
  if (!racelab::rt::Ours(key)) return RACELAB_REAL(pthread_getspecific)(key);
  if (current == nullptr || current->values == nullptr) return nullptr;
  return current->values[key - racelab::rt::kFirst];
}

int __cxa_thread_atexit_impl(void (*function)(void*), void* argument, void* library) {
  if (current == nullptr)
    return RACELAB_REAL(__cxa_thread_atexit_impl)(function, argument, library);
  auto* entry = racelab::rt::New<racelab::rt::AtExit>();
  *entry = {function, argument, current->at_exit};
  current->at_exit = entry;
  return 0;
}

}  // extern "C"
