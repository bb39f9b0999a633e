// expect: exception
// A boost::promise dies without a value on one path, and get() throws in main.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <atomic>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

std::atomic<bool> cancelled(false);

int main() {
  boost::promise<int>* promise = new boost::promise<int>;
  boost::future<int> future = promise->get_future();
  boost::thread worker([promise] {
    if (!cancelled) promise->set_value(1);
    delete promise;
  });
  cancelled = true;
  future.get();
  worker.join();
}
