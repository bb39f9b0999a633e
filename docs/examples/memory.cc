// Memory: a thread changes the variable of its process; a child process changes only its own copy.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

int number = 0;

int main() {
  const pid_t child = fork();
  if (child == 0) {
    number = 1;
    _exit(number);  // the exit status shows what the child sees
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("the child process wrote %d, the parent reads %d\n", WEXITSTATUS(status), number);

  std::thread([] { number = 1; }).join();
  std::printf("the thread wrote 1, the main thread reads %d\n", number);
}
