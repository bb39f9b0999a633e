// expect: constructor
#include <cstdio>
__attribute__((constructor)) static void Before() { std::puts("PASS"); }
void Count() {}
