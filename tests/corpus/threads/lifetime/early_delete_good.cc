// expect: none
// main joins the worker and then deletes the job.
#include <cassert>
#include <thread>

struct Job {
  int steps = 0;
};

int main() {
  Job* job = new Job;
  std::thread worker([job] { job->steps++; });
  worker.join();
  assert(job->steps == 1);
  delete job;
}
