// expect: none
// The interruption of a wait unlocks the mutex, because a guard holds it.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::mutex mutex;
boost::condition_variable changed;
int endings = 0;

int main() {
  boost::thread worker([] {
    try {
      boost::unique_lock<boost::mutex> lock(mutex);
      while (true) changed.wait(lock);
    } catch (const boost::thread_interrupted&) {
      endings++;
    }
  });
  worker.interrupt();
  { boost::lock_guard<boost::mutex> lock(mutex); }
  worker.join();
  assert(endings == 1);
}
