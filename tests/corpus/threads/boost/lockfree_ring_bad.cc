// expect: data-race
// The ring is for one producer, and two push.
#include <boost/lockfree/spsc_queue.hpp>
#include <thread>

int main() {
  boost::lockfree::spsc_queue<int, boost::lockfree::capacity<4>> ring;
  std::thread one([&] { ring.push(1); }), two([&] { ring.push(2); });
  one.join();
  two.join();
}
