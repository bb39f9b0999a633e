// expect: none
// The flag lies in what is freed: who has seen it set knows that the other one is through with it.
#include <atomic>
#include <thread>

struct Job {
  int result = 0;
  std::atomic<bool> done{false};
};
int result = 0;

int main() {
  Job* job = new Job;
  std::thread worker([job] {
    job->result = 1;
    std::atomic_thread_fence(std::memory_order_release);
    job->done.store(true, std::memory_order_relaxed);
  });
  std::thread owner([job] {
    while (!job->done.load(std::memory_order_relaxed)) std::this_thread::yield();
    std::atomic_thread_fence(std::memory_order_acquire);
    result = job->result;
    delete job;
  });
  worker.join();
  owner.join();
}
