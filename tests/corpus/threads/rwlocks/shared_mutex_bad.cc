// expect: data-race
// One thread writes under a shared_lock while another reads.
#include <shared_mutex>
#include <thread>

std::shared_mutex mutex;
int value = 0;
int seen = 0;

int main() {
  std::thread writer([] {
    std::shared_lock<std::shared_mutex> lock(mutex);
    value = 1;
  });
  std::thread reader([] {
    std::shared_lock<std::shared_mutex> lock(mutex);
    seen = value;
  });
  writer.join();
  reader.join();
}
