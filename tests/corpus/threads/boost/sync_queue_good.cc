// expect: none
// A closed sync_queue ends the waiting of its consumers.
// libraries: boost_thread
#include <atomic>
#include <boost/thread.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <cassert>

boost::sync_queue<int> queue;
std::atomic<int> sum(0);

void Take() {
  int item = 0;
  while (queue.wait_pull(item) == boost::queue_op_status::success) sum += item;
}

int main() {
  boost::thread a(Take), b(Take);
  queue.push(1);
  queue.push(2);
  queue.close();
  a.join();
  b.join();
  assert(sum == 3);
}
