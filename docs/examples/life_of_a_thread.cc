// The life of a thread: it runs from its construction on, and must be joined before its object
// dies.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <latch>
#include <thread>

int main() {
  std::latch started(1);
  std::thread worker([&] { started.count_down(); });
  started.wait();  // nobody called start(): it runs already
  std::printf("started, joinable %d\n", worker.joinable());
  worker.join();
  std::printf("joined, joinable %d\n", worker.joinable());

  bool done = false;
  {
    std::jthread careful([&] { done = true; });
  }  // its destructor joins
  std::printf("jthread out of scope, done %d\n", done);

  const pid_t child = fork();
  if (child == 0) {
    std::set_terminate([] { _exit(99); });
    std::latch never(1);
    {
      std::thread forgotten([&] { never.wait(); });
    }  // its destructor ends the program
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("thread forgotten: terminate was %s\n",
              WEXITSTATUS(status) == 99 ? "called" : "not called");
}
