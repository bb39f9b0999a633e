// expect: #line
int hits = 0;
# 1 "/usr/include/harmless.h" 1 3
__attribute__((no_sanitize("thread"))) void Count() { ++hits; }
# 5 "count.cc" 2
