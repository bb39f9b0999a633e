// expect: none
// A process writes a new file and renames it: a reader finds the old text or the new one.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/textXXXXXX";
static char fresh[64];

static void put(const char* at, const char* text) {
  int file = open(at, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  assert(write(file, text, 4) == 4);
  close(file);
}

static void look(void) {
  char text[4];
  int file = open(path, O_RDONLY);
  assert(read(file, text, 4) == 4);
  close(file);
}

int main(void) {
  close(mkstemp(path));
  snprintf(fresh, sizeof fresh, "%s.new", path);
  put(path, "old\n");
  pid_t child = fork();
  if (child == 0) {
    put(fresh, "new\n");
    rename(fresh, path);
    _exit(0);
  }
  look();
  waitpid(child, NULL, 0);
  unlink(path);
  return 0;
}
