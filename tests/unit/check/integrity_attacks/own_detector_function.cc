// expect: __tsan_
extern "C" void __tsan_write4(void*) {}
int hits = 0;
void Count() { ++hits; }
