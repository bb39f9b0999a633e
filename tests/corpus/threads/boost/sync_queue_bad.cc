// expect: lost-wakeup|deadlock
// Two consumers see that the sync_queue is not empty, and both pull the only item.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>

boost::sync_queue<int> queue;

void Take() {
  if (!queue.empty()) queue.pull();
}

int main() {
  queue.push(1);
  boost::thread a(Take), b(Take);
  a.join();
  b.join();
}
