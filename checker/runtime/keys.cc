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
  if (racelab::rt::key_count == racelab::rt::kKeys) return EAGAIN;
  keys[racelab::rt::key_count] = {true, destructor};
  *key = racelab::rt::kFirst + racelab::rt::key_count++;
  return 0;
}

int pthread_key_delete(pthread_key_t key) {
  if (!racelab::rt::Ours(key)) return RACELAB_REAL(pthread_key_delete)(key);
  keys[key - racelab::rt::kFirst].used = false;
  return 0;
}

int pthread_setspecific(pthread_key_t key, const void* value) {
  if (!racelab::rt::Ours(key)) return RACELAB_REAL(pthread_setspecific)(key, value);
  if (current == nullptr) return EINVAL;
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
