// expect: none
// Two boost::threads increment a counter under a boost::mutex.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::mutex mutex;
int counter = 0;

void Work() {
  boost::lock_guard<boost::mutex> lock(mutex);
  counter++;
}

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
