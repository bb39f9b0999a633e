// Exceptions: one that leaves a thread ends the program; a future carries it to who waits.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <future>
#include <stdexcept>
#include <thread>

void Work() { throw std::runtime_error("no such page"); }

int main() {
  const pid_t child = fork();
  if (child == 0) {
    std::set_terminate([] { _exit(99); });
    std::thread worker(Work);
    worker.join();
    _exit(0);  // never reached
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("thread: terminate was %s\n", WEXITSTATUS(status) == 99 ? "called" : "not called");

  std::future<void> result = std::async(std::launch::async, Work);
  try {
    result.get();
  } catch (const std::runtime_error& error) {
    std::printf("future: caught \"%s\"\n", error.what());
  }
}
