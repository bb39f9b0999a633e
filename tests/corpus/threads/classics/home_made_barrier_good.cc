// expect: none
// A home-made barrier counts its rounds, and everyone waits for the end of its own round.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int arrived = 0;
int current_round = 0;

void Arrive() {
  std::unique_lock<std::mutex> lock(mutex);
  int mine = current_round;
  if (++arrived == 2) {
    arrived = 0;
    current_round++;
    changed.notify_all();
  } else {
    changed.wait(lock, [mine] { return current_round != mine; });
  }
}

void Work() {
  Arrive();
  Arrive();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
