// expect: lost-wakeup
// A boost::condition_variable is notified before the wait, and no flag remembers it.
// libraries: boost_thread
#include <boost/thread.hpp>

boost::mutex mutex;
boost::condition_variable changed;

int main() {
  boost::thread waiter([] {
    boost::unique_lock<boost::mutex> lock(mutex);
    changed.wait(lock);
  });
  {
    boost::lock_guard<boost::mutex> lock(mutex);
    changed.notify_one();
  }
  waiter.join();
}
