// expect: exception
// An exception leaves the function of a boost::thread.
// libraries: boost_thread
#include <atomic>
#include <boost/thread.hpp>
#include <stdexcept>

std::atomic<bool> ready(false);

int main() {
  boost::thread worker([] {
    if (!ready) throw std::runtime_error("not ready");
  });
  ready = true;
  worker.join();
}
