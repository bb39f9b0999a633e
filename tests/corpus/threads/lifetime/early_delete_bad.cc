// expect: use-after-free|data-race
// main deletes the job while the worker still works on it.
#include <thread>

struct Job {
  int steps = 0;
};

int main() {
  Job* job = new Job;
  std::thread worker([job] { job->steps++; });
  delete job;
  worker.join();
}
