// expect: section
void Before() {}
__attribute__((section(".preinit_array"), used)) void (*entry)() = Before;
void Count() {}
