// expect: none
// main asks the future of a boost::async task for its result.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <cassert>

int main() {
  boost::future<int> one = boost::async(boost::launch::async, [] { return 40; });
  boost::future<int> two = boost::async(boost::launch::async, [] { return 2; });
  int sum = one.get() + two.get();
  assert(sum == 42);
}
