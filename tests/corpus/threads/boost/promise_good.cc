// expect: none
// A boost::promise gets a value on every path.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <atomic>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <cassert>

std::atomic<bool> cancelled(false);

int main() {
  boost::promise<int> promise;
  boost::future<int> future = promise.get_future();
  boost::thread worker([&promise] { promise.set_value(cancelled ? 0 : 1); });
  cancelled = true;
  int value = future.get();
  assert(value == 0 || value == 1);
  worker.join();
}
