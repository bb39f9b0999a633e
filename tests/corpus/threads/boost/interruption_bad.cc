// expect: deadlock
// The interruption leaves a mutex locked that was locked by hand.
// libraries: boost_thread
#include <boost/thread.hpp>

boost::mutex mutex;

int main() {
  boost::thread worker([] {
    mutex.lock();
    boost::this_thread::interruption_point();
    mutex.unlock();
  });
  worker.interrupt();
  worker.join();
  mutex.lock();
  mutex.unlock();
}
