// expect: none
// Two players look at whose turn it is.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable ball;
int turn = 0;
int hits = 0;

void Play(int me) {
  for (int round = 0; round < 2; ++round) {
    std::unique_lock<std::mutex> lock(mutex);
    ball.wait(lock, [me] { return turn == me; });
    hits++;
    turn = 1 - me;
    ball.notify_one();
  }
}

int main() {
  std::thread ping(Play, 0), pong(Play, 1);
  ping.join();
  pong.join();
  assert(hits == 4);
}
