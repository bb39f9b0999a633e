// Shim of the tsan variant: atomics that no instruction can do, such as std::atomic of a struct of
// 24 bytes. Compilers call libatomic for them, into which ThreadSanitizer cannot see.
//
// A mutex of a small table guards each. So they order a little more than a relaxed one would.
#include <pthread.h>
#include <stdint.h>
#include <string.h>

// Under names that are not builtins here.
extern "C" {
void racelab_load(size_t, const void*, void*, int) __asm__("__atomic_load");
void racelab_store(size_t, void*, const void*, int) __asm__("__atomic_store");
void racelab_exchange(size_t, void*, const void*, void*, int) __asm__("__atomic_exchange");
bool racelab_compare(size_t, void*, void*, const void*, int,
                     int) __asm__("__atomic_compare_exchange");
bool racelab_lock_free(size_t, const void*) __asm__("__atomic_is_lock_free");
}

namespace {

constexpr uintptr_t kLocks = 61;
pthread_mutex_t locks[kLocks];  // all zero: PTHREAD_MUTEX_INITIALIZER

pthread_mutex_t* Lock(const void* atomic) {
  pthread_mutex_t* const lock = &locks[(reinterpret_cast<uintptr_t>(atomic) >> 3) % kLocks];
  pthread_mutex_lock(lock);
  return lock;
}

}  // namespace

void racelab_load(size_t bytes, const void* atomic, void* result, int) {
  pthread_mutex_t* const lock = Lock(atomic);
  memcpy(result, atomic, bytes);
  pthread_mutex_unlock(lock);
}

void racelab_store(size_t bytes, void* atomic, const void* value, int) {
  pthread_mutex_t* const lock = Lock(atomic);
  memcpy(atomic, value, bytes);
  pthread_mutex_unlock(lock);
}

void racelab_exchange(size_t bytes, void* atomic, const void* value, void* result, int) {
  pthread_mutex_t* const lock = Lock(atomic);
  memcpy(result, atomic, bytes);
  memcpy(atomic, value, bytes);
  pthread_mutex_unlock(lock);
}

bool racelab_compare(size_t bytes, void* atomic, void* expected, const void* desired, int, int) {
  pthread_mutex_t* const lock = Lock(atomic);
  const bool same = memcmp(atomic, expected, bytes) == 0;
  same ? memcpy(atomic, desired, bytes) : memcpy(expected, atomic, bytes);
  pthread_mutex_unlock(lock);
  return same;
}

bool racelab_lock_free(size_t bytes, const void* atomic) {
  const bool power = bytes != 0 && bytes <= 8 && (bytes & (bytes - 1)) == 0;
  return power && reinterpret_cast<uintptr_t>(atomic) % bytes == 0;
}
