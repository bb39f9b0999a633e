// expect: data-race
// The continuation of a boost::future writes a variable that main reads before the end.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

int result = 0;
int seen = 0;

int main() {
  boost::future<int> first = boost::async(boost::launch::async, [] { return 41; });
  boost::future<void> second =
      first.then(boost::launch::async, [](boost::future<int> value) { result = value.get() + 1; });
  seen = result;
  second.wait();
}
