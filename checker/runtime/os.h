// The runtime's door to the operating system: memory, system calls and libc's own functions.
//
// The runtime lives inside the explored process, where libc's functions are replaced by its own. So
// it uses system calls and what is declared here, and nothing of the C++ library's code.
//
// **Thread safety**: none is needed; one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_OS_H_
#define RACELAB_CHECKER_RUNTIME_OS_H_

#include <cstddef>
#include <cstdint>

namespace racelab::rt {

// A system call as the kernel takes it: returns -errno, never touches errno.
long Sys(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0);

// Memory at a fixed address, zeroed, private, taken from the machine page by page as it is used.
// Ends the program when the address is taken.
void* MapFixed(uintptr_t address, size_t bytes);
void* Map(size_t bytes);

// The definition of `name` behind ours, in libc; nullptr when there is none. glibc's new condition
// variables come before the old ones.
void* Next(const char* name);

// "4,5,6" -> the numbers; false if these are not `count`.
bool ParseNumbers(const char* text, uint32_t* numbers, uint32_t count);

// Writes one line to standard error and ends the process with code 3.
[[noreturn]] void Die(const char* message);

void CopyBytes(void* to, const void* from, size_t bytes);
void MoveBytes(void* to, const void* from, size_t bytes);  // which may overlap
void FillBytes(void* at, int value, size_t bytes);
size_t Length(const char* text);
bool StartsWith(const char* text, const char* start);
bool Contains(const char* text, const char* part);

// Appends to a bounded text that ends with 0; cuts silently.
class Text {
 public:
  Text(char* at, size_t room) : at_(at), room_(room) { at_[0] = 0; }
  Text& operator<<(const char* text);
  Text& operator<<(long number);

 private:
  char* at_;
  size_t room_;
  size_t used_ = 0;
};

// What comes next under a symbol's name, looked up once; not initialised by a call, which would
// need a guard.
#define RACELAB_NEXT(type, symbol)                                                   \
  ([]() {                                                                            \
    static type found = nullptr;                                                     \
    if (found == nullptr) found = reinterpret_cast<type>(racelab::rt::Next(symbol)); \
    return found;                                                                    \
  }())
// The libc function behind a stand-in.
#define RACELAB_REAL(name) RACELAB_NEXT(decltype(&name), #name)

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_OS_H_
