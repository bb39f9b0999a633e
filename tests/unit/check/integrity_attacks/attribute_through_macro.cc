// expect: no_sanitize
#define JOIN(a, b) a##b
#define QUIET __attribute__((JOIN(no_, sanitize)("thread")))
int hits = 0;
QUIET void Count() { ++hits; }
