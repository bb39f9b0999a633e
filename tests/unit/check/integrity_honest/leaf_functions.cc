// Honest code that must not be accused: leaf functions that return large objects, take large
// objects, references to temporaries.
#include <array>
#include <cstdint>
#include <utility>
struct Big {
  long v[4];
};
struct NonTrivial {
  NonTrivial(long x) : a(x), b(x) {}
  NonTrivial(const NonTrivial& o) : a(o.a), b(o.b) {}
  ~NonTrivial() {}
  long a, b;
};
Big Make(long x) { return {{x, x, x, x}}; }
Big Make2(long x) {
  Big b;
  b.v[0] = x;
  b.v[1] = b.v[2] = b.v[3] = 0;
  return b;
}
NonTrivial Make3(long x) { return x; }
long TakeRef(NonTrivial n) { return n.a; }
long TakeBig(Big b) {
  b.v[1] = 3;
  return b.v[0];
}
std::array<int, 8> Arr() { return {}; }
std::array<int, 8> Arr2(int i) {
  std::array<int, 8> a{};
  a[1] = i;
  return a;
}
std::pair<int, long> Pair(int a) { return {a, a}; }
struct V {
  virtual int F() { return 1; }
  virtual ~V() {}
};
struct W : V {
  int F() override { return 2; }
  int x = 3;
};
struct E1 {
  E1() {}
};
struct E2 : E1 {
  int v;
  E2() : v(3) {}
};
struct Lit {
  constexpr Lit(int q) : z(q) {}
  int z;
};
constexpr Lit kLit(3);
const Lit kArr[3] = {1, 2, 3};
int UseLit(int i) { return kArr[i].z + kLit.z; }
const int* PtrTo(int i) { return &kArr[i].z; }
int Member(int (W::*f)(), W* w) { return (w->*f)(); }
int MemberData(int W::*p) {
  W w;
  return w.*p;
}
static thread_local int tl = 0;
int Tl() { return ++tl; }
extern thread_local int other;
thread_local int other = Tl();
int Other() { return other; }
int Chars(const char* s) {
  int n = 0;
  while (*s++) ++n;
  return n;
}
uint64_t Hash(uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  return x;
}
double Fl(float f, double d) { return f * d + (f > 0 ? 1.5 : 2.5); }
int Fib(int n) { return n < 2 ? n : Fib(n - 1) + Fib(n - 2); }
int Switch(const char* s) {
  switch (*s) {
    case 'a': return 1;
    case 'b': return 2;
    case 'c': return 3;
    case 'd': return 4;
    case 'e': return 5;
  }
  return 0;
}
template <int N>
struct Tm {
  static int value;
  static const int k = N;
};
template <int N>
int Tm<N>::value = Fib(N);
int UseTm() { return Tm<3>::value + Tm<4>::k; }
inline int inl = Fib(4);
int UseInl() { return inl; }
struct Iter {
  int i;
  int operator*() const { return i; }
  Iter& operator++() {
    ++i;
    return *this;
  }
  bool operator!=(Iter o) const { return i != o.i; }
};
struct Range {
  int n;
  Iter begin() const { return {0}; }
  Iter end() const { return {n}; }
};
int Loop() {
  int s = 0;
  for (int x : Range{4}) s += x;
  return s;
}
void Nop() noexcept {}
auto gl = [](auto... x) { return (x + ... + 0); };
int Gl() { return gl(1, 2, 3); }
int Lambda(int a) {
  auto f = [=, b = a] { return a + b; };
  return f();
}
int RecLambda() {
  auto f = [](auto self, int n) -> int { return n ? self(self, n - 1) : 0; };
  return f(f, 3);
}
struct [[nodiscard]] Guard {
  int& r;
  explicit Guard(int& x) : r(x) { ++r; }
  ~Guard() { --r; }
};
int G(int& x) {
  Guard g(x);
  return x;
}
enum class Col : uint8_t { kA, kB };
const char* Name(Col c) {
  switch (c) {
    case Col::kA: return "a";
    case Col::kB: return "b";
  }
  return "";
}
int Alloca(int n) {
  int* p = static_cast<int*>(__builtin_alloca(sizeof(int) * static_cast<std::uint64_t>(n)));
  p[0] = n;
  return p[0];
}
int Vla(int n) {
  int s = 0;
  int a[16];
  for (int i = 0; i < 16; ++i) a[i] = i;
  for (int i = 0; i < n; ++i) s += a[i & 15];
  return s;
}
[[noreturn]] void Trap() { __builtin_trap(); }
int Unreach(int x) {
  if (x) return 1;
  __builtin_unreachable();
}
__attribute__((const)) int Cst(int x) { return x; }
Big Nrvo(long x) {
  Big b;
  b.v[0] = x;
  b.v[1] = b.v[0] + 1;
  b.v[2] = b.v[1];
  b.v[3] = 0;
  return b;
}
NonTrivial Cond(long x) {
  if (x) return 3;
  return x;
}
Big Early(long x) {
  if (x > 3) return {{x}};
  if (x < 0) return {{-x, x}};
  return {};
}
