// expect: none
// boost::condition_variable_any: each taker checks in a loop.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <cassert>

boost::shared_mutex mutex;
boost::condition_variable_any changed;
int items = 0;

void Take() {
  boost::unique_lock<boost::shared_mutex> lock(mutex);
  while (items == 0) changed.wait(lock);
  items--;
}

void Put() {
  boost::unique_lock<boost::shared_mutex> lock(mutex);
  items++;
  changed.notify_all();
}

int main() {
  boost::thread a(Take), b(Take);
  Put();
  Put();
  a.join();
  b.join();
  assert(items == 0);
}
