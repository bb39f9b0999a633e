// Crash: a child process that crashes harms nobody else; a thread that crashes takes all along.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

// Runs the function in a child process and returns how the child ended.
template <typename Function>
int StatusOf(const Function& function) {
  const pid_t child = fork();
  if (child == 0) {
    function();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

int main() {
  const rlimit no_core_file = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core_file);

  const int crash = StatusOf([] { std::abort(); });
  std::printf("child process: killed by signal %d, the parent goes on\n", WTERMSIG(crash));

  const int all = StatusOf([] {
    std::thread crashing([] { std::abort(); });
    pause();   // another thread, which did nothing wrong
    _exit(0);  // never reached
  });
  std::printf("process with a crashing thread: %s by signal %d, all its threads with it\n",
              WIFSIGNALED(all) ? "killed" : "not killed", WTERMSIG(all));
}
