// expect: none
// The continuation of a boost::future returns its result through the next future.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>
#include <cassert>

int main() {
  boost::future<int> first = boost::async(boost::launch::async, [] { return 41; });
  boost::future<int> second =
      first.then(boost::launch::async, [](boost::future<int> value) { return value.get() + 1; });
  int result = second.get();
  assert(result == 42);
}
