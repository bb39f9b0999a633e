// expect: none
// The lock-free queue of Boost, with two producers and two consumers.
#include <atomic>
#include <boost/lockfree/queue.hpp>
#include <cassert>
#include <thread>

struct Job {
  int number, copy;
};

int main() {
  boost::lockfree::queue<Job> jobs(2);
  std::atomic<int> sum{0};
  auto work = [&](int number) {
    jobs.push({number, number});
    Job job{};
    if (jobs.pop(job)) {
      assert(job.number == job.copy);
      sum += job.number;
    }
  };
  std::thread one(work, 1), two(work, 2);
  one.join();
  two.join();
  Job job{};
  while (jobs.pop(job)) sum += job.number;
  assert(sum == 3);
}
