// expect: data-race
// Two consumers of a lock-free queue take what they get into one variable.
#include <boost/lockfree/queue.hpp>
#include <thread>

struct Job {
  int number, copy;
};
Job job;

int main() {
  boost::lockfree::queue<Job> jobs(2);
  jobs.push({1, 1});
  jobs.push({2, 2});
  std::thread one([&] { jobs.pop(job); }), two([&] { jobs.pop(job); });
  one.join();
  two.join();
}
