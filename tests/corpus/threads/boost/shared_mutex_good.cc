// expect: none
// Readers share a boost::shared_mutex, the writer has it alone.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <cassert>

boost::shared_mutex mutex;
int left = 0, right = 0;

void Read() {
  boost::shared_lock<boost::shared_mutex> lock(mutex);
  assert(left == right);
}

int main() {
  boost::thread a(Read), b(Read);
  {
    boost::unique_lock<boost::shared_mutex> lock(mutex);
    left = 1;
    right = 1;
  }
  a.join();
  b.join();
}
