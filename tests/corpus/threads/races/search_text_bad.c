// expect: data-race
// In C: one thread searches a text that another one changes.
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static char text[] = "key=value;rest";

static void* Run(void* what) {
  if (*(char*)what == 'w') {
    text[5] = 'x';
    return NULL;
  }
  return strchr(text, ';') == text + 9 && memchr(text, '=', 14) == text + 3 ? NULL : what;
}

static char one[] = "write", two[] = "search";

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Run, one);
  pthread_create(&b, NULL, Run, two);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
