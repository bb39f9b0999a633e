// expect: lost-wakeup
// Two players wait without a state to look at, so a ball may fly past a player.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable ball;

int main() {
  std::thread ping([] {
    std::unique_lock<std::mutex> lock(mutex);
    ball.notify_one();
    ball.wait(lock);
  });
  std::thread pong([] {
    std::unique_lock<std::mutex> lock(mutex);
    ball.wait(lock);
    ball.notify_one();
  });
  ping.join();
  pong.join();
}
