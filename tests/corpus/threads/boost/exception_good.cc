// expect: none
// A packaged_task carries the exception of a boost::thread to its future.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <atomic>
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <cassert>
#include <stdexcept>

std::atomic<bool> ready(false);

int main() {
  boost::packaged_task<int()> task([] {
    if (!ready) throw std::runtime_error("not ready");
    return 1;
  });
  boost::future<int> future = task.get_future();
  boost::thread worker(boost::move(task));
  ready = true;
  try {
    int result = future.get();
    assert(result == 1);
  } catch (const std::runtime_error&) {
  }
  worker.join();
}
