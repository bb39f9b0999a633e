// expect: data-race
// Two boost::threads increment a counter, and one of them forgets the boost::mutex.
// libraries: boost_thread
#include <boost/thread.hpp>

boost::mutex mutex;
int counter = 0;

int main() {
  boost::thread a([] {
    boost::lock_guard<boost::mutex> lock(mutex);
    counter++;
  });
  boost::thread b([] { counter++; });
  a.join();
  b.join();
}
