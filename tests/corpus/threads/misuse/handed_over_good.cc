// expect: none
// A binary_semaphore may be taken by one thread and given back by another.
#include <semaphore>
#include <thread>

std::binary_semaphore job(1);

int main() {
  job.acquire();
  std::thread worker([] { job.release(); });
  job.acquire();
  worker.join();
}
