// Shim of the tsan variant: the three functions behind boost::call_once, instrumented.
//
// The library's own are not, so ThreadSanitizer does not see what orders the initialization before
// its uses. As in the library, the flag's states are 0 (open), 1 (running) and 2 (done).
#include <pthread.h>

#include <boost/thread/once.hpp>

namespace boost {
namespace thread_detail {
namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

void Finish(once_flag& flag, atomic_int_type state) {
  pthread_mutex_lock(&mutex);
  get_atomic_storage(flag).store(state, memory_order_release);
  pthread_mutex_unlock(&mutex);
  pthread_cond_broadcast(&changed);
}

}  // namespace

BOOST_THREAD_DECL bool enter_once_region(once_flag& flag) BOOST_NOEXCEPT {
  atomic_type& state = get_atomic_storage(flag);
  if (state.load(memory_order_acquire) == 2) return false;
  pthread_mutex_lock(&mutex);
  while (state.load(memory_order_acquire) == 1) pthread_cond_wait(&changed, &mutex);
  const bool mine = state.load(memory_order_acquire) == 0;
  if (mine) state.store(1, memory_order_release);
  pthread_mutex_unlock(&mutex);
  return mine;
}

BOOST_THREAD_DECL void commit_once_region(once_flag& flag) BOOST_NOEXCEPT { Finish(flag, 2); }
BOOST_THREAD_DECL void rollback_once_region(once_flag& flag) BOOST_NOEXCEPT { Finish(flag, 0); }

}  // namespace thread_detail
}  // namespace boost
