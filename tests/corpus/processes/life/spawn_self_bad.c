// expect: deadlock
// The filter waits for the end of its input, whose other end it has inherited.
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

static int filter(void) {
  char text[16];
  ssize_t got, sum = 0;
  while ((got = read(0, text, sizeof text)) > 0) sum += got;
  return sum == 5 ? 0 : 1;
}

int main(int count, char** arguments) {
  if (count > 1) return filter();
  int ends[2];
  if (pipe(ends) != 0) return 1;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[0], 0);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  char* again[] = {arguments[0], "filter", NULL};
  pid_t child;
  if (posix_spawn(&child, "/proc/self/exe", &actions, NULL, again, environ) != 0) return 1;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[0]);
  if (write(ends[1], "hello", 5) != 5) return 1;
  close(ends[1]);
  int status;
  waitpid(child, &status, 0);
  return status;
}
