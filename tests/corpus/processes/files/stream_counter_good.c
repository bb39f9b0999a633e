// expect: none
// Two processes add to a number in a file under a lock that only one may hold.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/numberXXXXXX";

static int look(void) {
  int number = -1;
  FILE* file = fopen(path, "r");
  assert(fscanf(file, "%d", &number) == 1);
  fclose(file);
  return number;
}

static void put(int number) {
  FILE* file = fopen(path, "r+");
  fprintf(file, "%d\n", number);
  fclose(file);
}

static void add(void) {
  int lock = open(path, O_RDONLY);
  flock(lock, LOCK_EX);
  put(look() + 1);
  close(lock);
}

int main(void) {
  close(mkstemp(path));
  put(0);
  pid_t child = fork();
  add();
  if (child == 0) exit(0);
  waitpid(child, NULL, 0);
  int number = look();
  unlink(path);
  assert(number == 2);
  return 0;
}
