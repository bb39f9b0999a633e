// expect: data-race
// threads.h: a flag of its own where call_once() is needed.
#include <stddef.h>
#include <threads.h>

static int made = 0;
static int table[2];

static void Make(void) {
  table[0] = 1;
  table[1] = 2;
}

static int Use(void* unused) {
  if (!made) {
    Make();
    made = 1;
  }
  return unused != NULL || table[0] + table[1] != 3;
}

int main(void) {
  thrd_t a, b;
  int results[2] = {1, 1};
  thrd_create(&a, Use, NULL);
  thrd_create(&b, Use, NULL);
  thrd_join(a, &results[0]);
  thrd_join(b, &results[1]);
  return results[0] + results[1];
}
