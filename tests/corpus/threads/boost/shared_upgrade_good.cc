// expect: none
// A thread that writes takes the exclusive lock from the start and steps down to the shared one.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <cassert>

boost::shared_mutex mutex;
int counter = 0;

void Work() {
  mutex.lock();
  int mine = ++counter;
  mutex.unlock_and_lock_shared();
  assert(counter == mine);
  mutex.unlock_shared();
}

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
