// expect: use-after-free
// Who waits may return before the other one has notified: what it waits on is gone with its frame.
#include <condition_variable>
#include <mutex>
#include <thread>

struct Answer {
  std::mutex mutex;
  std::condition_variable there;
  bool ready = false;
};

std::thread Ask() {
  Answer answer;
  std::thread other([&answer] {
    {
      const std::lock_guard<std::mutex> lock(answer.mutex);
      answer.ready = true;
    }
    answer.there.notify_one();
  });
  std::unique_lock<std::mutex> lock(answer.mutex);
  answer.there.wait(lock, [&] { return answer.ready; });
  return other;
}

int main() { Ask().join(); }
