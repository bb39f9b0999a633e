// expect: none
// The boost::latch is counted down after the data is written.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/latch.hpp>
#include <cassert>

boost::latch finished(2);
int parts[2] = {0, 0};

void Work(int me) {
  parts[me] = 1;
  finished.count_down();
}

int main() {
  boost::thread a(Work, 0), b(Work, 1);
  finished.wait();
  assert(parts[0] + parts[1] == 2);
  a.join();
  b.join();
}
