// expect: none
// Each thread puts an object of its own into the thread_specific_ptr.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/tss.hpp>
#include <cassert>

boost::thread_specific_ptr<int> mine;

void Work() {
  assert(mine.get() == nullptr);
  mine.reset(new int(0));
  ++*mine;
  ++*mine;
  assert(*mine == 2);
}

int main() {
  boost::thread a(Work), b(Work);
  a.join();
  b.join();
}
