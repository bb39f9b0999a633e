// expect: none
// boost::condition_variable::wait_for in a loop that looks at the flag.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::mutex mutex;
boost::condition_variable changed;
bool ready = false;

int main() {
  boost::thread setter([] {
    boost::lock_guard<boost::mutex> lock(mutex);
    ready = true;
    changed.notify_one();
  });
  {
    boost::unique_lock<boost::mutex> lock(mutex);
    while (!ready) changed.wait_for(lock, boost::chrono::seconds(1));
    assert(ready);
  }
  setter.join();
}
