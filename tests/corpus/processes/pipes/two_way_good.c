// expect: none
// The child reads the question before it writes as long an answer.
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kBytes = 100000 };

static char sent[kBytes], got[kBytes];

static void Send(int to) { assert(write(to, sent, kBytes) == kBytes); }

static void Receive(int from) {
  for (int done = 0; done < kBytes;) {
    const ssize_t some = read(from, got + done, (size_t)(kBytes - done));
    assert(some > 0);
    done += (int)some;
  }
}

int main(void) {
  int question[2], answer[2], status;
  assert(pipe(question) == 0 && pipe(answer) == 0);
  if (fork() == 0) {
    Receive(question[0]);
    Send(answer[1]);
    _exit(0);
  }
  Send(question[1]);
  Receive(answer[0]);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
