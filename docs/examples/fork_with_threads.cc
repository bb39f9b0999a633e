// Fork with threads: the child gets one thread, and the locks of all the others, locked for ever.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <latch>
#include <mutex>
#include <thread>

std::mutex log_mutex;

int main() {
  std::latch locked(1), forked(1);
  std::thread logger([&] {
    std::lock_guard<std::mutex> lock(log_mutex);
    locked.count_down();
    forked.wait();  // still holds the lock while main forks
  });
  locked.wait();
  const pid_t child = fork();
  if (child == 0) {
    // No thread here can ever unlock it: the logger exists in the parent only.
    _exit(log_mutex.try_lock() ? 0 : 1);
  }
  forked.count_down();
  logger.join();
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("in the child the mutex is %s, ", WEXITSTATUS(status) == 1 ? "locked" : "free");
  log_mutex.lock();
  std::printf("in the parent it was unlocked by its owner\n");
  log_mutex.unlock();
}
