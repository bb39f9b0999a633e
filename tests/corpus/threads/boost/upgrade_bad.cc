// expect: assertion
// Between the shared and the exclusive lock another thread may fill the cache.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <cassert>

boost::shared_mutex mutex;
int entries = 0;

void AddOnce() {
  boost::shared_lock<boost::shared_mutex> reading(mutex);
  bool missing = entries == 0;
  reading.unlock();
  if (!missing) return;
  boost::unique_lock<boost::shared_mutex> writing(mutex);
  entries++;
}

int main() {
  boost::thread a(AddOnce), b(AddOnce);
  a.join();
  b.join();
  assert(entries == 1);
}
