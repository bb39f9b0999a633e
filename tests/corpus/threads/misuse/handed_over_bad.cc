// expect: lock-misuse
// A std::mutex is locked by a thread that starts a job and unlocked by the thread that ends it.
#include <mutex>
#include <thread>

std::mutex job;

int main() {
  job.lock();
  std::thread worker([] { job.unlock(); });
  worker.join();
}
