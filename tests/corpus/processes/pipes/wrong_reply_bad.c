// expect: assertion
// Two clients read their replies from one pipe, and one takes the other's.
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

static int requests[2], replies[2][2];

static void Ask(int self) {
  int reply;
  assert(write(requests[1], &self, sizeof self) == sizeof self);
  assert(read(replies[0][0], &reply, sizeof reply) == sizeof reply);
  assert(reply == self);
  _exit(0);
}

int main(void) {
  int status;
  assert(pipe(requests) == 0 && pipe(replies[0]) == 0 && pipe(replies[1]) == 0);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) Ask(i);
  }
  for (int i = 0; i < 2; ++i) {
    int client;
    assert(read(requests[0], &client, sizeof client) == sizeof client);
    assert(write(replies[0][1], &client, sizeof client) == sizeof client);
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  return 0;
}
