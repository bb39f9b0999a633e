// expect: assertion
// Two processes write header and body of a record in two steps, which get mixed.
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

struct Record {
  int from, value;
};

static void Report(int to, int self) {
  const struct Record record = {self, self * 100};
  assert(write(to, &record.from, sizeof record.from) == sizeof record.from);
  assert(write(to, &record.value, sizeof record.value) == sizeof record.value);
  _exit(0);
}

int main(void) {
  int ends[2], status;
  assert(pipe(ends) == 0);
  for (int i = 1; i <= 2; ++i) {
    if (fork() == 0) Report(ends[1], i);
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  for (int i = 0; i < 2; ++i) {
    struct Record record;
    assert(read(ends[0], &record, sizeof record) == sizeof record);
    assert(record.value == record.from * 100);
  }
  return 0;
}
