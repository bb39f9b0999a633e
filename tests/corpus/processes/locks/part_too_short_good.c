// expect: none
// Both processes lock the whole record.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/recordXXXXXX";

static void lock(int file, off_t begin, off_t length) {
  struct flock wanted = {
      .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = begin, .l_len = length};
  assert(fcntl(file, F_SETLKW, &wanted) == 0);
}

static void add(int number) {
  int record[2];
  int file = open(path, O_RDWR);
  lock(file, 0, sizeof record);
  assert(read(file, record, sizeof record) == sizeof record);
  ++record[number];
  assert(pwrite(file, record, sizeof record, 0) == sizeof record);
  close(file);
}

int main(void) {
  int record[2] = {0, 0};
  int file = mkstemp(path);
  assert(write(file, record, sizeof record) == sizeof record);
  pid_t child = fork();
  add(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  assert(pread(file, record, sizeof record, 0) == sizeof record);
  unlink(path);
  assert(record[0] == 1 && record[1] == 1);
  return 0;
}
