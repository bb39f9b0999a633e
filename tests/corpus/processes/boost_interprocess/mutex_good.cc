// expect: none
// Two processes count under an interprocess_mutex in anonymous shared memory.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <cassert>
#include <new>

namespace bip = boost::interprocess;

struct Shared {
  bip::interprocess_mutex mutex;
  int counter = 0;
};

static void Add(Shared& shared) {
  bip::scoped_lock<bip::interprocess_mutex> lock(shared.mutex);
  ++shared.counter;
}

int main() {
  bip::mapped_region region = bip::anonymous_shared_memory(sizeof(Shared));
  Shared& shared = *new (region.get_address()) Shared;
  const pid_t child = fork();
  if (child == 0) {
    Add(shared);
    _exit(0);
  }
  Add(shared);
  waitpid(child, nullptr, 0);
  assert(shared.counter == 2);
}
