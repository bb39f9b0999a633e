// expect: data-race
// Two threads write under a boost::shared_lock.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>

boost::shared_mutex mutex;
int counter = 0;

void Work() {
  boost::shared_lock<boost::shared_mutex> lock(mutex);
  counter++;
}

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
}
