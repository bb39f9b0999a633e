// expect: none
// A boost::condition_variable with a flag under the mutex.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::mutex mutex;
boost::condition_variable changed;
bool ready = false;

int main() {
  boost::thread waiter([] {
    boost::unique_lock<boost::mutex> lock(mutex);
    changed.wait(lock, [] { return ready; });
    assert(ready);
  });
  {
    boost::lock_guard<boost::mutex> lock(mutex);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
