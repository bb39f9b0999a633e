// expect: assertion
// boost::condition_variable::wait_for timed out, and the thread takes that for success.
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
    changed.wait_for(lock, boost::chrono::milliseconds(1), [] { return ready; });
    assert(ready);
  }
  setter.join();
}
