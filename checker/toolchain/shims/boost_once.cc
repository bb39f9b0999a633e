// Shim of the tsan variant: the three functions behind boost::call_once, instrumented.
//
// The library's own are not, so ThreadSanitizer does not see what orders the initialization before
// its uses. As in the library, the flag's states are 0 (open), 1 (running) and 2 (done). Under the
// explorer its runtime does it: as one step, with nothing inside to be explored.
#include <pthread.h>

#include <boost/thread/once.hpp>

// Of checker/runtime/api.h; only there in the explore variant.
extern "C" {
[[gnu::weak]] int racelab_exploring();
[[gnu::weak]] int racelab_once_enter(int* word);
[[gnu::weak]] void racelab_once_leave(int* word, int done);
}

namespace boost {
namespace thread_detail {
namespace {

bool Explored() { return racelab_exploring != nullptr && racelab_exploring() != 0; }
int* WordOf(once_flag& flag) { return reinterpret_cast<int*>(&get_atomic_storage(flag)); }

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

void Finish(once_flag& flag, atomic_int_type state) {
  if (Explored()) return racelab_once_leave(WordOf(flag), state == 2);
  pthread_mutex_lock(&mutex);
  get_atomic_storage(flag).store(state, memory_order_release);
  pthread_mutex_unlock(&mutex);
  pthread_cond_broadcast(&changed);
}

}  // namespace

BOOST_THREAD_DECL bool enter_once_region(once_flag& flag) BOOST_NOEXCEPT {
  if (Explored()) return racelab_once_enter(WordOf(flag)) != 0;
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
