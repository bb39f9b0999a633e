// expect: none
// The consumer of a bounded queue runs while the producer fills it.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <cassert>

boost::sync_bounded_queue<int> queue(1);

int main() {
  int sum = 0;
  boost::thread consumer([&sum] {
    for (int i = 0; i < 2; ++i) sum += queue.pull();
  });
  queue.push(1);
  queue.push(2);
  consumer.join();
  assert(sum == 3);
}
