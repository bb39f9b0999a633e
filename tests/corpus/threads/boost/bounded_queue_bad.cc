// expect: lost-wakeup|deadlock
// main fills a bounded queue beyond its size before it starts the consumer.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>

boost::sync_bounded_queue<int> queue(1);

int main() {
  queue.push(1);
  queue.push(2);
  boost::thread consumer([] {
    queue.pull();
    queue.pull();
  });
  consumer.join();
}
