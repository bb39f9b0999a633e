// Zombie: a child that has ended stays in the table of processes until its parent waits for it.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string>

// The letter that the kernel shows for the state of a process: R, S, Z ...
char StateOf(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(file, text);
  const size_t end_of_name = text.rfind(')');
  return end_of_name == std::string::npos ? '?' : text[end_of_name + 2];
}

int main() {
  const pid_t child = fork();
  if (child == 0) _exit(7);
  siginfo_t information;
  waitid(P_PID, child, &information, WEXITED | WNOWAIT);  // look, but leave it there
  std::printf("ended, not waited for: state %c\n", StateOf(child));
  int status = 0;
  waitpid(child, &status, 0);
  const bool gone = kill(child, 0) != 0 && errno == ESRCH;
  std::printf("waited for: exit code %d, %s\n", WEXITSTATUS(status), gone ? "gone" : "still there");
}
