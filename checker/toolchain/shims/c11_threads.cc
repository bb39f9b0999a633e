// threads.h of C11 by means of pthread.h. libc's own functions call pthread's inside libc, where
// nobody can stand in for them. Their types are the same in all but name. Weak: a program may have
// functions of these names.
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>
#include <time.h>

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t));
static_assert(sizeof(cnd_t) == sizeof(pthread_cond_t));
static_assert(sizeof(thrd_t) == sizeof(pthread_t) && sizeof(tss_t) == sizeof(pthread_key_t));

namespace {

struct Body {
  thrd_start_t function;
  void* argument;
};

void* Run(void* memory) {
  const Body body = *static_cast<Body*>(memory);
  free(memory);
  return reinterpret_cast<void*>(static_cast<intptr_t>(body.function(body.argument)));
}

int Result(int error) {
  switch (error) {
    case 0: return thrd_success;
    case ENOMEM: return thrd_nomem;
    case ETIMEDOUT: return thrd_timedout;
    case EBUSY: return thrd_busy;
    default: return thrd_error;
  }
}

pthread_mutex_t* Mutex(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }
pthread_cond_t* Condition(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }

}  // namespace

#define RACELAB_WEAK __attribute__((weak))

extern "C" {

RACELAB_WEAK int thrd_create(thrd_t* thread, thrd_start_t function, void* argument) {
  auto* body = static_cast<Body*>(malloc(sizeof(Body)));
  if (body == nullptr) return thrd_nomem;
  *body = {function, argument};
  const int error = pthread_create(thread, nullptr, Run, body);
  if (error != 0) free(body);
  return error == EAGAIN ? thrd_nomem : Result(error);
}
RACELAB_WEAK int thrd_join(thrd_t thread, int* result) {
  void* returned = nullptr;
  const int error = pthread_join(thread, &returned);
  if (error == 0 && result != nullptr) {
    *result = static_cast<int>(reinterpret_cast<intptr_t>(returned));
  }
  return Result(error);
}
RACELAB_WEAK int thrd_detach(thrd_t thread) { return Result(pthread_detach(thread)); }
RACELAB_WEAK void thrd_exit(int result) {
  pthread_exit(reinterpret_cast<void*>(static_cast<intptr_t>(result)));
}
RACELAB_WEAK void thrd_yield() { sched_yield(); }
RACELAB_WEAK int thrd_sleep(const timespec* time, timespec* left) {
  const int error = clock_nanosleep(CLOCK_REALTIME, 0, time, left);
  return error == 0 ? 0 : error == EINTR ? -1 : -2;
}

RACELAB_WEAK int mtx_init(mtx_t* mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if ((type & mtx_recursive) != 0) {
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  }
  const int error = pthread_mutex_init(Mutex(mutex), &attributes);
  pthread_mutexattr_destroy(&attributes);
  return Result(error);
}
RACELAB_WEAK int mtx_lock(mtx_t* mutex) { return Result(pthread_mutex_lock(Mutex(mutex))); }
RACELAB_WEAK int mtx_trylock(mtx_t* mutex) { return Result(pthread_mutex_trylock(Mutex(mutex))); }
RACELAB_WEAK int mtx_timedlock(mtx_t* mutex, const timespec* until) {
  return Result(pthread_mutex_timedlock(Mutex(mutex), until));
}
RACELAB_WEAK int mtx_unlock(mtx_t* mutex) { return Result(pthread_mutex_unlock(Mutex(mutex))); }
RACELAB_WEAK void mtx_destroy(mtx_t* mutex) { pthread_mutex_destroy(Mutex(mutex)); }

RACELAB_WEAK int cnd_init(cnd_t* condition) {
  return Result(pthread_cond_init(Condition(condition), nullptr));
}
RACELAB_WEAK int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return Result(pthread_cond_wait(Condition(condition), Mutex(mutex)));
}
RACELAB_WEAK int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
  return Result(pthread_cond_timedwait(Condition(condition), Mutex(mutex), until));
}
RACELAB_WEAK int cnd_signal(cnd_t* condition) {
  return Result(pthread_cond_signal(Condition(condition)));
}
RACELAB_WEAK int cnd_broadcast(cnd_t* condition) {
  return Result(pthread_cond_broadcast(Condition(condition)));
}
RACELAB_WEAK void cnd_destroy(cnd_t* condition) { pthread_cond_destroy(Condition(condition)); }

RACELAB_WEAK int tss_create(tss_t* key, tss_dtor_t destructor) {
  return Result(pthread_key_create(key, destructor));
}
RACELAB_WEAK void* tss_get(tss_t key) { return pthread_getspecific(key); }
RACELAB_WEAK int tss_set(tss_t key, void* value) { return Result(pthread_setspecific(key, value)); }
RACELAB_WEAK void tss_delete(tss_t key) { pthread_key_delete(key); }

RACELAB_WEAK void call_once(once_flag* flag, void (*function)()) {
  pthread_once(reinterpret_cast<pthread_once_t*>(flag), function);
}

}  // extern "C"
