// expect: ifunc
extern "C" {
static void Plain() {}
void* Choose() { return reinterpret_cast<void*>(&Plain); }
void Count2() __attribute__((ifunc("Choose")));
}
void Count() { Count2(); }
