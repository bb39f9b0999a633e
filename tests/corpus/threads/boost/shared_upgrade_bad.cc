// expect: deadlock
// A thread asks for the exclusive lock while it holds the shared one.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/shared_mutex.hpp>

boost::shared_mutex mutex;
int counter = 0;

void Work() {
  boost::shared_lock<boost::shared_mutex> reading(mutex);
  boost::unique_lock<boost::shared_mutex> writing(mutex);
  counter++;
}

int main() {
  boost::thread a(Work);
  a.join();
}
