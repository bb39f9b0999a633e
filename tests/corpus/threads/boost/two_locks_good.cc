// expect: none
// boost::lock takes two mutexes without deadlock, in any order of arguments.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::mutex left, right;
int counter = 0;

void Work(boost::mutex& first, boost::mutex& second) {
  boost::unique_lock<boost::mutex> one(first, boost::defer_lock);
  boost::unique_lock<boost::mutex> two(second, boost::defer_lock);
  boost::lock(one, two);
  counter++;
}

int main() {
  boost::thread a([] { Work(left, right); });
  boost::thread b([] { Work(right, left); });
  a.join();
  b.join();
  assert(counter == 2);
}
