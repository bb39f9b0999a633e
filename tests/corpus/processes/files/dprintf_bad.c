// expect: assertion
// Two processes append long lines with dprintf, which writes them in two pieces.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kLength = 5000 };
static char path[] = "/tmp/logXXXXXX";

static void add(char letter) {
  char line[kLength + 1];
  memset(line, letter, kLength);
  line[kLength] = 0;
  int file = open(path, O_WRONLY | O_APPEND);
  dprintf(file, "%s\n", line);
  close(file);
}

int main(void) {
  char text[2 * kLength + 2];
  close(mkstemp(path));
  pid_t child = fork();
  add(child == 0 ? 'a' : 'b');
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  int file = open(path, O_RDONLY);
  assert(read(file, text, sizeof text) == sizeof text);
  close(file);
  unlink(path);
  for (int i = 0; i < kLength; ++i) assert(text[i] == text[0]);
  return 0;
}
