// expect: deadlock
// A boost::barrier for three threads, and only two come.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/barrier.hpp>

boost::barrier barrier(3);

int main() {
  boost::thread a([] { barrier.wait(); });
  boost::thread b([] { barrier.wait(); });
  a.join();
  b.join();
}
