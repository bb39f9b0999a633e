// expect: deadlock|lost-wakeup
// A process waits on an interprocess_condition without looking whether it is ready already.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <new>

namespace bip = boost::interprocess;

struct Shared {
  bip::interprocess_mutex mutex;
  bip::interprocess_condition changed;
  bool ready = false;
};

int main() {
  bip::mapped_region region = bip::anonymous_shared_memory(sizeof(Shared));
  Shared& shared = *new (region.get_address()) Shared;
  const pid_t child = fork();
  bip::scoped_lock<bip::interprocess_mutex> lock(shared.mutex);
  if (child == 0) {
    shared.ready = true;
    shared.changed.notify_one();
    lock.unlock();
    _exit(0);
  }
  shared.changed.wait(lock);
  lock.unlock();
  waitpid(child, nullptr, 0);
}
