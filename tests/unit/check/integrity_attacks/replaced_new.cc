// expect: operator delete
#include <cstdlib>
#include <new>
void* operator new(std::size_t size) { return std::malloc(size); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void Count() {}
