// Honest code that must not be accused: names that look bad and are not: no_sanitize in a comment,
// asm in a string.
#include <string>
#include <vector>
/* __attribute__((no_sanitize("thread"))) __tsan_acquire */
int section = 3;
volatile int alias = 0;
int constructor = 1, naked, optimize, testing = 2;
const char* kText = "asm volatile no_sanitize __tsan_read4";
const char* kRaw = R"x(
# 1 "/usr/include/stdio.h" 1 3
#pragma GCC optimize("O0")
__attribute__((naked)) asm("")
)x";
struct weak {
  int ifunc = 0;
  void dlopen() {}
};
namespace mine {
void ptrace() {}
struct thread {};
}  // namespace mine
[[maybe_unused]] static int v [[maybe_unused]] = 1;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
inline void Opt(int destructor) {}
#pragma GCC diagnostic pop
int Number() { return 1'000'000 + 0x1p3 + 'a' + '"'; }
void Call() {
  weak w;
  w.dlopen();
  mine::ptrace();
  std::vector<::std::string> x;
  auto f = [&]() -> int { return x.size() ? 1 : 0; };
  (void)f;
}
