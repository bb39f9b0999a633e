// expect: data-race
// The result of boost::timed_mutex::try_lock_for is ignored.
// libraries: boost_thread
#include <boost/thread.hpp>

boost::timed_mutex mutex;
int counter = 0;

void Work() {
  bool locked = mutex.try_lock_for(boost::chrono::milliseconds(1));
  counter++;
  if (locked) mutex.unlock();
}

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
}
