// expect: use-after-free
// One fence for two stores. Who has seen the first one does not know whether the other is over.
#include <atomic>
#include <thread>

struct Job {
  int result = 0;
  std::atomic<bool> done{false};
};
std::atomic<bool> ready(false);
int result = 0;

int main() {
  Job* job = new Job;
  std::thread worker([job] {
    job->result = 1;
    std::atomic_thread_fence(std::memory_order_release);
    ready.store(true, std::memory_order_relaxed);
    job->done.store(true, std::memory_order_relaxed);
  });
  std::thread owner([job] {
    while (!ready.load(std::memory_order_relaxed)) std::this_thread::yield();
    std::atomic_thread_fence(std::memory_order_acquire);
    result = job->result;
    delete job;
  });
  worker.join();
  owner.join();
}
