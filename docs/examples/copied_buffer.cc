// A copied buffer: text that printf keeps is memory too. fork copies it, and exit writes both
// copies; _exit writes none.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

// Prints "word" before a fork. The child ends with `end`.
void Print(const char* word, void (*end)(int)) {
  std::printf("%s!", word);  // stays in the buffer of this process
  const pid_t child = fork();
  if (child == 0) end(0);
  waitpid(child, nullptr, 0);
  std::printf("\n");
  std::fflush(stdout);
}

int main() {
  setvbuf(stdout, nullptr, _IOFBF, 4096);
  Print("exit", std::exit);  // the child writes its copy of the buffer, too
  Print("_exit", ::_exit);
}
