// expect: deadlock
// ABBA with two boost::mutexes.
// libraries: boost_thread
#include <boost/thread.hpp>

boost::mutex left, right;

void Work(boost::mutex& first, boost::mutex& second) {
  boost::lock_guard<boost::mutex> one(first);
  boost::lock_guard<boost::mutex> two(second);
}

int main() {
  boost::thread a([] { Work(left, right); });
  boost::thread b([] { Work(right, left); });
  a.join();
  b.join();
}
