// Honest code that must not be accused: classes, virtuals, thunks, exceptions, defaulted, static
// init.
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
std::string global_name = "hello";
static std::map<int, std::string> table = {{1, "a"}};
thread_local std::string scratch = "x";
thread_local int counter;
struct A {
  virtual ~A() = default;
  virtual int F() { return 1; }
  int a = 0;
};
struct B {
  virtual ~B() = default;
  virtual int G() { return 2; }
  int b = 0;
};
struct C : A, B {
  int F() override { return 3; }
  int G() override { return 4; }
};
struct D : virtual A {
  int F() override { return a; }
};
struct P {
  int x = 1;
  std::string s;
  P() = default;
  P(const P&) = default;
  P& operator=(const P&) = default;
  friend bool operator==(const P&, const P&) = default;
  auto operator<=>(const P&) const = default;
};
struct Pod {
  int x, y;
};
Pod MakePod(int x) { return {x, x}; }
Pod Swap(Pod p) { return {p.y, p.x}; }
struct Big {
  long v[20];
};
Big MakeBig() {
  Big b{};
  b.v[3] = 1;
  return b;
}
long SumBig(Big b) {
  long s = 0;
  for (int i = 0; i < 20; ++i) s += b.v[i];
  return s;
}
int Throwing(int i) {
  if (i > 3) throw std::runtime_error("no");
  try {
    return Throwing(i + 1);
  } catch (const std::exception& e) {
    return 0;
  }
}
int UseTls() {
  ++counter;
  scratch += "y";
  return counter;
}
std::unique_ptr<A> MakeA() { return std::make_unique<C>(); }
void Print(const P& p) { std::cout << p.s << global_name << table[1]; }
int Magic() {
  static std::string s = "m";
  static int n = 3;
  return n + static_cast<int>(s.size());
}
void Swap2(int& a, int& b) noexcept {
  int t = a;
  a = b;
  b = t;
}
int Read(const int* p) { return *p; }
int ReadRef(const Pod& p) { return p.x + p.y; }
void Empty() {}
[[noreturn]] void Die() { throw 3; }
int Variadic(int n, ...) {
  __builtin_va_list ap;
  __builtin_va_start(ap, n);
  int s = 0;
  while (n--) s += __builtin_va_arg(ap, int);
  __builtin_va_end(ap);
  return s;
}
