// expect: assertion
// Two processes go to the end of a log and write there, at the same place.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/logXXXXXX";

static void add(const char* line) {
  int file = open(path, O_WRONLY);
  lseek(file, 0, SEEK_END);
  assert(write(file, line, 4) == 4);
  close(file);
}

int main(void) {
  struct stat facts;
  close(mkstemp(path));
  pid_t child = fork();
  add(child == 0 ? "one\n" : "two\n");
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  stat(path, &facts);
  unlink(path);
  assert(facts.st_size == 8);
  return 0;
}
