// expect: none
// A boost::barrier separates writing and reading; exactly one thread is told to sum up.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/barrier.hpp>
#include <cassert>

boost::barrier barrier(2);
int parts[2] = {0, 0};
int sum = 0;

void Work(int me) {
  parts[me] = 1;
  if (barrier.wait()) sum = parts[0] + parts[1];
}

int main() {
  boost::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
  assert(sum == 2);
}
