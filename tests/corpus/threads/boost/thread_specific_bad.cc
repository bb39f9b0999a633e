// expect: double-free
// Two threads put the same object into their thread_specific_ptr, and each deletes it at its end.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/tss.hpp>

boost::thread_specific_ptr<int> mine;
int* shared = new int(0);

void Work() { mine.reset(shared); }

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
}
