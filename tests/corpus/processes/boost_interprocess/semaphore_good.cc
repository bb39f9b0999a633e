// expect: none
// An interprocess_semaphore that says when the data is there begins with 0.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <cassert>
#include <new>

namespace bip = boost::interprocess;

struct Shared {
  bip::interprocess_semaphore ready{0};
  int data = 0;
};

int main() {
  bip::mapped_region region = bip::anonymous_shared_memory(sizeof(Shared));
  Shared& shared = *new (region.get_address()) Shared;
  const pid_t child = fork();
  if (child == 0) {
    shared.data = 1;
    shared.ready.post();
    _exit(0);
  }
  shared.ready.wait();
  assert(shared.data == 1);
  waitpid(child, nullptr, 0);
}
