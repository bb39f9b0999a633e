// expect: __tsan_acquire
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);
int hits = 0;
void Count() {
  __tsan_acquire(&hits);
  ++hits;
  __tsan_release(&hits);
}
