// expect: none
// After a timeout of a boost::timed_mutex the thread tries again.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::timed_mutex mutex;
int counter = 0;

void Work() {
  while (!mutex.try_lock_for(boost::chrono::seconds(1))) boost::this_thread::yield();
  counter++;
  mutex.unlock();
}

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
