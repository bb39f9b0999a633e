// expect: none
// Records of two processes have PIPE_BUF bytes and stay whole.
#include <assert.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kRecord = 4096, kRecords = 10 };

static void WriteAll(int to, char self) {
  char record[kRecord];
  memset(record, self, sizeof record);
  for (int i = 0; i < kRecords; ++i) assert(write(to, record, kRecord) == kRecord);
  _exit(0);
}

int main(void) {
  int ends[2], status;
  assert(pipe(ends) == 0);
  if (fork() == 0) WriteAll(ends[1], 'a');
  if (fork() == 0) WriteAll(ends[1], 'b');
  close(ends[1]);
  for (int i = 0; i < 2 * kRecords; ++i) {
    char record[kRecord];
    for (int done = 0; done < kRecord;) {
      const ssize_t some = read(ends[0], record + done, (size_t)(kRecord - done));
      assert(some > 0);
      done += (int)some;
    }
    for (int k = 1; k < kRecord; ++k) {
      if (record[k] != record[0]) assert(!"a record of two processes");
    }
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  return 0;
}
