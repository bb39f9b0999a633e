// expect: no_sanitize
int hits = 0;
[[gnu::no_sanitize("thread")]] void Count() { ++hits; }
