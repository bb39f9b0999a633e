// expect: none
// Who notifies does so with the mutex held, which who waits needs to return. And room that is made
// on the stack later is no frame that was left.
#include <alloca.h>

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
    const std::lock_guard<std::mutex> lock(answer.mutex);
    answer.ready = true;
    answer.there.notify_one();
  });
  std::unique_lock<std::mutex> lock(answer.mutex);
  answer.there.wait(lock, [&] { return answer.ready; });
  lock.unlock();
  other.join();
  return {};
}

int main() {
  Ask();
  int* numbers = static_cast<int*>(alloca(2 * sizeof(int)));
  numbers[0] = 0;
  std::thread thread([numbers] { numbers[1] = ++numbers[0]; });
  thread.join();
  return numbers[1] == 1 ? 0 : 1;
}
