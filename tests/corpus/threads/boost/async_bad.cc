// expect: data-race
// main reads the result variable of a boost::async task without asking its future.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

int result = 0;
int seen = 0;

int main() {
  boost::future<void> future = boost::async(boost::launch::async, [] { result = 42; });
  seen = result;
  future.wait();
}
