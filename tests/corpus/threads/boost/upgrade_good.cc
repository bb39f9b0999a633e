// expect: none
// An upgrade_lock becomes exclusive without letting another writer in between.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <cassert>

boost::shared_mutex mutex;
int entries = 0;

void AddOnce() {
  boost::upgrade_lock<boost::shared_mutex> reading(mutex);
  if (entries != 0) return;
  boost::upgrade_to_unique_lock<boost::shared_mutex> writing(reading);
  entries++;
}

int main() {
  boost::thread a(AddOnce), b(AddOnce);
  {
    boost::shared_lock<boost::shared_mutex> lock(mutex);
    assert(entries == 0 || entries == 1);
  }
  a.join();
  b.join();
  assert(entries == 1);
}
